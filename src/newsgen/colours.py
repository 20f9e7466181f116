"""Colours as CSS writes them (CSS Color Module Level 4 and 5): whether a text is one, and what it is in sRGB."""

import re
from collections.abc import Mapping
from functools import cache
from math import cos, pi, sin

from newsgen.expressions import expression

Rgb = tuple[int, int, int]

_FUNCTION = expression(r"([a-z-]+)\((.*)\)", re.DOTALL)
_FUNCTIONS = frozenset(
    {"rgb", "rgba", "hsl", "hsla", "hwb", "lab", "lch", "oklab", "oklch", "color", "color-mix", "light-dark", "var"}
    | {"device-cmyk", "contrast-color"}
)
# Words that mean what a reader's system or the surroundings have.
_SYSTEM = frozenset(
    {"currentcolor", "transparent", "accentcolor", "accentcolortext", "activetext", "buttonborder", "buttonface"}
    | {"buttontext", "canvas", "canvastext", "field", "fieldtext", "graytext", "highlight", "highlighttext"}
    | {"linktext", "mark", "marktext", "selecteditem", "selecteditemtext", "visitedtext"}
)
_HEX = expression(r"#(?:[\da-f]{3,4}|[\da-f]{6}|[\da-f]{8})")
# Numbers with their units, words, nested functions and what stands between them.
_ARGUMENTS = expression(
    r"(?:[\s,/()*+-]|#[\da-f]{3,8}|[+-]?(?:\d+\.?\d*|\.\d+)(?:e[+-]?\d+)?(?:%|[a-z]+)?|-?-?[a-z][\w-]*)+"
)
_NUMBER = expression(r"([+-]?(?:\d+\.?\d*|\.\d+))(%|deg|grad|rad|turn)?")
_TURNS = {"deg": 1.0, "": 1.0, "grad": 0.9, "rad": 180 / pi, "turn": 360.0}

# CSS Color 4 §6.1.
_NAMED = """
aliceblue f0f8ff antiquewhite faebd7 aqua 00ffff aquamarine 7fffd4 azure f0ffff beige f5f5dc bisque ffe4c4
black 000000 blanchedalmond ffebcd blue 0000ff blueviolet 8a2be2 brown a52a2a burlywood deb887 cadetblue 5f9ea0
chartreuse 7fff00 chocolate d2691e coral ff7f50 cornflowerblue 6495ed cornsilk fff8dc crimson dc143c cyan 00ffff
darkblue 00008b darkcyan 008b8b darkgoldenrod b8860b darkgray a9a9a9 darkgreen 006400 darkgrey a9a9a9
darkkhaki bdb76b darkmagenta 8b008b darkolivegreen 556b2f darkorange ff8c00 darkorchid 9932cc darkred 8b0000
darksalmon e9967a darkseagreen 8fbc8f darkslateblue 483d8b darkslategray 2f4f4f darkslategrey 2f4f4f
darkturquoise 00ced1 darkviolet 9400d3 deeppink ff1493 deepskyblue 00bfff dimgray 696969 dimgrey 696969
dodgerblue 1e90ff firebrick b22222 floralwhite fffaf0 forestgreen 228b22 fuchsia ff00ff gainsboro dcdcdc
ghostwhite f8f8ff gold ffd700 goldenrod daa520 gray 808080 green 008000 greenyellow adff2f grey 808080
honeydew f0fff0 hotpink ff69b4 indianred cd5c5c indigo 4b0082 ivory fffff0 khaki f0e68c lavender e6e6fa
lavenderblush fff0f5 lawngreen 7cfc00 lemonchiffon fffacd lightblue add8e6 lightcoral f08080 lightcyan e0ffff
lightgoldenrodyellow fafad2 lightgray d3d3d3 lightgreen 90ee90 lightgrey d3d3d3 lightpink ffb6c1 lightsalmon ffa07a
lightseagreen 20b2aa lightskyblue 87cefa lightslategray 778899 lightslategrey 778899 lightsteelblue b0c4de
lightyellow ffffe0 lime 00ff00 limegreen 32cd32 linen faf0e6 magenta ff00ff maroon 800000 mediumaquamarine 66cdaa
mediumblue 0000cd mediumorchid ba55d3 mediumpurple 9370db mediumseagreen 3cb371 mediumslateblue 7b68ee
mediumspringgreen 00fa9a mediumturquoise 48d1cc mediumvioletred c71585 midnightblue 191970 mintcream f5fffa
mistyrose ffe4e1 moccasin ffe4b5 navajowhite ffdead navy 000080 oldlace fdf5e6 olive 808000 olivedrab 6b8e23
orange ffa500 orangered ff4500 orchid da70d6 palegoldenrod eee8aa palegreen 98fb98 paleturquoise afeeee
palevioletred db7093 papayawhip ffefd5 peachpuff ffdab9 peru cd853f pink ffc0cb plum dda0dd powderblue b0e0e6
purple 800080 rebeccapurple 663399 red ff0000 rosybrown bc8f8f royalblue 4169e1 saddlebrown 8b4513 salmon fa8072
sandybrown f4a460 seagreen 2e8b57 seashell fff5ee sienna a0522d silver c0c0c0 skyblue 87ceeb slateblue 6a5acd
slategray 708090 slategrey 708090 snow fffafa springgreen 00ff7f steelblue 4682b4 tan d2b48c teal 008080
thistle d8bfd8 tomato ff6347 turquoise 40e0d0 violet ee82ee wheat f5deb3 white ffffff whitesmoke f5f5f5
yellow ffff00 yellowgreen 9acd32
"""


def is_colour(text: str) -> bool:
    """Whether browsers would take a text for a colour, as far as that can be told without one."""
    value = text.strip().lower()
    if _HEX().fullmatch(value) or value in _SYSTEM or value in _named():
        return True
    found = _FUNCTION().fullmatch(value)
    return (
        found is not None
        and found[1] in _FUNCTIONS
        and _ARGUMENTS().fullmatch(found[2]) is not None
        and found[2].count("(") == found[2].count(")")
    )


def rgb(text: str) -> Rgb | None:
    """The colour in sRGB, without its transparency; None for what only a browser could tell."""
    value = text.strip().lower()
    value = f"#{_named()[value]}" if value in _named() else value
    if _HEX().fullmatch(value):
        digits = value[1:] if len(value) > 5 else "".join(digit * 2 for digit in value[1:])
        return int(digits[:2], 16), int(digits[2:4], 16), int(digits[4:6], 16)
    found = _FUNCTION().fullmatch(value)
    numbers = _numbers(found[2]) if found else []
    if found is None or len(numbers) not in {3, 4}:
        return None
    return _mixed(found[1], numbers[0], numbers[1], numbers[2])


def contrast(one: Rgb, other: Rgb) -> float:
    """How well one colour is read on another, 1 to 21 (WCAG 2.2, "contrast ratio")."""
    darker, lighter = sorted((_luminance(one), _luminance(other)))
    return (lighter + 0.05) / (darker + 0.05)


@cache
def _named() -> Mapping[str, str]:
    words = _NAMED.split()
    return dict(zip(words[::2], words[1::2], strict=True))


def _numbers(arguments: str) -> list[tuple[float, str]]:
    """Numbers with their units; none at all where something else stands among them."""
    parts = arguments.replace(",", " ").replace("/", " ").split()
    found = [_NUMBER().fullmatch(part.replace("none", "0")) for part in parts]
    return [(float(each[1]), each[2] or "") for each in found if each] if all(found) else []


Number = tuple[float, str]


def _mixed(name: str, one: Number, two: Number, three: Number) -> Rgb | None:
    if name in {"rgb", "rgba"}:
        red, green, blue = (value / (100 if unit == "%" else 255) for value, unit in (one, two, three))
        return _rounded(red, green, blue)
    if name in {"hsl", "hsla"}:
        return _rounded(*_of_hsl(_degrees(one), two[0] / 100, three[0] / 100))
    if name == "hwb":
        white, black = two[0] / 100, three[0] / 100
        if white + black >= 1:
            return _rounded(*(white / (white + black),) * 3)
        return _rounded(*(each * (1 - white - black) + white for each in _of_hsl(_degrees(one), 1, 0.5)))
    light = one[0] / 100 if one[1] == "%" else one[0]
    if name == "oklab":
        a, b = (value * 0.004 if unit == "%" else value for value, unit in (two, three))
        return _rounded(*_of_oklab(light, a, b))
    if name == "oklch":
        chroma, turn = two[0] * 0.004 if two[1] == "%" else two[0], _degrees(three) * pi / 180
        return _rounded(*_of_oklab(light, chroma * cos(turn), chroma * sin(turn)))
    return None


def _degrees(number: Number) -> float:
    return number[0] * _TURNS.get(number[1], 1.0)


def _of_hsl(hue: float, saturation: float, light: float) -> tuple[float, float, float]:
    """CSS Color 4 §7.1."""

    def channel(start: int) -> float:
        k = (start + hue / 30) % 12
        return light - saturation * min(light, 1 - light) * max(-1, min(k - 3, 9 - k, 1))

    return channel(0), channel(8), channel(4)


def _of_oklab(light: float, a: float, b: float) -> tuple[float, float, float]:
    """CSS Color 4 §18: Oklab to linear sRGB, then with its gamma; what no screen shows is cut off."""
    long = (light + 0.3963377774 * a + 0.2158037573 * b) ** 3
    medium = (light - 0.1055613458 * a - 0.0638541728 * b) ** 3
    short = (light - 0.0894841775 * a - 1.2914855480 * b) ** 3
    linear = (
        4.0767416621 * long - 3.3077115913 * medium + 0.2309699292 * short,
        -1.2684380046 * long + 2.6097574011 * medium - 0.3413193965 * short,
        -0.0041960863 * long - 0.7034186147 * medium + 1.7076147010 * short,
    )
    red, green, blue = (12.92 * c if c <= 0.0031308 else 1.055 * c ** (1 / 2.4) - 0.055 for c in linear)
    return red, green, blue


def _rounded(red: float, green: float, blue: float) -> Rgb:
    red, green, blue = (min(max(each, 0.0), 1.0) * 255 for each in (red, green, blue))
    return round(red), round(green), round(blue)


def _luminance(colour: Rgb) -> float:
    red, green, blue = (c / 12.92 if c <= 0.04045 else ((c + 0.055) / 1.055) ** 2.4 for c in (x / 255 for x in colour))
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue
