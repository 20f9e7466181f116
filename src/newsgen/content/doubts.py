"""Keys that newsgen does not know, and that may say that a source is not public."""

import re
from collections.abc import Iterator
from contextlib import suppress

from newsgen.content.dates import DateError, moment
from newsgen.content.fields import Field, Value
from newsgen.content.hiding import (
    DRAFT,
    EVERYONE,
    HIDING,
    IS_DRAFT,
    PRIVATE,
    SKIPPED,
    is_day,
    is_hiding,
    keeps_back,
    meant,
    truth,
)
from newsgen.content.keys import PLACES, folded, near_miss, near_misses
from newsgen.content.readers import bare, meant_as_paid, meant_for_few, names_subscribers

# Folded words. What Drupal, Payload, Decap and others call the state of an article.
_STATES = frozenset(
    {
        *("state", "workflow", "workflowstate", "workflowstatus", "moderationstate", "moderation", "poststate"),
        *("publishstatus", "publicationstatus", "publicationstate", "publishingstatus", "draftstatus", "draftstate"),
        *("articlestatus", "contentstatus", "entrystatus", "editorialstatus", "reviewstatus", "reviewstate", "stage"),
    }
)
# Without accents.
_HIDDEN_IF_TRUE = frozenset(
    {
        *("deleted", "isdeleted", "trashed", "wip", "unfinished", "disabled", "isdisabled", "inactive", "offline"),
        *("confidential", "secret", "embargoed", "isembargoed", "nopublish", "donotpublish", "dontpublish", "hide"),
        *("internal", "isinternal", "internalonly", "classified", "notpublic", "notpublished"),
        *("geheim", "vertraulich", "intern", "nurintern", "privat", "gesperrt", "versteckt", "verborgen", "unsichtbar"),
        *("ausgeblendet", "geloscht", "geloescht", "deaktiviert", "inaktiv", "nichtoffentlich", "nichtoeffentlich"),
        *("nichtveroffentlichen", "nichtveroeffentlichen", "unveroffentlicht", "unveroeffentlicht"),
        *("prive", "cachee", "masque", "confidentiel", "secreto", "oculto", "privado", "confidencial", "interno"),
        *("segreto", "nascosto", "privato", "riservato", "prywatne", "ukryte", "poufne", "tajne"),
    }
)
_HIDDEN_IF_FALSE = frozenset(
    {
        *("live", "islive", "active", "isactive", "enabled", "isenabled", "approved", "isapproved", "released"),
        *("online", "isvisible", "ready", "show"),
        *("veroffentlicht", "veroeffentlicht", "veroffentlichen", "veroeffentlichen", "offentlich", "oeffentlich"),
        *("freigabe", "freigegeben", "sichtbar", "publiziert", "publizieren", "aktiv"),
        *("publie", "publier", "publique", "publicado", "publicar", "publico", "visivel", "pubblicato", "pubblica"),
        *("pubblico", "visibile", "opublikowane", "opublikowany", "publiczne", "gepubliceerd", "openbaar", "zichtbaar"),
    }
)
# A word of its own at the end: site_publish, webPublished. Whether a machine publishes it by itself is another matter.
_PUBLISHING = re.compile(r"(?!auto)\w.*(?:[-_. :][Pp]|[a-z]P)ublish(?:ed)?")
# Parts of words that tell of a time; what is meant by them.
_TIMED = (("embargo", "embargo"), ("sperrfrist", "embargo"), ("expir", "expires"))
# With a day as the value. A film is released, and an offer is valid, too; who means that names the key in newsgen.yaml.
_DATED = {
    **dict.fromkeys(
        ("releasedate", "releaseat", "releasedat", "releaseon", "availablefrom", "visiblefrom"), "publish_at"
    ),
    **dict.fromkeys(("scheduled", "schedule", "scheduledon", "visibleafter", "showfrom"), "publish_at"),
    "embargotime": "embargo",
    **dict.fromkeys(("validuntil", "validto", "availableuntil", "visibleuntil", "showuntil", "publishto"), "expires"),
}


def meant_to_hide(field: Field, timezone: str) -> str:
    """The key that an unknown one was probably meant to be, where that would say that the source is not public."""
    texts = [value.data for value in _items(field.value) if isinstance(value.data, str)]
    found = (
        _mistyped(field.key, text, timezone) or _unknown(field, text) or meant_for_few(field.key, text)
        for text in texts
    )
    is_named = len(texts) == 1 and names_subscribers(texts[0])
    return next(filter(None, found), "access" if is_named else "")


def meant_to_label(field: Field) -> str:
    """As `meant_to_hide`, of a key that would label the text as an advertisement; two where it may be either."""
    texts = [value.data for value in _items(field.value) if isinstance(value.data, str)]
    return next((word for text in texts if (word := meant_as_paid(field.key, text))), "")


def _items(value: Value) -> Iterator[Value]:
    if isinstance(value.data, tuple):
        yield from value.data
    else:
        yield value


def _mistyped(key: str, text: str, timezone: str) -> str:
    near = near_miss(key)
    name = PLACES.get(folded(near), ("", 0))[0]
    # "publish_dat" is nearer to "published_at" than to "publish_date".
    if name in {"publish_at", "embargo", "expires"} or near == "published_at":
        with suppress(DateError):
            moment(text, timezone)
            return near
    if _is_another_word(key):
        return ""
    if nearest := next((each for each in near_misses(key, HIDING) if is_hiding(each, text)), ""):
        return nearest
    is_said = {
        "password": bool(text.strip()) and truth(text) is not False,
        "unlisted": truth(text) is True,
        **dict.fromkeys(("access", "visibility"), bool(text.strip()) and folded(text) not in EVERYONE),
        "members_only": bool(text.strip()) and truth(text) is not False and folded(text) not in EVERYONE,
    }
    return near if is_said.get(name, False) or keeps_back(name, text) else ""


def _is_another_word(key: str) -> bool:
    """Whether it holds a known word, as "publisher" does; "paywalled" alone says what the known one says.

    A known one with a letter too many or too few ("draftt", "unpublishe") is that one.
    """
    word = folded(key)
    if word == "paywalled" or any(word in known or known in word for known in _near_in_length(word)):
        return False
    return any(len(known) > 4 and known in word for known in PLACES)


def _near_in_length(word: str) -> Iterator[str]:
    return (folded(name) for name in HIDING if abs(len(folded(name)) - len(word)) == 1)


def _unknown(field: Field, text: str) -> str:
    word = folded(field.key)
    if found := switched(word, text):
        return found
    if meant(text) is False and _PUBLISHING.fullmatch(field.key):
        return "draft"
    timed = next((name for part, name in _TIMED if part in word), "")
    if timed and text.strip() and truth(text) is not False:
        return timed
    if word in _DATED and is_day(text):
        return _DATED[word]
    return "status" if folded(text) in IS_DRAFT and not isinstance(field.value.data, tuple) else ""


def hides(key: str, text: str) -> bool:
    """Whether a line of a key and a text, wherever it stands, says that a source is not, or not always, public."""
    word = folded(key)
    if word in PLACES:
        return keeps_back(PLACES[word][0], text)
    return bool(switched(word, text)) or (is_day(text) and any(part in word for part, _ in _TIMED))


# What a head says with a capital, too, as Pelican's do, and no box of a text does.
_SAID = {
    **dict.fromkeys(("draft", "isdraft", "unpublished", "headless"), frozenset({"true", "yes"})),
    **dict.fromkeys(("published", "publish", "public"), frozenset({"false"})),
    "status": frozenset({"draft", "hidden"}),
}
_MACHINES_DAY = re.compile(r"\d{4}-\d\d-\d\d(?:[T ].*)?")


def hides_in_text(key: str, text: str) -> bool:
    """Whether a line that stands in a text was meant for a machine, and hides.

    Reviews, notices and minutes begin with boxes of the same words ("Status: Pending", "Published: 2019"): what people
    write for people has capitals, and days as they say them.
    """
    if key[:1].islower():
        return hides(key, text)
    word = folded(key)
    if "embargo" in word or "sperrfrist" in word:
        return is_day(text)
    if PLACES.get(word, ("", 0))[0] == "publish_at":
        return _MACHINES_DAY.fullmatch(text) is not None
    return text in _SAID.get(word, ())


def switched(word: str, text: str) -> str:
    """What to write for an unknown key, folded, whose value says that nobody may read this; "" where it does not."""
    value, name = folded(text), bare(word)
    if word in _STATES and value in DRAFT | PRIVATE | SKIPPED:
        return "status"
    if (name in _HIDDEN_IF_TRUE and meant(text) is True) or (name in _HIDDEN_IF_FALSE and meant(text) is False):
        return "draft"
    return ""
