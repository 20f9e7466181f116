"""What is to be done at a target: for any two sides, the target holds what was promised afterwards."""

from collections.abc import Mapping

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from newsgen.deploy.plan import File, Held, Plan, Stage, is_too_much, plan
from newsgen.deploy.targets.base import Headers

DAY = 86_400
NEW = {Stage.PAGES: Stage.NEW_PAGES, Stage.LISTS: Stage.NEW_LISTS}
NOW = 1_800_000_000
PATHS = ("css/a.hash1.css", "css/a.hash2.css", "cup.jpg", "2026/cup/index.html", "index.html", "feed.xml", "stats/x")

# How long it takes to make examples tells of the machine, and of whatever else it does, alone.
unhurried = settings(deadline=None, suppress_health_check=[HealthCheck.too_slow])

digests = st.sampled_from([b"1" * 16, b"2" * 16])
files = st.builds(
    File,
    digests,
    st.just(1),
    st.sampled_from([Stage.ASSETS, Stage.PAGES, Stage.LISTS, Stage.HOME, Stage.FEEDS]),
    st.sampled_from(["", "article", "fragment"]),
    st.sampled_from([Headers(), Headers("text/css")]),
    st.booleans(),
)
helds = st.builds(
    Held,
    st.sampled_from([b"", b"1" * 16, b"2" * 16]),
    st.just(1),
    st.booleans(),
    st.booleans(),
    st.sampled_from([0, NOW - 10 * DAY, NOW - 40 * DAY]),
)
locals_ = st.dictionaries(st.sampled_from(PATHS), files)
targets = st.dictionaries(st.sampled_from(PATHS), helds)


def done(meant: Plan, local: Mapping[str, File], held: Mapping[str, Held]) -> dict[str, bytes]:
    """What the target holds, path -> digest, once the plan is carried out."""
    after = {path: each.digest for path, each in held.items()}
    after |= {path: local[path].digest for path in meant.uploads}
    return {path: digest for path, digest in after.items() if path not in meant.deleted}


@unhurried
@given(locals_, targets, st.booleans())
def test_the_target_holds_output_the_kept_and_what_is_not_ours(
    local: Mapping[str, File], held: Mapping[str, Held], by_headers: bool
) -> None:
    meant = plan(local, held, NOW, 30, by_headers)

    after = done(meant, local, held)
    strangers = {path: each.digest for path, each in held.items() if not each.is_ours and path not in local}
    kept = {path: held[path].digest for path in meant.kept}
    assert after == strangers | kept | {path: file.digest for path, file in local.items()}
    assert meant.files.keys() == local.keys() | kept.keys()


@unhurried
@given(locals_, targets)
def test_a_second_deploy_has_nothing_to_do(local: Mapping[str, File], held: Mapping[str, Held]) -> None:
    first = plan(local, held, NOW, 30, False)

    assert plan(local, first.files, NOW, 30, False).is_nothing


@unhurried
@given(locals_, targets, st.booleans())
def test_nothing_goes_before_what_it_needs(
    local: Mapping[str, File], held: Mapping[str, Held], by_headers: bool
) -> None:
    """A fragment that is new stands in no page yet, and is needed by all of them; new pages are linked to."""
    meant = plan(local, held, NOW, 30, by_headers)

    stages = [batch.stage for batch in meant.batches]
    assert stages == sorted(stages)
    for batch in meant.batches:
        for path in batch.paths:
            is_new_fragment = local[path].kind == "fragment" and path not in held
            stage = local[path].stage if path in held else NEW.get(local[path].stage, local[path].stage)
            assert batch.stage == (Stage.ASSETS if is_new_fragment else stage)
            assert batch.headers == (local[path].headers if by_headers else Headers())
    assert len(set(meant.uploads)) == len(meant.uploads)


def test_who_is_sent_a_new_article_finds_the_list_that_it_names() -> None:
    """It may be shared the second it is up; to the page of a new tag nothing leads but such articles."""
    local = {
        "2026/new/index.html": File(b"1" * 16, 1, Stage.PAGES, "article"),
        "2026/old/index.html": File(b"2" * 16, 1, Stage.PAGES, "article"),
        "tag/cup/index.html": File(b"1" * 16, 1, Stage.LISTS, "tag"),
        "tag/city/index.html": File(b"2" * 16, 1, Stage.LISTS, "tag"),
    }
    held = {path: Held(b"1" * 16, 1) for path, file in local.items() if file.digest == b"2" * 16}

    uploads = plan(local, held, NOW, 30, False).uploads

    assert uploads == ("tag/cup/index.html", "2026/new/index.html", "2026/old/index.html", "tag/city/index.html")


@unhurried
@given(locals_, targets)
def test_only_what_lasts_is_kept_and_only_so_long(local: Mapping[str, File], held: Mapping[str, Held]) -> None:
    kept = plan(local, held, NOW, 30, False).kept

    assert all(held[path].is_ours and held[path].lasts and held[path].since != NOW - 40 * DAY for path in kept)
    assert not plan(local, held, NOW, 0, False).kept


def test_days_count_from_when_no_page_asked_any_more() -> None:
    held = {"a.hash.css": Held(b"1" * 16, 1, lasts=True)}

    first = plan({}, held, NOW, 30, False)
    later = plan({}, first.files, NOW + 29 * DAY, 30, False)
    at_last = plan({}, later.files, NOW + 30 * DAY, 30, False)

    assert (first.kept, later.kept, at_last.kept) == (("a.hash.css",), ("a.hash.css",), ())
    assert at_last.deleted == ("a.hash.css",)
    # It went for readers of the site when it was only kept, and is told once.
    assert (first.gone, at_last.gone) == ((), ())


def test_a_file_that_comes_back_is_one_of_the_site_again() -> None:
    file = File(b"1" * 16, 1, Stage.ASSETS, "static", lasts=True)
    kept = {"a.hash.css": Held(b"1" * 16, 1, lasts=True, since=NOW - 20 * DAY)}

    meant = plan({"a.hash.css": file}, kept, NOW, 30, False)

    assert not meant.batches
    assert meant.files["a.hash.css"].since == 0
    assert not meant.is_recorded


def test_a_tenth_may_go_and_no_more() -> None:
    held = {f"{n}.html": Held(b"1" * 16, 1) for n in range(20)}
    file = File(b"1" * 16, 1, Stage.PAGES, "article")

    def without(n: int) -> Plan:
        return plan(dict.fromkeys(list(held)[n:], file), held, NOW, 30, False)

    assert not is_too_much(without(2), 10)
    assert is_too_much(without(3), 10)
    assert is_too_much(without(1), 0)
    assert not is_too_much(without(20), 100)
    assert not is_too_much(plan({}, {}, NOW, 30, False), 0)
