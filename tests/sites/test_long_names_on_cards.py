"""A paper's name, or a section's, of thousands of letters without a blank: the card shows the beginning of it."""

from PIL.ImageFont import FreeTypeFont, Layout

from newsgen.kinds.base import Drawn
from newsgen.make.cards import FONT, MEASURE, _shortened, drawn


class Counting(FreeTypeFont):
    """A font that knows how many letters it has measured."""

    n_letters = 0

    def getlength(
        self,
        text: str | bytes,
        mode: str = "",
        direction: str | None = None,
        features: list[str] | None = None,
        language: str | None = None,
    ) -> float:
        self.n_letters += len(text)
        return super().getlength(text, mode, direction, features, language)


def test_a_word_that_is_too_long_is_not_measured_once_for_each_of_its_letters() -> None:
    """A name of 5,000 letters, as a key held down makes it, took minutes."""
    font, word = Counting(FONT, 60, layout_engine=Layout.BASIC), "a" * 5_000

    shown = _shortened(word, font)

    assert font.n_letters < 10 * len(word)
    assert font.getlength(shown) <= MEASURE < font.getlength(f"a{shown}")
    assert shown == f"{'a' * (len(shown) - 1)}…"


def test_what_a_card_has_no_room_for_changes_nothing_of_it() -> None:
    cards = (Drawn("a" * n, "b" * n, (255, 255, 255), is_section=True) for n in (700, 100_000))

    assert len({drawn(card) for card in cards}) == 1
