"""The kind of text that `type` tells: newsgen's words, other systems' words, and what is paid for in every language."""

from newsgen.content.fields import Value
from newsgen.content.sheet import Sheet, truth_of
from newsgen.content.slugs import slug_of
from newsgen.diagnostics import Level

_OWN = frozenset(
    {
        *("news", "opinion", "commentary", "editorial", "column", "letter", "interview"),
        *("analysis", "review", "live", "press-release", "sponsored"),
    }
)
# The same in the plural, and in the other languages of the theme.
_WORDS = {
    "opinion": ("opinions", "op-ed", "meinung", "standpunkt", "opinione", "mening", "avis", "tribune", "opinia"),
    "commentary": ("commentaries", "kommentar", "comentario", "commentaire", "commento", "commentaar", "komentarz"),
    "editorial": ("editorials", "leitartikel", "editoriale", "hoofdredactioneel-commentaar"),
    "column": ("columns", "kolumne", "glosse", "columna", "chronique", "felieton"),
    "letter": ("letters", "letter-to-the-editor", "leserbrief", "carta-al-director", "courrier-des-lecteurs"),
    "interview": ("interviews", "entrevista", "entretien", "intervista", "wywiad"),
    "analysis": ("analyses", "analyse", "analisis", "analisi", "analiza"),
    "review": ("reviews", "rezension", "kritik", "resena", "critique", "recensione", "recensie", "recenzja"),
    "live": ("live-blog", "liveblog", "liveticker", "live-ticker", "en-directo", "in-diretta"),
    "press-release": (
        *("press-releases", "pressemitteilung", "presseinformation", "nota-de-prensa", "communique"),
        *("communique-de-presse", "comunicato-stampa", "persbericht", "komunikat-prasowy"),
    ),
}
_SYNONYMS = {word: kind for kind, words in _WORDS.items() for word in words}

# What somebody has paid for must be told from what the newsroom writes, whatever it is called where it comes from.
_PAID = (
    # English
    *("sponsor", "sponsored-content", "sponsored-post", "sponsored-article", "sponsored-story", "advertorial"),
    *(
        "advertorials",
        "advert",
        "advertisement",
        "advertisement-feature",
        "advertising",
        "ad",
        "ads",
        "paid",
        "paid-post",
    ),
    *("paid-content", "paid-partnership", "paid-partner-content", "partner-content", "partner-post", "promoted"),
    *(
        "promoted-content",
        "promotional",
        "promotion",
        "branded-content",
        "brand-content",
        "native-ad",
        "native-advertising",
        "native",
        "native-content",
        "native-article",
        "paid-article",
    ),
    # Deutsch
    *("anzeige", "anzeigen", "werbung", "werbeanzeige", "werbebeitrag", "werbeartikel", "gesponsert", "sponsoring"),
    *("gesponserter-beitrag", "gesponserter-inhalt", "gesponserter-artikel", "bezahlte-anzeige", "bezahlter-beitrag"),
    *("bezahlter-inhalt", "bezahlte-partnerschaft", "pr-anzeige", "publireportage", "promotionbeitrag"),
    *("sonderveroffentlichung", "sonderveroeffentlichung", "anzeigen-sonderveroffentlichung", "partnerinhalt"),
    *("anzeigensonderveroffentlichung", "anzeigensonderveroeffentlichung", "verlagssonderveroffentlichung"),
    *("verlagssonderveroeffentlichung", "entgeltliche-einschaltung", "textanzeige"),
    # Español
    *("publirreportaje", "publireportaje", "publicidad", "patrocinado", "patrocinada", "contenido-patrocinado"),
    *("articulo-patrocinado", "contenido-promocionado", "contenido-de-marca", "publinota", "remitido", "anuncio"),
    # Français
    *("publi-reportage", "publicite", "sponsorise", "contenu-sponsorise", "article-sponsorise", "publiredactionnel"),
    *(
        "publi-redactionnel",
        "publi-info",
        "contenu-partenaire",
        "contenu-de-marque",
        "annonce",
        "communique-sponsorise",
    ),
    # Italiano
    *("sponsorizzato", "contenuto-sponsorizzato", "articolo-sponsorizzato", "pubblicita", "pubbliredazionale"),
    *(
        "publiredazionale",
        "informazione-pubblicitaria",
        "messaggio-promozionale",
        "inserzione",
        "contenuto-promozionale",
    ),
    # Nederlands
    *("gesponsord", "gesponsorde-inhoud", "gesponsord-artikel", "gesponsord-bericht", "advertentie", "reclame"),
    *("betaalde-inhoud", "betaald-partnerschap", "partnerbijdrage", "partnercontent", "ingezonden-mededeling"),
    # Polski
    *("sponsorowany", "artykul-sponsorowany", "material-sponsorowany", "tekst-sponsorowany", "tresc-sponsorowana"),
    *("reklama", "ogloszenie", "material-reklamowy", "material-promocyjny", "material-partnera", "promocja"),
)
_PAID_WORDS = frozenset(_PAID)
# Within other words they mean nothing else, where an "ad" may be "ad hoc", and an "Anzeige" one of a vacancy.
_SURELY_PAID = frozenset(
    {
        *("sponsored", "sponsor", "sponsoring", "advertorial", "advertisement", "gesponsert", "gesponserter"),
        *("sponsorise", "sponsorisee", "patrocinado", "patrocinada", "sponsorizzato", "sponsorizzata", "gesponsord"),
        *("gesponsorde", "sponsorowany", "publireportage", "publirreportaje", "native"),
    }
)


def genre(sheet: Sheet) -> str:
    """One of newsgen's types. Other uses of the key stay in `extra`; a word that is nearly ours is reported."""
    kinds = []
    for field in sheet.fields("type"):
        words = [word for item in _items(field.value) if (word := _word(item))]
        known = [kind for word in words if (kind := _kind(word))]
        kinds += known
        if len(known) < len(words) or (not words and field.value.data not in (None, "", ())):
            sheet.keep(field)
        for item in _items(field.value):
            if (near := _near(_word(item))) and not known:
                text = f'"{item.data}" is not a type that newsgen knows'
                # What somebody has paid for would stand among the news.
                level: Level = "error" if _kind(near) == "sponsored" else "warning"
                sheet.findings.at(item, "type-unknown", text, f'did you mean "{near}"?', level)
    is_labelled = "sponsored" in kinds or sheet.switch("sponsored", unclear=True)
    payer = sheet.first("sponsor")
    if not is_labelled and payer is not None and truth_of(payer) is not False:
        is_labelled = True
        if kinds:
            _report_sponsored(sheet)
    return "sponsored" if is_labelled else kinds[0] if kinds else "news"


def is_paid(text: str) -> bool:
    """Whether a word for a type means what somebody has paid for."""
    return _kind(slug_of(text, "en")) == "sponsored"


def _report_sponsored(sheet: Sheet) -> None:
    """What has a sponsor is paid for, whatever else its type says; who reads it is told."""
    field = sheet.fields("sponsor")[0]
    text = f'"{field.key}" says that this is paid for, so that it is labelled as an advertisement'
    hint = "write type: sponsored, or leave the sponsor out"
    place = {"line": field.line, "column": field.column, "length": len(field.key)}
    sheet.findings.report("sponsor-labelled", text, hint, **place, level="warning")


def _items(value: Value) -> tuple[Value, ...]:
    return value.data if isinstance(value.data, tuple) else (value,)


def _word(item: Value) -> str:
    return slug_of(item.data, "en") if isinstance(item.data, str) else ""


def _kind(word: str) -> str:
    return word if word in _OWN else "sponsored" if word in _PAID_WORDS else _SYNONYMS.get(word, "")


def _near(word: str) -> str:
    from difflib import get_close_matches

    if len(word) < 4 or _kind(word):
        return ""
    if _SURELY_PAID.intersection(word.split("-")):
        return "sponsored"
    near = get_close_matches(word, (*_OWN, *(each for each in _PAID if len(each) > 5)), n=1, cutoff=0.84)
    return near[0] if near else ""
