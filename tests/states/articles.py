"""Articles, their pictures and boxes, in the shapes that newsrooms bring."""

from tests.states.state import State

STATES: tuple[State, ...] = ()
