"""newsgen.yaml's text -> Config, or diagnostics at the line and column of each mistake."""

import contextlib
import re
from collections.abc import Iterator, Mapping
from functools import cached_property
from typing import TYPE_CHECKING, Annotated, Any, Literal, get_args, get_origin
from urllib.parse import urlsplit
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError

import msgspec
import yaml
from msgspec import Meta, Struct

from newsgen.diagnostics import Diagnostic, Place
from newsgen.model import TERM_KINDS, Extra, TermKind

if TYPE_CHECKING:
    from newsgen.placeholders import Kind, Pattern

Placement = Literal["auto", "inline", "client", "ssi", "esi"]
RawHtml = Literal["sanitize", "allow", "escape"]
FeedFormat = Literal["rss", "atom", "json"]
FEED_FORMATS: tuple[FeedFormat, ...] = get_args(FeedFormat)
LinkLevel = Literal["error", "warn"]
RedirectHost = Literal["netlify", "cloudflare", "nginx", "apache", "caddy"]


class Strict(Struct, frozen=True, forbid_unknown_fields=True, kw_only=True):
    """A mapping of newsgen.yaml: a key it does not know is an error."""


class Publisher(Strict, frozen=True):
    """Who answers for the site; `logo` is a source path (`static/logo.png`) or a URL."""

    name: str = ""
    url: str = ""
    logo: str = ""


class Permalinks(Strict, frozen=True, dict=True):
    """Patterns of addresses, as they are written (newsgen.placeholders); a trailing slash means a folder."""

    article: str = "/{year}/{month}/{slug}/"
    page: str = "/{slug}/"
    category: str = "/category/{slug}/"
    tag: str = "/tag/{slug}/"
    author: str = "/author/{slug}/"
    year: str = "/{year}/"
    month: str = "/{year}/{month}/"

    @cached_property
    def patterns(self) -> "Mapping[Kind, Pattern]":
        # Most builds find nothing to do, and make no addresses.
        from newsgen.placeholders import RULES, parsed

        return {kind: parsed(getattr(self, kind)) for kind in RULES}


class RecentPosts(Strict, frozen=True):
    """The shared sidebar: how many articles, and whether it leaves out the one it stands beside."""

    count: Annotated[int, Meta(ge=1, le=100)] = 6
    exclude_current: bool = False


class Markdown(Strict, frozen=True):
    html: RawHtml = "sanitize"


class Feeds(Strict, frozen=True):
    """`formats` for the site, `term_formats` beside every category, author and tag; `size` entries at most."""

    formats: tuple[FeedFormat, ...] = FEED_FORMATS
    term_formats: tuple[FeedFormat, ...] = ("rss",)
    terms: tuple[TermKind, ...] = TERM_KINDS
    size: Annotated[int, Meta(ge=1, le=100)] = 20
    full_text: bool = True


class Redirects(Strict, frozen=True):
    """The hosts that get a file of their own with all redirects, beside the pages at old addresses."""

    hosts: tuple[RedirectHost, ...] = ()


class Pictures(Strict, frozen=True):
    """Whether pages offer narrower copies of large pictures, in WebP."""

    variants: bool = True


class Assets(Strict, frozen=True):
    """Patterns of files of content/ that are published though no source refers to them (newsgen.patterns)."""

    also: tuple[str, ...] = ()


class Links(Strict, frozen=True):
    """What a relative link or picture that leads nowhere is; written as one word, `links: warn`, or as a map."""

    level: LinkLevel = "error"


class Limits(Strict, frozen=True):
    """How many seconds of the processor's time one source may take to be read."""

    source_cpu_s: Annotated[int, Meta(ge=1, le=3600)] = 10


class MenuItem(Strict, frozen=True):
    title: str
    url: str


class Theme(Strict, frozen=True):
    """Colours (any CSS colour), font stacks and the logo (a path below static/ or a URL) of the default theme."""

    accent: str = ""
    background: str = ""
    text: str = ""
    heading_font: str = ""
    body_font: str = ""
    interface_font: str = ""
    logo: str = ""
    logo_dark: str = ""


class Config(Strict, frozen=True, dict=True):
    """newsgen.yaml, whole.

    `base_url` has no trailing slash, `language` is a BCP 47 tag with hyphens; folders are relative to the site's root.
    """

    title: str = "News"
    subtitle: str = ""
    description: str = ""
    base_url: str = "http://localhost:8000"
    language: str = "en"
    timezone: str = "UTC"
    publisher: Publisher = Publisher()
    content: str = "content"
    templates: str = "templates"
    static: str = "static"
    output: str = "output"
    permalinks: Permalinks = Permalinks()
    page_size: Annotated[int, Meta(ge=1, le=1000)] = 20
    recent_posts: RecentPosts = RecentPosts()
    teaser_length: Annotated[int, Meta(ge=20, le=1000)] = 160
    placement: Placement = "auto"
    feeds: Feeds = Feeds()
    redirects: Redirects = Redirects()
    markdown: Markdown = Markdown()
    pictures: Pictures = Pictures()
    assets: Assets = Assets()
    links: Links = Links()
    menu: tuple[MenuItem, ...] = ()
    theme: Theme = Theme()
    known_keys: tuple[str, ...] = ()
    limits: Limits = Limits()
    keep: tuple[str, ...] = ()
    extra: Mapping[str, Extra] = {}

    @cached_property
    def base_path(self) -> str:
        """The path of `base_url`, without a trailing slash: "" or "/news"."""
        return urlsplit(self.base_url).path.rstrip("/")

    @cached_property
    def places(self) -> Mapping[str, Place]:
        """Where the value of each key stands ("theme.logo"), as `load` read it: no part of what is configured."""
        return {}


def load(text: str, file: str) -> tuple[Config | None, tuple[Diagnostic, ...]]:
    """The configuration a text asks for, or every mistake in it; `file` is only named in diagnostics."""
    reader = _Reader(file, text.splitlines())
    if sum(map(text.count, ("[", "{", "- ", "? "))) > MAX_VALUES:
        reader.report("config-yaml", Place(file, 1), "this is nested too deep", "keep lists and maps flat")
        return None, tuple(reader.found)
    try:
        tree = yaml.compose(text, Loader=getattr(yaml, "CSafeLoader", yaml.SafeLoader))
    except yaml.MarkedYAMLError as error:
        mark = error.problem_mark or error.context_mark
        place = Place(file, mark.line + 1, mark.column + 1) if mark else Place(file)
        reader.report("config-yaml", place, f"this is not YAML: {error.problem or error.context}")
        return None, tuple(reader.found)
    except yaml.YAMLError as error:
        problem = str(error).partition("\n")[0]
        reader.report("config-yaml", Place(file), f"this is not YAML: {problem}")
        return None, tuple(reader.found)
    if tree is None:
        return Config(), ()
    if not _is_bounded(tree):
        text = "this file is nested too deep, or has too many values: perhaps by its aliases (*name)"
        reader.report("config-yaml", Place(file, 1), text, "keep it flat, and write the values out")
        return None, tuple(reader.found)
    reader.check(tree)
    values = reader.struct(tree, Config, "")
    if reader.found:
        return None, tuple(reader.found)
    config = Config(**values)
    base_url, language = config.base_url.rstrip("/"), config.language.replace("_", "-")
    config = msgspec.structs.replace(config, language=language)
    config.__dict__["places"] = reader.places
    return rebased(config, base_url), ()


def rebased(config: Config, base_url: str) -> Config:
    """The configuration for another address of the site."""
    return with_texts(config, base_url=base_url)


def with_texts(config: Config, **texts: str) -> Config:
    """The configuration with other texts for some keys, and the places of all of them."""
    made = msgspec.structs.replace(config, **texts)
    made.__dict__["places"] = config.places
    return made


# Maps that may be written as one value, which is that of this key.
_SHORT: Mapping[Any, str] = {RecentPosts: "count", Links: "level"}

# A few aliases can stand for millions of values, and libyaml's parser cannot bear endless nesting.
MAX_VALUES = 2_000
MAX_DEPTH = 40
# A longer line or text is no help to anybody.
MAX_SHOWN = 2_000

# Nobody sees them in a title, and XML 1.0 forbids most (§2.2).
_CONTROL = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x84\x86-\x9f\ud800-\udfff\ufffe\uffff]")
_YAML = "tag:yaml.org,2002:"
_TAGS = frozenset(
    f"{_YAML}{name}" for name in ("str", "int", "float", "bool", "null", "timestamp", "seq", "map", "value", "merge")
)
_MEANT = frozenset(f"{_YAML}{name}" for name in ("int", "float", "bool", "null"))
# The longest way to write a number of 64 bits (IEEE 754).
_MAX_DIGITS = 800
# Letters of the longest key; difflib takes time by the square of them.
_MAX_NEAR = 40


class _Reader:
    """Turns YAML nodes into values by the types of Config, and collects what does not fit."""

    def __init__(self, file: str, lines: list[str]) -> None:
        self.file = file
        self.lines = lines
        self.found: list[Diagnostic] = []
        self.places: dict[str, Place] = {}

    def report(self, code: str, place: Place, text: str, hint: str = "") -> None:
        excerpt = self.lines[place.line - 1] if 0 < place.line <= len(self.lines) else ""
        excerpt = excerpt if len(excerpt) <= MAX_SHOWN else ""
        text = text if len(text) <= MAX_SHOWN else f"{text[:MAX_SHOWN]}…"
        self.found.append(Diagnostic(code, place, text, hint, excerpt=excerpt))

    def check(self, tree: yaml.Node) -> None:
        """Report what YAML can say and newsgen cannot take: tags, merged maps, lists as keys, control characters."""
        waiting = [tree]
        while waiting:
            node = waiting.pop()
            if node.tag not in _TAGS:
                text, hint = f'the tag "{node.tag.replace(_YAML, "!!")}" is not for newsgen.yaml', "remove it"
                self.report("config-value", self._place(node), text, hint)
            if isinstance(node, yaml.ScalarNode):
                self._check_scalar(node)
            elif isinstance(node, yaml.SequenceNode):
                waiting += node.value
            elif isinstance(node, yaml.MappingNode):
                waiting += [each for pair in node.value for each in pair]
                self._check_keys(node)

    def _check_scalar(self, node: yaml.ScalarNode) -> None:
        if match := _CONTROL.search(node.value):
            text = f"a control character (U+{ord(match.group()):04X}) stands here"
            self.report("config-value", self._place(node), text, "delete it")

    def _check_keys(self, node: yaml.MappingNode) -> None:
        seen: set[str] = set()
        for key, _ in node.value:
            if not isinstance(key, yaml.ScalarNode):
                text = "a list or a map is no name of a value"
                self.report("config-value", self._place(key), text, "write a word in front of the colon")
            elif key.value in seen:
                self.report("config-duplicate-key", self._place(key), f'"{key.value}" stands here a second time')
            elif key.tag == f"{_YAML}merge":
                self.report("config-value", self._place(key), '"<<" takes in no other map here', "write its keys out")
            seen.add(str(key.value))

    def struct(self, node: yaml.Node, type_: type[Strict], path: str) -> dict[str, Any]:
        if not isinstance(node, yaml.MappingNode):
            self.report(
                "config-type",
                self._place(node),
                f"{path.rstrip('.') or 'the file'} must be a mapping of keys to values",
            )
            return {}
        fields = {field.name: field.type for field in msgspec.structs.fields(type_)}
        values: dict[str, Any] = {}
        for key_node, value_node in node.value:
            if not isinstance(key_node, yaml.ScalarNode):
                continue
            key = key_node.value
            if key not in fields:
                self._unknown(key_node, key, fields)
            elif key not in values and not _is_null(value_node):
                self.places[f"{path}{key}"] = self._place(value_node)
                self._field(values, key, value_node, fields[key], f"{path}{key}")
        return values

    def _field(self, values: dict[str, Any], key: str, node: yaml.Node, type_: Any, path: str) -> None:
        n_found = len(self.found)
        if type_ in _SHORT and isinstance(node, yaml.ScalarNode):
            node = _mapping(_SHORT[type_], node)
        if isinstance(type_, type) and issubclass(type_, Strict):
            nested = self.struct(node, type_, f"{path}.")
            if len(self.found) == n_found:
                values[key] = type_(**nested)
            return
        try:
            plain = _constructed(node) if path == "extra" else _plain(node)
            values[key] = msgspec.convert(plain, type_, strict=False)
        except _UnusableError as error:
            self.report("config-value", self._place(error.node), error.text, "write it in quotes")
            return
        except msgspec.ValidationError as error:
            self.report("config-type", self._place(node), f"{path}: {_reason(error)}", _accepted(type_))
            return
        for mistake in _mistakes(path, values[key]):
            self.report("config-value", self._place(node), *mistake)

    def _unknown(self, node: yaml.Node, key: str, known: Mapping[str, object]) -> None:
        from difflib import get_close_matches

        near = get_close_matches(key, known, n=1) if len(key) <= _MAX_NEAR else []
        hint = f'did you mean "{near[0]}"?' if near else f"known here: {', '.join(known)}"
        self.report("config-unknown-key", self._place(node), f'"{key}" is not a key of newsgen.yaml', hint)

    def _place(self, node: yaml.Node) -> Place:
        start, end = node.start_mark, node.end_mark
        length = end.column - start.column if end.line == start.line else 1
        return Place(self.file, start.line + 1, start.column + 1, max(1, length))


def _is_bounded(tree: yaml.Node) -> bool:
    """Whether a tree with its aliases written out is no larger or deeper than a configuration ever needs."""
    waiting = [(tree, 1)]
    for _ in range(MAX_VALUES):
        if not waiting:
            return True
        node, depth = waiting.pop()
        if depth > MAX_DEPTH:
            return False
        if isinstance(node, yaml.MappingNode):
            waiting += [(each, depth + 1) for pair in node.value for each in pair]
        elif isinstance(node, yaml.SequenceNode):
            waiting += [(each, depth + 1) for each in node.value]
    return False


def _mapping(key: str, node: yaml.Node) -> yaml.MappingNode:
    name = yaml.ScalarNode("tag:yaml.org,2002:str", key, node.start_mark, node.end_mark)
    return yaml.MappingNode("tag:yaml.org,2002:map", [(name, node)], node.start_mark, node.end_mark)


def _is_null(node: yaml.Node) -> bool:
    return bool(node.tag == "tag:yaml.org,2002:null")


def _plain(node: yaml.Node) -> Any:
    """Scalars as the text that was written, so that `title: 2024` stays a title."""
    if isinstance(node, yaml.MappingNode):
        return {str(key.value): _plain(value) for key, value in node.value}
    if isinstance(node, yaml.SequenceNode):
        return [_plain(item) for item in node.value]
    return None if _is_null(node) else node.value


class _UnusableError(Exception):
    """A value that JSON, and so templates and search engines, could not have."""

    def __init__(self, node: yaml.Node, text: str) -> None:
        super().__init__(text)
        self.node = node
        self.text = text


def _constructed(node: yaml.Node) -> Any:
    """Free values (`extra:`) as YAML means them, with dates as text, as JSON would have them."""
    if isinstance(node, yaml.MappingNode):
        return {str(key.value): _constructed(value) for key, value in node.value}
    if isinstance(node, yaml.SequenceNode):
        return [_constructed(item) for item in node.value]
    return _meant(node) if node.tag in _MEANT else node.value


def _meant(node: yaml.Node) -> int | float | bool | None:
    """The number, the truth or the nothing that a scalar is."""
    value: object = ""
    if len(node.value) <= _MAX_DIGITS:
        with contextlib.suppress(yaml.YAMLError, ValueError):
            value = yaml.safe_load(node.value)
    if value is None or isinstance(value, bool):
        return value
    if isinstance(value, int) and -(1 << 63) <= value < 1 << 64:
        return value
    if isinstance(value, float) and abs(value) < float("inf"):
        return value
    raise _UnusableError(node, f'"{node.value[:40]}" is no number that JSON could hold')


def _accepted(type_: Any) -> str:
    """A hint that names the words of which a value must be one, where there is such a choice."""
    each = get_args(type_)[0] if get_origin(type_) is tuple else type_
    words = get_args(each) if get_origin(each) is Literal else ()
    return f"known here: {', '.join(words)}" if words else "`newsgen manual configuration` lists each key"


def _reason(error: msgspec.ValidationError) -> str:
    return str(error).replace(" - at `$`", "").replace("`", '"')


def _mistakes(path: str, value: Any) -> Iterator[tuple[str, str]]:
    """What the type allows and newsgen cannot use: (text, hint) each."""
    if path == "timezone" and not _is_timezone(value):
        yield f'"{value}" is not a time zone', "write a name of the IANA list such as Europe/Berlin"
    elif path == "base_url" and not _is_base_url(value):
        yield f'"{value}" is not the address of a site', "write it with its scheme, such as https://example.org"
    elif path == "language" and not re.fullmatch(r"[A-Za-z]{2,3}([-_][A-Za-z0-9]{2,8})*", value):
        yield f'"{value}" is not a language tag', "write it as de, en or pt-BR"
    elif path in {"content", "templates", "static", "output"} and not _is_inside(value):
        yield f'"{value}" is not a folder below the site\'s own', "write a relative path without .."
    elif path in {"content", "templates", "static", "output"} and (hidden := _hidden(value)):
        yield f'"{hidden}" is hidden, and what is hidden is neither read nor published', "name another folder"
    elif path == "menu":
        for item in value:
            if _scheme(item.url) not in {"", "http", "https", "mailto", "tel"}:
                yield f'"{item.url}" is not the address of a page', "write a path, or begin it with https://"
    elif path == "publisher.url" and _scheme(value) not in {"", "http", "https"}:
        yield f'"{value}" is not the address of a page', "begin it with https://"
    elif path == "keep":
        for pattern in value:
            if not pattern.strip("/") or "\\" in pattern or {"", ".", ".."} & set(pattern.strip("/").split("/")):
                text = f'"{pattern}" is no path below the output folder'
                yield text, "write it as google123.html, stats/ or .well-known/**"
    elif path.startswith("permalinks."):
        yield from _pattern_mistakes(path.removeprefix("permalinks."), value)


def _pattern_mistakes(key: str, pattern: str) -> Iterator[tuple[str, str]]:
    from newsgen.placeholders import RULES, mistakes

    for kind in RULES:
        if kind == key:
            yield from mistakes(pattern, kind, getattr(Permalinks(), kind))


def _scheme(url: str) -> str | None:
    """The scheme of an address, "" for a path; None for what is no address."""
    try:
        return urlsplit(url).scheme.lower()
    except ValueError:
        return None


def _is_timezone(name: str) -> bool:
    # They mean another zone on every machine, or count leap seconds.
    if name in {"localtime", "posixrules"} or name.startswith(("posix/", "right/")):
        return False
    try:
        ZoneInfo(name)
    except (ZoneInfoNotFoundError, ValueError, OSError):
        return False
    return True


def _is_base_url(url: str) -> bool:
    try:
        parts = urlsplit(url)
        is_placed = parts.scheme in {"http", "https"} and bool(parts.hostname) and parts.port != 0
    except ValueError:
        return False
    return is_placed and not parts.query and not parts.fragment and _ADDRESS.fullmatch(url) is not None


def _hidden(folder: str) -> str:
    """The first part of a path that begins with a dot; "" if there is none."""
    parts = folder.replace("\\", "/").split("/")
    return next((part for part in parts if part.startswith(".") and part != "."), "")


def _is_inside(folder: str) -> bool:
    parts = folder.replace("\\", "/").split("/")
    return (
        bool(folder)
        and not folder.startswith(("/", "\\"))
        and ".." not in parts
        and ":" not in folder
        and "\0" not in folder
    )


# What must be escaped in an address (RFC 3986 §2), but for letters of any script.
_ADDRESS = re.compile(r"[^\s\"<>\\^`{|}]+")
