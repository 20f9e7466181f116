"""How templates call what they are given: itself, but for what wants something of Jinja's with its arguments."""

from collections.abc import Callable
from functools import partial
from itertools import repeat
from types import BuiltinFunctionType, FunctionType, MethodType
from typing import Any

from jinja2.nodes import EvalContext
from jinja2.runtime import Context, Macro
from jinja2.utils import missing

from newsgen.render.printing import marked

# What compiled templates call themselves where it does not have ASKING: questions, methods, gettext. By way of Jinja's
# Context.call, which looks at each callee twice, a call of `site.recent(6)` would take twice the time.
DIRECT = frozenset({BuiltinFunctionType, FunctionType, MethodType})

_MISSING = repeat(missing)

# The attribute of functions that want the context, the environment or the settings of escaping (jinja2.pass_context).
ASKING = "jinja_pass_arg"


def called(context: Context, callee: Any, **scope: object) -> Callable[..., Any]:
    """What is not called directly, ready to be; `scope`: the variables of loop and block as Context.call knows them."""
    if type(callee) is Macro:
        # What Context.call finds out of a macro again and again: it wants the settings of escaping where it is called.
        return partial(_invoked, callee, context.eval_ctx)
    return partial(context.call, callee, **scope)


def _invoked(macro: Macro, settings: EvalContext, /, *given: Any, **named: Any) -> Any:
    """As Macro.__call__, to which each argument that is left out is an exception: of a story's, most are."""
    if macro.caller or macro.catch_kwargs or macro.catch_varargs:
        return macro(settings, *given, **named)
    names = macro.arguments
    others = map(named.pop, names[len(given) :], _MISSING) if named else (missing,) * (len(names) - len(given))
    given = (*given, *others)
    if named or len(given) > len(names):
        # It says what is wrong with them.
        return macro(settings, *given, **named)
    text = macro._func(*given)
    return marked(text) if settings.autoescape else text
