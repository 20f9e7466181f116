"""What the clock will bring is judged before it does: no build fails while nobody edits."""

from collections.abc import Callable, Collection, Iterable, Iterator, Mapping, Sequence
from itertools import chain

from msgspec.structs import replace

from newsgen.checks.aliases import circle
from newsgen.checks.aliases import claimed as alias_taken
from newsgen.checks.base import Check, Few, Read, of_scope
from newsgen.checks.clash import CLASHES, named, source_of
from newsgen.checks.described import DESCRIBED
from newsgen.checks.flaws import FLAWS
from newsgen.checks.keeping import KEEPING
from newsgen.checks.meeting import meeting
from newsgen.checks.spellings import SPELLINGS
from newsgen.diagnostics import Diagnostic
from newsgen.kinds.base import Output
from newsgen.kinds.queries import has_query
from newsgen.kinds.redirects import RedirectKind
from newsgen.model import Correction, Head
from newsgen.site.claims import claimed, claims
from newsgen.site.index import Facts, Site, is_public
from newsgen.site.later import Later, alone, later
from newsgen.site.permalinks import corrections_url, output_path
from newsgen.site.redirects import Old, by_path, followed, of_heads, old_addresses, path_of, target_of

PlanOf = Callable[[Site], Sequence[Output]]
Readings = Mapping[str, Read]

# Few sites have one description of a term with a date; each moment costs a look at all names.
_MAX_MOMENTS = 8


def ahead(
    site: Site, plan: Sequence[Output], plan_of: PlanOf, checks: Sequence[Check], readings: Readings
) -> Iterator[Diagnostic]:
    """The errors, and errors alone, that would come with what is due later; `plan_of` plans a site."""
    for then in _described_anew(site, readings):
        yield from _errors(chain(SPELLINGS.run(then, (), readings), DESCRIBED.run(then, (), readings)))
    yield from _of_corrections(site, plan, plan_of, readings)
    if not site.coming:
        return
    coming = alone(site)
    then = later(site, coming)
    new, beside = _new(site, then, plan, plan_of(coming))
    yield from _errors(fault for each in of_scope(checks, "outputs") for fault in each.run(then, new, readings))
    yield from KEEPING.run(then, new, readings)
    yield from _errors(CLASHES.run(then, [*beside, *new], readings))
    yield from _of_old_addresses(site, then, [*beside, *new], readings)
    yield from _in_circles(site, then, readings)
    yield from _errors(FLAWS.run(_of_files(then), (), readings))
    yield from meeting(site, coming, readings)
    yield from _of_texts(then, [*plan, *new], checks, readings, then.texts | then.described)


def ahead_of_texts(
    site: Site,
    plan: Sequence[Output],
    plan_of: PlanOf,
    checks: Sequence[Check],
    readings: Readings,
    edited: Collection[str],
) -> Iterator[Diagnostic]:
    """As `ahead`, where nothing but some texts has been edited."""
    if any(_corrections(readings, source) for source in edited):
        yield from _of_corrections(site, plan, plan_of, readings)
    if not site.coming:
        return
    then = later(site, alone(site))
    heads = (then.head(source) for source in edited)
    due = [head.source for head in heads if head is not None and _comes(then, head)]
    yield from _of_texts(then, plan, checks, readings, due)


def _comes(then: Later, head: Head) -> bool:
    """Whether a source has a page then, and none now; few edits are of descriptions, which take longer."""
    return head.source in (then.described if head.form == "term" else then.texts)


def _errors(found: Iterable[Diagnostic]) -> Iterator[Diagnostic]:
    return (each for each in found if each.level == "error")


def _of_texts(
    then: Later, plan: Sequence[Output], checks: Sequence[Check], readings: Readings, sources: Iterable[str]
) -> Iterator[Diagnostic]:
    few = Few(readings, sorted(sources))
    return _errors(fault for each in of_scope(checks, "texts") for fault in each.run(then, plan, few))


def _new(
    site: Site, then: Later, plan: Sequence[Output], coming: Sequence[Output]
) -> tuple[list[Output], list[Output]]:
    """The outputs that will be there and are not now, and those of now that they may meet.

    Of two articles at one address, checks.coming tells, which knows whether both are public at any moment.
    """
    coming = [output for output in coming if not isinstance(output.kind, RedirectKind)]
    old = {output_path(site.config, url) for head in site.coming for url in old_addresses(head)}
    wanted = old.union(chain.from_iterable(map(_above, (output.path for output in coming))))
    beside = [each for each in plan if each.path in wanted and not isinstance(each.kind, RedirectKind)]
    known = {(each.path, each.kind.name) for each in beside}
    texts = {each.path for each in beside if _is_of_text(then, each)}
    new = []
    for each in coming:
        is_text = _is_of_text(then, each)
        if (each.path, each.kind.name) not in known and not (is_text and each.path in texts):
            new.append(each)
            texts.update([each.path] if is_text else ())
    return new, beside


def _above(path: str) -> Iterator[str]:
    """A path, and all folders that it stands in."""
    yield path
    while "/" in path:
        path = path[: path.rfind("/")]
        yield path


def _is_of_text(site: Site, output: Output) -> bool:
    return source_of(site, output) in site.facts


def _of_old_addresses(site: Site, then: Site, outputs: Iterable[Output], readings: Readings) -> Iterator[Diagnostic]:
    """`alias-taken`: an old address is that of a list or a file, or will be."""
    others = {output.path: output for output in outputs if not _is_of_text(then, output)}
    for facts in then.facts.values():
        head = facts.head
        for url in old_addresses(head) if (head.aliases or head.redirect_to) and head.form != "term" else ():
            other = None if has_query(url) else others.get(output_path(site.config, url))
            if other is not None:
                yield alias_taken(Old(url, "", head.source), f"the address of {named(then, other)}", readings)


def _of_corrections(site: Site, plan: Sequence[Output], plan_of: PlanOf, readings: Readings) -> Iterator[Diagnostic]:
    """The pages of the list of corrections that come with those to come of what is public already."""
    path = output_path(site.config, corrections_url(site.config))
    above, below = frozenset(_above(path)), f"{path.removesuffix('/index.html')}/"
    beside = [each for each in plan if each.path in above or each.path.startswith(below)]
    # On nearly all sites nothing else stands there, and an archive has a hundred thousand articles.
    if not site.config.keep and all(each.kind.name == "corrections" for each in beside):
        return
    heads = [(facts, _corrections(readings, source)) for source, facts in site.facts.items()]
    few = {
        facts.head.source: replace(facts, head=replace(facts.head, corrections=corrections))
        for facts, corrections in heads
        if corrections
    }
    then = replace(site, facts=few, files={}, static={}, ledger=type(site.ledger)(), unseen={}, coming=(), renamed={})
    known = {each.path for each in beside if each.kind.name == "corrections"}
    new = [each for each in plan_of(then) if each.kind.name == "corrections" and each.path not in known]
    if new:
        outputs = [*(each for each in beside if not isinstance(each.kind, RedirectKind)), *new]
        yield from _errors(KEEPING.run(site, new, readings))
        yield from _errors(CLASHES.run(site, outputs, readings))
        yield from _of_old_addresses(site, site, outputs, readings)


def _corrections(readings: Readings, source: str) -> tuple[Correction, ...]:
    """All that a source names, those to come included."""
    head = readings[source].head if source in readings else None
    return head.corrections if head is not None else ()


def _in_circles(site: Site, then: Later, readings: Readings) -> Iterator[Diagnostic]:
    """`redirect-loop`: what is to come leads on to what leads back."""
    if not any(head.redirect_to for head in site.coming):
        return
    config, heads = site.config, [facts.head for facts in then.facts.values()]
    moved = by_path(config, (*of_heads(config, heads), *site.fates.moved))
    for head in heads:
        if head.redirect_to and path_of(config, followed(config, moved, target_of(head, config.base_path))) in moved:
            yield circle(head, readings)


def _of_files(then: Later) -> Site:
    """A site whose files are those alone that come."""
    few = replace(then, files=then.new_assets)
    few.__dict__["assets"] = then.new_assets
    return few


def _described_anew(site: Site, readings: Readings) -> Iterator[Site]:
    """The site at each moment at which what descriptions say of names comes to hold, or holds no more."""
    due = [head for head in site.coming if head.form == "term" and head.also]
    ending = [head for head in site.descriptions if head.also and head.expires is not None]
    moments = {head.publish_at for head in due} | {head.expires for head in (*due, *ending) if head.expires}
    every, lang = [*site.descriptions, *due] if moments else [], site.config.language
    for moment in sorted(moment for moment in moments if moment > site.clock)[:_MAX_MOMENTS]:
        public = {head.source: head for head in every if is_public(head, moment)}
        said = claims([head for head in public.values() if head.also], lang)
        facts = {source: Facts(claimed(head, said, lang), b"", b"") for source, head in _articles(site, readings)}
        facts |= {source: Facts(head, b"", b"") for source, head in public.items()}
        yield replace(site, facts=facts, claims=said, coming=(), ledger=type(site.ledger)())


def _articles(site: Site, readings: Readings) -> Iterator[tuple[str, Head]]:
    """What articles and pages are, or will be, with the names that they write."""
    for source in (*site.facts, *(head.source for head in site.coming)):
        head = readings[source].head if source in readings else None
        if head is not None and head.form != "term":
            yield source, head
