"""What is different since the last build that was published, as questions are bounded by it."""

from collections.abc import Collection, Iterable, Mapping

from newsgen.digests import digest_of
from newsgen.gather import assets
from newsgen.gather.inputs import Inputs
from newsgen.gather.kept import decoded
from newsgen.questions.change import Change
from newsgen.site.addressed import addresses
from newsgen.site.claims import claimed
from newsgen.site.index import Facts, Site, at
from newsgen.state.last import Last


def change(last: Last, inputs: Inputs, site: Site, differing: Collection[str]) -> Change:
    """`differing` holds every source that may differ."""
    return Change(
        site,
        _old_facts(last, site, differing),
        _changed_assets(last, inputs, site),
        is_other_config=(last.record.config, last.record.claims) != (inputs.config_digest, digest_of(site.claims)),
        are_other_inputs=last.record.inputs != inputs.digest,
        hidden=_hidden_addresses(last, inputs, site, differing),
    )


def _old_facts(last: Last, site: Site, differing: Iterable[str]) -> Mapping[str, Facts | None]:
    """What was known of the sources that do differ; None for those that were not public."""
    old: dict[str, Facts | None] = {}
    for path in differing:
        row, facts = last.sources.get(path), site.facts.get(path)
        was_public = row is not None and row.public
        if was_public == (facts is not None) and (
            facts is None or row is None or (row.head_digest, row.body_key) == (facts.digest, facts.body_key)
        ):
            continue
        old[path] = _published(last, path, site)
    return old


def _published(last: Last, path: str, site: Site) -> Facts | None:
    """What was known of a source. Where descriptions claim other names now, all is asked again, whatever this says."""
    row = last.sources.get(path)
    if row is None or not row.public:
        return None
    head = decoded(last.cache.published_reading(path)).head
    if head is None:
        return None
    head = claimed(at(head, last.record.clock), site.claims, site.config.language)
    return Facts(head, row.head_digest, row.body_key)


def _hidden_addresses(last: Last, inputs: Inputs, site: Site, differing: Iterable[str]) -> frozenset[str]:
    """The addresses of the edited sources that were not public, or are not."""
    known, rows = last.sources, inputs.rows
    edited = {
        path for path in differing if path not in known or path not in rows or known[path].digest != rows[path].digest
    }
    found = {address for address, source in site.unseen.items() if source in edited}
    for path in edited & known.keys():
        if not known[path].public and (head := decoded(last.cache.published_reading(path)).head) is not None:
            found |= addresses(head)
    return frozenset(found)


def _changed_assets(last: Last, inputs: Inputs, site: Site) -> frozenset[str]:
    """The files that are new, gone, have other bytes, or are published now and were not, or the reverse.

    By the names that pages ask for.
    """
    known, new = last.assets, inputs.encoded_assets
    changed = {path for path, encoded in new.items() if path not in known or known[path].asset != encoded}
    was_public = {path for path, row in known.items() if row.public and path in inputs.assets}
    paths = changed | (known.keys() - new.keys()) | (was_public ^ site.assets.keys())
    return frozenset(assets.named(inputs.config, path) for path in paths)
