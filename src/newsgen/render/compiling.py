"""Templates -> Python, as Jinja does it, but that names are looked at when they are compiled.

So a name that leads nowhere costs nothing when a page is made, and only watched ones are looked at then.
"""

from keyword import iskeyword
from typing import Any

from jinja2 import nodes
from jinja2.compiler import CodeGenerator, Frame

from newsgen.render.boundary import is_watched
from newsgen.render.calling import ASKING
from newsgen.render.trees import is_whole

# Which of their arguments are sentences, by name: the first ones.
_SENTENCES = {"_": 1, "gettext": 1, "ngettext": 2}

# Rises when a template is compiled to other code: compiled templates are kept between builds.
CODE = 6


class ThemeCodeGenerator(CodeGenerator):
    def visit_Template(self, node: nodes.Template, frame: Frame | None = None) -> None:
        self.writeline("from newsgen.render.calling import DIRECT, called")
        self.writeline("from newsgen.render.printing import PLAIN, escaped, minus, modulo, said, shown")
        self.writeline(f"imported = {_imported(node)!r}")
        super().visit_Template(node, frame)

    def enter_frame(self, frame: Frame) -> None:
        """A page or block collects its text, and yields it as one: each piece would pass all that holds the block."""
        if _is_outermost(frame):
            self.buffer(frame)
        super().enter_frame(frame)

    def leave_frame(self, frame: Frame, with_python_scope: bool = False) -> None:
        super().leave_frame(frame, with_python_scope)
        if _is_outermost(frame):
            self.writeline(f"yield concat({frame.buffer})")

    def visit_Include(self, node: nodes.Include, frame: Frame) -> None:
        """As Jinja's, but that what is included without context, too, stands where it is, in whatever is collected."""
        if node.ignore_missing:
            self.writeline("try:")
            self.indent()
        self.writeline("template = ", node)
        self._visit_template(node.template, frame, "get_or_select_template")
        if node.ignore_missing:
            self.outdent()
            self.writeline("except TemplateNotFound:")
            self.writeline("    pass")
            self.writeline("else:")
            self.indent()
        given = f"context, {self.dump_local_context(frame)}" if node.with_context else ""
        self.writeline(f"{frame.buffer}.extend(template.{'within' if given else 'apart'}({given}))", node)
        self.outdent(int(node.ignore_missing))

    def _import_common(self, node: nodes.Import | nodes.FromImport, frame: Frame) -> None:
        """As Jinja's, but for how the template is asked for."""
        self._visit_template(node.template, frame, "get_template")
        if node.with_context:
            self.write(f".make_module(context.get_all(), True, {self.dump_local_context(frame)})")
        else:
            self.write("._get_default_module(context)")

    def _visit_template(self, node: nodes.Expr, frame: Frame, otherwise: str) -> None:
        """What asks for a template: by a name that stands there, which is in the closure of the page's, unheard."""
        self.write(f"environment.{'named_template' if _is_named(node) else otherwise}(")
        self.visit(node, frame)
        self.write(f", {self.name!r})")

    def visit_Output(self, node: nodes.Output, frame: Frame) -> None:
        """As Jinja's, but that a page may be left with gaps where it shows fragments as they are (render.placing)."""
        if any(map(shows_fragment, node.nodes)):
            node = nodes.Output([_or_gap(each) for each in node.nodes], lineno=node.lineno)
        super().visit_Output(node, frame)

    def visit_Getattr(self, node: nodes.Getattr, frame: Frame) -> None:
        if is_watched(node.attr):
            self.write("environment.getattr(")
            self.visit(node.node, frame)
            self.write(f", {node.attr!r})")
            return
        # Most values have what they are asked for, and need not be asked by way of Jinja.
        owner, found = self.temporary_identifier(), self.temporary_identifier()
        self.write(f"({found} if ({found} := getattr({owner} := ")
        self.visit(node.node, frame)
        self.write(f", {node.attr!r}, missing)) is not missing else environment.found({owner}, {node.attr!r}))")

    def visit_Call(self, node: nodes.Call, frame: Frame, forward_caller: bool = False) -> None:
        node = _worded(node)
        if forward_caller or not _is_plain(node):
            super().visit_Call(node, frame, forward_caller=forward_caller)
            return
        name = self.temporary_identifier()
        self.write(f"({name} if type({name} := ")
        self.visit(node.node, frame)
        self.write(f") in DIRECT and not hasattr({name}, {ASKING!r}) else called(context, {name}")
        self.write(", _loop_vars=_loop_vars" if frame.loop_frame else "")
        self.write(", _block_vars=_block_vars" if frame.block_frame else "")
        self.write("))(")
        for each in (*node.args, *node.kwargs):
            self.visit(each, frame)
            self.write(", ")
        self.write(")")

    def visit_MarkSafe(self, node: nodes.MarkSafe, frame: Frame) -> None:
        self.write("said(" if isinstance(node.expr, nodes.Const) else "Markup(")
        self.visit(node.expr, frame)
        self.write(")")

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
            self.write(f") is Markup else escaped({name}) if type({name}) is str else ")
            self.write(f"escape({name} if type({name}) in PLAIN else shown({name})))")
        else:
            self.write(f") in PLAIN else shown({name})")
            super()._output_child_post(node, frame, finalize)


def shows_fragment(node: nodes.Node) -> nodes.Call | None:
    """The call in `{{ site.fragment(…)|safe }}`, whose text becomes a part of the page as it is."""
    call = node.node if isinstance(node, nodes.Filter) and node.name == "safe" else None
    if not isinstance(call, nodes.Call) or not isinstance(call.node, nodes.Getattr) or call.node.attr != "fragment":
        return None
    owner = call.node.node
    return call if isinstance(owner, nodes.Name) and owner.name == "site" else None


def _or_gap(node: nodes.Expr) -> nodes.Expr:
    """What a template shows: of a fragment, what `environment.gap` makes in its place, where there is any."""
    call = shows_fragment(node)
    if call is None:
        return node
    made = nodes.EnvironmentAttribute("gap", lineno=node.lineno)
    gap = nodes.Call(made, call.args, call.kwargs, call.dyn_args, call.dyn_kwargs, lineno=node.lineno)
    return nodes.CondExpr(made, gap, node, lineno=node.lineno)


def _imported(template: nodes.Template) -> tuple[str, ...] | None:
    """The names that a template imports where it does nothing else but define macros, None for others.

    `{% autoescape %}` in one of these would hold on all pages to come where it is left by a break or an error.
    """
    if template.find(nodes.EvalContextModifier) is not None:
        return None
    imports = [node for node in template.body if isinstance(node, (nodes.Import, nodes.FromImport))]
    others = [node for node in template.body if not isinstance(node, (nodes.Macro, nodes.Import, nodes.FromImport))]
    if not all(isinstance(node, nodes.Output) and all(map(_is_data, node.nodes)) for node in others):
        return None
    if not all(_is_named(node.template) and not node.with_context for node in imports):
        return None
    return tuple(str(node.template.value) for node in imports if isinstance(node.template, nodes.Const))


def _is_data(node: nodes.Node) -> bool:
    return isinstance(node, nodes.TemplateData)


def _is_named(template: nodes.Expr) -> bool:
    """Whether the name of a template stands where it is asked for."""
    return isinstance(template, nodes.Const) and isinstance(template.value, str) and is_whole(template.value)


def _is_escaped(frame: Frame) -> bool:
    """Whether it is known here that what is printed is escaped."""
    return bool(frame.eval_ctx.autoescape) and not frame.eval_ctx.volatile


def _worded(node: nodes.Call) -> nodes.Call:
    """A call whose sentences for gettext are marked as safe where the template itself says them."""
    n_sentences = _SENTENCES.get(node.node.name, 0) if isinstance(node.node, nodes.Name) else 0
    if not n_sentences:
        return node
    said = [*map(_said, node.args[:n_sentences]), *node.args[n_sentences:]]
    return nodes.Call(node.node, said, node.kwargs, node.dyn_args, node.dyn_kwargs, lineno=node.lineno)


def _said(node: nodes.Expr) -> nodes.Expr:
    if isinstance(node, nodes.CondExpr) and node.expr2 is not None:
        return nodes.CondExpr(node.test, _said(node.expr1), _said(node.expr2), lineno=node.lineno)
    is_text = isinstance(node, nodes.Const) and isinstance(node.value, str)
    return nodes.MarkSafe(node, lineno=node.lineno) if is_text else node


def _is_plain(node: nodes.Call) -> bool:
    """Whether a call's arguments can be written as Python's own."""
    return not (node.dyn_args or node.dyn_kwargs or any(iskeyword(each.key) for each in node.kwargs))


def _is_outermost(frame: Frame) -> bool:
    """Whether a frame is that of a whole template or block, and of no loop or macro in it."""
    return frame.parent is None
