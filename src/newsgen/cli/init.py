"""`newsgen init`: a small site that builds at once."""

from collections.abc import Mapping
from datetime import timedelta
from pathlib import Path
from typing import TYPE_CHECKING

import click

from newsgen.cli import report
from newsgen.cli.new import front_matter, written_anew
from newsgen.cli.options import now
from newsgen.shown import visible

if TYPE_CHECKING:
    from newsgen.cli.workflows import Host

LANGUAGES = {"de": "Europe/Berlin", "en": "UTC"}

GITIGNORE = "/output/\n/.newsgen/\n/.venv/\n"

CONFIG = {
    "en": """\
# Every key, and what it does: newsgen manual configuration
title: The Daily Page
subtitle: News from here
language: en
timezone: UTC
# Where readers will find it: write yours before you publish.
base_url: https://example.org

markdown:
  # As editors, GitHub and Hugo read texts: newsgen manual markdown
  engine: commonmark

menu:
  - {title: Town, url: /category/town/}
  - {title: Culture, url: /category/culture/}
""",
    "de": """\
# Alle Schlüssel und ihre Bedeutung: newsgen manual configuration
title: Tageblatt
subtitle: Nachrichten von hier
language: de
timezone: Europe/Berlin
# Wo man die Seite findet: Vor dem Veröffentlichen steht hier die eigene Adresse.
base_url: https://example.org

markdown:
  # Texte wie in Editoren, auf GitHub und in Hugo: newsgen manual markdown
  engine: commonmark

menu:
  - {title: Stadt, url: /category/stadt/}
  - {title: Kultur, url: /category/kultur/}
""",
}

ARTICLES: Mapping[str, tuple[tuple[str, dict[str, object], str], ...]] = {
    "en": (
        (
            "the-bridge-is-open-again",
            {
                "title": "The bridge is open again",
                "kicker": "Traffic",
                "dek": "After nine months of work the first cars crossed in the morning.",
                "categories": ["Town"],
                "tags": ["Bridge", "Traffic"],
                "authors": ["Newsroom"],
            },
            """\
The bridge over the river is open again. The first cars crossed a little after six; a baker's van led the way.

The work had taken nine months, two more than planned. What the detour did to the shops on the north bank is another
story, and [the library told it in pictures](the-library-shows-a-detour.md).

## What is new

| | before | now |
|---|---|---|
| Lanes | 2 | 2 |
| Cycle track | none | both sides |
| Load limit | 12 t | 30 t |

The old railing now stands in the yard of the building department, for whoever wants a metre of it.
""",
        ),
        (
            "the-library-shows-a-detour",
            {
                "title": "The library shows a detour",
                "kicker": "Exhibition",
                "categories": ["Culture", "Town"],
                "tags": ["Library", "Bridge"],
                "authors": ["Newsroom"],
            },
            """\
Forty photographs of a road sign: that is how the library tells of the months without a bridge. They hang on the first
floor until the end of the month.

> "People stopped here who had driven past for twenty years," says the librarian.[^1]

[^1]: At the opening, between two trays of buns.
""",
        ),
    ),
    "de": (
        (
            "die-bruecke-ist-wieder-offen",
            {
                "title": "Die Brücke ist wieder offen",
                "kicker": "Verkehr",
                "dek": "Nach neun Monaten Bauzeit rollten am Morgen die ersten Autos.",
                "categories": ["Stadt"],
                "tags": ["Brücke", "Verkehr"],
                "authors": ["Redaktion"],
            },
            """\
Die Brücke über den Fluss ist wieder offen. Kurz nach sechs fuhren die ersten Wagen hinüber, vorneweg
der einer Bäckerei.

Neun Monate hatte die Arbeit gedauert, zwei mehr als geplant. Was die Umleitung mit den Läden am Nordufer gemacht hat,
ist eine eigene Geschichte: [Die Bücherei erzählt sie in Bildern](die-buecherei-zeigt-eine-umleitung.md).

## Was neu ist

| | vorher | jetzt |
|---|---|---|
| Fahrspuren | 2 | 2 |
| Radweg | keiner | beidseitig |
| Tragfähigkeit | 12 t | 30 t |

Das alte Geländer steht nun im Hof des Bauamts. Wer einen Meter davon möchte, meldet sich dort.
""",
        ),
        (
            "die-buecherei-zeigt-eine-umleitung",
            {
                "title": "Die Bücherei zeigt eine Umleitung",
                "kicker": "Ausstellung",
                "categories": ["Kultur", "Stadt"],
                "tags": ["Bücherei", "Brücke"],
                "authors": ["Redaktion"],
            },
            """\
Vierzig Fotografien eines Verkehrsschilds: So erzählt die Bücherei von den Monaten ohne Brücke. Sie hängen noch bis zum
Ende des Monats im ersten Stock.

> "Hier haben Leute angehalten, die zwanzig Jahre lang vorbeigefahren sind", sagt die Bibliothekarin.[^1]

[^1]: Bei der Eröffnung, zwischen zwei Blechen Butterkuchen.
""",
        ),
    ),
}

PAGES: Mapping[str, tuple[str, dict[str, object], str]] = {
    "en": (
        "imprint.md",
        {"title": "Imprint", "menu": "footer"},
        "Who answers for this site: write your name, your street and your town here.\n",
    ),
    "de": (
        "impressum.md",
        {"title": "Impressum", "menu": "footer"},
        "Angaben nach § 5 DDG: Schreiben Sie hier Namen, Straße, Ort und eine E-Mail-Adresse hin.\n",
    ),
}


@click.command("init", short_help="Write a small site to begin with.")
@click.argument("folder", metavar="[DIR]", type=click.Path(path_type=Path), default=Path())
@click.option(
    "-l", "--lang", type=click.Choice(sorted(LANGUAGES)), default="en", show_default=True, help="Its language."
)
@click.option(
    "--ci", "host", type=click.Choice(["github", "gitlab"]), help="Write the workflow by which this host publishes it."
)
@click.pass_context
def command(ctx: click.Context, folder: Path, lang: str, host: "Host | None") -> None:
    """Write a small site into DIR (or here) that builds at once. Files that are there already stay as they are.

    --ci gives a workflow that publishes it to a site that is there already, or to the small one that it writes, too:
    newsgen manual publishing.

    \b
    Examples:
      newsgen init daily && cd daily && newsgen build
      newsgen init --lang de tageblatt
      newsgen init --ci github
    """
    is_site, is_archive = (folder / "newsgen.yaml").exists(), (folder / "content").exists()
    if is_site and not host:
        raise click.UsageError(f"{folder / 'newsgen.yaml'} is there already: this is a site")
    if not is_site:
        texts = {} if is_archive else sample(lang)
        named = {"newsgen.yaml": _config(lang, is_archive), ".gitignore": GITIGNORE, **texts}
        _write({folder / path: text for path, text in named.items()})
    if host:
        _write(_workflow(ctx, folder, host))
        click.echo(f"\n{_published(host, folder)}")
    enter = "" if folder == Path() else f"cd {folder} && "
    step = "manual publishing" if is_site else "manual moving" if is_archive else "build"
    click.echo(f"\nNow: {enter}newsgen {step}")


def _config(lang: str, is_archive: bool) -> str:
    """newsgen.yaml; without the menu where its sections are none of the articles that are there already."""
    return CONFIG[lang].partition("\nmenu:")[0] if is_archive else CONFIG[lang]


def _write(texts: Mapping[Path, str]) -> None:
    for path, text in texts.items():
        click.echo(f"{'written ' if written_anew(path, text) else 'kept    '} {visible(str(path))}")


def _published(host: "Host", folder: Path) -> str:
    from newsgen.cli.workflows import placed

    if host == "gitlab":
        return "It publishes the project's default branch."
    return f'It publishes the branch "{placed(folder).branch}": correct that in the workflow if it is not the main one.'


def _workflow(ctx: click.Context, folder: Path, host: "Host") -> Mapping[Path, str]:
    """The files by which a host publishes the site of a folder; what is wrong with newsgen.yaml ends the command."""
    from newsgen.cli.workflows import PathError, placed, texts
    from newsgen.project import Options, opened

    project, diagnostics = opened(Options(root=folder))
    if project is None:
        report.report(diagnostics)
        ctx.exit(2)
    try:
        return texts(host, placed(folder), project.config)
    except PathError as error:
        raise click.UsageError(visible(str(error))) from None


def sample(lang: str) -> dict[str, str]:
    """The articles and the page a site begins with, by path; the articles are of this day and the one before."""
    from zoneinfo import ZoneInfo

    today = now().astimezone(ZoneInfo(LANGUAGES[lang]))
    texts: dict[str, str] = {}
    for age, (slug, values, body) in enumerate(ARTICLES[lang]):
        date = today - timedelta(days=age)
        head = front_matter({"title": values["title"], "date": f"{date:%Y-%m-%d %H:%M}"} | values)
        texts[f"content/{today:%Y/%m}/{slug}.md"] = f"{head}\n{body}"
    name, page, text = PAGES[lang]
    texts[f"content/pages/{name}"] = f"{front_matter(page)}\n{text}"
    return texts
