"""The name and version of what makes bodies; asking for it loads no engine."""

from importlib.metadata import version

# Raised when newsgen makes other HTML of the same text.
ENGINE_VERSION = 6
_LIBRARIES = ("Markdown", "nh3", "python-slugify")


def engine_name() -> str:
    """Bodies of another engine, or of another version of one, are made anew."""
    return " ".join([f"newsgen {ENGINE_VERSION}", *(f"{library} {version(library)}" for library in _LIBRARIES)])
