"""A card -> a PNG: the paper's name over the section's, centred, since some networks cut a square out of the middle."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterable
from io import BytesIO
from pathlib import Path
from typing import TYPE_CHECKING

from newsgen.colours import Rgb, contrast
from newsgen.diagnostics import Diagnostic, Place
from newsgen.kinds.base import Drawn
from newsgen.site.cards import HEIGHT, SITE_FILE, WIDTH

if TYPE_CHECKING:
    from PIL.ImageDraw import ImageDraw
    from PIL.ImageFont import FreeTypeFont

FONT = Path(__file__).parents[1] / "fonts" / "NotoSerif-Bold.ttf"

# How wide text may be, in pixels, and how many lines a large one may have.
MEASURE = 1000
MAX_LINES = 3
# More than three lines of the smallest size have room for, whatever letters they are.
MAX_LETTERS = 600
WHITE, INK = (255, 255, 255), (23, 25, 28)
# Of four bits a pixel; what is drawn in full is the last one.
N_SHADES, INKED = 16, 255


class CardError(Exception):
    """Pillow was built without what draws text."""

    def __init__(self, why: str) -> None:
        super().__init__(why)
        text, hint = f"no card can be drawn: {why}", f"put a {SITE_FILE} of {WIDTH} × {HEIGHT} pixels into static/"
        self.diagnostic = Diagnostic("card-undrawable", Place(SITE_FILE), text, hint)


def drawn(card: Drawn) -> bytes:
    """The PNG of a card. Raises CardError."""
    from PIL import Image, ImageDraw

    # Drawn as shades between ground and ink, which is all that stands in it, and takes a sixth of the time.
    image = Image.new("L", (WIDTH, HEIGHT), 0)
    pen = ImageDraw.Draw(image)
    try:
        if card.is_section:
            _section(pen, card)
        else:
            _site(pen, card)
    except ImportError as error:
        raise CardError(str(error)) from error
    shades = image.point([value * (N_SHADES - 1) // INKED for value in range(256)])
    coloured = Image.frombytes("P", image.size, shades.tobytes())
    coloured.putpalette(_palette(card.colour))
    made = BytesIO()
    coloured.save(made, "PNG", bits=4)
    return made.getvalue()


def _palette(ground: Rgb) -> list[int]:
    """The shades from the ground to the ink that is read best on it, three numbers each."""
    ink = WHITE if contrast(ground, WHITE) >= contrast(ground, INK) else INK
    last = N_SHADES - 1
    return [
        (below * (last - shade) + above * shade) // last
        for shade in range(N_SHADES)
        for below, above in zip(ground, ink, strict=True)
    ]


def _section(pen: ImageDraw, card: Drawn) -> None:
    """The paper's name as a masthead, and the section's below it."""
    lines, font = _fitted(card.paper, range(56, 31, -4), 1)
    _written(pen, lines, font, 96)
    _rules(pen, 160)
    _large(pen, card.text, 375)


def _site(pen: ImageDraw, card: Drawn) -> None:
    """The paper's name, with what it says of itself below."""
    _rules(pen, 96)
    _large(pen, card.paper, 280 if card.text else 315)
    if card.text:
        lines, font = _fitted(card.text, range(44, 27, -4), 2)
        _written(pen, lines, font, 455)
    _rules(pen, 534)


def _large(pen: ImageDraw, text: str, middle: int) -> None:
    lines, font = _fitted(text, range(132, 59, -6), MAX_LINES)
    _written(pen, lines, font, middle)


def _rules(pen: ImageDraw, top: int) -> None:
    """A double line, as below the masthead of pages."""
    left = (WIDTH - MEASURE) // 2
    for offset, height in ((0, 6), (11, 2)):
        pen.rectangle((left, top + offset, left + MEASURE - 1, top + offset + height - 1), fill=INKED)


def _fitted(text: str, sizes: Iterable[int], max_lines: int) -> tuple[list[str], FreeTypeFont]:
    """The lines of a text in the largest size in which it fits; in the smallest the rest of it is left out."""
    text = text[:MAX_LETTERS]
    words = text.split()
    lines, font = [text], _font(12)
    for size in sizes:
        font = _font(size)
        lines = _lines(words, font, MEASURE)
        # Two lines of a large size are easier to read than three.
        n_allowed = min(max_lines, 1 if size > 110 else 2 if size > 84 else 3)
        if len(lines) <= n_allowed and all(font.getlength(line) <= MEASURE for line in lines):
            return _balanced(words, font, len(lines)), font
    if len(lines) > max_lines:
        lines = [*lines[: max_lines - 1], f"{lines[max_lines - 1]} …"]
    return [_shortened(line, font) for line in lines], font


def _lines(words: list[str], font: FreeTypeFont, measure: int) -> list[str]:
    lines = [""]
    for word in words:
        longer = f"{lines[-1]} {word}".lstrip()
        if font.getlength(longer) <= measure or not lines[-1]:
            lines[-1] = longer
        else:
            lines.append(word)
    return lines


def _balanced(words: list[str], font: FreeTypeFont, n_lines: int) -> list[str]:
    """So many lines, as narrow as that allows: no word stands alone on the last one."""
    widths = range(MEASURE // 2, MEASURE + 1, 20)
    wrapped = (_lines(words, font, width) for width in widths)
    fitting = (lines for lines in wrapped if len(lines) <= n_lines)
    return next(fitting, _lines(words, font, MEASURE))


def _shortened(line: str, font: FreeTypeFont) -> str:
    """A line that is too wide, cut at a word where it has several."""
    kept = line.removesuffix(" …")
    while " " in kept and font.getlength(line) > MEASURE:
        kept = kept.rpartition(" ")[0]
        line = f"{kept} …" if " " in kept else f"{kept}…"
    if font.getlength(line) <= MEASURE:
        return line
    # To measure a word once for each of its letters takes time by the square of them.
    n_kept = bisect_left(range(len(kept)), True, key=lambda n: font.getlength(f"{kept[:n]}…") > MEASURE) - 1
    return f"{kept[:n_kept]}…"


def _written(pen: ImageDraw, lines: list[str], font: FreeTypeFont, middle: int) -> None:
    """Lines one below the other, with `middle` between the first and the last."""
    step = round(font.size * 1.2)
    top = middle - step * (len(lines) - 1) // 2
    for number, line in enumerate(lines):
        # From the middle of small letters, so that all lines look centred whatever hangs below.
        pen.text((WIDTH // 2, top + number * step + round(font.size * 0.33)), line, INKED, font, anchor="ms")


def _font(size: int) -> FreeTypeFont:
    from PIL import ImageFont

    # The other engine is not in every Pillow.
    return ImageFont.truetype(FONT, size, layout_engine=ImageFont.Layout.BASIC)
