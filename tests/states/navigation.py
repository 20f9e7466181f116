"""Menus, mastheads and feet, short and long."""

from tests.states.state import State

STATES: tuple[State, ...] = ()
