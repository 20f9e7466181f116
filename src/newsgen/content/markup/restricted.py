"""Marks of other systems behind which a text is not for everyone: Ghost's divider, membership plugins, paywalls.

newsgen carries none of them out, so that everyone would read what stands behind.
"""

import re
from collections.abc import Collection, Iterator, Sequence

from newsgen.content.markup.bracketed import Bracketed, bracketed, paired
from newsgen.content.markup.foreign import Suspect
from newsgen.expressions import expression

CODE = "visibility-not-public"
HINT = (
    "write access: subscribers in front matter and <!--more--> where the part for everyone ends, "
    "or remove the mark if everyone may read this"
)

# Words of which a name is made that tells for whom a text is.
_WHOM = frozenset(
    {
        *("member", "members", "membership", "memberships", "memberonly", "membersonly", "subscriber", "subscribers"),
        *("subscription", "subscriptions", "abonnent", "abonnenten", "abonnes", "abo", "mitglied", "mitglieder"),
        *("paywall", "premium", "paid", "restrict", "restricted", "protected", "private", "logged", "loggedin"),
        *("s2if", "locker", "passster", "socios", "suscriptores", "abbonati", "exclusive"),
    }
)
# What membership plugins have besides, and what hides nothing: [swpm_login_form], [not_logged_in].
_OPEN = frozenset(
    {
        *("form", "login", "logout", "account", "count", "list", "link", "button", "url", "name", "profile"),
        *("register", "signup", "feed", "plan", "plans", "pricing", "not", "nonmember", "newsletter"),
    }
)
_HIDING = frozenset(
    {
        *("hide_content", "hide_text", "hide_from", "hide_if", "hidden_content", "ihc-hide-content", "mepr-active"),
        *("mepr-show", "mepr-hide", "mepr-rule", "content_protector", "content_control", "arm_if", "armif"),
    }
)
# Words of prose, too: in square brackets they are meant with a value or an end. "[private]" may be an editor's remark.
_WORDS = _WHOM | {
    *("privat", "protect", "plus", "password", "hide", "hidden", "secret", "geheim", "intern", "internal", "lock"),
    *("locked", "registered", "eyesonly", "ismember", "exklusiv", "access", "laterpay", "memberful", "patreon"),
}
# Alone in a line they are a mark without an end.
_DIVIDERS = frozenset({"paywall", "premium", "abo"})
_ENDINGS = ("content", "only", "area", "text", "inhalt", "bereich")
# Those of templates that ask something.
_ASKING = frozenset({"if", "unless", "is", "has", "elif", "elsif", "when"})
_ASKED = _WHOM | {"authenticated", "@member"}

_COMMENT = expression(
    r"<!--\s*+/?(?:"
    r"(?:begin|start|end)?[ :]*+(?:(?:members?|subscribers?|paid|premium|abo|plus)-only|paywall)\b"
    r"|kg-card-(?:begin|end):\s*+paywall\b"
    r"|wp:[\w/-]*(?:paywall|member|restrict|premium-content|subscriber-only|subscriber-view)"
    r")(?:(?!-->)[^\n]){0,200}+(?:-->)?",
    re.IGNORECASE,
)
# Steady's mark, which is text.
_STEADY = expression(r"_*+STEADY_PAYWALL_*+")
_TEMPLATE = expression(r"\{(?:\{[<%#]|%)[-+]?\s*+/?(?:end)?(?P<name>[A-Za-z][\w-]*+)(?P<rest>[^{}\n]{0,200}+)\}{0,3}+")
_COMPONENT = expression(r"<(?P<name>[A-Z][a-z]\w*+)(?=[\s/>])[^<>]{0,200}+>?")
_DRESSED = expression(
    r"<[a-z]\w*+\s[^<>]{0,500}?\bclass=[\"']?[^\"'<>]{0,200}?(?<![\w-])"
    r"(?:paywall|(?:members?|subscribers?|paid|premium|abo|plus)-(?:only|content))(?![\w-])[^<>]{0,500}+>?"
)
_CAMEL = expression(r"[A-Z][a-z0-9]*+")
_BETWEEN = expression(r"[_-]+")
_WORD = expression(r"@?[a-z]+")


def restricted(text: str, tags: Sequence[Bracketed] | None = None) -> Iterator[Suspect]:
    """Each such mark, in no order; those in code are among them. `tags`: what stands in brackets, where it is known."""
    if "[" in text:
        yield from _in_brackets(bracketed(text) if tags is None else tags)
    if "<!--" in text:
        yield from (_suspect("<!--", match) for match in _COMMENT().finditer(text))
    if "<" in text:
        yield from (_suspect("class", match) for match in (_DRESSED().finditer(text) if "class=" in text else ()))
        yield from (
            _suspect(match["name"], match) for match in _COMPONENT().finditer(text) if _is_component(match, text)
        )
    if "{{" in text or "{%" in text:
        yield from (_suspect(match["name"], match) for match in _TEMPLATE().finditer(text) if _is_asked(match))
    if "STEADY_PAYWALL" in text:
        yield from (_suspect("STEADY", match) for match in _STEADY().finditer(text))


def _suspect(name: str, match: re.Match[str]) -> Suspect:
    return Suspect(match.start(), name, match[0], HINT, CODE)


def _in_brackets(tags: Sequence[Bracketed]) -> Iterator[Suspect]:
    pairs = paired(tags)
    for tag in tags:
        if _is_meant(tag, pairs):
            yield Suspect(tag.offset, tag.name, tag.written, HINT, CODE)


def _is_meant(tag: Bracketed, pairs: Collection[str]) -> bool:
    # [private_Gold], [s2If !is_user_logged_in()]
    if tag.name in _HIDING or tag.name.lstrip("_").startswith("s2if"):
        return True
    is_sure = tag.name in pairs or "=" in tag.rest
    if "_" in tag.name.strip("_"):
        return _names_readers(tag.name)
    is_alone = tag.is_alone and not tag.rest
    if "-" in tag.name:
        return (is_sure or is_alone) and _names_readers(tag.name)
    return (is_sure and _is_word(tag.name)) or (is_alone and _bare(tag.name) in _DIVIDERS)


def _names_readers(name: str) -> bool:
    """Whether a name of several words says for whom: members_only, wcm_restrict."""
    words = frozenset(_BETWEEN().split(name))
    return not _WHOM.isdisjoint(words) and _OPEN.isdisjoint(words)


def _is_word(name: str) -> bool:
    return name in _WORDS or _bare(name) in _WORDS or name.endswith("locker")


def _bare(name: str) -> str:
    return next((name.removesuffix(end) for end in _ENDINGS if name.endswith(end)), name)


def _is_component(match: re.Match[str], text: str) -> bool:
    """Whether it is one of MDX: <Paywall>, <MembersOnly>."""
    words = frozenset(word.lower() for word in _CAMEL().findall(match["name"]))
    if _WHOM.isdisjoint(words) or not _OPEN.isdisjoint(words):
        return False
    return len(words) > 1 or "paywall" in words or f"</{match['name']}>" in text


def _is_asked(match: re.Match[str]) -> bool:
    name = match["name"].lower()
    if name in _ASKING:
        return not _ASKED.isdisjoint(_WORD().findall(match["rest"].lower().replace("_", " ")))
    return _names_readers(name) or _is_word(name) or name in _HIDING
