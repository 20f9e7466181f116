"""What is said of an article wherever it stands: labels, sponsors, what subscribers alone read."""

from tests.states.state import DEFAULT_CONFIG, State, drawn

_KINDS = {
    "opinion": "Der Hafen gehört uns allen",
    "commentary": "Wer zahlt, darf mitreden",
    "editorial": "Ein Haushalt ohne Mut",
    "column": "Mein Nachbar, das Schiff",
    "letter": "Zu: Ein Haushalt ohne Mut",
    "interview": "„Wir fangen noch einmal von vorn an“",
    "analysis": "Warum die Brücke teurer wird",
    "review": "Ein Abend, der nach Salz schmeckt",
    "live": "Die Sitzung des Rates zum Nachlesen",
    "press-release": "Neue Öffnungszeiten im Bürgerbüro",
    "sponsored": "Strom, der aus der Förde kommt",
}
_TEXT = """\
Der Rat hat am Abend lange gestritten, und am Ende blieb der Plan, wie er war: Die alte Brücke wird
[abgerissen](https://beispiel.example/bruecke), die neue kommt später.

## Was nun geschieht

Bis zum Frühjahr fahren die Busse einen Umweg über die Lindenallee.
"""
_ENGLISH = """\
The cable comes ashore under the old lighthouse, and from there it is only four miles to the harbour. When the wind
drops in the evening, power flows from the north; when it blows at night, it flows back again.

The town has waited for eleven years. The utility says that nothing will change for its customers, and that this is
what they have paid for: there was light on every day of the work, and nobody had to be told when it was over.
"""
_ARABIC = """\
بدأ العمل في الجسر الجديد صباح اليوم بعد انتظار دام أكثر من عشر سنوات، وقالت المدينة إن السيارات سوف تعبره في الربيع
القادم إذا بقي الطقس معتدلا ولم تتأخر المواد مرة أخرى.

ويقول سكان الحي القديم إنهم اعتادوا على الطريق الطويل حول الميناء، لكنهم يريدون أن يصل أطفالهم إلى المدرسة من دون أن
يقطعوا الشارع الكبير كل صباح وكل مساء.
"""
_SPONSOR = "sponsor: {name: Stadtwerke Lindenhafen, url: https://stadtwerke.example/, logo: label-logo.png}\n"
_SPONSOR_OF_PAGE = _SPONSOR.replace("label-logo", "../2026/label-logo")


def _article(title: str, day: int, more: str, text: str = _TEXT, category: str = "Stadt") -> str:
    head = f"title: '{title}'\ndate: 2026-11-{day:02d} 09:00\ncategory: {category}\ntags: [Brücke]\n{more}"
    return f"---\n{head}---\n{text}"


_OF_KINDS: dict[str, str | bytes] = {
    f"content/2026/label-{kind}.md": _article(
        title,
        number + 2,
        f"type: {kind}\nseries: Brücke\n{'' if number % 2 else 'kicker: Streit um die Brücke' + chr(10)}",
    )
    for number, (kind, title) in enumerate(_KINDS.items())
}
_PAID: dict[str, str | bytes] = {
    "content/2026/label-logo.png": drawn(240, 80),
    "content/2026/label-picture.png": drawn(1200, 800),
    "content/2026/label-paid.md": _article(
        "Strom, der aus der Förde kommt, und was er kostet",
        20,
        f"{_SPONSOR}image: {{src: label-picture.png, alt: Ein Windrad}}\ndek: Ein Jahr lang lief der Versuch.\n",
    ),
    "content/2026/label-paid-long.md": _article(
        "Ein sehr langer Auftrag",
        19,
        "sponsor: {name: Arbeitsgemeinschaft der Wasser- und Abwasserzweckverbände an der unteren Förde}\n",
        category="Hafen",
    ),
    "content/2026/label-paid-en.md": _article("Power from the fjord", 18, f"{_SPONSOR}lang: en\n", _ENGLISH),
    "content/pages/label-page.md": f"---\ntitle: Eine Seite, die bezahlt ist\n{_SPONSOR_OF_PAGE}---\n{_TEXT}",
}

_BOX = """\
subscribers:
  text: Den ganzen Artikel lesen Sie mit dem digitalen Abo des Lindenhafener Blatts.
  url: https://abo.blatt.example/lesen?ziel={path}
"""
_PARTED = f"{_TEXT}\n<!--more-->\n\n## Hinter der Schranke\n\nDas lesen nur Abonnenten.\n"
_CLOSED: dict[str, str | bytes] = {
    "content/2026/closed-picture.png": drawn(1200, 800),
    "content/2026/closed-parted.md": _article(
        "Warum die neue Brücke ein Jahr später kommt",
        20,
        "access: subscribers\ntype: analysis\ntoc: true\nimage: {src: closed-picture.png, alt: Die alte Brücke}\n",
        _PARTED,
    ),
    "content/2026/closed-whole.md": _article("Der Plan, den niemand wollte", 23, "access: subscribers\n"),
    "content/2026/closed-empty.md": _article("Nur der Titel", 22, "access: subscribers\n", "<!--more-->\n\nMehr.\n"),
    "content/2026/closed-paid.md": _article(
        "Bezahlt und verschlossen", 21, f"access: subscribers\n{_SPONSOR}", _PARTED
    ),
    "content/2026/label-logo.png": drawn(240, 80),
    "content/2026/closed-ar.md": _article(
        "جسر جديد فوق الميناء",
        20,
        "access: subscribers\nlang: ar\n",
        f"{_ARABIC}\n<!--more-->\n\nتفاصيل.\n",
    ),
    "content/2026/closed-open.md": _article("Frei für alle", 19, ""),
    "content/pages/closed-page.md": f"---\ntitle: Eine Seite für Abonnenten\naccess: subscribers\n---\n{_PARTED}",
}

STATES: tuple[State, ...] = (
    State("label-kinds", _OF_KINDS, tuple(f"/2026/11/label-{kind}/" for kind in ("opinion", "live", "sponsored"))),
    State(
        "label-paid",
        _PAID,
        ("/2026/11/label-paid/", "/2026/11/label-paid-long/", "/2026/11/label-paid-en/", "/label-page/"),
    ),
    State(
        "label-subscribers",
        _CLOSED,
        (
            "/",
            *(f"/2026/11/closed-{name}/" for name in ("parted", "whole", "empty", "paid", "ar")),
            "/closed-page/",
        ),
        DEFAULT_CONFIG + _BOX,
    ),
)
