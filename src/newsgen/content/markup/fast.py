"""Python-Markdown without work that can change nothing: the same HTML, byte for byte, in a quarter of the time.

What it leaves out was found in the library's code, some of it in what the library keeps to itself. So it is for the
versions that it was tested with, and for engines that hold nothing but what it knows: others convert as they always do.
"""

from collections.abc import Callable

import markdown
from markdown import Markdown

# With these, the library's own tests pass, and `tests/content/test_fast.py` finds no text that is converted otherwise,
# nor `pytest -m nightly tests/content`. To add one, name it in pyproject.toml, install it and run them.
TESTED = frozenset({"3.11.3"})


def converter(engine: Markdown) -> Callable[[str], str]:
    """What converts texts as `engine.convert` does. Nothing may be registered in the engine after this."""
    if markdown.__version__ not in TESTED:
        return engine.convert
    # Another version may lack what is imported there.
    from newsgen.content.markup import fast_passes

    return fast_passes.converter(engine) or engine.convert
