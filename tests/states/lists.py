"""Fronts and lists of every size, and texts that run wild in them."""

from collections.abc import Iterable, Mapping

from tests.states.state import State, drawn

SECTIONS = ("Stadt", "Hafen", "Kultur", "Wirtschaft", "Sport", "Umland", "Verkehr", "Meinung", "Reise")
WRITERS = ("Nora Wittkamp", "Jens Adebar", "Dr. Miriam Solbach", "Redaktion Technik")
HEADLINES = (
    "Die Fähre legt wieder ab",
    "Am Kai fehlen drei Kräne und niemand weiß, wer sie bezahlt",
    "Rat vertagt den Haushalt",
    "Zwölf Plätze, neunzehn Bewerbungen",
    "Warum die Glocke von St. Marien seit Dienstag schweigt",
    "Das Theater spielt im Zelt",
    "Die Stadtwerke bohren tiefer als geplant",
    "Ein Sommer ohne Freibad",
)
TEXT = (
    "Am Morgen standen die ersten Pendler vergeblich an der Treppe, am Mittag war die Leitung der Reederei da. "
    "Nach ihren Angaben ist ein Lager gebrochen, das erst im Juni gewechselt worden war.\n\n"
    "Bis Freitag fährt ein Bus. Er hält an allen sieben Brücken.\n"
)
SHUT = "Why the harbour stays shut"
ENGLISH = (
    "The first commuters waited at the pier this morning in vain. The company says that a bearing broke which had been "
    "changed in June.\n\nUntil Friday there will be a bus. It stops at all seven bridges.\n"
)
CLOSED = "الميناء مغلق حتى الجمعة"
ARABIC = (
    "وقف الركاب صباح اليوم أمام درج الرصيف دون جدوى، وقالت شركة النقل إن أحد المحامل انكسر بعد خمسة أشهر من تبديله.\n\n"
    "وتسير حافلة بدلا من العبارة حتى يوم الجمعة، وتقف عند الجسور السبعة كلها.\n"
)
CHART = (
    '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 600 400" width="600" height="400">'
    '<path d="M40 360V40M40 360h540M40 300l120-60 120 30 120-120 140-70" fill="none" stroke="#345" stroke-width="6"/>'
    "</svg>"
)


def config(title: str, sections: Iterable[str] = (), language: str = "de") -> str:
    items = "".join(f"  - {{title: {name}, url: /category/{slug(name)}/}}\n" for name in sections)
    return f"title: {title}\nlanguage: {language}\ntimezone: Europe/Berlin\nbase_url: https://blatt.example\n" + (
        f"menu:\n{items}" if items else ""
    )


def slug(name: str) -> str:
    return name.lower()


def story(number: int, **keys: str) -> str:
    """An article, 0 the newest; keys go before what it would have."""
    day = (
        f"2026-11-{20 - number:02d} 08:15"
        if number < 20
        else f"2026-{11 - number // 20:02d}-{28 - number % 20:02d} 08:15"
    )
    head = {
        "title": HEADLINES[number % len(HEADLINES)],
        "date": day,
        "categories": f"[{SECTIONS[number % len(SECTIONS)]}]",
        "authors": f"[{WRITERS[number % len(WRITERS)]}]",
        **keys,
    }
    text = {CLOSED: ARABIC, SHUT: ENGLISH}.get(head["title"], TEXT)
    return "---\n" + "".join(f"{key}: {value}\n" for key, value in head.items() if value) + f"---\n{text}"


def stories(n: int, keys: Mapping[int, Mapping[str, str]] | None = None, **all_: str) -> dict[str, str | bytes]:
    told = keys or {}
    return {f"content/s{number}.md": story(number, **{**all_, **told.get(number, {})}) for number in range(n)}


PICTURES: dict[str, str | bytes] = {
    "content/wide.png": drawn(1600, 1000),
    "content/tall.png": drawn(400, 1600),
    "content/tiny.png": drawn(60, 40),
    "content/chart.svg": CHART,
}

# What a writer pastes into the wrong line: a paper's lists must stay lists.
WILD = {
    "content/lists-wild.md": story(
        3,
        title="Als der letzte Kahn die Schleuse verließ und niemand mehr am Ufer stand, um ihm nachzusehen, "
        "begann in Lindenhafen eine Zeit, von der die Alten sagten, sie werde schnell vorübergehen, und von der "
        "die Jungen heute wissen, dass sie",
        dek='"' + "Ein Vorspann, der nicht enden will, weil er der ganze Text ist. " * 14 + '"',
        kicker="Eine Dachzeile, die so lang ist wie anderswo eine Überschrift, und dann noch ein wenig länger",
        authors=f"[{', '.join(f'Vorname{number} Nachname{number}' for number in range(30))}]",
        featured="true",
    ),
    "content/lists-word.md": story(
        4, title="Donaudampfschifffahrtselektrizitätenhauptbetriebswerkbauunterbeamtengesellschaftsversammlung"
    ),
}
# What a front and its lists hold beside ordinary stories of the site.
OTHERS = {
    "content/lists-english.md": story(5, title=SHUT, lang="en", translation_key="harbour"),
    "content/lists-arabic.md": story(6, title=CLOSED, lang="ar"),
    "content/lists-alone.md": story(7, title="Ein Text ohne Ressort und ohne Namen", categories="", authors=""),
    "content/lists-once.md": story(8, title="Der einzige Text seines Ressorts", categories="[Einzelstück]"),
    "content/lists-midnight.md": story(9, title="Ein Tag ohne Uhrzeit", date="2026-11-11"),
}

MANY = stories(
    70, {2: {"image": "wide.png"}, 9: {"image": "chart.svg"}, 13: {"image": "tall.png"}, 30: {"image": "wide.png"}}
)

# Of two sections one has a picture and nearly all stories.
_UNEVEN = {
    **{number: {"categories": "[Hafen]" if number in (10, 12, 15) else "[Stadt]"} for number in range(24)},
    9: {"categories": "[Stadt]", "image": "wide.png"},
}

STATES: tuple[State, ...] = (
    State("lists-wild", WILD | OTHERS, ("/", "/2026/11/lists-wild/", "/2026/11/", "/author/vorname3-nachname3/")),
    State(
        "no-article",
        {"content/pages/impressum.md": "---\ntitle: Impressum\n---\nWer wir sind.\n"},
        ("/", "/latest/", "/impressum/"),
        config("Neues Blatt"),
        missing=("/none/",),
    ),
    State(
        "three-articles",
        {**stories(3, {1: {"image": "tall.png"}}), **PICTURES},
        ("/", "/2026/11/s0/"),
        config("Drei Texte"),
    ),
    State(
        "one-section",
        {**stories(16, categories="[Stadt]", authors="[Nora Wittkamp]"), **PICTURES},
        ("/", "/category/stadt/"),
        config("Stadt"),
    ),
    State(
        "two-sections",
        {**stories(24, _UNEVEN), **PICTURES},
        ("/",),
        config("Zwei Ressorts", SECTIONS[:2]),
    ),
    State(
        "lead-without-picture",
        {**MANY, **PICTURES},
        ("/", "/page/2/", "/category/hafen/", "/2026/", "/2026/11/", "/author/nora-wittkamp/"),
        config("Lindenhafener Anzeiger", SECTIONS),
    ),
    State(
        "fifth-is-a-drawing",
        {**stories(8, {0: {"image": "tiny.png"}, 4: {"image": "chart.svg"}}), **PICTURES},
        ("/",),
        config("Der Fünfte", SECTIONS[:3]),
    ),
    State(
        "fronts-from-the-right",
        {
            **stories(
                20,
                {1: {"image": "wide.png"}, 3: {"lang": "de", "title": HEADLINES[3]}},
                title=CLOSED,
                categories="[مدينة]",
            ),
            **PICTURES,
        },
        ("/", "/2026/"),
        config("صحيفة الميناء", language="ar"),
    ),
)
