"""The front matter: a workout's settings, in YAML, each with its place."""

from dataclasses import dataclass, replace
from typing import Any

from voicecoach.script.prescription import read_rest
from voicecoach.script.source import Problems, Words, did_you_mean
from voicecoach.workout import Range

_LANGUAGES = ("en",)


@dataclass(frozen=True, slots=True)
class Settings:
    """What the front matter of a script says; ``rest_ms`` is the rest between exercises in milliseconds."""

    equipment: str = ""
    language: str = "en"
    rest_ms: Range | None = None


_KEYS = ("equipment", "language", "rest")


def read_settings(text: str, path: str, first_line: int, problems: Problems) -> Settings:
    """Read the front matter; ``first_line`` is the page's line, counted from 0, on which ``text`` begins."""
    from ruamel.yaml import YAML
    from ruamel.yaml.error import MarkedYAMLError, YAMLError
    from ruamel.yaml.nodes import MappingNode, ScalarNode

    lines = text.split("\n")

    def words_at(mark: Any, length: int | None = None) -> Words:
        line, column = (min(mark.line, len(lines) - 1), mark.column) if mark else (0, 0)
        source = lines[line]
        end = None if length is None else column + length
        return Words(source[column:end], path, first_line + line + 1, column + 1, source)

    try:
        root = YAML(typ="safe", pure=True).compose(text)
    except MarkedYAMLError as error:
        mark = error.problem_mark or error.context_mark
        problems.error(words_at(mark), f"the settings are not YAML: {error.problem or error.context}")
        return Settings()
    except (YAMLError, RecursionError) as error:
        problems.error(words_at(None), f"the settings are not YAML: {str(error).splitlines()[0]}")
        return Settings()
    settings = Settings()
    if root is None:
        return settings
    if not isinstance(root, MappingNode):
        problems.error(words_at(root.start_mark), "the settings are lines such as 'equipment: mini-band'")
        return settings
    seen: set[str] = set()
    for key_node, value_node in root.value:
        key_words = words_at(key_node.start_mark, len(str(key_node.value)))
        if key_node.value in seen:
            problems.error(key_words, f"the setting '{key_node.value}' stands there twice", "keep one of them")
        elif key_node.value not in _KEYS:
            problems.error(key_words, f"unknown setting '{key_node.value}'", did_you_mean(str(key_node.value), _KEYS))
        elif not isinstance(value_node, ScalarNode):
            problems.error(key_words, f"the setting '{key_node.value}' is one value, not a list")
        else:
            value = replace(words_at(value_node.start_mark), text=value_node.value)
            settings = _with_setting(settings, key_node.value, value, problems)
        seen.add(str(key_node.value))
    return settings


def _with_setting(settings: Settings, key: str, value: Words, problems: Problems) -> Settings:
    if key == "equipment":
        return replace(settings, equipment=value.text)
    if key == "rest":
        return replace(settings, rest_ms=read_rest(value, problems))
    if value.text not in _LANGUAGES:
        problems.error(value, f"unknown language '{value.text}'", f"one of: {', '.join(_LANGUAGES)}")
    return replace(settings, language=value.text)
