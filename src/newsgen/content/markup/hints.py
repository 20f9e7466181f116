"""What a writer can do about HTML that a page may not hold, by what it is."""

from collections.abc import Iterator, Mapping

from newsgen.content.markup.marks import without_marks
from newsgen.tags import attributes

_ALLOW = "set markdown.html: allow in newsgen.yaml if all writers are trusted"
_FRAME = f"to show it within the page, {_ALLOW}"
_FORM = f"link to a page that has the form, or {_ALLOW}"
_SCRIPT = f"scripts belong in templates/ or static/; else {_ALLOW}"
_PAGE = "leave it out: the theme writes the page around a text, and front matter describes it"
_PICTURE = "save it as a picture and show that: ![what it shows](picture.png)"
_LOOKS = "leave it out, or give the text a class that your style sheet knows: <span class=…> or {.name}"
_NO_HTML = "if it is text, write it in code marks (`…`) or with &lt; for <"
_OTHER = f"leave it out, or {_ALLOW}"

_GROUPS: tuple[tuple[str, str], ...] = (
    ("iframe frame frameset noframes embed object param applet portal", _FRAME),
    ("form input button select option optgroup textarea label fieldset legend datalist output progress meter", _FORM),
    ("keygen isindex", _FORM),
    ("script noscript template slot", _SCRIPT),
    ("html head body title meta link base style", _PAGE),
    ("svg canvas math", _PICTURE),
    ("center font basefont marquee blink big tt nobr spacer", _LOOKS),
    ("strike", "write <s> or <del>"),
    ("acronym", "write <abbr>"),
    ("map area", "write the links below the picture"),
    ("dialog menu menuitem main address search picture bgsound dir listing xmp plaintext noembed image", _OTHER),
)


def _pairs() -> Iterator[tuple[str, str]]:
    for names, hint in _GROUPS:
        for name in names.split():
            yield name, hint


_OF_ELEMENT: Mapping[str, str] = dict(_pairs())


# Attributes that are written without a value: any other such word is prose, as in "a<b und b>c".
_BARE = frozenset(
    {
        *("allowfullscreen", "async", "autofocus", "autoplay", "checked", "compact", "contenteditable", "controls"),
        *(
            "default",
            "defer",
            "disabled",
            "disablepictureinpicture",
            "download",
            "draggable",
            "formnovalidate",
            "hidden",
        ),
        *("inert", "ismap", "itemscope", "loop", "markdown", "mozallowfullscreen", "multiple", "muted", "nomodule"),
        *("noresize", "noshade", "novalidate", "nowrap", "open", "playsinline", "popover", "readonly", "required"),
        *("reversed", "sandbox", "scoped", "seamless", "selected", "spellcheck", "webkitallowfullscreen"),
    }
)


def of_element(name: str, written: str = "") -> str:
    if name.startswith(("?", "!")):
        return "leave it out: newsgen runs no program in a text" if name.startswith("?") else _NO_HTML
    if _is_prose(written):
        return _NO_HTML
    return _OF_ELEMENT.get(name, _OTHER if "-" in name else _NO_HTML)


def of_frame(address: str) -> str:
    """What shows the film or the like of a frame, "" where it is of no provider that newsgen knows."""
    # Few texts hold frames.
    from newsgen.providers import Embed, understood

    found = understood(address)
    return f"write its address alone in a line: {found.address}" if isinstance(found, Embed) else ""


def of_attribute(tag: str, name: str, written: str = "") -> str:
    if _is_prose(written):
        return _NO_HTML
    if name.startswith("on"):
        return f"leave it out: no script runs in a text; else {_ALLOW}"
    if name == "style":
        return 'give it a class that your style sheet knows: class="name" or {.name}'
    if name == "name" and tag == "a":
        return 'write it as id="…"'
    if name.startswith("data-"):
        return f"write it as {'srcset' if name.endswith('srcset') else 'src'}"
    return _OTHER


def of_address(address: str) -> str:
    if address.lower().lstrip().startswith("data:"):
        return "save it as a file beside this one, and name that"
    return "addresses begin with http:, https:, mailto:, tel:, sms:, geo: or xmpp:, or name a file of this site"


def _is_prose(written: str) -> bool:
    """Whether words stand in a tag that no attribute of HTML is named by."""
    bare = [key for key, value in attributes(without_marks(written)) if value is None]
    return any(key not in _BARE and not key.startswith(("data-", "on", "aria-", "v-", "x-", "ng-")) for key in bare)
