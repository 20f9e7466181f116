"""Extensions of Markdown that cannot be used: what is said of them at their lines of newsgen.yaml."""

from newsgen.config import Config
from newsgen.content.settings import extensions
from newsgen.diagnostics import Diagnostic, Place


def mistakes(config: Config) -> tuple[Diagnostic, ...]:
    """Asked before texts are read: no text would be what its writer expects."""
    if not config.markdown.extensions:
        return ()
    if config.markdown.engine != "markdown":
        return (_not_of_this_engine(config),)
    # An engine is loaded to read texts, and for nothing else.
    from newsgen.content.markup.extensions import CODE
    from newsgen.content.markup.extensions import mistakes as found

    return tuple(
        Diagnostic(CODE, _place(config, each.name, each.option), each.text, each.hint)
        for each in found(extensions(config), config.markdown.html)
    )


def _not_of_this_engine(config: Config) -> Diagnostic:
    names = ", ".join(f'"{name}"' for name in config.markdown.extensions)
    text = f"{names}: extensions of Python-Markdown, and this site's texts are read by {config.markdown.engine}"
    place = config.places.get("markdown.extensions", Place("newsgen.yaml"))
    return Diagnostic("markdown-extension", place, text, "leave them out, or write engine: markdown")


def _place(config: Config, name: str, option: str) -> Place:
    path = f"markdown.extensions.{name}"
    return config.places.get(f"{path}.{option}") or config.places.get(path) or Place("newsgen.yaml")
