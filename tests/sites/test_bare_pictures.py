"""What is published of pictures: without place and camera, at their own addresses, however they got there."""

from pathlib import Path

from newsgen.content.bare import bare
from tests.content.test_bare import as_jpeg, as_png, as_webp
from tests.sites.built import CONFIG, article, output, published, written

PICTURES = {"a.jpg": as_jpeg(), "b.png": as_png(), "c.webp": as_webp()}
TEXT = article("A", "".join(f"![A bridge]({name})\n\n" for name in PICTURES), "image: a.jpg\n")
ALL = f"{CONFIG}pictures: {{metadata: all}}\n"


def test_pictures_of_articles_lose_the_place(tmp_path: Path) -> None:
    made = output(tmp_path, {"a.md": TEXT, **PICTURES})

    for name, data in PICTURES.items():
        assert (made / name).read_bytes() == bare(data) != data
    assert not any(b"SERIAL-4711" in path.read_bytes() for path in made.rglob("*") if path.is_file())


def test_pictures_of_static_lose_it_too(tmp_path: Path) -> None:
    files = {f"static/uploads/{name}": data for name, data in PICTURES.items()}
    published(written(tmp_path, {"content/a.md": article(), **files}))

    assert (tmp_path / "output/uploads/a.jpg").read_bytes() == bare(PICTURES["a.jpg"])


def test_newsgen_yaml_keeps_every_byte(tmp_path: Path) -> None:
    made = output(tmp_path, {"a.md": TEXT, **PICTURES}, ALL)

    assert [(made / name).read_bytes() for name in PICTURES] == [*PICTURES.values()]


def test_another_word_in_newsgen_yaml_reaches_pictures_that_stand_there(tmp_path: Path) -> None:
    made = output(tmp_path, {"a.md": TEXT, **PICTURES})
    output(tmp_path, {}, ALL)
    kept = (made / "a.jpg").read_bytes()
    output(tmp_path, {})

    assert kept == PICTURES["a.jpg"]
    assert (made / "a.jpg").read_bytes() == bare(PICTURES["a.jpg"])


def test_a_build_with_nothing_to_do_writes_no_picture(tmp_path: Path) -> None:
    output(tmp_path, {"a.md": TEXT, **PICTURES})

    assert published(tmp_path).n_written == 0
    assert published(tmp_path, use_cache=False).n_written == 0


def test_copies_are_made_of_the_picture_as_it_is(tmp_path: Path) -> None:
    """Their addresses hold the digest of the file, so that another version of newsgen changes none of them."""
    content = {"a.md": article("A", "![A](a.jpg)"), "a.jpg": as_jpeg()}

    first = sorted(path.name for path in output(tmp_path / "1", content).rglob("*.webp"))
    second = sorted(path.name for path in output(tmp_path / "2", content, ALL).rglob("*.webp"))

    assert first == second
