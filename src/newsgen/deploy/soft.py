"""What goes wrong after a deploy: it is told, and holds nothing up."""


class FailedError(Exception):
    """What became of a hook, in words that follow its name, and what to do."""

    def __init__(self, text: str, hint: str = "the site is up all the same: see what the receiver says of it") -> None:
        super().__init__(text)
        self.hint = hint
