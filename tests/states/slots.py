"""What a site may have beside its articles: forms, counters, advertisements, a style sheet of its own."""

from tests.states.state import State

STATES: tuple[State, ...] = ()
