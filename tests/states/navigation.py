"""Menus, mastheads and feet, short and long."""

from tests.states.state import ARTICLE, DEFAULT_CONFIG, State

_PAGE = "---\ntitle: Impressum\n---\nLindenhafener Blatt, Am Kai 1.\n"

_HEAD = DEFAULT_CONFIG.partition("menu:")[0]
_EIGHT = """\
menu:
  - title: Stadt
    url: /category/stadt/
    children:
      - {title: Altstadt, url: https://altstadt.example/}
      - {title: Hafenviertel, url: https://hafenviertel.example/}
      - {title: Rathaus, url: /impressum/}
  - {title: Hafen, url: https://hafen.example/}
  - {title: Kultur, url: https://kultur.example/}
  - {title: Wirtschaft, url: https://wirtschaft.example/}
  - {title: Sport, url: https://sport.example/, children: [{title: Rudern, url: https://rudern.example/}]}
  - {title: Wissen, url: https://wissen.example/}
  - {title: Reise, url: https://reise.example/}
  - {title: Meinung, url: https://meinung.example/}
footer:
  - title: Abonnement
    links: [{title: Preise, url: https://abo.example/}, {title: Impressum, url: /impressum/}]
  - title: Werbung
    links: [{title: Mediadaten, url: https://media.example/}]
social:
  - {title: Mastodon, url: https://social.example/@blatt}
  - {title: Bluesky, url: https://sky.example/blatt}
  - {title: Instagram, url: https://bilder.example/blatt}
copyright: © 1949 Lindenhafener Blatt. Alle Rechte vorbehalten
slots: {epaper: https://epaper.example/}
"""
_THIRTY = "menu:\n" + "".join(
    f"  - {{title: {name} {number}, url: https://r{number}.example/}}\n"
    for number, name in enumerate(("Stadt", "Donaudampfschifffahrt", "Ost") * 10)
)
_LONG = "title: Allgemeine Zeitung für Lindenhafen, das Umland und die Inseln des südlichen Wattenmeers\n"

STATES: tuple[State, ...] = (
    State(
        "eight-sections",
        files={"content/eight-sections.md": ARTICLE, "content/pages/impressum.md": _PAGE},
        pages=("/", "/2026/11/eight-sections/"),
        config=_HEAD + _EIGHT,
    ),
    State(
        "thirty-sections",
        files={"content/thirty-sections.md": ARTICLE},
        pages=("/",),
        config=_LONG + _HEAD.partition("\n")[2] + _THIRTY,
    ),
)
