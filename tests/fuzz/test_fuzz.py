"""Whatever stands in a site's files, newsgen ends with a page or a diagnostic: no traceback, and no text for ever."""

import re
import tempfile
import traceback
from collections.abc import Callable, Sequence
from datetime import UTC, datetime
from pathlib import Path

import msgspec
import pytest

from newsgen.build import build
from newsgen.config import Config
from newsgen.config_file import load
from newsgen.content.reading import Reading, read, settings
from newsgen.diagnostics import Diagnostic, described, n_errors
from newsgen.gather.limits import Ended, done
from newsgen.given import AddressError, own_address
from newsgen.model import TERM_KINDS, Body
from newsgen.project import Options
from newsgen.site.ledger import parsed, written
from newsgen.site.permalinks import month_url, output_path, term_url, year_url
from tests.fuzz.inputs import Maker

CLOCK = datetime(2026, 6, 1, 12, tzinfo=UTC)
CODES = frozenset(re.findall(r"`([a-z0-9-]+)`", (Path(__file__).parents[2] / "docs/diagnostics.md").read_text("utf-8")))
# Of a hundred inputs, so many are sources, configurations, files of addresses; the others are small sites.
SOURCES, CONFIGURATIONS, LEDGERS = 77, 11, 11
# A site costs as much as two hundred sources.
LIMIT_S = 10.0

nightly = pytest.mark.nightly


@pytest.mark.parametrize("numbers", [range(500), pytest.param(range(500, 20_500), marks=nightly)], ids=["500", "20000"])
def test_no_input_ends_in_a_traceback(numbers: Sequence[int]) -> None:
    """The rule behind every diagnostic. A failing input is made again by its number: `failure(number)`."""
    texts, sites = ([n for n in numbers if is_site(n) == wanted] for wanted in (False, True))
    failures = []
    for found in done(failures_of, texts, 2, LIMIT_S):
        failures += [f"{found.item} takes too long"] if isinstance(found, Ended) else found
    # A build has workers of its own, and its own limit.
    failures += failures_of(sites, lambda position: None)

    assert not failures, f"{len(failures)} inputs fail, the first: {failures[0]}"


def failures_of(chunk: Sequence[int], begin: Callable[[int], None]) -> list[str]:
    found = []
    for position, number in enumerate(chunk):
        begin(position)
        if failure_ := failure(number):
            found.append(f"{number}\n{failure_}")
    return found


def is_site(number: int) -> bool:
    return number % 100 >= SOURCES + CONFIGURATIONS + LEDGERS


def failure(number: int) -> str:
    """The traceback of the input with a number, "" if it has none."""
    maker = Maker(number)
    try:
        kind = number % 100
        if kind < SOURCES:
            _read(maker)
        elif kind < SOURCES + CONFIGURATIONS:
            _load(maker)
        elif kind < SOURCES + CONFIGURATIONS + LEDGERS:
            _parse(maker)
        else:
            _build(maker)
    except Exception:
        return traceback.format_exc()
    return ""


def _read(maker: Maker) -> None:
    raw_html = maker.choice(("sanitize", "sanitize", "allow", "escape"))
    config = Config(
        base_url="https://example.org", language="de", markdown=msgspec.convert({"html": raw_html}, MARKDOWN)
    )
    name, data = maker.source_name(), maker.source()

    reading, body = read(name, data, settings(config), lambda key: None)

    assert reading.head is not None or n_errors(reading.diagnostics) or not reading.body_key
    assert msgspec.json.decode(encoded := msgspec.json.encode(reading), type=Reading) is not None
    assert encoded == msgspec.json.encode(read(name, data, settings(config), lambda key: None)[0])
    assert body is None or msgspec.msgpack.decode(msgspec.msgpack.encode(body), type=Body) == body
    assert raw_html == "allow" or body is None or "<script" not in body.html
    assert reading.head is None or "&#9" not in reading.head.teaser
    _check(reading.diagnostics)


MARKDOWN = type(Config().markdown)


def _load(maker: Maker) -> None:
    config, diagnostics = load(maker.configuration(), "newsgen.yaml")

    assert (config is None) == bool(n_errors(diagnostics))
    _check(diagnostics)
    if config is not None:
        assert msgspec.json.decode(msgspec.json.encode(config), type=Config) == config
        urls = [
            *(term_url(config, kind, "x") for kind in TERM_KINDS),
            year_url(config, 2026),
            month_url(config, 2026, 5),
        ]
        assert not any(".." in output_path(config, url).split("/") for url in urls)


def _parse(maker: Maker) -> None:
    ledger = parsed(maker.urls())
    text = written(ledger)

    assert parsed(text.encode()).entries.keys() == ledger.entries.keys()
    assert written(parsed(text.encode())) == text
    _check(ledger.problems)
    try:
        address = own_address(Config(base_url="https://example.org"), maker.address())
    except AddressError as error:
        assert str(error).encode()
    else:
        assert parsed(f"{address} gone\n".encode()).entries.keys() == {address}


def _build(maker: Maker) -> None:
    """A site of some sources; the build after it has nothing to do, and says the same."""
    with tempfile.TemporaryDirectory() as folder:
        root = Path(folder)
        for name in {maker.source_name() for _ in range(3)}:
            (root / name).parent.mkdir(parents=True, exist_ok=True)
            (root / name).write_bytes(maker.source())
        (root / "content/good.md").write_text("---\ntitle: Good\ndate: 2026-05-01\ntags: [a]\n---\nText\n")
        config = maker.configuration() if maker.is_rare(2) else ""
        (root / "newsgen.yaml").write_text(config if load(config, "")[0] is not None else "title: T\n", "utf-8")
        if maker.is_rare(2):
            (root / "newsgen.urls").write_bytes(maker.urls())
        options = Options(root, at=CLOCK, jobs=1, drafts=True, future=maker.is_rare(2))

        first, second = build(options), build(options)

        assert first.exit_code in {0, 1, 2}
        assert (second.exit_code, second.diagnostics) == (first.exit_code, first.diagnostics)
        assert second.n_written == 0
        _check(first.diagnostics)


def _check(diagnostics: Sequence[Diagnostic]) -> None:
    """Each is a code of the manual, has a place, and can be printed and kept."""
    for each in diagnostics:
        assert each.code in CODES
        assert each.text
        assert each.place.line >= 0
        assert described(each).encode()
    assert msgspec.msgpack.encode(diagnostics)
