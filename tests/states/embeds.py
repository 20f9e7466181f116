# ruff: noqa: E501  an address stands in one line
"""What texts show of other hosts, of each shape, with a picture and without, in both directions of writing.

No film or sound of the site itself: browsers' own controls take keys and move within themselves.
"""

from tests.states.state import State, drawn

_EMBEDS = """\
---
title: Ein Rundgang durch den neuen Hafen, in Bild und Ton
date: 2026-11-20 17:30
slug: embeds
categories: [Hafen]
---
Der Hafen ist fertig. Wer nicht hinfahren kann, sieht ihn hier: den Kai, die Mole und die neue Fähre, die seit Sonntag fährt.

![Mit der Fähre vom Westkai zur Mole](https://www.youtube.com/watch?v=tPEE9ZwTmy0 "Sieben Minuten, aufgenommen am Eröffnungstag"){poster=embeds-ferry.png credit="Film: Lindenhafener Blatt"}

Der Uferweg beginnt am Ostkai.

https://www.openstreetmap.org/#map=15/53.5500/9.9900

![Der Kran](https://www.youtube.com/shorts/tPEE9ZwTmy0)

::: info Zum Nachhören
Die Hafenmeisterin erzählt, wie es war, als das Wasser kam.

![Das Gespräch mit Jule Petersen, der Hafenmeisterin, in voller Länge und ungekürzt](https://soundcloud.com/hafen/gespraech)
:::

https://www.datawrapper.de/_/AbC12/

So viele Menschen kamen am ersten Tag.
"""

_TURNED = """\
---
title: جولة في الميناء الجديد
date: 2026-11-20 10:00
slug: embeds-turned
lang: ar
categories: [Hafen]
---
الميناء جاهز، ومن لا يستطيع أن يأتي يراه هنا.

![جولة بالعبارة](https://www.youtube.com/watch?v=tPEE9ZwTmy0){poster=embeds-ferry.png}

https://vimeo.com/76979871

وسوف تكلف الأعمال أكثر مما كان مقررا.
"""

STATES = (
    State(
        "embeds",
        {
            "content/2026/embeds.md": _EMBEDS,
            "content/2026/embeds-turned.md": _TURNED,
            "content/2026/embeds-ferry.png": drawn(1600, 900),
        },
        ("/2026/11/embeds/", "/2026/11/embeds-turned/"),
    ),
)
