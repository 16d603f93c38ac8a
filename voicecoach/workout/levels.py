"""Levels: how hard or in which week something is done, each in one of several axes."""

from typing import TypeAlias

Levels: TypeAlias = tuple[tuple[str, ...], ...]
"""Names of levels, those of each axis together: ``(("week 1", "week 2"), ("light", "heavy"))``.

Of a workout, all that it offers, the default of each axis first. Of an item, those at which it is done: at one of each.
"""
