"""Articles, their pictures and boxes, in the shapes that newsrooms bring."""

from tests.recorded import cover, mp3
from tests.states.state import State, drawn

_TEXT = """\
Der Hafen von Lindenhafen bekommt im kommenden Jahr eine neue Kaimauer. Das hat der Rat am Donnerstagabend nach vier
Stunden Debatte beschlossen, mit 31 gegen 17 Stimmen. Die Arbeiten beginnen im März und dauern bis in den Herbst.

Für die Fähre heißt das: Sie legt von Ostern an am Westkai ab. Wer zu Fuß kommt, geht vom Bahnhof aus zwölf Minuten
länger als heute, und für Räder wird ein Steg gebaut. „Das ist zumutbar“, sagte Hafenmeisterin Jule Petersen.

Die alte Mauer stammt von 1911. Taucher haben in ihr im Sommer Risse gefunden, durch die eine Hand passt.
"""


def _article(name: str, more: str = "", text: str = _TEXT, title: str = "Lindenhafen baut seine Kaimauer neu") -> str:
    head = f"title: {title}\ndate: 2026-11-20 18:30\nslug: {name}\n{more}"
    return f"---\n{head}---\n{text}"


def _one(name: str, more: str = "", text: str = _TEXT, files: dict[str, str | bytes] | None = None) -> State:
    """An article of that name, and what belongs to it."""
    path = f"content/2026/{name}.md"
    return State(name, {path: _article(name, more, text), **(files or {})}, (f"/2026/11/{name}/",))


def _pictured(name: str, width: int, height: int, more: str = "") -> State:
    """One whose lead picture, and one of whose text, has that size."""
    picture = f"{name}.png"
    head = f"image: {picture}\nimage_alt: Eine gezeichnete Mauer\n{more}"
    text = f"{_TEXT}\n![Die Mauer von der Seite]({picture})\n\n{_TEXT}"
    return _one(name, head, text, {f"content/2026/{picture}": drawn(width, height)})


_RECORDING = (
    "{file: recording.mp3, title: Warum die Kräne in der Nacht vor dem Stapellauf sangen und wer es gehört hat, "
    'duration: "0:05", transcript: recording.vtt}'
)
_PODCAST = """\
---
title: Hafenfunk
description: Gespräche am Wasser.
podcast: {cover: recording.png, category: News, email: funk@blatt.example}
---
"""

_CAPTION = """\
image_caption: Die alte Kaimauer am Donnerstag, von der Fähre aus, kurz bevor der Rat über ihre Zukunft entschied
image_credit: "Illustration: Lindenhafener Blatt"
image_license: https://creativecommons.org/licenses/by-sa/4.0/
"""

_AUTHORS = ("Jule Friedrichsen", "Tomke Ahlers", "Redaktion Hafen")
_DESCRIPTIONS: dict[str, str | bytes] = {
    "content/authors/jule-friedrichsen.md": """\
---
title: Jule Friedrichsen
role: Redakteurin
description: Schreibt seit 2011 über Hafen, Fähren und Fischerei. Hat auf einem Krabbenkutter gelernt, dass Ruhe zählt.
image: jule-friedrichsen.png
image_alt: Gezeichnetes Porträt
email: jule.friedrichsen@blatt.example
profiles: {Mastodon: "@jule@social.example", Website: https://jule.example/}
---
""",
    # As cameras make them, so that browsers have copies of it to choose from.
    "content/authors/jule-friedrichsen.png": drawn(900, 1350),
    "content/authors/tomke-ahlers.md": """\
---
title: Tomke Ahlers
role: Volontärin
email: tomke.ahlers@blatt.example
---
""",
    "content/authors/redaktion-hafen.md": "---\ntitle: Redaktion Hafen\norganization: true\n---\n",
}
_THIRTY = ", ".join(
    f"{first} {last}"
    for first in ("Anna", "Bert", "Carla", "Dirk", "Edda", "Fiete")
    for last in ("Ahlers", "Brunken", "Carstens", "Diekmann", "Eilers")
)
_MANY: dict[str, str | bytes] = {
    f"content/authors/anna-{last.lower()}.md": f"---\ntitle: Anna {last}\nrole: Reporterin\nimage: {last}.png\n---\n"
    for last in ("Ahlers", "Brunken", "Carstens", "Diekmann", "Eilers")
} | {f"content/authors/{last}.png": drawn(300, 300) for last in ("Ahlers", "Brunken", "Carstens", "Diekmann", "Eilers")}

_FOUR = {
    f"content/authors/{first.lower()}-quist.md": f"""\
---
title: {first} Quist
role: Korrespondentin
description: Schreibt seit Jahren über den Hafen, den Rat und die Menschen, die dort arbeiten.
---
"""
    for first in ("Alma", "Berta", "Clara", "Dora")
}

_PARTS = """\
Die Kosten stehen fest.[^1] Sie sind höher als gedacht[^lang], und *niemand*[^1] weiß, wer sie trägt.

> Eine Mauer ist kein Denkmal.
>
> > Doch, diese schon.
>
> Das sagte niemand zweimal.
> <cite>Jule Petersen, Hafenmeisterin</cite>

<blockquote>
<p>Wir bauen für hundert Jahre.</p>
<footer><cite>Der Rat</cite> in seinem Beschluss</footer>
</blockquote>

<figure>
<blockquote><p>Wer am Wasser wohnt, rechnet mit dem Wasser.</p></blockquote>
<figcaption>Lindenhafener Sprichwort</figcaption>
</figure>

<aside>
<h2>Die Mauer in Zahlen</h2>
<ul>
<li>412 Meter lang</li>
<li>7 Meter hoch, davon 3 über dem Wasser</li>
</ul>
</aside>

1. Erst werden die Taucher gebraucht,

    ![Ein Taucher](parts-diver.png "Taucher an der Mauer")

2. dann die Bagger.

```python
def hoehe(pegel: float, krone: float = 3.0) -> float:  # in Metern über Normalnull, und diese Zeile ist sehr lang
    return krone - pegel
```

Das `Wasserstraßen-und-Schifffahrtsverwaltungsgesetz` gilt auch hier. Mehr steht im
[Beschluss](https://rat.example/vorlagen/2026/kaimauer), in der [Übersicht](/category/hafen/) und bei <https://hafen.example/>.

---

| Jahr | Meter | Euro |
|:--|--:|--:|
| 2026 | 40 | 1.200.000 |
| 2027 | 372 | 9.800.000 |

[^1]: Rechnung der Kämmerei.
[^lang]: Die erste Schätzung stammt von 2019. Seitdem sind die Preise für Stahl um die Hälfte gestiegen, die für Beton
    um ein Drittel, und ein Gutachten hat gezeigt, dass der Grund unter der Mauer weicher ist als die Pläne sagen.

    Ein zweiter Absatz dieser Fußnote nennt die Quelle: [das Gutachten](https://gutachten.example/kaimauer.pdf).
"""

_MONTHS = ("Jan.", "Feb.", "März", "April", "Mai", "Juni", "Juli", "Aug.", "Sept.", "Okt.", "Nov.", "Dez.")
_YEAR = "\n".join(
    (
        f"| Kai | {' | '.join(_MONTHS)} |",
        f"|---{'|--:' * 12}|",
        *(f"| {kai} | {' | '.join(f'{n * 1_234:,}'.replace(',', '.') for n in range(3, 15))} |" for kai in "ABCD"),
    )
)

_FILM = """\
Ein Film zeigt den Rundgang.

<video muted loop playsinline src="https://filme.example/kai.mp4"></video>

Und noch ein Absatz, damit der Film nicht allein steht.
"""

_WORD = "Rindfleischetikettierungsüberwachungsaufgabenübertragungsgesetz" * 2

# As long as what is German around it, by which the Nu checker tells the language of a page.
_ARABIC_TEXT = """\
وقالت رئيسة الميناء إن السفن الكبيرة تستطيع أن تمر تحت الجسر في كل وقت، وإن الطريق القديم يبقى مفتوحا للمشاة حتى الصيف.
وسوف تكلف الأعمال أكثر مما كان مقررا، لأن الأرض تحت الماء أضعف مما قالت الخرائط القديمة.

"""

_ARABIC = """\
---
title: جسر جديد فوق الميناء
date: 2026-11-20 12:00
slug: other-direction
lang: ar
kicker: البناء
categories: [Hafen]
tags: [Kaimauer]
authors: [ليلى حداد]
image: other-direction.png
image_alt: رسم للجسر
image_caption: الجسر يوم السبت
image_credit: المدينة
---
يفتح الجسر الجديد في الربيع، كما قالت المدينة يوم السبت. وقد بدأ العمل قبل خمس سنوات، وتأخر مرتين بسبب الرياح
والأمواج في الميناء. ويصل الجسر بين ضفتي المدينة القديمة والجديدة، ويمر فوقه الترام والسيارات والدراجات.[^1]

[REST]

> نحن نبني للأجيال القادمة.

[^1]: بيان المدينة.
""".replace("[REST]", _ARABIC_TEXT * 8)

_QUOTING = """\
Im Aushang stand ein Satz, den nicht alle lesen konnten:

<p lang="ar" dir="rtl">يفتح الجسر الجديد في الربيع.</p>

<blockquote lang="ar" dir="rtl"><p>نحن نبني للأجيال القادمة.</p></blockquote>

Darunter stand er auf Deutsch.
"""

STATES = (
    _pictured("upright-picture", 800, 1600, f"{_CAPTION}categories: [Hafen]\nfeatured: true\n"),
    _pictured("very-upright-picture", 400, 3200),
    _pictured("tiny-picture", 120, 80, _CAPTION),
    _pictured("panoramic-picture", 3200, 320, _CAPTION),
    _pictured("square-picture", 1200, 1200, _CAPTION),
    _pictured("wide-picture", 1500, 1000, f"{_CAPTION}categories: [Hafen, Stadt]\nkicker: Rat\nauthors: [Ina Voss]\n"),
    # What the one above is related to, beside its neighbour.
    State(
        "older",
        {"content/2026/older.md": _article("older", "categories: [Hafen]\n").replace("2026-11-20", "2026-11-19")},
        (),
    ),
    _one("no-picture-no-byline-no-section"),
    _one("no-text", "categories: [Hafen]\nkicker: Kurz\n", ""),
    _one("three-words", "categories: [Hafen]\n", "Sie baut. Endlich.\n"),
    _one("only-a-table", "categories: [Hafen]\n", f"{_YEAR}\n"),
    _one("all-parts", "toc: true\n", _PARTS, {"content/2026/parts-diver.png": drawn(500, 400)}),
    _one("twelve-columns", "categories: [Hafen]\n", f"{_TEXT}\n{_YEAR}\n\n{_TEXT}"),
    State(
        "film",
        {"content/2026/film.md": _article("film", "", _FILM)},
        ("/2026/11/film/",),
        hosts=("https://filme.example",),
    ),
    State(
        "recording",
        {
            "content/2026/recording.md": _article("recording", f"categories: [Hafenfunk]\naudio: {_RECORDING}\n"),
            "content/2026/recording.mp3": mp3(5),
            "content/2026/recording.vtt": b"WEBVTT\n",
            "content/categories/hafenfunk.md": _PODCAST,
            "content/categories/recording.png": cover(),
        },
        ("/2026/11/recording/", "/category/hafenfunk/"),
    ),
    _one("thirty-authors", f"authors: [{_THIRTY}]\ncategories: [Stadt]\n", _TEXT, _MANY),
    _one("described-authors", f"authors: [{', '.join(_AUTHORS)}]\ncategories: [Stadt]\n", _TEXT, _DESCRIPTIONS),
    _one("four-described-authors", "authors: [Alma Quist, Berta Quist, Clara Quist, Dora Quist]\n", _TEXT, dict(_FOUR)),
    _one(
        "very-long-words", f"dek: {_WORD}\nkicker: {_WORD}\nlocation: {_WORD}\n", f"{_WORD}, `{_WORD}`\n\n> {_WORD}\n"
    ),
    State(
        "headline-of-twelve-lines",
        {
            "content/2026/headline-of-twelve-lines.md": _article(
                "headline-of-twelve-lines",
                "categories: [Kultur]\n",
                title="Die Mauer steht, und sie steht noch lange, " * 12,
            )
        },
        ("/2026/11/headline-of-twelve-lines/",),
    ),
    State(
        "related-with-pictures",
        {
            **{
                f"content/2026/related-{n}.md": _article(
                    f"related-{n}",
                    f"tags: [Kaimauer]\nseries: Die Mauer\n{f'image: related-{n}.png' if n != 2 else ''}\n",
                    title=f"Die Mauer, Teil {n} – was die Taucher im Sommer gefunden haben",
                )
                for n in range(1, 5)
            },
            "content/2026/related-1.png": drawn(1200, 800),
            "content/2026/related-3.png": drawn(400, 1200),
            "content/2026/related-4.png": drawn(90, 60),
        },
        ("/2026/11/related-4/",),
    ),
    State(
        "corrected",
        {
            "content/2026/corrected.md": _article(
                "corrected",
                "updated: 2026-11-21 09:00\nlocation: Lindenhafen\nauthors: [Ina Voss]\ntags: [Hafen, Rat]\ntoc: true\n"
                "changes: Um die Stimmen der Opposition ergänzt.\nsource: [dpa, Nachrichtendienst Nord]\n"
                "sources: [Protokoll der Ratssitzung, 'https://example.org/ein/sehr/langer/pfad/ohne/jede/luecke.pdf']\n"
                "corrections: [{date: 2026-11-21, text: In einer früheren Fassung stand eine falsche Jahreszahl}]\n",
                f"## Der Beschluss\n\n{_TEXT}\n## Die Folgen\n\n{_TEXT}",
            )
        },
        ("/2026/11/corrected/", "/corrections/"),
    ),
    State(
        "other-direction",
        {
            "content/2026/other-direction.md": _ARABIC,
            "content/2026/other-direction.png": drawn(800, 1000),
            "content/2026/other-direction-quoted.md": _article("other-direction-quoted", "", _QUOTING),
        },
        ("/2026/11/other-direction/", "/2026/11/other-direction-quoted/"),
    ),
    State(
        "standing-page",
        {
            "content/pages/standing-page.md": "---\ntitle: Über uns\ndek: Wer hier schreibt\nimage: standing-page.png\n"
            f"image_alt: Das Haus\n{_CAPTION}---\n{_PARTS.replace('parts-diver', 'standing-page')}",
            "content/pages/standing-page.png": drawn(1500, 700),
            "content/pages/standing-page-bare.md": "---\ntitle: Leer\n---\n",
        },
        ("/standing-page/", "/standing-page-bare/"),
    ),
)
