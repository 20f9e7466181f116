"""Portraits of those who have written an article stand beside its byline, and in no list."""

from pathlib import Path

from tests.sites.built import CONFIG, article, page, published, site
from tests.states.state import drawn

PEOPLE = {
    "ada-lind": "image: ada.png\n",
    "ben-ott": "role: Editor\n",
    "desk": "organization: true\nimage: ada.png\n",
    "cy-far": "image: https://pictures.example/cy.png\n",
    "eve-low": "image: ada.png\n",
    "fay-orr": "image: ada.png\n",
}
FILES: dict[str, str | bytes] = {
    "a.md": article("A", more="authors: [Ada Lind, Ben Ott, Desk]\n"),
    "b.md": article("B", more="authors: [Ada Lind, Cy Far, Eve Low]\n"),
    "c.md": article("C", more="authors: [Ada Lind, Ben Ott, Eve Low, Fay Orr]\n"),
    "d.md": article("D", more="authors: [Ada Lind]\nbyline: By all of us\n"),
    "authors/ada.png": drawn(900, 900),
    **{f"authors/{name}.md": f"---\n{said}---\n" for name, said in PEOPLE.items()},
}


def test_faces_of_up_to_three_people_stand_beside_the_byline(tmp_path: Path) -> None:
    """A desk has none; what lies on another host, or would not be named, is not loaded for it."""
    published(site(tmp_path, FILES, CONFIG))
    output = tmp_path / "output"
    counts = {
        url: len(page(output, url).xpath("//*[@class='faces']//img"))
        for url in ("/2026/05/a/", "/2026/05/b/", "/2026/05/c/", "/2026/05/d/", "/", "/author/ada-lind/", "/2026/05/")
    }

    assert list(counts.values()) == [1, 2, 0, 0, 0, 0, 0]
    (face,) = page(output, "/2026/05/a/").xpath("//*[@class='faces']//img")
    assert face.get("alt") == "" and face.get("width")
