# ruff: noqa: E501  a line of a template stands in a line
"""Small sites whose templates ask odd things, so that the recording of questions is what is tested."""

import shutil
import subprocess
import sys
from collections.abc import Mapping
from datetime import UTC, datetime
from pathlib import Path

from newsgen.build import Options, Result, build
from newsgen.diagnostics import Diagnostic

CLOCK = datetime(2026, 6, 1, 12, tzinfo=UTC)

CONFIG = """\
title: Test
description: A test
base_url: https://example.org
language: de
timezone: Europe/Berlin
page_size: 3
recent_posts: 2
feeds: {size: 3}
"""

TEMPLATES = {
    "base.html": "<title>{% block title %}{% endblock %}|{{ site.config.title }}</title>\n{% block main %}{% endblock %}\n"
    "{% set placement = site.placement(article) if article is defined else site.placement() %}{{ placement }}\n"
    '{% if placement == "inline" %}{{ site.fragment("recent", lang)|safe }}{% endif %}\n',
    "article.html": '{% extends "base.html" %}{% block title %}{{ article.title }}{% endblock %}{% block main %}'
    "{{ site.body(article)|safe }} {{ site.srcset(article.image) }} n={{ site.newer(article).title if site.newer(article) else '-' }} "
    "o={{ site.older(article).title if site.older(article) else '-' }} "
    "r={% for each in site.related(article) %}{{ each.title }};{% endfor %} "
    "{% for category in site.categories_of(article) %}{{ category.name }}={{ site.count(category=category.slug) }} "
    '{% endfor %}{% include "partial.html" %}{% endblock %}',
    "partial.html": "partial of {{ article.slug }}",
    "home.html": '{% extends "base.html" %}{% block main %}{% for each in page.articles %}{{ each.title }} {{ each.teaser }}\n'
    "{% endfor %}older {{ page.older_url }}"
    "{% if page.is_front %}{% for each in site.articles() %}{{ each.url }} {% endfor %}{% endif %}{% endblock %}",
    "category.html": '{% extends "base.html" %}{% block main %}{{ term.name }}: {{ site.term_body(term)|safe }}'
    "{% for each in page.articles %}{{ each.title }} {{ site.body(each)|length }}\n{% endfor %}{% endblock %}",
    "tag.html": '{% extends "base.html" %}{% block main %}{{ term.name }} {{ page.articles|map(attribute="title")|join(",") }}'
    "{% endblock %}",
    "author.html": '{% extends "base.html" %}{% block main %}{{ term.name }} of {{ site.authors|length }}{% endblock %}',
    "archive.html": "{{ year }}: {{ months }}{% for each in site.articles(year=year, limit=2) %}{{ each.title }}{% endfor %}",
    "month.html": "{{ year }}-{{ month }}: {% for each in page.articles %}{{ each.title }}{% endfor %}",
    "latest.html": "{% for each in site.lead(2) %}{{ each.title }}{% endfor %}{{ articles|length }}",
    "page.html": "{{ article.title }} {{ site.body(article)|safe }} {{ site.pages()|map(attribute='title')|join(',') }}",
    "404.html": "nothing here, {{ site.years|join(' ') }}",
    "redirect.html": "to {{ target }}",
    "fragments/recent.html": "<ul>{% for each in articles %}<li>{{ each.title }} {{ each.teaser }}</li>{% endfor %}</ul>",
}


def written(folder: Path, files: Mapping[str, str]) -> None:
    for name, text in files.items():
        (folder / name).parent.mkdir(parents=True, exist_ok=True)
        (folder / name).write_text(text, "utf-8")


def article(title: str, date: str, text: str, more: str = "") -> str:
    return f"---\ntitle: {title}\ndate: {date}\n{more}---\n\n{text}\n"


def small_site(root: Path) -> Path:
    """A site of five articles, a page and a described category."""
    written(root, {"newsgen.yaml": CONFIG})
    written(root / "templates", TEMPLATES)
    written(
        root / "content",
        {
            f"a{number}.md": article(
                f"Title {number}",
                f"2026-05-0{number} 10:00",
                f"Text of {number}.",
                f"categories: [{'Wasser' if number % 2 else 'Strom'}]\ntags: [t{number % 3}]\nauthors: [Ada]\n",
            )
            for number in range(1, 6)
        }
        | {
            "pages/impressum.md": "---\ntitle: Impressum\n---\nWho we are.\n",
            "categories/wasser.md": "---\ntitle: Wasser und mehr\n---\nAll about it.\n",
        },
    )
    (root / "static").mkdir()
    (root / "static" / "site.css").write_text("body { color: black }")
    return root


def started(root: Path, clock: datetime = CLOCK) -> subprocess.Popen[bytes]:
    """A build in a process of its own, to be killed."""
    command = [sys.executable, "-m", "newsgen", "build", "--quiet", "--jobs", "1", "--at", clock.isoformat()]
    return subprocess.Popen(command, cwd=root, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)


def killed(process: "subprocess.Popen[bytes]") -> None:
    process.kill()
    process.wait()


def tree(folder: Path) -> dict[str, bytes]:
    """Every file below a folder by its path."""
    if not folder.is_dir():
        return {}
    return {path.relative_to(folder).as_posix(): path.read_bytes() for path in folder.rglob("*") if path.is_file()}


def warm(root: Path, clock: datetime = CLOCK, jobs: int = 1) -> Result:
    return build(Options(root, at=clock, jobs=jobs))


def cold(root: Path, clock: datetime = CLOCK) -> tuple[dict[str, bytes], tuple[Diagnostic, ...], int]:
    """What a build from nothing makes of a site as it stands now."""
    folder = root.parent / f"{root.name}-cold"
    shutil.rmtree(folder, ignore_errors=True)
    shutil.copytree(root, folder, ignore=shutil.ignore_patterns(".newsgen", "output"), symlinks=True)
    result = build(Options(folder, at=clock, jobs=1))
    made = tree(folder / "output")
    shutil.rmtree(folder)
    return made, result.diagnostics, result.exit_code
