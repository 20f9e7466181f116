"""What is said of an article wherever it stands: labels, sponsors, what subscribers alone read."""

from tests.states.state import State

STATES: tuple[State, ...] = ()
