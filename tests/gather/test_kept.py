"""What the cache keeps of a source is what it says, whatever its names hold."""

from hypothesis import given
from hypothesis import strategies as st

from newsgen.content.reading import Reading
from newsgen.gather.kept import decoded, decoder, encoded
from newsgen.model import Head, TermName

ODD = ["\t", "\n", "a\tb", 'x","y', "\u2028", "[]"]
TEXTS = st.text(st.characters(exclude_categories=["Cs"])) | st.sampled_from(ODD)
NAMES = st.lists(st.builds(TermName, TEXTS, TEXTS), max_size=3).map(tuple)


Names = tuple[TermName, ...]


def head(categories: Names, tags: Names, authors: Names, title: str) -> Head:
    return Head(
        source="content/a.md",
        form="article",
        id="a",
        url="/a/",
        slug="a",
        title=title,
        lang="de",
        categories=categories,
        tags=tags,
        authors=authors,
    )


@given(NAMES, NAMES, NAMES, TEXTS, st.binary(max_size=16))
def test_a_reading_is_kept_whole(categories: Names, tags: Names, authors: Names, title: str, key: bytes) -> None:
    reading = Reading(head(categories, tags, authors, title), key, anchors=title)

    assert decoded(encoded(reading)) == reading


def test_a_source_without_a_head_is_kept_too() -> None:
    assert decoded(encoded(Reading(None, b"key", hidden="draft: true"))) == Reading(None, b"key", hidden="draft: true")


def test_equal_names_of_an_archive_are_one_value() -> None:
    """Else each article of a category would weigh its name again."""
    town, bridge, rail = (TermName(name, name.lower()) for name in ("Town", "Bridge", "Rail"))
    kept = [encoded(Reading(head((town,), (bridge, tag), (), tag.name), b"")) for tag in (town, rail)]
    first, second = map(decoder(), kept)

    assert first.head is not None
    assert second.head is not None
    assert first.head.categories is second.head.categories
    assert first.head.tags[0] is second.head.tags[0]
    assert first.head.tags[1] is first.head.categories[0]
