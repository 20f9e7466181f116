"""Links relative to a page's own address, as other systems write them; and hosts that are written like files."""

from pathlib import Path

import pytest

from tests.kinds.making import PNG
from tests.sites.built import CONFIG, article, built, codes, page, published, site, written

HTML = f"{CONFIG}permalinks: {{article: '/news/{{slug}}.html'}}\n"


@pytest.mark.parametrize(
    ("link", "address"),
    [
        ("../praktikum/", "/2026/05/praktikum/"),
        ("../praktikum", "/2026/05/praktikum/"),
        ("../praktikum/index.html", "/2026/05/praktikum/"),
        ("../praktikum/#x", "/2026/05/praktikum/#x"),
        ("../../04/old/", "/2026/04/old/"),
        ("../../../about/", "/about/"),
        ("../../../category/town/", "/category/town/"),
        ("../../", "/2026/"),
        ("../fr%C3%BCher/", "/2026/05/praktikum/"),
        ("../../../", "/"),
    ],
)
@pytest.mark.parametrize("base", ["", "/paper"])
def test_where_they_lead_to_a_page_they_are_understood(tmp_path: Path, link: str, address: str, base: str) -> None:
    content = {
        "posts/a.md": article("A", f"[x]({link})", "categories: [Town]\n"),
        "posts/praktikum.md": article("P", "## X", "aliases: [/2026/05/früher/]\n"),
        "posts/old.md": article("O", date="2026-04-01"),
        "pages/about.md": "---\ntitle: About\n---\nx\n",
    }
    root = site(tmp_path, content, CONFIG.replace("example.org", f"example.org{base}"))

    result = published(root)

    assert result.diagnostics == ()
    assert page(root / "output", "/2026/05/a/").xpath("//div[@class='body']//a/@href") == [base + address]


def test_files_beside_one_another_are_pages_beside_one_another(tmp_path: Path) -> None:
    """Pelican's and Ghost's `b.html`, which no file of content/ is called."""
    root = site(
        tmp_path,
        {"x/a.md": article("A", "[b](b.html) [c](./c.html)"), "b.md": article("B"), "c.md": article("C")},
        HTML,
    )

    assert published(root).diagnostics == ()
    text = (root / "output/news/a.html").read_text("utf-8")
    assert 'href="/news/b.html">b</a> <a href="/news/c.html">c</a>' in text


def test_a_file_that_the_path_names_goes_before_a_page(tmp_path: Path) -> None:
    """newsgen's own reading comes first: it has a file to show for it."""
    content = {
        "a/x.md": article("X", "[b](../b.pdf)"),
        "b.pdf": b"%PDF",
        "y.md": article("Y", more="url: /2026/05/b.pdf/\n"),
    }
    root = site(tmp_path, content)

    published(root)

    assert page(root / "output", "/2026/05/x/").xpath("//div[@class='body']//a/@href") == ["/b.pdf"]


def test_static_files_are_found_as_seen_from_the_page(tmp_path: Path) -> None:
    """Hugo's and Jekyll's `../../img/x.png` lies in static/."""
    root = site(tmp_path, {"a.md": article("A", "![x](../../../img/x.png)")})
    written(root, {"static/img/x.png": PNG})

    assert published(root).diagnostics == ()
    assert page(root / "output", "/2026/05/a/").xpath("//div[@class='body']//@src") == ["/img/x.png"]


@pytest.mark.parametrize("link", ["../nothing/", "b.html", "../../../2026/05/", "praktikum.md", "../../../img/x.png"])
def test_what_leads_to_no_page_is_an_error_as_ever(tmp_path: Path, link: str) -> None:
    expected = [] if link == "../../../2026/05/" else ["image-missing" if link.endswith("png") else "link-broken"]

    assert codes(built(site(tmp_path, {"a.md": article("A", f"[x]({link})")}))) == expected


def test_a_page_that_is_not_due_is_text_and_an_expired_one_fails_no_build(tmp_path: Path) -> None:
    """The clock alone may not break a build while nobody edits."""
    content = {
        "a.md": article("A", "[x](../soon/) [y](../was/)"),
        "soon.md": article("S", more="publish_at: 2026-07-01\n"),
        "was.md": article("W", more="expires: 2026-05-20\n"),
    }
    root = site(tmp_path, content)

    result = published(root)

    assert [(each.code, each.level) for each in result.diagnostics] == [("link-not-public", "warning")] * 2
    body = page(root / "output", "/2026/05/a/").xpath("//div[@class='body']")[0]
    assert (body.text_content().strip(), body.xpath(".//a")) == ("x y", [])


@pytest.mark.parametrize("link", ["/2026/05/{}/", "{}.md", "../{}/", "/{}.md", "https://example.org/2026/05/{}/"])
@pytest.mark.parametrize(("name", "exit_code"), [("soon", 0), ("was", 0), ("draft", 1)])
def test_a_strict_build_fails_for_a_draft_and_not_for_what_the_clock_hides(
    tmp_path: Path, link: str, name: str, exit_code: int
) -> None:
    """A newsroom's cron job that fails would keep what has expired online, and what is due waiting."""
    content = {
        "a.md": article("A", f"[x]({link.format(name)})"),
        "soon.md": article("S", more="publish_at: 2026-07-01\n"),
        "was.md": article("W", more="expires: 2026-05-20\n"),
        "draft.md": article("D", more="draft: true\n"),
    }

    result = built(site(tmp_path, content), strict=True)

    assert [each.code for each in result.diagnostics] == ["link-not-public"]
    assert result.exit_code == exit_code


@pytest.mark.parametrize("more", ["publish_at: 2026-07-01\n", "expires: 2026-05-20\n"])
def test_a_strict_build_bears_a_menu_whose_page_the_clock_hides(tmp_path: Path, more: str) -> None:
    content = {"a.md": article("A"), "fair.md": article("F", more=more)}
    menu = "menu: [{title: Fair, url: /2026/05/fair/}]\n"

    result = built(site(tmp_path, content, CONFIG + menu), strict=True)

    assert [(each.code, each.level) for each in result.diagnostics] == [("link-not-public", "warning")]
    assert result.exit_code == 0


@pytest.mark.parametrize(
    ("link", "meant"),
    [
        ("www.example.org", "https://www.example.org"),
        ("example.org/a/b?c", "https://example.org"),
        ("sub.example.co.uk/x", "https://sub.example.co.uk"),
        ("Example.COM", "https://Example.COM"),
        ("ada@example.org", "mailto:ada@example.org"),
    ],
)
def test_a_host_without_https_gets_the_hint_to_write_it(tmp_path: Path, link: str, meant: str) -> None:
    result = built(site(tmp_path, {"a.md": article("A", f"[x]({link})")}))

    assert codes(result) == ["link-broken"]
    assert f"write {meant} " in result.diagnostics[0].hint


@pytest.mark.parametrize("link", ["plan.pdf", "notes.md", "a.b/c", "x.py", "archive.tar.gz", "v1.2"])
def test_the_name_of_a_file_gets_no_such_hint(tmp_path: Path, link: str) -> None:
    result = built(site(tmp_path, {"a.md": article("A", f"[x]({link})")}))

    assert "https://" not in result.diagnostics[0].hint


@pytest.mark.parametrize(
    "text",
    [
        "![x](http://photos.example/a.png)",
        '<img src="HTTP://photos.example/a.png">',
        '<img srcset="http://photos.example/a.png 2x" src="https://photos.example/a.png">',
        '<video controls src="http://photos.example/a.mp4"></video>',
        '<video poster="http://photos.example/a.png" src="https://photos.example/a.mp4"></video>',
        "![x][a]\n\n[a]: http://photos.example/a.png",
    ],
)
@pytest.mark.parametrize("engine", ["markdown", "commonmark"])
def test_a_picture_by_http_is_a_warning(tmp_path: Path, text: str, engine: str) -> None:
    """No browser shows it on a page of https, and newsgen's own policy forbids it on all."""
    root = site(tmp_path, {"a.md": article("A", text)}, f"{CONFIG}markdown: {{engine: {engine}}}\n")

    assert [(each.code, each.level, each.place.file) for each in published(root).diagnostics] == [
        ("picture-insecure", "warning", "content/a.md")
    ]


def test_links_by_http_and_scripts_of_allowed_html_are_none(tmp_path: Path) -> None:
    text = '[x](http://photos.example/a.png) <a href="http://photos.example/">y</a>'

    assert published(site(tmp_path, {"a.md": article("A", text)})).diagnostics == ()


@pytest.mark.parametrize("more", ["image: http://photos.example/a.png\n", "enclosure: http://photos.example/a.mp3\n"])
def test_one_in_front_matter_is_one_too(tmp_path: Path, more: str) -> None:
    result = published(site(tmp_path, {"a.md": article("A", more=more)}))

    assert [(each.code, each.place.line) for each in result.diagnostics if each.level != "notice"] == [
        ("picture-insecure", 4)
    ]


@pytest.mark.parametrize("engine", ["markdown", "commonmark"])
def test_a_picture_by_http_is_none_where_pages_or_pictures_change_that(tmp_path: Path, engine: str) -> None:
    """A site without https that allows them, and one whose policy asks for https; said where it is not so."""
    content = {"a.md": article("A", "![x](http://photos.example/a.png)", "image: http://photos.example/b.png\n")}
    config = f"{CONFIG}markdown: {{engine: {engine}}}\n"

    plain = published(site(tmp_path, content, f"{config}csp: {{img-src: ['http:']}}\n".replace("https://", "http://")))
    upgraded = published(site(tmp_path, content, f"{config}csp:\n  upgrade-insecure-requests:\n"))
    told = published(site(tmp_path, content, config))

    assert "picture-insecure" not in codes(plain) + codes(upgraded)
    assert codes(told).count("picture-insecure") == 2


@pytest.mark.parametrize(
    ("link", "address"),
    [
        ("{filename}cup.md", "/2026/05/cup/"),
        ("{filename}/posts/cup.md#part", "/2026/05/cup/#part"),
        ("|filename|../posts/cup.md", "/2026/05/cup/"),
        ("{FILENAME}cup.md", "/2026/05/cup/"),
        ("{attach}plan.pdf", "/posts/plan.pdf"),
        ("{static}/files/map.pdf", "/files/map.pdf"),
        ("{index}", "/"),
        ("@/posts/cup.md#part", "/2026/05/cup/#part"),
        ("@site/static/files/map.pdf", "/files/map.pdf"),
        ("__GHOST_URL__/2026/05/cup/", "/2026/05/cup/"),
        ("__GHOST_URL__", "/"),
    ],
)
@pytest.mark.parametrize("form", ["[x]({})", '<a href="{}">x</a>'])
@pytest.mark.parametrize("engine", ["markdown", "commonmark"])
def test_marks_of_the_own_site_are_understood(tmp_path: Path, link: str, address: str, form: str, engine: str) -> None:
    """Pelican, Zola, Docusaurus and Ghost mark addresses of their own site: no link among articles would be left."""
    content = {"posts/a.md": article("A", form.format(link)), "posts/cup.md": article("Cup", "## Part")}
    root = site(tmp_path, content, f"{CONFIG}markdown: {{engine: {engine}}}\n")
    written(root, {"newsgen.yaml": (root / "newsgen.yaml").read_text(), "static/files/map.pdf": b"%PDF"})
    (root / "content/posts/plan.pdf").write_bytes(b"%PDF")

    result = built(root)

    assert [each for each in result.diagnostics if each.level != "notice"] == []
    assert page(root / "output", "/2026/05/a/").xpath("//div[@class='body']//a/@href") == [address]


@pytest.mark.parametrize("image", ["{static}/x.png", "@site/static/x.png", "__GHOST_URL__/x.png", "{attach}x.png"])
def test_a_lead_picture_may_be_marked_likewise(tmp_path: Path, image: str) -> None:
    is_beside = image.startswith("{attach}")
    content = {"a.md": article("A", more=f'image: "{image}"\n')}
    root = site(tmp_path, {**content, "x.png": PNG} if is_beside else content)
    written(root, {} if is_beside else {"static/x.png": PNG})

    assert published(root).exit_code == 0
    assert page(root / "output", "/2026/05/a/").xpath("//article//figure//img/@src") == ["/x.png"]


@pytest.mark.parametrize("link", ["{filename}javascript:alert(1)", "{static}data:text/html,x", "@site javascript:x"])
def test_a_mark_hides_nothing_that_runs(tmp_path: Path, link: str) -> None:
    """What stands behind it is judged as if there were none."""
    root = site(tmp_path, {"a.md": article("A", f'<a href="{link}">x</a>')}, f"{CONFIG}links: warn\n")

    built(root)

    text = (root / "output/2026/05/a/index.html").read_text("utf-8")
    assert ('href="javascript' in text, 'href="data' in text) == (False, False)


def test_a_mark_that_leads_nowhere_is_told_as_it_is_written(tmp_path: Path) -> None:
    text = "{filename}nix.md {category}News"
    found = built(site(tmp_path, {"a.md": article("A", f"[x]({text.split()[0]}) [y]({text.split()[1]})")})).diagnostics

    assert [(each.code, each.place.line, each.place.column) for each in found] == [
        ("link-broken", 5, 5),
        ("link-broken", 5, 27),
    ]
    assert [text in each.text for each, text in zip(found, text.split(), strict=True)] == [True, True]
    assert found[1].hint == "write the address of the list, such as /category/…/"


def test_a_lead_picture_from_the_root_is_told_where_it_is_looked_for(tmp_path: Path) -> None:
    """Jekyll's and Hugo's `/images/cup.jpg` was said to be looked for beside the article."""
    (found,) = built(site(tmp_path, {"a.md": article("A", more="image: /images/cup.jpg\n")})).diagnostics

    assert (found.code, found.hint) == (
        "image-missing",
        "put it there as static/images/cup.jpg, or name a file that is there",
    )


@pytest.mark.parametrize(
    ("link", "address"),
    [
        ("cup", "/2026/05/cup/"),
        ("./cup#part", "/2026/05/cup/#part"),
        ("cup/", "/2026/05/cup/"),
        ("../blog/cup", "/2026/05/cup/"),
        ("final", "/2026/05/final/"),
        ("final/", "/2026/05/final/"),
        ("../pages/about", "/about/"),
    ],
)
def test_a_source_may_be_named_without_its_suffix(tmp_path: Path, link: str, address: str) -> None:
    """So Eleventy and Obsidian write them; and the folder is that of Hugo's index.md."""
    content = {
        "blog/a.md": article("A", f"[x]({link})"),
        "blog/cup.md": article("Cup", "## Part"),
        "blog/final/index.md": article("Final"),
        "pages/about.md": "---\ntitle: About\n---\nx\n",
    }
    root = site(tmp_path, content)

    assert published(root).diagnostics == ()
    assert page(root / "output", "/2026/05/a/").xpath("//div[@class='body']//a/@href") == [address]


@pytest.mark.parametrize("link", ["cup", "cup/", "final/"])
def test_a_draft_that_is_named_so_is_an_error_as_ever(tmp_path: Path, link: str) -> None:
    content = {
        "a.md": article("A", f"[x]({link})"),
        "cup.md": article("Cup", more="draft: true\n"),
        "final/index.md": article("Final", more="draft: true\n"),
    }

    assert codes(built(site(tmp_path, content))) == ["link-broken"]


def test_a_source_that_comes_later_is_led_to(tmp_path: Path) -> None:
    """Pages remember what they have asked for in vain."""
    root = site(tmp_path, {"a.md": article("A", "[x](cup)")}, f"{CONFIG}links: warn\n")
    assert codes(built(root)) == ["link-broken"]
    (root / "content/cup").mkdir()
    (root / "content/cup/index.md").write_text(article("Cup"))

    assert codes(published(root)) == []
    assert page(root / "output", "/2026/05/a/").xpath("//div[@class='body']//a/@href") == ["/2026/05/cup/"]


def test_a_part_of_a_source_that_is_named_so_has_to_be_there(tmp_path: Path) -> None:
    content = {"a.md": article("A", "[x](cup#part) [y](cup#lost)"), "cup.md": article("Cup", "## Part")}

    (told,) = published(site(tmp_path, content)).diagnostics
    assert (told.code, "lost" in told.text) == ("part-missing", True)


@pytest.mark.parametrize(
    ("name", "written"), [("what is it?.md", "what%20is%20it%3F.md"), ("photo #1.png", "photo%20%231.png")]
)
def test_signs_that_end_an_address_are_told_how_to_be_written(tmp_path: Path, name: str, written: str) -> None:
    """The name itself was told, which is what stood there."""
    content = {"a.md": article("A", f"[x](<{name}>)"), name: PNG if name.endswith("png") else article("What")}
    root = site(tmp_path, content, f"{CONFIG}markdown: {{engine: commonmark}}\n")

    (told,) = [each for each in built(root).diagnostics if each.level == "error"]
    assert told.hint == f"write {written} if {name} is meant: in an address the name of a file ends at # and ?"
    (root / "content/a.md").write_text(article("A", f"[x]({written})"))
    assert published(root).exit_code == 0
