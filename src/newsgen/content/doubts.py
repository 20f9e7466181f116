"""Keys that newsgen does not know, and that may say that a source is not public."""

from newsgen.content.hiding import DRAFT, PRIVATE, SKIPPED, is_day, keeps_back, truth
from newsgen.content.keys import PLACES, folded

# Folded words. What Drupal, Payload, Decap and others call the state of an article.
_STATES = frozenset(
    {
        *("state", "workflow", "workflowstate", "workflowstatus", "moderationstate", "moderation", "poststate"),
        *("publishstatus", "publicationstatus", "publicationstate", "publishingstatus", "draftstatus", "draftstate"),
        *("articlestatus", "contentstatus", "entrystatus", "editorialstatus", "reviewstatus", "reviewstate", "stage"),
    }
)
_HIDDEN_IF_TRUE = frozenset(
    {
        *("deleted", "isdeleted", "trashed", "wip", "unfinished", "disabled", "isdisabled", "inactive", "offline"),
        *("confidential", "secret", "embargoed", "isembargoed", "nopublish", "donotpublish", "dontpublish", "hide"),
    }
)
_HIDDEN_IF_FALSE = frozenset(
    {
        *(
            "live",
            "islive",
            "active",
            "isactive",
            "enabled",
            "isenabled",
            "approved",
            "isapproved",
            "released",
            "online",
        ),
        *("online", "isvisible", "ready", "show"),
    }
)
# Parts of words that tell of a time; what is meant by them.
_TIMED = (("embargo", "publish_at"), ("sperrfrist", "publish_at"), ("expir", "expires"))


def hides(key: str, text: str) -> bool:
    """Whether a line of a key and a text, wherever it stands, says that a source is not, or not always, public."""
    word = folded(key)
    if word in PLACES:
        return keeps_back(PLACES[word][0], text)
    return bool(switched(word, text)) or (is_day(text) and any(part in word for part, _ in _TIMED))


def switched(word: str, text: str) -> str:
    """What to write for an unknown key, folded, whose value says that nobody may read this; "" where it does not."""
    value = folded(text)
    if word in _STATES and value in DRAFT | PRIVATE | SKIPPED:
        return "status"
    if (word in _HIDDEN_IF_TRUE and truth(text) is True) or (word in _HIDDEN_IF_FALSE and truth(text) is False):
        return "draft"
    return ""
