"""The words that say "not for the public", newsgen's own and those of other systems; texts only, no fields."""

from collections.abc import Mapping
from types import MappingProxyType

from newsgen.expressions import expression

# Jekyll's and Hexo's folder; and the one folder of that kind that Jekyll does publish.
DRAFTS = "_drafts"
POSTS = "_posts"

TRUE = frozenset({"true", "yes", "on", "1", "y"})
FALSE = frozenset({"false", "no", "off", "0", "n"})

# People answer `draft: true` in their own language; newsgen says then what to write.
_YES = frozenset({"ja", "j", "oui", "si", "sí", "sì", "tak", "sim", "wahr", "vrai", "x", "draft", "entwurf"})
_NO = frozenset({"nein", "n", "non", "nie", "não", "nao", "nee", "nej", "falsch", "faux"})

# A whole value that says so, whatever the key is called.
IS_DRAFT = frozenset({"draft", "entwurf", "borrador", "brouillon", "bozza", "szkic"})

# Words of `status`.
PUBLISHED = frozenset({"published", "publish", "public", "sent", "future", "scheduled", "featured", "live"})
DRAFT = frozenset({"draft", "pending", "autodraft", "unpublished", "inreview", "pendingreview"})
UNLISTED = frozenset({"hidden", "unlisted"})
# WordPress: for its editors alone. Nikola means "unlisted", and its head is read so (nikola.py).
PRIVATE = frozenset({"private"})
SKIPPED = frozenset({"skip", "trash", "trashed", "deleted", "inherit"})

# Names of keys.py whose switch hides a source. Hugo: headless. Zola: render. Eleventy: permalink. Obsidian: publish.
# Grav: routable, visible. `private` is a word of many, and means "not in the sitemap" to one of them alone.
IF_TRUE = ("draft", "is_draft", "unpublished", "headless", "private")
IF_FALSE = ("published", "publish", "public", "render", "routable", "visible")
HIDING = (*IF_TRUE, *IF_FALSE, "status")
HIDERS = frozenset({*HIDING, "password", "build", "build_render", "url", "cascade"})
# Hugo's words for what has no page of its own (`build.render`), where Zola has a switch.
RENDERED: Mapping[str, bool] = MappingProxyType({"always": True, "never": False, "link": False})

# newsgen's own words: what they hide needs no further word.
OWN = frozenset({"draft", "status", "published"})

# Keys that decide whether a source is public, where it stands, or what it is called: a value that cannot be
# understood there is an error, in every other key a warning.
PUBLICNESS = frozenset(
    {
        *IF_TRUE,
        *IF_FALSE,
        *("status", "password", "build", "build_render", "access", "visibility", "members_only", "unlisted"),
        *("date", "publish_at", "embargo", "expires"),
    }
)
DECISIVE = PUBLICNESS | {"title", "slug", "url", "aliases", "redirect_to", "lang"}

# A day with a year, as people write it, its weekday before it; a sentence about an embargo begins with none.
_DAY = expression(
    r"(?:[^\W\d]{2,10}\.?,? )?"
    r"(?:\d{4}(?:[-/.]\d{1,2}\b|$)|\d{8}\b|\d{1,2}[./-]\s?\d{1,2}[./-]\s?\d{2}"
    r"|\d{1,2}\.? [^\W\d]{3,9}\.? \d{4}\b|[^\W\d]{3,9}\.? \d{1,2},? \d{4}\b)"
)

# A subscriber's article by the words of other systems than Ghost, whose `visibility` knows "public" alone.
MEMBERS = frozenset(
    {
        *("members", "member", "memberonly", "membersonly", "subscribers", "subscriber", "subscribersonly", "paid"),
        *("onlypaid", "onlyfree", "founding", "private", "internal", "restricted", "tiers", "premium", "login"),
    }
)
EVERYONE = frozenset({"none", "free", "open", "public", "everyone", "all"})


def is_post(source: str) -> bool:
    """Whether a source lies in Jekyll's and Hexo's folder of articles, however its name is written."""
    return f"/{POSTS}/" in source.casefold()


def truth(text: str) -> bool | None:
    word = text.strip().lower()
    return True if word in TRUE else False if word in FALSE else None


def meant(text: str) -> bool | None:
    """The truth that somebody means who says it in another language."""
    word = text.strip().lower()
    return True if word in TRUE | _YES else False if word in FALSE | _NO else None


def is_hiding(name: str, text: str) -> bool:
    """Whether a key of keys.py with this text as its value says that the source is not public."""
    if name in IF_TRUE:
        return truth(text) is True
    if name in IF_FALSE:
        return truth(text) is False or (name == "render" and RENDERED.get(text.strip().lower()) is False)
    word = text.strip().lower().replace("-", "").replace("_", "").replace(" ", "")
    if name == "status":
        return word in DRAFT | PRIVATE | SKIPPED
    return name in {"access", "visibility"} and word in MEMBERS


def is_day(text: str) -> bool:
    """Whether a text begins with a day and its year, readable or not."""
    return _DAY().match(text.strip()) is not None


def keeps_back(name: str, text: str) -> bool:
    """Whether a key of keys.py says that the source is not public, or not at every time, or not for everyone."""
    word = text.strip().lower()
    if name in {"publish_at", "embargo", "published", "publish"} and (is_day(text) or word == "never"):
        return True
    if name == "expires":
        return is_day(text)
    if name in {"draft", "is_draft"} and word in _YES:
        return True
    if name == "password":
        # A sentence has blanks.
        return bool(word) and len(word.split()) == 1 and truth(word) is not False
    return is_hiding(name, text) or (name == "members_only" and truth(word) is True)
