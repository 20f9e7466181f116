"""Templates -> Python, as Jinja does it, but that names are looked at when they are compiled.

So a name that leads nowhere costs nothing when a page is made, and only watched ones are looked at then.
"""

from typing import Any

from jinja2 import nodes
from jinja2.compiler import CodeGenerator, Frame

from newsgen.render.boundary import is_watched

# Rises when a template is compiled to other code: compiled templates are kept between builds.
CODE = 1


class ThemeCodeGenerator(CodeGenerator):
    def visit_Template(self, node: nodes.Template, frame: Frame | None = None) -> None:
        self.writeline("from newsgen.render.printing import PLAIN, minus, modulo, shown")
        super().visit_Template(node, frame)

    def visit_Getattr(self, node: nodes.Getattr, frame: Frame) -> None:
        self.write("environment.getattr(" if is_watched(node.attr) else "environment.found(")
        self.visit(node.node, frame)
        self.write(f", {node.attr!r})")

    def visit_Concat(self, node: nodes.Concat, frame: Frame) -> None:
        if frame.eval_ctx.volatile:
            self.write("(markup_join if context.eval_ctx.volatile else str_join)((")
        else:
            self.write("markup_join((" if frame.eval_ctx.autoescape else "str_join((")
        for each in node.nodes:
            self._visit_shown(each, frame)
            self.write(", ")
        self.write("))")

    def visit_Sub(self, node: nodes.BinExpr, frame: Frame) -> None:
        self._visit_function("minus", node, frame)

    def visit_Mod(self, node: nodes.BinExpr, frame: Frame) -> None:
        self._visit_function("modulo", node, frame)

    def _visit_function(self, name: str, node: nodes.BinExpr, frame: Frame) -> None:
        self.write(f"{name}(")
        self.visit(node.left, frame)
        self.write(", ")
        self.visit(node.right, frame)
        self.write(")")

    def _visit_shown(self, node: nodes.Expr, frame: Frame) -> None:
        """A value whose text is taken; the usual types are told apart without a call."""
        if isinstance(node, (nodes.Const, nodes.TemplateData)):
            self.visit(node, frame)
            return
        name = self.temporary_identifier()
        self.write(f"({name} if type({name} := ")
        self.visit(node, frame)
        self.write(f") in PLAIN else shown({name}))")

    def _output_child_to_const(self, node: nodes.Expr, frame: Frame, finalize: Any) -> str:
        # An expression that Jinja could take for constant may be a method: its text has an address in memory.
        if not isinstance(node, (nodes.Const, nodes.TemplateData)):
            raise nodes.Impossible()
        return super()._output_child_to_const(node, frame, finalize)

    def _output_child_pre(self, node: nodes.Expr, frame: Frame, finalize: Any) -> None:
        name = self._printed = self.temporary_identifier()
        if _is_escaped(frame):
            # Markup is told apart first: to escape it would make it twice anew.
            self.write(f"({name} if type({name} := ")
        else:
            super()._output_child_pre(node, frame, finalize)
            self.write(f"{name} if type({name} := ")

    def _output_child_post(self, node: nodes.Expr, frame: Frame, finalize: Any) -> None:
        name = self._printed
        if _is_escaped(frame):
            self.write(f") is Markup else escape({name} if type({name}) in PLAIN else shown({name})))")
        else:
            self.write(f") in PLAIN else shown({name})")
            super()._output_child_post(node, frame, finalize)


def _is_escaped(frame: Frame) -> bool:
    """Whether it is known here that what is printed is escaped."""
    return bool(frame.eval_ctx.autoescape) and not frame.eval_ctx.volatile
