"""What is said of extensions of Python-Markdown that newsgen.yaml names, and that cannot be used or fail."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from contextlib import suppress
from difflib import get_close_matches
from importlib.util import find_spec
from pkgutil import iter_modules
from traceback import walk_tb
from typing import TYPE_CHECKING, NamedTuple

from markdown.util import get_installed_extensions

from newsgen.config import RawHtml
from newsgen.content.markup.named import Named
from newsgen.content.settings import Extension
from newsgen.model import Finding

if TYPE_CHECKING:
    from newsgen.registry import Part

CODE = "markdown-extension"
# What brings modules that are named often.
_PACKAGES: Mapping[str, str] = {
    "pymdownx": "pymdown-extensions",
    "markdown_captions": "markdown-captions",
    "markdown_checklist": "markdown-checklist",
    "mdx_gfm": "py-gfm",
    "mdx_linkify": "mdx-linkify",
    "mdx_math": "python-markdown-math",
    "mdx_truly_sane_lists": "mdx-truly-sane-lists",
}
# So much of what an extension says of itself is enough to look it up.
_MOST = 200


class Mistake(NamedTuple):
    """Of an extension, or of one of its options: "" is itself."""

    name: str
    option: str
    text: str
    hint: str


def mistakes(extensions: Sequence[Extension], mode: RawHtml) -> Iterator[Mistake]:
    """What is wrong with them: each in its turn is put beside those that are good, and a word is read."""
    from newsgen.content.markup.python_markdown import try_out

    good: tuple[Part, ...] = ()
    for extension in extensions:
        try:
            try_out(mode, (*good, Named(extension)))
        except KeyboardInterrupt:
            raise
        except BaseException as error:  # Anybody may have written it, and it may raise anything.
            yield _mistake(extension, error)
        else:
            good = (*good, Named(extension))


def failed(error: BaseException, parts: "Iterable[Part]") -> Finding:
    """What is said of a text that some part could not read, and that was read without any."""
    names = [part.extension.name for part in parts if isinstance(part, Named)]
    names = [name for name in names if _is_in(name, error)] or names
    who = f'"{names[0]}"' if len(names) == 1 else "an extension of Markdown"
    text = f"{who} failed here ({_said(error)}): this text is read without extensions"
    return Finding(CODE, text, "leave it out of markdown.extensions in newsgen.yaml, or write otherwise here", 1, 1)


def _is_in(name: str, error: BaseException) -> bool:
    """Whether an error came out of the module of an extension."""
    module = next((each.module for each in get_installed_extensions() if each.name == name), name.partition(":")[0])
    return any(frame.f_globals.get("__name__") == module for frame, _ in walk_tb(error.__traceback__))


def _mistake(extension: Extension, error: BaseException) -> Mistake:
    name = extension.name
    if isinstance(error, ModuleNotFoundError) and error.name:
        return _missing(name, error.name)
    if isinstance(error, KeyError) and error.args and (known := _options(name)) is not None:
        option = str(error.args[0])
        near = get_close_matches(option, known, n=1)
        hint = f'did you mean "{near[0]}"?' if near else f"known here: {', '.join(known) or 'none'}"
        return Mistake(name, option, f'"{option}" is no option of "{name}"', hint)
    if isinstance(error, AttributeError) and "makeExtension" in str(error):
        return Mistake(name, "", f'"{name}" is no extension of Python-Markdown', _HINT_NAME)
    return Mistake(name, "", f'"{name}" cannot be used: {_said(error)}', _HINT_OPTIONS)


_HINT_NAME = "write its name as its documentation does: a word, path.to.module, or path.to.module:Class"
_HINT_OPTIONS = "look for its options in its documentation"


def _missing(name: str, module: str) -> Mistake:
    if not f"{name}.".replace(":", ".").startswith(f"{module}."):
        return Mistake(name, "", f'"{name}" needs "{module}", which is not installed', f"pip install {module}")
    top = name.partition(".")[0]
    near = get_close_matches(name, _names(top), n=1)
    if module == top and top in _PACKAGES:
        hint = f"pip install {_PACKAGES[top]}"
    else:
        hint = f'did you mean "{near[0]}"?' if near else f"pip install what brings it; {_HINT_NAME}"
    return Mistake(name, "", f'"{name}" is not installed', hint)


def _names(top: str) -> list[str]:
    """Those of extensions that are installed, and of what stands in a package of this name."""
    package = None
    with suppress(ImportError, ValueError):
        package = find_spec(top)
    inside = (package.submodule_search_locations if package else None) or ()
    named = [each.name for each in get_installed_extensions()]
    return [*named, *(f"{top}.{module.name}" for module in iter_modules(inside))]


def _options(name: str) -> list[str] | None:
    """The names of an extension's options; None where it cannot tell."""
    try:
        return list(Named(Extension(name))("en").config)
    except (Exception, SystemExit):
        return None


def _said(error: BaseException) -> str:
    try:
        said = str(error).encode("utf-8", "replace").decode()
    except Exception:
        said = ""
    return " ".join(f"{type(error).__name__}: {said}".split())[:_MOST].rstrip(": ")
