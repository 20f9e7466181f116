"""What newsgen.yaml names under slots: all that a page can hold of it, in either of its forms."""

from tests.states.state import ARTICLE, DEFAULT_CONFIG, State, drawn

_SECTIONS = {
    f"content/categories/{slug}.md": f"---\ntitle: {slug.title()}\n---\n" for slug in ("stadt", "hafen", "kultur")
}
_PRIVACY = "---\ntitle: Datenschutz\n---\nWas wir über Sie wissen.\n"
_BY_MAIL = """\
slots:
  newsletter:
    action: https://news.example/subscribe
    title: Lindenhafen am Morgen
    text: Jeden Werktag um sechs, was in Stadt und Hafen geschieht.
    privacy: /datenschutz/
  letters: {mail: briefe@blatt.example}
  counter: {plausible: https://stats.example}
  ad: {height: 250, banners: [{image: banner.png, url: https://werft.example/, alt: Segeln lernen in der Werft}]}
  epaper: {url: https://epaper.example/, title: Die Zeitung von heute}
theme: {stylesheet: css/own.css}
"""
_BY_FORM = """\
slots:
  letters: {action: https://forms.example/letters, privacy: /datenschutz/}
  ad: {height: 90, frame: https://ads.example/slot}
"""

STATES: tuple[State, ...] = (
    State(
        "slots",
        files={
            "content/slots.md": ARTICLE,
            "content/pages/datenschutz.md": _PRIVACY,
            "static/banner.png": drawn(970, 250),
            "static/css/own.css": ".wordmark { font-style: italic; }\n",
            **_SECTIONS,
        },
        pages=("/", "/2026/11/slots/"),
        config=DEFAULT_CONFIG + _BY_MAIL,
        hosts=("https://stats.example",),
    ),
    State(
        "slots-forms",
        files={"content/slots-forms.md": ARTICLE, "content/pages/datenschutz.md": _PRIVACY, **_SECTIONS},
        pages=("/2026/11/slots-forms/",),
        config=DEFAULT_CONFIG + _BY_FORM,
        hosts=("https://ads.example",),
    ),
)
