"""A percentage of a reference, in the kilos or pounds that go on the bar."""

from dataclasses import replace

from voicecoach.workout import PER_UNIT, Load, LoadUnit, Range, References

_PLATES = {LoadUnit.KG: 5 * PER_UNIT // 2, LoadUnit.LB: 5 * PER_UNIT}
"""The smallest step that common plates allow: twice 1.25 kg, twice 2.5 lb."""


def with_kilos(load: Load | None, references: References) -> Load | None:
    """Return a percentage of a known reference as a load, rounded to plates; anything else as it is."""
    if load is None or load.unit is not LoadUnit.PERCENT or load.amount is None:
        return load
    reference = references.get(load.name)
    if reference is None or reference.amount is None or reference.unit not in _PLATES:
        return load
    plate, whole = _PLATES[reference.unit], reference.amount.value

    def rounded(thousandths: int) -> int:
        return max(plate, int(whole * thousandths / (100 * PER_UNIT) / plate + 0.5) * plate)

    rungs = tuple(Range(rounded(rung.low), rounded(rung.high)) for rung in load.amount.rungs)
    return Load("", replace(load.amount, rungs=rungs), reference.unit)
