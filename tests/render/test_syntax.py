"""Looking through a template's tree once finds what Jinja finds by looking through it for each question."""

from pathlib import Path

import pytest
from jinja2 import TemplateSyntaxError, nodes

from newsgen.gather.theme import theme_folder
from newsgen.render.syntax import nodes_in, parsed

TEXTS = {
    path.relative_to(theme_folder()).as_posix(): path.read_text("utf-8")
    for path in sorted(Path(theme_folder() / "templates").rglob("*.html"))
}
NAMING = (nodes.Extends, nodes.Include, nodes.Import, nodes.FromImport)


@pytest.mark.parametrize("name", TEXTS)
def test_nodes_are_those_of_the_tree_in_the_order_of_the_text(name: str) -> None:
    """Diagnostics are told in this order."""
    tree = parsed(TEXTS[name])

    for kinds in ((nodes.Name,), (nodes.Getattr,), (nodes.Call,), (nodes.Filter, nodes.Test), NAMING):
        assert list(nodes_in(tree, *kinds)) == list(tree.find_all(kinds))
    assert nodes_in(tree, nodes.Name)


def test_a_text_is_parsed_once_and_a_broken_one_is_told_each_time() -> None:
    assert parsed("{{ a }}") is parsed("{{ a }}")
    for _ in range(2):
        with pytest.raises(TemplateSyntaxError):
            parsed("{% if %}")
