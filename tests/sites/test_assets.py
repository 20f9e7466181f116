"""A file beside articles is published while something public refers to it, and never longer."""

from datetime import UTC, datetime
from functools import cache
from io import BytesIO
from pathlib import Path

import pytest
from PIL import Image

from newsgen.patterns import matcher
from tests.sites.built import CONFIG, article, built, codes, outputs, published, written


@cache
def picture(width: int = 1000, height: int = 750) -> bytes:
    file = BytesIO()
    Image.new("RGB", (width, height), (200, 30, 30)).save(file, "PNG")
    return file.getvalue()


HIDDEN = [
    "draft: true\n",
    "publish_at: 2026-07-01\n",
    "embargo: 2026-07-01\n",
    "expires: 2026-05-20\n",
    "status: trash\n",
]


@pytest.mark.parametrize("more", HIDDEN)
@pytest.mark.parametrize("name", ["2026/award/index.md", "2026/award.md", "pages/award.md", "authors/award.md"])
def test_files_of_what_is_not_public_stay_out(tmp_path: Path, name: str, more: str) -> None:
    """A winner's photo that stands in output/ before the hour is the story."""
    folder = f"content/{name.rpartition('/')[0]}"
    head = f"{more}image: photo.png\ngallery: [more.png]\naudio: talk.mp3\n"
    files = {f"content/{name}": article(text="![](inside.png) [Plan](plan.pdf) <img src=raw.png>", more=head)}
    assets: dict[str, bytes] = dict.fromkeys(("photo.png", "more.png", "inside.png", "raw.png"), picture())
    assets |= {"talk.mp3": b"talk", "plan.pdf": b"plan"}
    written(tmp_path, {"content/public.md": article(), **files, **{f"{folder}/{k}": v for k, v in assets.items()}})

    published(tmp_path)

    assert {
        path
        for path in outputs(tmp_path)
        if path.rpartition("/")[2].partition(".")[0] in {"photo", "more", "inside", "raw", "talk", "plan"}
        or "variants" in path
    } == set()


@pytest.mark.parametrize(
    ("text", "more"),
    [
        ("![](a%20b.png)", ""),
        ("[see](<a b.png>)", ""),
        ("![](/2026/a%20b.png)", ""),
        ("![](https://example.org/2026/a%20b.png)", ""),
        ("<img src='x.png' srcset='a%20b.png 2x' alt='A'>", ""),
        ("![A][1]\n\n[1]: a%20b.png", ""),
        ("Text[^1]\n\n[^1]: ![](a%20b.png)", ""),
        ("| A |\n|---|\n| ![](a%20b.png) |", ""),
        ("<video poster='a b.png' src='https://example.com/x.mp4' controls></video>", ""),
        ("", "image: a b.png\n"),
        ("", "image: {src: a b.png, alt: A}\n"),
        ("", "extra: {gallery: [{file: a b.png}]}\n"),
        ("", "photos: 2026/a b.png\n"),
        ("", "photos: /2026/a b.png\n"),
        ("", "photos: content/2026/a b.png\n"),
        ("", "photos: ['x.png', 'a b.png?w=3']\n"),
    ],
)
def test_a_file_is_published_however_it_is_referred_to(tmp_path: Path, text: str, more: str) -> None:
    files = {"content/2026/x.md": article(text=text, more=more), "content/2026/a b.png": picture()}
    if "x.png" in text + more:
        files["content/2026/x.png"] = picture()
    written(tmp_path, files)

    assert published(tmp_path).diagnostics == ()
    assert "2026/a b.png" in outputs(tmp_path)


@pytest.mark.parametrize(
    "files",
    [
        {"newsgen.yaml": CONFIG + "menu: [{title: Plan, url: /files/plan.pdf}]\n"},
        {"newsgen.yaml": CONFIG + "extra: {plan: https://example.org/files/plan.pdf}\n"},
        {"newsgen.yaml": CONFIG + "assets: {also: [files/]}\n"},
        {"newsgen.yaml": CONFIG + "assets: {also: ['**/*.pdf']}\n"},
        {"newsgen.urls": "/old.pdf -> /files/plan.pdf\n"},
        {"content/categories/water.md": "---\ntitle: Water\n---\n[Plan](../files/plan.pdf)\n"},
        {"content/pages/us.md": "---\ntitle: Us\n---\n[Plan](../files/plan.pdf)\n"},
    ],
)
def test_more_than_articles_refer_to_files(tmp_path: Path, files: dict[str, str]) -> None:
    news = {"content/a.md": article(more="categories: [Water]\n"), "content/files/plan.pdf": b"plan"}
    written(tmp_path, {**news, **files})

    published(tmp_path)

    assert "files/plan.pdf" in outputs(tmp_path)


def test_the_description_of_a_term_without_articles_publishes_nothing(tmp_path: Path) -> None:
    """It has no page that could show the file."""
    term = "---\ntitle: Water\n---\n[Plan](plan.pdf)\n"
    written(tmp_path, {"content/a.md": article(), "content/tags/water.md": term, "content/tags/plan.pdf": b"plan"})

    published(tmp_path)

    assert "tags/plan.pdf" not in outputs(tmp_path)


def test_what_public_and_hidden_articles_share_is_published(tmp_path: Path) -> None:
    shared = {"content/cup.png": picture(), "content/b.md": article("B", more="draft: true\nimage: cup.png\n")}
    written(tmp_path, {**shared, "content/a.md": article("A", "![](cup.png)")})

    published(tmp_path)

    assert "cup.png" in outputs(tmp_path)
    assert any(path.startswith("variants/cup-") for path in outputs(tmp_path))


@pytest.mark.parametrize("pattern", ["b/photo.png", "/b/photo.png", "content/b/photo.png"])
def test_a_pattern_without_a_star_publishes_nothing_hidden_either(tmp_path: Path, pattern: str) -> None:
    """It is a pattern still, and not a reference of the site's own."""
    config = {"newsgen.yaml": CONFIG + f"assets: {{also: [{pattern}]}}\nkeep: [{pattern.strip('/')}]\n"}
    hidden = {
        "content/b/index.md": article("B", "![](photo.png)", more="draft: true\n"),
        "content/b/photo.png": picture(),
    }
    written(tmp_path, {**config, "content/a.md": article(), **hidden})

    published(tmp_path)

    assert not any("photo" in path for path in outputs(tmp_path))


def test_no_pattern_publishes_what_is_hidden(tmp_path: Path) -> None:
    """A pattern says that a template needs a file, not that an embargo is over."""
    hidden = article("B", "![](shown.png)", more="draft: true\n")
    files = {"content/b/index.md": hidden, "content/b/deep/unnamed.png": picture(), "content/b/shown.png": picture()}
    files |= {"content/c.md": hidden.replace("shown", "c"), "content/c.png": picture(), "content/free.png": picture()}
    config = {"newsgen.yaml": CONFIG + "assets: {also: ['**']}\n"}
    written(tmp_path, {**config, "content/a.md": article(), **files})

    published(tmp_path)

    assert {path for path in outputs(tmp_path) if path.endswith(".png") and not path.startswith("og")} & {
        "b/deep/unnamed.png",
        "b/shown.png",
        "c.png",
        "free.png",
    } == {"free.png"}


MENTIONS = [
    '{{< figure src="chart.png" >}}',
    "![[chart.png]]",
    "<!-- ![x](chart.png) -->",
    "`chart.png`",
    "<img data-src='chart.png' alt=''>",
    "{static}/chart.png",
    "{{ site.url }}/chart.png",
    "[x](Chart.PNG)",
    "@/chart.png",
    "x " * 9000 + "chart.png",
]


@pytest.mark.parametrize("text", MENTIONS)
@pytest.mark.parametrize("more", ["draft: true\n", "publish_at: 2026-07-01\n"])
def test_no_pattern_publishes_what_a_hidden_text_only_mentions(tmp_path: Path, text: str, more: str) -> None:
    """A site that moves in needs patterns for the very forms that newsgen does not read yet."""
    config = {"newsgen.yaml": CONFIG + "assets: {also: ['**/*.png']}\nlinks: warn\n"}
    files = {
        "content/a.md": article(),
        "content/f/b.md": article("B", text, more=more),
        "content/f/chart.png": picture(),
    }
    written(tmp_path, {**config, "content/a.md": article(), **files})

    published(tmp_path)

    assert not any("chart" in path for path in outputs(tmp_path))


@pytest.mark.parametrize("path", ["_drafts/b.md", "deep/_drafts/b.md", "bundle/Index.md"])
def test_no_pattern_publishes_what_lies_beside_drafts(tmp_path: Path, path: str) -> None:
    config = {"newsgen.yaml": CONFIG + "assets: {also: ['**/*.png']}\n"}
    folder = path.rpartition("/")[0]
    files = {f"content/{path}": article("B", more="draft: true\n"), f"content/{folder}/chart.png": picture()}
    written(tmp_path, {**config, "content/a.md": article(), **files})

    published(tmp_path)

    assert not any("chart" in path for path in outputs(tmp_path))


@pytest.mark.parametrize("start", ["http://example.org", "https://EXAMPLE.org", "https://example.org:443"])
def test_the_sites_own_address_is_known_however_it_is_written(tmp_path: Path, start: str) -> None:
    files = {"content/a.md": article(text=f"[Plan]({start}/f/plan.pdf)"), "content/f/plan.pdf": b"plan"}
    written(tmp_path, files)

    published(tmp_path)

    assert "f/plan.pdf" in outputs(tmp_path)


def test_a_folder_is_public_while_one_of_its_languages_is(tmp_path: Path) -> None:
    config = {"newsgen.yaml": CONFIG + "assets: {also: ['**']}\n"}
    both = {"content/b/index.md": article("B"), "content/b/index.de.md": article("B", more="draft: true\n")}
    written(tmp_path, {**config, **both, "content/b/x.png": picture()})

    published(tmp_path)

    assert "b/x.png" in outputs(tmp_path)


def test_files_go_and_come_with_their_article(tmp_path: Path) -> None:
    """By the clock alone, without an edit, and without a warning: its article went."""
    head = "publish_at: 2026-06-10\nexpires: 2026-06-20\nimage: cup.png\n"
    written(
        tmp_path, {"content/a.md": article(), "content/b.md": article("B", more=head), "content/cup.png": picture()}
    )

    def at(day: int) -> bool:
        assert published(tmp_path, datetime(2026, 6, day, tzinfo=UTC), strict=True).diagnostics == ()
        return any("cup" in path for path in outputs(tmp_path))

    assert [at(1), at(12), at(21), at(13), at(2)] == [False, True, False, True, False]


def test_a_file_that_is_not_used_any_more_is_told_once(tmp_path: Path) -> None:
    """Somebody may link to it from elsewhere; that it goes must not be a surprise."""
    written(tmp_path, {"content/a.md": article(text="[Plan](plan.pdf)"), "content/plan.pdf": b"plan"})
    published(tmp_path)
    written(tmp_path, {"content/a.md": article(text="No plan.")})

    strict = built(tmp_path, strict=True)
    first, second = published(tmp_path), published(tmp_path)

    assert codes(strict) == codes(first) == ["asset-unused", "asset-withdrawn"]
    assert [each.level for each in first.diagnostics] == ["notice", "warning"]
    assert codes(second) == ["asset-unused"]
    assert "plan.pdf" not in outputs(tmp_path)


@pytest.mark.parametrize("edit", ["remove", "draft", "no-cache"])
def test_a_file_goes_with_its_article_without_a_word(tmp_path: Path, edit: str) -> None:
    files = {"content/b.md": article("B", "[Plan](plan.pdf)"), "content/plan.pdf": b"plan"}
    written(tmp_path, {"content/a.md": article(), **files})
    published(tmp_path)
    if edit == "remove":
        (tmp_path / "content/b.md").unlink()
    else:
        written(tmp_path, {"content/b.md": article("B", "[Plan](plan.pdf)", more="draft: true\n")})

    result = published(tmp_path, use_cache=edit != "no-cache")

    assert "asset-withdrawn" not in codes(result)
    assert "plan.pdf" not in outputs(tmp_path)


def test_an_edit_that_refers_to_one_more_file_publishes_it(tmp_path: Path) -> None:
    """An edited text changes no list, but which files there are."""
    written(tmp_path, {"content/a.md": article(), "content/plan.pdf": b"plan"})
    published(tmp_path)
    written(tmp_path, {"content/a.md": article(text="Text. [Plan](plan.pdf)")})

    result = published(tmp_path)

    assert (result.diagnostics, "plan.pdf" in outputs(tmp_path)) == ((), True)


def test_templates_are_given_no_file_that_is_not_published(tmp_path: Path) -> None:
    page = "{{ site.asset('content/cup.png') }}{{ site.srcset('content/cup.png') }}"
    files = {"templates/article.html": page, "content/a.md": article(), "content/cup.png": picture()}
    written(tmp_path, files)

    published(tmp_path)

    assert (tmp_path / "output/2026/05/a/index.html").read_text() == "None"


@pytest.mark.parametrize(
    ("pattern", "path", "matches"),
    [
        ("plan.pdf", "plan.pdf", True),
        ("plan.pdf", "a/plan.pdf", False),
        ("files", "files/a/b.pdf", True),
        ("files/", "files/a/b.pdf", True),
        ("*.pdf", "a.pdf", True),
        ("*.pdf", "a/b.pdf", False),
        ("**/*.pdf", "a.pdf", True),
        ("**/*.pdf", "a/b/c.pdf", True),
        ("a/**/z.txt", "a/z.txt", True),
        ("a/**", "a/b/c", True),
        ("a/**", "ab", False),
        ("a?.txt", "ab.txt", True),
        ("a.txt", "a-txt", False),
        ("**", "x\ny", True),
    ],
)
def test_patterns(pattern: str, path: str, matches: bool) -> None:
    assert matcher([pattern])(path) == matches
