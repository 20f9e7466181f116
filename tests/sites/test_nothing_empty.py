"""A site without sections or articles shows no heading and no list with nothing in it."""

from pathlib import Path

import pytest

from tests.sites.built import article, output, page


@pytest.mark.parametrize("content", [{"a.md": article("A")}, {"pages/imprint.md": "---\ntitle: Imprint\n---\nWe.\n"}])
def test_a_site_without_sections_has_no_menu_and_no_heading_for_one(tmp_path: Path, content: dict[str, str]) -> None:
    """The foot said "Sections" above nothing, and screen readers found a menu without items."""
    folder = output(tmp_path, content)

    root = page(folder, "/")
    assert not root.xpath("//header//nav | //*[@id='theme:sections'] | //ul[not(*)] | //nav[not(.//a)]")


def test_a_menu_of_a_sites_own_template_needs_no_sections(tmp_path: Path) -> None:
    (tmp_path / "templates" / "fragments").mkdir(parents=True)
    own = '{% extends "theme/fragments/header.html" %}\n{% block menu %}<p>Own</p>{% endblock %}\n'
    (tmp_path / "templates" / "fragments" / "header.html").write_text(own, "utf-8")

    folder = output(tmp_path, {"a.md": article("A")})

    assert page(folder, "/").xpath("string(//header/nav/p)") == "Own"
