"""The sample site at the repository's root: where it stands on the web, and when the tests read it."""

from datetime import UTC, datetime
from pathlib import Path

ROOT = Path(__file__).parents[1]
CLOCK = datetime(2026, 11, 23, 12, tzinfo=UTC)
SITE = "https://netzbote.example"
