"""Whatever stands in a file, reading it ends with a head or with a diagnostic, never with an exception."""

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from newsgen.content.characters import decoded
from newsgen.content.frontmatter import split
from newsgen.content.keys import KEYS
from newsgen.diagnostics import n_errors
from tests.content.engines import both_engines
from tests.content.reader import Config, reading

WORDS = st.sampled_from([word for key in KEYS for word in (key.name, *key.synonyms)])
SCALARS = st.one_of(
    st.text(max_size=12),
    st.sampled_from(
        [
            *(
                "true",
                "no",
                "2026-05-01",
                "2026-05-01 10:00 Europe/Berlin",
                "../x",
                "[a, {b: c}]",
                "{a: [b]}",
                "&x [*x]",
            ),
            *(
                "'",
                '"',
                "|",
                ">-",
                "- a",
                "!!python/object x",
                "/a/:year/",
                "'\\0'",
                '"\\0"',
                "~",
                "1e400",
                "-0",
                "9" * 30,
            ),
        ]
    ),
)
LINES = st.lists(st.tuples(WORDS, SCALARS), max_size=8)
FENCES = st.sampled_from(
    [
        *(("---\n", "---\n"), ("---\n", "...\n"), ("+++\n", "+++\n"), ("", "\n"), ("---\n", "")),
        *(("\n\u200b---toml\n", "---\n"), (";;;\n{", "}\n;;;\n"), ("<!--\n.. ", "-->\n"), (".. ", "\n"), ("{", "}\n")),
        *(
            ("----\n", "----\n"),
            ("```yaml\n", "```\n"),
            ("| ", "|\n|---|\n"),
            ("# ", "\n"),
            ("---\n<<: &a {b: c}\n", "---\n"),
        ),
    ]
)
MARKUP = st.text(alphabet="<>/!?&#;\"'=abp *_`[]()|-+:{}.\n\\\x02\x03\t1", max_size=120)
FUZZ = settings(max_examples=300, deadline=None, suppress_health_check=[HealthCheck.too_slow])


@FUZZ
@given(st.binary(max_size=200))
def test_any_bytes_can_be_read(data: bytes) -> None:
    """A picture named x.md is a mistake, not a crash."""
    result, _ = reading(data)

    assert result.head is not None or n_errors(result.diagnostics)


@FUZZ
@given(st.one_of(st.text(max_size=200), st.text(alphabet="-+.{}:[]&*!|>'\"#%@` \n\ta\r\ufeff", max_size=80)))
def test_any_text_can_be_split(text: str) -> None:
    """And its body is the end of it."""
    found, diagnostics = decoded(text.encode("utf-8", "surrogatepass"), "a.md")
    _, body, line, more = split(found, "a.md")

    assert line >= 1
    assert all(each.place.line <= text.count("\n") + text.count("\r") + 2 for each in (*diagnostics, *more))
    assert isinstance(body, str)


@FUZZ
@given(
    st.lists(
        st.sampled_from(
            [
                "---",
                "+++",
                "title: a",
                "draft: true",
                "<!--",
                "-->",
                "..",
                ".. title: a",
                "{",
                "```",
                "#",
                "\u2028",
                "|",
                "",
            ]
        )
    )
)
def test_any_beginning_can_be_looked_at(lines: list[str]) -> None:
    """Heads, halves of heads, and what looks like them; a draft's is never that of an article."""
    result, _ = reading("\n".join(lines), "content/2026-05-01-a.md")

    assert result.head is not None or n_errors(result.diagnostics)


@FUZZ
@given(FENCES, LINES, st.text(max_size=30))
def test_any_front_matter_can_be_read(fences: tuple[str, str], lines: list[tuple[str, str]], text: str) -> None:
    """Every key with every kind of value."""
    head = "".join(f"{key}: {value}\n" for key, value in lines)
    result, _ = reading(f"{fences[0]}title: A\ndate: 2026-05-01\n{head}{fences[1]}{text}")

    assert result.head is not None or n_errors(result.diagnostics) or not result.body_key
    for each in result.diagnostics:
        assert each.hint
        assert each.place.line >= 1


@both_engines
@FUZZ
@given(text=MARKUP)
def test_any_markup_has_a_body(text: str, config: Config) -> None:
    """Raw HTML of any shape, and no address that runs a script."""
    result, body = reading(f"---\ntitle: A\ndate: 2026-05-01\n---\n{text}x", config=config)

    assert result.head is not None
    assert body is not None
    assert "<script" not in body.html
    assert "\x02" not in body.html
