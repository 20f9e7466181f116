"""Scripts that have no blanks between words: where a line of them may be cut, and how much there is to read."""

import unicodedata

from newsgen.expressions import expression

_HAN_AND_KANA = (
    "\u3005-\u3007\u3040-\u30ff\u31f0-\u31ff\u3400-\u4dbf\u4e00-\u9fff\uf900-\ufaff\uff66-\uff9f\U00020000-\U0003ffff"
)
# Thai, Lao, Tibetan, Burmese, Khmer.
_OF_THE_SOUTH = "\u0e00-\u0fff\u1000-\u109f\u1780-\u17ff"
# What holds all of these and little else is compiled in a sixth of the time, and most sites need no more.
_NEARLY_UNSPACED = expression("[^\x00-\u0dff\u1800-\u3004]")
_UNSPACED = expression(f"[{_HAN_AND_KANA}{_OF_THE_SOUTH}]")
_HAN = expression(f"[{_HAN_AND_KANA}]")
_SOUTHERN = expression(f"[{_OF_THE_SOUTH}]")

# A word has about two characters of Chinese or Japanese, and five of Thai, its marks among them.
_HAN_PER_WORD = 2
_SOUTHERN_PER_WORD = 5

# What belongs to the letter before it, or to the one behind (JIS X 4051; UAX 14, class SA). Punctuation is not among
# them, for none is left in front of an ellipsis.
_NOT_IN_FRONT = frozenset("ー々〻ゝゞヽヾぁぃぅぇぉっゃゅょゎァィゥェォッャュョヮヵヶะาำๅๆฯະາຳຽໆ")
_NOT_BEHIND = frozenset("([{（［｛〔〈《「『【〘〖〝‘“เแโใไເແໂໃໄ\u17d2\u1039")
_TSHEG = "\u0f0b"

# Of what is left of the room, a blank between two phrases of Thai is worth this much.
_WORTH_A_BLANK = 0.8


def n_words(text: str) -> int:
    """How many words a text has; about how many where it is written without blanks."""
    # Two or three bytes a letter: few texts, and to look for single letters takes five times as long.
    if len(text.encode("utf-8", "replace")) * 2 < len(text) * 3 or not _UNSPACED().search(text):
        return len(text.split())
    return sum(map(_n_words_of, text.split()))


def last_break(text: str, length: int) -> int:
    """The last place, `length` - 1 at most, at which a text without blanks between words may be cut; 0 for none.

    A blank far in front of it is no better place than any between two letters.
    """
    if not _NEARLY_UNSPACED().search(text, 0, length) or not _UNSPACED().search(text, 0, length):
        return 0
    place = next((place for place in range(length - 1, 0, -1) if _may_break(text, place)), 0)
    blank = text.rfind(" ", 0, length)
    is_worth_it = blank >= place * _WORTH_A_BLANK and _SOUTHERN().match(text, place)
    return blank if is_worth_it else place


def _n_words_of(part: str) -> int:
    n_han, n_southern = len(_HAN().findall(part)), len(_SOUTHERN().findall(part))
    rest = _UNSPACED().sub(" ", part).split() if n_han or n_southern else [part]
    n_others = sum(any(map(str.isalnum, each)) for each in rest) if n_han or n_southern else 1
    return -(-n_han // _HAN_PER_WORD) - (-n_southern // _SOUTHERN_PER_WORD) + n_others


def _may_break(text: str, place: int) -> bool:
    """Whether a line may end in front of a character."""
    before, after = text[place - 1], text[place]
    if after == " ":
        return True
    if not (_UNSPACED().match(before) or _UNSPACED().match(after)):
        return False
    if "\u0f00" <= before <= "\u0fff":
        return before == _TSHEG
    is_joined = unicodedata.category(after)[0] == "M" or after == "\u200d" or before == "\u200d"
    return not is_joined and after not in _NOT_IN_FRONT and before not in _NOT_BEHIND
