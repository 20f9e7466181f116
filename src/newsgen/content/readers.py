"""Keys that newsgen does not know, and that may say that not everyone may read a text, or that it is paid for."""

from unicodedata import combining, normalize

from newsgen.content.hiding import MEMBERS, meant, truth
from newsgen.content.keys import folded, near_miss, near_misses

# All of these are folded, and without accents.
# Parts of words that tell who may read, and who that is where it is not everyone.
_READERS = ("acces", "visibilit", "paywall", "audience", "zugang", "zugriff", "toegang", "dostep")
_SUBSCRIBERS = frozenset(
    {
        *("subscribers", "subscribersonly", "subscriberonly", "onlysubscribers", "membersonly", "onlypaid", "paidonly"),
        *("abonnenten", "nurabonnenten", "nurfurabonnenten", "nurfuerabonnenten", "abonnes", "reserveauxabonnes"),
        *("suscriptores", "solosuscriptores", "abbonati", "soloabbonati", "abonnees", "prenumeratorzy"),
    }
)
_FEW = MEMBERS | _SUBSCRIBERS | {"abo", "abonnent", "plus", "mitglieder", "abonne"}
# Of what is sold in steps, the words that are no name of one: a club plays in a "tier: gold", too.
_STEPS = frozenset({"tier", "tiers", "contenttier", "accesstier", "membership", "subscription", "plan", "readership"})
_PAYING = frozenset({"paid", "onlypaid", "members", "member", "subscriber", "metered"}) | _SUBSCRIBERS

_CLOSED_IF_TRUE = frozenset(
    {
        *("members", "member", "ismembers", "subscribers", "subscriber", "restricted", "isrestricted", "restrict"),
        *("mitglieder", "abonnenten", "abonnes", "suscriptores", "abbonati", "exclusivo", "registeredonly"),
        *("gated", "isgated", "locked", "islocked", "paywalled", "ispaywalled", "haspaywall", "behindpaywall"),
        *("subscription", "requiressubscription", "requiresubscription", "needssubscription", "subscriptiononly"),
        *("requiresmembership", "requiremembership", "membershiprequired", "requireslogin", "requirelogin"),
        *("loginonly", "requiresauth", "requireauth", "authrequired", "subscribersexclusive", "plus", "isplus"),
        *("nurabo", "nurmitabo", "nurimabo", "aboonly", "abopflichtig", "abopflicht", "aboartikel", "plusartikel"),
        *("kostenpflichtig", "bezahlschranke", "bezahlinhalt", "bezahlartikel", "anmeldepflichtig", "hinterpaywall"),
        *("reserve", "reserveabonnes", "payant", "depago", "contenidodepago", "apagamento", "betaald", "platne"),
    }
)
_CLOSED_IF_FALSE = frozenset({"isaccessibleforfree", "accessibleforfree", "freetoread", "freeaccess", "openaccess"})
# Whom it is for, and that it is for nobody else: nur_fuer_abonnenten, exclusive_for_members, solo_suscriptores.
_WHOM = ("subscriber", "subscription", "abonn", "abbonat", "suscri", "prenumerat", "member", "mitglied", "socios")
_ONLY = ("only", "nur", "solo", "seul", "reserv", "exclus", "exklus", "requir", "alleen", "tylko", "pflicht")

# Somebody has paid, or readers shall.
_PAID = frozenset({"paid", "ispaid", "paidpost", "paidarticle", "ispaidcontent", "bezahlt"})
# It is an advertisement, or has some.
_ADVERTISING = frozenset(
    {
        *("advertisement", "isadvertisement", "advertising", "advert", "isadvert", "commercial", "anzeigen"),
        *("werbung", "istwerbung", "publicidad", "publicite", "pubblicita", "advertentie", "reclame", "reklama"),
    }
)
_PAYERS = frozenset({"advertiser", "paidby", "paidforby", "broughttoyouby", "werbepartner", "werbekunde", "bezahltvon"})


def meant_for_few(key: str, text: str) -> str:
    """`access` where an unknown key and the text it holds may say that not everyone may read this, else ""."""
    word, value = bare(key), bare(text)
    if word in _STEPS:
        return "access" if value in _PAYING or truth(text) is True else ""
    is_near = any(part in word for part in _READERS) or bool(near_misses(word, ("access", "visibility", "audience")))
    if is_near and value in _FEW:
        return "access"
    is_said = word in _CLOSED_IF_TRUE or (any(map(word.__contains__, _WHOM)) and any(map(word.__contains__, _ONLY)))
    if meant(text) is True and is_said:
        return "access"
    return "access" if meant(text) is False and word in _CLOSED_IF_FALSE else ""


def names_subscribers(text: str) -> bool:
    """Whether a whole value says for whom a text is, whatever its key is called."""
    return bare(text) in _SUBSCRIBERS


def meant_as_paid(key: str, text: str) -> str:
    """What an unknown key was probably meant to be, where that would label the text as an advertisement, else ""."""
    word = bare(key)
    if not text.strip() or truth(text) is False:
        return ""
    if truth(text) is True and word in _PAID:
        return "access sponsored"
    if truth(text) is True and word in _ADVERTISING:
        return "sponsored ads"
    if word.startswith("sponsor") or word in _PAYERS:
        return "sponsored" if truth(text) is True else "sponsor"
    near = near_miss(key)
    return near if folded(near).removeprefix("is").startswith(("sponsor", "advertorial")) else ""


def bare(text: str) -> str:
    """A word folded and without accents."""
    word = folded(text)
    return word if word.isascii() else "".join(each for each in normalize("NFKD", word) if not combining(each))
