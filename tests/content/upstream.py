"""Runs the tests of Python-Markdown, each text converted by what newsgen puts in the library's place.

`cd SOURCE && python upstream.py` ends with 0 where all have passed; it prints how many texts were converted so, and how
many by the library itself.
"""

import sys
import unittest
from collections import Counter
from types import MethodType

from markdown import Markdown

from newsgen.content.markup.fast import converter

_ITSELF = Markdown.convert
_N_CONVERTED: Counter[bool] = Counter()


def convert(engine: Markdown, source: str) -> str:
    # What is given back for engines that hold unknown parts.
    itself = engine.convert = MethodType(_ITSELF, engine)  # type: ignore[method-assign]
    try:
        # Some of the tests register more between two texts.
        chosen = converter(engine)
        _N_CONVERTED[chosen is not itself] += 1
        return chosen(source)
    finally:
        del engine.convert


if __name__ == "__main__":
    Markdown.convert = convert  # type: ignore[method-assign]
    sys.path.insert(0, ".")
    done = unittest.main(module=None, argv=["unittest", "discover", "tests"], exit=False)
    print(_N_CONVERTED[True], _N_CONVERTED[False])
    sys.exit(not done.result.wasSuccessful())
