"""Print a workout as a script in canonical form; reading it back gives an equal workout."""

import re
from collections.abc import Iterable, Iterator, Mapping
from typing import Any
from urllib.parse import quote

from voicecoach.script.amount_wording import print_load
from voicecoach.script.rest_wording import print_rests, rest_length
from voicecoach.script.wording import (
    escaped,
    exercise_head,
    group_terms,
    link_terms,
    movement_settings,
    prescription,
    print_moment,
    print_switches,
    print_track,
    print_words,
    who_paces,
)
from voicecoach.workout import (
    Exercise,
    FormCue,
    Group,
    Item,
    Link,
    Movement,
    Pause,
    Progression,
    Say,
    TimedSay,
    Workout,
)


def print_script(workout: Workout) -> str:
    """Return the script of a workout."""
    bare = _group_without_heading(workout)
    terms = group_terms(bare[0]) if bare else ""
    parts = [f"{_front_matter(workout)}# {_after_colon(escaped(workout.title), terms)}"]
    parts += [escaped(text) for text in workout.introduction]
    parts += [f"> {escaped(text)}" for text in workout.safety]
    for group in bare:
        parts.append(_items(group))
    for group in workout.groups[len(bare) :]:
        parts += _section(group)
    if workout.movements:
        parts.append("## Movements")
    for movement in workout.movements.values():
        parts += _movement(movement)
    if workout.progression != Progression():
        parts += ["## Progression", "\n".join(_progression(workout.progression))]
    return "\n\n".join(parts) + "\n"


def print_item(item: Item, depth: int = 0) -> Iterator[str]:
    """Yield the lines of an item and of the items nested in it."""
    indent = "  " * depth
    match item:
        case Exercise():
            yield f"{indent}- {exercise_head(item)}: {prescription(item)}"
            yield from _says(item.says, depth + 1)
        case Pause():
            yield f"{indent}- Rest: {', '.join(filter(None, (rest_length(item.rest), escaped(item.words))))}"
        case Say():
            yield f"{indent}- Say: {print_words(item)}"
        case Link():
            yield f"{indent}- {_after_colon(f'[{escaped(item.title)}]({_target(item.target)})', link_terms(item))}"
        case Group():
            yield f"{indent}- {_after_colon(escaped(item.title), group_terms(item))}"
            for child in item.items:
                yield from print_item(child, depth + 1)
            yield from _says(item.says, depth + 1)


def _says(says: Iterable[TimedSay], depth: int) -> Iterator[str]:
    """Yield the lines that are spoken at times."""
    return (f"{'  ' * depth}- {print_moment(say)}: {print_words(say)}" for say in says)


def _target(target: str) -> str:
    """Return the target of a link for Markdown: percent-encoded if it has blanks or brackets."""
    return target if re.fullmatch(r"[^\s()<>%]+", target) else quote(target)


def _front_matter(workout: Workout) -> str:
    settings: dict[str, object] = {
        "equipment": workout.equipment,
        "rest": print_rests(workout.rests),
        "changeover": rest_length(workout.rests.changeover) if workout.rests.changeover else "",
        "pace": "".join(who_paces(self_paced=workout.self_paced)),
        "load": print_load(workout.load) if workout.load else "",
        "levels": " · ".join(map(", ".join, workout.levels)),
        "references": {name: print_load(load) for name, load in workout.references.items()},
        "movements": list(workout.pages) if len(workout.pages) > 1 else "".join(workout.pages),
        "cues": print_switches(workout.cues),
        "say": dict(workout.say),
        "language": workout.language if workout.language != "en" else "",
    }
    filled = {key: value for key, value in settings.items() if value}
    return f"---\n{print_settings(filled)}---\n" if filled else ""


def print_settings(settings: Mapping[str, object]) -> str:
    """Return settings as YAML."""
    from io import StringIO

    from ruamel.yaml import YAML

    yaml: Any = YAML(typ="safe", pure=True)
    yaml.default_flow_style = False
    yaml.allow_unicode = True
    yaml.sort_base_mapping_type_on_output = False
    yaml.width = 1 << 20
    out = StringIO()
    yaml.dump(dict(settings), out)
    return out.getvalue()


def _group_without_heading(workout: Workout) -> tuple[Group, ...]:
    """Return the first group, alone, if its items can be right below the title, whose name and terms it has."""
    first, *others = workout.groups or (Group(""),)
    is_plain = bool(first.items) and not (first.introduction or first.safety)
    is_clear = first.title == workout.title and (not others or not group_terms(first))
    return (first,) if is_plain and is_clear else ()


def _section(group: Group) -> Iterator[str]:
    yield f"## {_after_colon(escaped(group.title), group_terms(group))}"
    yield from (escaped(text) for text in group.introduction)
    yield from (f"> {escaped(text)}" for text in group.safety)
    if group.items:
        yield _items(group)


def _items(group: Group) -> str:
    lines = (line for item in group.items for line in print_item(item))
    return "\n".join((*lines, *_says(group.says, 0)))


def _movement(movement: Movement) -> Iterator[str]:
    yield "\n".join((f"### {escaped(movement.name)}", *movement_settings(movement).values()))
    yield from (escaped(text) for text in movement.setup)
    yield from (f"> {escaped(text)}" for text in movement.safety)
    if movement.form_cues:
        yield "\n".join(f"- {_form_cue(cue)}" for cue in movement.form_cues)


def _form_cue(cue: FormCue) -> str:
    text = f"{cue.phase}: {escaped(cue.text)}" if cue.phase else escaped(cue.text)
    return text if cue.text == cue.short else f"{text} | {escaped(cue.short)}"


def _progression(progression: Progression) -> Iterator[str]:
    for track in progression.tracks:
        yield f"- {print_track(track)}"
    if progression.discomfort:
        yield f"- discomfort: {', then '.join(subject.value for subject in progression.discomfort)}"


def _after_colon(head: str, terms: str) -> str:
    return f"{head}: {terms}" if terms else head
