"""A news site of any size, the same for every run: `python bench/corpus.py DIR N [--placement ssi]`.

Articles have about 350 words from a small German sentence grammar, 2 of 10 categories, 3 of 300 tags and 1 of 50
authors (the popular ones more often), dates over 20 years, and here and there a table, a footnote, a list or a link to
an earlier article. Article i of a site of N is the same whatever N is, but for its date.
"""

import argparse
import random
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from itertools import accumulate
from pathlib import Path

FIRST = datetime(2006, 1, 2, 6, 0)  # noqa: DTZ001  local time of the site, as articles write it
LAST = datetime(2025, 12, 30, 22, 0)  # noqa: DTZ001
N_WORDS = 350

CATEGORIES = (
    *("Stromnetz", "Wasser", "Fernwärme", "Digitalisierung", "Recht"),
    *("Mobilität", "Entsorgung", "Personal", "Künstliche Intelligenz", "Meinung"),
)
FIRST_NAMES = ("Anna", "Björn", "Clara", "Dörte", "Emil", "Frauke", "Günter", "Hanna", "Jörg", "Käthe")
LAST_NAMES = ("Ahrens", "Böttcher", "Cordes", "Düring", "Ekhoff")
SUBJECTS = (
    *("Das Stadtwerk", "Das Wasserwerk", "Der Netzbetrieb", "Die Leitwarte", "Der Zweckverband"),
    *("Die Behörde", "Das Umspannwerk", "Die Genossenschaft", "Der Aufsichtsrat", "Die Kläranlage"),
)
VERBS = (
    *("prüft", "erneuert", "verschiebt", "bezahlt", "plant", "vergleicht", "ersetzt", "beantragt"),
    *("genehmigt", "misst", "betreibt", "verliert", "gewinnt", "zählt"),
)
ADJECTIVES = (
    *("neuen", "alten", "digitalen", "städtischen", "strittigen", "günstigen", "großen"),
    *("kleinen", "gemeinsamen", "überfälligen", "öffentlichen", "trockenen"),
)
OBJECTS = (
    *("Zähler", "Pumpen", "Leitungen", "Verträge", "Busse", "Speicher", "Brunnen", "Kessel", "Masten"),
    *("Rohre", "Wärmetauscher", "Messstellen", "Förderanträge", "Ladesäulen"),
)
NUMBERS = (
    "ein Drittel der",
    "einen Teil der",
    "mehr als die Hälfte der",
    "eine Reihe der",
    "den Rest der",
    "die letzten der",
)
HEADINGS = (
    "Neue Zahlen",
    "Was es kostet",
    "Wie es weitergeht",
    "Ein Blick zurück",
    "Offene Fragen",
    "Stimmen aus dem Rat",
)
PLACES = ("in der Altstadt", "am Hafen", "im Süden", "auf dem Werksgelände", "jenseits der Bahn", "im Außengebiet")
TIMES = ("seit dem Frühjahr", "bis zum Jahresende", "nach langem Streit", "über Nacht", "schon zum zweiten Mal", "bald")
REASONS = (
    "weil der Zuschuss sonst verfällt",
    "obwohl der Rat noch nicht zugestimmt hat",
    "damit die Gebühren gleich bleiben",
    "denn die Pläne stammen aus den Siebzigern",
    "sobald der Frost vorbei ist",
    "auch wenn niemand darüber sprechen möchte",
)
STEMS = (
    "Netz",
    "Wasser",
    "Wärme",
    "Strom",
    "Gas",
    "Klär",
    "Mess",
    "Leit",
    "Bau",
    "Tarif",
    "Funk",
    "Rohr",
    "Pump",
    "Lade",
    "Smart",
)
ENDINGS = (
    *("ausbau", "werk", "technik", "recht", "planung", "kosten", "schutz", "störung", "bericht", "förderung"),
    *("markt", "prüfung", "betrieb", "reform", "karte", "halle", "verbund", "stelle", "bilanz", "zeit"),
)
TAGS = tuple(f"{stem}{ending}" for stem in STEMS for ending in ENDINGS)
AUTHORS = tuple(f"{first} {last}" for last in LAST_NAMES for first in FIRST_NAMES)

CONFIG = """\
title: Messblatt
subtitle: Eine Zeitung zum Messen
language: de
timezone: Europe/Berlin
base_url: https://example.org
placement: {placement}
"""


@dataclass(frozen=True)
class Article:
    """One article: where its file stands below content/, and what it says."""

    path: str
    title: str
    date: datetime
    categories: tuple[str, ...]
    tags: tuple[str, ...]
    author: str
    body: str


def articles(number: int, n_words: int = N_WORDS) -> Iterator[Article]:
    """The articles, oldest first. No text depends on another's, but links name the ones before."""
    paths: list[str] = []
    for index in range(number):
        chance = random.Random(f"newsgen {index}")
        date = date_of(index, number)
        title = headline(chance)
        paths.append(f"{date:%Y/%m}/{_slug(title)}-{index}.md")
        yield Article(
            paths[-1],
            title,
            date,
            tuple(_picked(chance, CATEGORIES, 2)),
            tuple(_picked(chance, TAGS, 3)),
            _picked(chance, AUTHORS, 1)[0],
            body(chance, paths, n_words),
        )


def date_of(index: int, number: int) -> datetime:
    """Dates rise evenly from the first year to the last, to the minute."""
    return FIRST + timedelta(minutes=int((LAST - FIRST) / timedelta(minutes=1) * index / max(1, number - 1)))


def headline(chance: random.Random) -> str:
    subject = chance.choice(SUBJECTS).split(" ", 1)[1]
    return f"{subject} {chance.choice(VERBS)} {things(chance)}"


def things(chance: random.Random) -> str:
    return f"{chance.choice(NUMBERS)} {chance.choice(ADJECTIVES)} {chance.choice(OBJECTS)}"


def sentence(chance: random.Random) -> str:
    subject, verb, when, where = (chance.choice(words) for words in (SUBJECTS, VERBS, TIMES, PLACES))
    thing = things(chance)
    form = chance.randrange(4)
    if form == 0:
        return f"{subject} {verb} {when} {thing} {where}."
    if form == 1:
        return f"{subject} {verb} {thing}, {chance.choice(REASONS)}."
    if form == 2:
        return f'"{subject} {verb} {thing}", heißt es {where}.'
    return f"{when[0].upper()}{when[1:]} {verb} **{subject[0].lower()}{subject[1:]}** {thing}, und zwar {where}."


def body(chance: random.Random, paths: Sequence[str], n_words: int = N_WORDS) -> str:
    """Paragraphs of three to six sentences up to the number of words, with what else news are made of."""
    blocks: list[str] = []
    n_written = 0
    while n_written < n_words:
        paragraph = " ".join(sentence(chance) for _ in range(chance.randint(3, 6)))
        n_written += len(paragraph.split())
        blocks.append(paragraph)
        if len(blocks) % 3 == 0:
            blocks.append(f"## {chance.choice(HEADINGS)}")
    blocks.extend(_extras(chance, paths))
    return "\n\n".join(blocks) + "\n"


def _extras(chance: random.Random, paths: Sequence[str]) -> Iterator[str]:
    if chance.random() < 0.15:
        rows = [f"| {year} | {chance.randint(100, 999)} | {chance.randint(1, 99)} % |" for year in range(2019, 2024)]
        yield "\n".join(["| Jahr | Menge | Anteil |", "|---|---|---|", *rows])
    if chance.random() < 0.1:
        yield f"{sentence(chance)}[^1]\n\n[^1]: {sentence(chance)}"
    if chance.random() < 0.1:
        yield "\n".join(f"- {sentence(chance)}" for _ in range(3))
    if len(paths) > 1 and chance.random() < 0.2:
        earlier = paths[max(0, len(paths) - 1 - chance.randint(1, 50))]
        if earlier != paths[-1]:
            yield f"Mehr dazu: [ein früherer Bericht](../../{earlier})."


def _picked(chance: random.Random, names: Sequence[str], number: int) -> list[str]:
    """Different names; the n-th is picked in proportion to 1/n, as in a real archive (Zipf)."""
    weights = list(accumulate(1 / rank for rank in range(1, len(names) + 1)))
    picked: dict[str, None] = {}
    while len(picked) < number:
        picked[chance.choices(names, cum_weights=weights)[0]] = None
    return list(picked)


def _slug(title: str) -> str:
    for letter, ascii_letters in (("ä", "ae"), ("ö", "oe"), ("ü", "ue"), ("ß", "ss")):
        title = title.lower().replace(letter, ascii_letters)
    return title.replace(" ", "-")


def text_of(article: Article) -> str:
    """The article's file: front matter that newsgen and Hugo read alike."""
    return (
        f'---\ntitle: "{article.title}"\ndate: {article.date:%Y-%m-%d %H:%M}:00\n'
        f"categories: [{', '.join(article.categories)}]\ntags: [{', '.join(article.tags)}]\n"
        f'authors: ["{article.author}"]\n---\n\n{article.body}'
    )


def write(folder: Path, number: int, placement: str = "auto", n_words: int = N_WORDS) -> None:
    """Write a site into a folder that is empty or not there; fewer words where their number does not matter."""
    if folder.exists() and any(folder.iterdir()):
        raise SystemExit(f"{folder} is not empty")
    folder.mkdir(parents=True, exist_ok=True)
    (folder / "newsgen.yaml").write_text(CONFIG.format(placement=placement), "utf-8")
    for article in articles(number, n_words):
        file = folder / "content" / article.path
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_text(text_of(article), "utf-8")


def main() -> None:
    parser = argparse.ArgumentParser(description="Write a site of N articles, the same for every run.")
    parser.add_argument("folder", type=Path, metavar="DIR")
    parser.add_argument("number", type=int, metavar="N")
    parser.add_argument("--placement", default="auto", choices=("auto", "inline", "client", "ssi", "esi"))
    arguments = parser.parse_args()
    write(arguments.folder, arguments.number, arguments.placement)
    print(f"{arguments.number} articles in {arguments.folder}")


if __name__ == "__main__":
    main()
