"""A state of a site that its readers may meet: the files that bring it about, and the pages that show it."""

from collections.abc import Mapping
from io import BytesIO

from msgspec import Struct
from PIL import Image, ImageDraw

DEFAULT_CONFIG = """\
title: Lindenhafener Blatt
subtitle: Nachrichten aus Stadt und Hafen
description: Nachrichten, Berichte und Meinung aus Lindenhafen.
language: de
timezone: Europe/Berlin
base_url: https://blatt.example
menu:
  - {title: Stadt, url: /category/stadt/}
  - {title: Hafen, url: /category/hafen/}
  - {title: Kultur, url: /category/kultur/}
"""
# One of its articles, where a state is not about what stands in it.
ARTICLE = """\
---
title: Der Hafen bekommt eine neue Brücke
date: 2026-11-21 09:30
categories: [Stadt]
authors: [Nora Wittkamp]
---
Die Brücke wird im Frühjahr eröffnet, sagte die Stadt am Samstag.
"""


class State(Struct, frozen=True):
    """All states with DEFAULT_CONFIG become one site, so their files' names begin with the state's; any other
    becomes a site of its own, which costs a build."""

    name: str
    # Paths below the site's folder: "content/2026/tall.md".
    files: Mapping[str, str | bytes]
    # Addresses of the site: "/2026/11/tall/".
    pages: tuple[str, ...]
    config: str = DEFAULT_CONFIG
    # Addresses at which nothing stands: they show 404.html.
    missing: tuple[str, ...] = ()
    # Other hosts that newsgen.yaml names, as origins: its pages may ask them, and nobody answers.
    hosts: tuple[str, ...] = ()


def drawn(width: int, height: int) -> bytes:
    """A picture whose circle shows whether it was squashed, and whose frame whether it was cut: a PNG."""
    image = Image.new("RGB", (width, height), "#35637c")
    pen = ImageDraw.Draw(image)
    pen.rectangle((0, 0, width - 1, height - 1), outline="#f4d35e", width=max(1, min(width, height) // 20))
    radius = min(width, height) // 3
    box = (width // 2 - radius, height // 2 - radius, width // 2 + radius, height // 2 + radius)
    pen.ellipse(box, fill="#ee964b")
    file = BytesIO()
    # They are drawn by each process of a run; a picture of few colours is small without much thought, too.
    image.save(file, "PNG", compress_level=1)
    return file.getvalue()
