"""Galleries of odd shapes and sizes, in a box and in a paragraph, in both directions of writing."""

from tests.states.state import State, drawn

_ODD = """\
---
title: Der Hafen in Bildern
date: 2026-11-20 18:20
slug: galleries
categories: [Hafen]
---
Die neue Kaimauer steht. Wie sie aussieht, zeigen die Bilder, und wie der Hafen vorher aussah, weiß jeder hier.

![Der Westkai](galleries-wide.png "Der Westkai am Morgen, bevor die Fähre kommt") ![Der Kran](galleries-tall.png)
![](galleries-square.png "Das Becken")

Am Abend war es wieder still.

::: gallery Rundgang *durch* den Hafen {credit="Fotos: Jule Petersen"}
Vom Ostkai bis zur Mole sind es zwölf Minuten.

![Das Panorama](galleries-strip.png "Das Panorama von der Mole bis zum Kran, länger als andere")
![Der Kran](galleries-tall.png "Der Kran")
![Ein Zeichen](galleries-sign.png "Das Zeichen der Hafenmeisterei")

- ![Der Plan](galleries-plan.svg)
- [![Der Westkai](galleries-wide.png "Hier geht es zum Hafen")](/category/hafen/)
- ![Das Becken](galleries-square.png "Das Becken")
:::

::: gallery
![Der Westkai](galleries-wide.png "Ein Bild allein")
:::

![](galleries-sign.png) ![](galleries-sign.png) ![](galleries-sign.png)

::: info Kasten mit Bildern
![Der Westkai](galleries-wide.png) ![Der Kran](galleries-tall.png)
:::

Im Frühjahr geht es weiter.
"""
_TURNED = """\
---
title: الميناء في صور
date: 2026-11-20 10:00
slug: galleries-turned
lang: ar
categories: [Hafen]
---
يفتح الجسر الجديد في الربيع، كما قالت المدينة يوم السبت. وقد بدأ العمل قبل خمس سنوات.

![الرصيف الغربي](galleries-wide.png "الرصيف في الصباح") ![الرافعة](galleries-tall.png "الرافعة")
![الحوض](galleries-square.png "الحوض")

ويصل الجسر بين ضفتي المدينة القديمة والجديدة.
"""

_PLAN = '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 4 3"><path d="M0 0h4v3z" fill="teal"/></svg>'

STATES = (
    State(
        "galleries",
        {
            "content/2026/galleries.md": _ODD,
            "content/2026/galleries-turned.md": _TURNED,
            "content/2026/galleries-wide.png": drawn(1500, 1000),
            "content/2026/galleries-tall.png": drawn(800, 1200),
            "content/2026/galleries-square.png": drawn(900, 900),
            "content/2026/galleries-strip.png": drawn(2400, 300),
            "content/2026/galleries-sign.png": drawn(96, 48),
            "content/2026/galleries-plan.svg": _PLAN,
        },
        ("/2026/11/galleries/", "/2026/11/galleries-turned/"),
    ),
)
