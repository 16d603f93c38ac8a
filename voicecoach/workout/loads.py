"""Loads, and the references of those that are percentages."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from enum import Enum

from voicecoach.workout.amounts import Amount, Standard


class LoadUnit(Enum):
    """What a load is measured in."""

    KG = "kg"
    LB = "lb"
    PERCENT = "%"


@dataclass(frozen=True, slots=True)
class Load:
    """What is moved: ``60 kg``, ``75% of squat max``, ``bodyweight + 10 kg``, or a name, ``green band``.

    ``amount`` is in thousandths of ``unit``; ``name`` is the reference of a percentage, ``bodyweight``, or a free name.
    """

    name: str = ""
    amount: Amount | None = None
    unit: LoadUnit | None = None

    def prescribed_for(self, standard: Standard) -> "Load":
        """Return the load for men or for women, if there are both."""
        return replace(self, amount=self.amount.prescribed_for(standard)) if self.amount else self


BODYWEIGHT = "bodyweight"


def reference_key(name: str) -> str:
    """Return the key by which names of references are compared: capitals are ignored."""
    return name.casefold()


class References(Mapping[str, Load]):
    """The loads that percentages refer to, found by name regardless of capitals; iterating gives names as written."""

    def __init__(self, loads: Mapping[str, Load] | None = None) -> None:
        self._by_key = {reference_key(name): (name, load) for name, load in (loads or {}).items()}

    def __getitem__(self, name: str) -> Load:
        return self._by_key[reference_key(name)][1]

    def __iter__(self) -> Iterator[str]:
        return (name for name, _ in self._by_key.values())

    def __len__(self) -> int:
        return len(self._by_key)

    def __repr__(self) -> str:
        return f"References({dict(self)})"
