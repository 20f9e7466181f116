"""Questions about what makes pages: newsgen.yaml, templates, the shared fragments of pages, and newsgen itself."""

from collections.abc import Iterable
from itertools import product

from newsgen.config import Config
from newsgen.questions.family import Arguments, Family, Known, Question, Telling
from newsgen.site.index import Site


def _config(known: Known, key: str) -> object:
    return getattr(known.site.config, key)


def _config_examples(site: Site) -> Iterable[Arguments]:
    return ((key,) for key in Config.__struct_fields__)


def _config_words(telling: Telling, key: str) -> str:
    return f"newsgen.yaml: {key} changed"


config = Family(
    name="config",
    answer=_config,
    is_durable=True,
    examples=_config_examples,
    words=_config_words,
)


def _template(known: Known, name: str) -> str:
    """A digest of a template and of all that it reaches."""
    return known.outside.template_digest(name)


def _template_examples(site: Site) -> Iterable[Arguments]:
    return ((name,) for name in site.templates)


def _template_words(telling: Telling, name: str) -> str:
    return f"the template {name} changed, or one that it takes in"


template = Family(
    name="template",
    answer=_template,
    is_durable=True,
    examples=_template_examples,
    words=_template_words,
)


def _has_template(known: Known, name: str) -> bool:
    return name in known.site.templates


def _has_template_words(telling: Telling, name: str) -> str:
    return f"the template {name} came or went"


has_template = Family(
    name="has_template",
    answer=_has_template,
    is_durable=True,
    examples=_template_examples,
    words=_has_template_words,
)


def _fragment(known: Known, name: str, lang: str, exclude: str) -> str:
    """The text itself: rendered to be compared, which costs less than making every page that holds it."""
    return known.outside.fragment(known, name, lang, exclude)


def _is_shared(question: Question) -> bool:
    """Whether many pages hold the fragment; without one article there is another for each page."""
    return question[-1] == ""


def _fragment_examples(site: Site) -> Iterable[Arguments]:
    return ((name, site.config.language, exclude) for name in ("head", "recent") for exclude in ("", *site.facts))


def _fragment_words(telling: Telling, name: str, lang: str, exclude: str) -> str:
    return f'what pages share changed: the fragment "{name}"'


fragment = Family(
    name="fragment",
    answer=_fragment,
    is_lasting=_is_shared,
    examples=_fragment_examples,
    words=_fragment_words,
)


def _gap(known: Known, name: str, lang: str, excludes: bool) -> tuple[tuple[str, str], ...]:
    """What gaps are filled with: (source of the article that is left out, text) each; "" stands for all others, too.

    What a fragment would not show need not be left out.
    """
    newest = known.site.articles[: known.site.config.recent_posts.count] if excludes else ()
    sources = ("", *(head.source for head in newest))
    return tuple((source, str(known.value(("fragment", name, lang, source)))) for source in sources)


def _always(question: Question) -> bool:
    return True


def _gap_examples(site: Site) -> Iterable[Arguments]:
    return product(("head", "recent"), (site.config.language,), (False, True))


def _gap_words(telling: Telling, name: str, lang: str, excludes: bool) -> str:
    return f'what pages share cannot be made any more: the fragment "{name}"'


# Of a page in a preview: what is filled in when it is served (newsgen.gaps). Another text makes no page stale; one that
# cannot be made does, so that the page says what is wrong.
gap = Family(
    name="gap",
    answer=_gap,
    is_lasting=_always,
    examples=_gap_examples,
    words=_gap_words,
)


def _kind(known: Known, name: str) -> str:
    """The version of the code that makes a kind of output."""
    return known.outside.kind_version(name)


def _kind_examples(site: Site) -> Iterable[Arguments]:
    return [("article",)]


def _kind_words(telling: Telling, name: str) -> str:
    return f"newsgen makes outputs of the kind {name} in another way"


kind = Family(
    name="kind",
    answer=_kind,
    is_durable=True,
    examples=_kind_examples,
    words=_kind_words,
)

FAMILIES = (config, template, has_template, fragment, gap, kind)
