"""Fronts and lists of every size, and texts that run wild in them."""

from tests.states.state import State

STATES: tuple[State, ...] = ()
