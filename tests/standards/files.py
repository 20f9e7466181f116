"""The files of a built site that machines read, and the schemas that they are held against."""

from pathlib import Path

from lxml import etree

from tests.machine import SITEMAP_SCHEMA, needed

SCHEMAS = Path(__file__).parent / "schemas"


def found(output: Path, *names: str) -> list[Path]:
    """Every file of these names (patterns of `rglob`) below a folder, by path; there must be one."""
    paths = sorted(path for name in names for path in output.rglob(name))
    assert paths, f"there is no {' or '.join(names)} in {output}"
    return paths


def tree_of(path: Path) -> etree._Element:
    """The XML of a file, read as strictly as readers' programs do: no entities, nothing from elsewhere."""
    parser = etree.XMLParser(resolve_entities=False, no_network=True)
    return etree.fromstring(path.read_bytes(), parser)


def relax_ng(name: str) -> etree.RelaxNG:
    return etree.RelaxNG(etree.parse(SCHEMAS / name))


def sitemap_schema() -> etree.XMLSchema:
    """The schema of sitemaps.org, as the npm package `sitemap` brings it, with this folder's for what stands inside."""
    official = Path(needed(SITEMAP_SCHEMA))
    names = {
        "http://www.sitemaps.org/schemas/sitemap/0.9": official,
        "http://www.google.com/schemas/sitemap-image/1.1": SCHEMAS / "sitemap-image.xsd",
        "http://www.google.com/schemas/sitemap-news/0.9": SCHEMAS / "sitemap-news.xsd",
        "http://www.w3.org/1999/xhtml": SCHEMAS / "sitemap-link.xsd",
    }
    imports = "".join(f'<import namespace="{name}" schemaLocation="{path.as_uri()}"/>' for name, path in names.items())
    return etree.XMLSchema(etree.fromstring(f'<schema xmlns="http://www.w3.org/2001/XMLSchema">{imports}</schema>'))


def index_schema() -> etree.XMLSchema:
    return etree.XMLSchema(etree.parse(SCHEMAS / "sitemap-index.xsd"))
