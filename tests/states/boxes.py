# ruff: noqa: E501  a box is told what it is told in one line
"""Boxes in a text, alone and beside one another, in both directions of writing."""

from tests.states.state import State, drawn

_BOXES = """\
---
title: Die neue Kaimauer, und was sie für den Hafen heißt
date: 2026-11-20 18:30
slug: boxes
categories: [Hafen]
---
Der Hafen bekommt im kommenden Jahr eine neue Kaimauer. Das hat der Rat am Donnerstagabend nach vier Stunden beschlossen.

::: facts Die Mauer in Zahlen
- **412 Meter** lang
- **7 Meter** hoch, davon 3 über dem Wasser
- **11 Millionen Euro**, ein Fünftel davon vom Land
:::

Für die Fähre heißt das: Sie legt von Ostern an am Westkai ab. Wer zu Fuß kommt, geht zwölf Minuten länger als heute.

::: quote Jule Petersen {role=Hafenmeisterin portrait=boxes-jule.png credit="Illustration: Lindenhafener Blatt"}
Das ist zumutbar. Wer am Wasser wohnt, rechnet mit dem Wasser.
:::

::: quote Ein Angler
Hauptsache, die Fische bleiben.
:::

Die alte Mauer stammt von 1911. Taucher haben in ihr im Sommer Risse gefunden, durch die eine Hand passt.

::: aside
Kai kommt vom keltischen *cae*, die Umzäunung.
:::

Bis zum Herbst soll alles fertig sein, und die Fähre kehrt an ihren alten Platz zurück. Der Rat will im Frühjahr noch
einmal rechnen, denn der Preis für Stahl steigt, und wer den Zuschlag bekommt, steht auch dann noch nicht fest.

:::: info Was ist eine Kaimauer?
Eine Mauer, an der Schiffe anlegen. Anders als eine **Mole** ragt sie nicht ins Wasser.

### Woraus sie besteht

Aus Stahl und Beton, und hinter ihr liegt Sand.

::: aside Nebenbei
Auch ein Kasten kann in einem Kasten stehen.
:::
::::

::: event Baustellenfest mit Führung {date="2026-12-05 14:00" end="2026-12-05 18:00" place=Ostkai address="Am Hafen 3, Lindenhafen" link=https://fest.example/kaimauer-und-noch-ein-langer-weg}
Anmeldung ist nicht nötig.
:::

::: event Sperrung der Hafenstraße {date=2027-03-01 end=2027-10-31 place=Hafenstraße}
:::

::: service Bürgertelefon zur Baustelle {hours="montags bis freitags, 9 bis 12 Uhr" phone="0800 / 12 34 56" email=kai@stadt.example link=/category/hafen/}
:::

::: download Der Plan der neuen Mauer {file=boxes-plan.pdf}
Ein Blatt, mit allen Maßen.
:::

::: faq Wie lange wird gebaut?
Von März bis Oktober 2027.
:::

::: faq Kann ich am Kai noch angeln?
Nein, aber an der Mole.
:::

::: faq Wer zahlt?
Die Stadt, und das Land ein Fünftel.
:::

Die Arbeiten beginnen im März.
"""

_TURNED = """\
---
title: جسر جديد فوق الميناء
date: 2026-11-20 11:00
slug: boxes-turned
lang: ar
categories: [Hafen]
---
يفتح الجسر الجديد في الربيع، كما قالت المدينة يوم السبت. وقد بدأ العمل قبل خمس سنوات، وتأخر مرتين بسبب الرياح
والأمواج في الميناء. ويصل الجسر بين ضفتي المدينة القديمة والجديدة، ويمر فوقه الترام والسيارات والدراجات.

::: quote ليلى حداد {role="رئيسة الميناء" portrait=boxes-jule.png}
نحن نبني للأجيال القادمة.
:::

::: facts الجسر بالأرقام
- طوله أربعمئة متر
- عرضه سبعة أمتار
:::

وقالت رئيسة الميناء إن السفن الكبيرة تستطيع أن تمر تحت الجسر في كل وقت، وإن الطريق القديم يبقى مفتوحا للمشاة حتى الصيف.
وسوف تكلف الأعمال أكثر مما كان مقررا، لأن الأرض تحت الماء أضعف مما قالت الخرائط القديمة.

::: event الافتتاح {date="2027-04-01 10:00" place="الميناء"}
:::
"""

STATES = (
    State(
        "boxes",
        {
            "content/2026/boxes.md": _BOXES,
            "content/2026/boxes-turned.md": _TURNED,
            "content/2026/boxes-jule.png": drawn(600, 900),
            "content/2026/boxes-plan.pdf": b"%PDF-1.4 " + b"x" * 84_000,
        },
        ("/2026/11/boxes/", "/2026/11/boxes-turned/"),
    ),
)
