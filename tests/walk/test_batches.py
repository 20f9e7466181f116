"""What a process made comes to another one as it was."""

import pickle

from newsgen.diagnostics import Diagnostic, Place
from newsgen.make.maker import Asked, Batch, MadeOutput


def test_a_batch_arrives_as_it_was_sent() -> None:
    """A mistake may be told with half a character, which no file can hold."""
    problem = Diagnostic("template", Place("article.html", 3), 'not the text "\ud800"', "")
    made = MadeOutput(b"digest", True, 12, b"\0\0\0\0", None), MadeOutput(b"other", False, 0, b"", 7)
    batch = Batch([Asked("head", "a.md", '["head","a.md"]', b"digest")], [*made], [problem])

    assert pickle.loads(pickle.dumps(batch)) == batch
