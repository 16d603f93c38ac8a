"""The front matter: a workout's settings, in YAML, each with its place."""

from dataclasses import dataclass, replace
from typing import Any

from voicecoach.errors import UNPRINTABLE
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


SETTINGS = ("equipment", "language", "rest")


def read_settings(text: str, path: str, first_line: int, problems: Problems) -> Settings:
    """Read the front matter; ``first_line`` is the page's line, counted from 0, on which ``text`` begins."""
    from ruamel.yaml.nodes import MappingNode

    front = _FrontMatter(text.split("\n"), path, first_line)
    root = _composed(text, front, problems)
    settings = Settings()
    if root is not None and not isinstance(root, MappingNode):
        problems.error(front.words_at(root.start_mark), "the settings are lines such as 'equipment: mini-band'")
        return settings
    seen: set[str] = set()
    for key_node, value_node in root.value if root is not None else ():
        key = str(key_node.value)
        key_words = front.words_at(key_node.start_mark, len(key))
        if key not in SETTINGS:
            problems.error(key_words, f"unknown setting '{key}'", did_you_mean(key, SETTINGS))
        elif key in seen:
            problems.error(key_words, f"the setting '{key}' stands there twice", "keep one of them")
        elif (value := front.value_of(value_node)) is None:
            problems.error(key_words, f"the setting '{key}' is one value, not a list")
        elif UNPRINTABLE.search(value.text):
            problems.error(value, "this value holds characters that cannot be printed", "take them out")
        else:
            settings = _with_setting(settings, key, value, problems)
        seen.add(key)
    return settings


@dataclass(frozen=True, slots=True)
class _FrontMatter:
    """The lines of the front matter, and where they stand on the page."""

    lines: list[str]
    path: str
    first_line: int

    def words_at(self, mark: Any, length: int | None = None) -> Words:
        """Return the words that a mark of the YAML library points to."""
        line, column = (min(mark.line, len(self.lines) - 1), mark.column) if mark else (0, 0)
        source = self.lines[line]
        end = None if length is None else column + length
        return Words(source[column:end], self.path, self.first_line + line + 1, column + 1, source)

    def value_of(self, node: Any) -> Words | None:
        """Return a setting's value; None where it is a list or a map."""
        from ruamel.yaml.nodes import ScalarNode

        if not isinstance(node, ScalarNode):
            return None
        start = self.words_at(node.start_mark)
        return replace(start, text=node.value, column=start.column + (node.style in {"'", '"'}))


def _composed(text: str, front: _FrontMatter, problems: Problems) -> Any:
    """Parse the YAML into nodes that know their place; None where there is nothing, or a problem was noted."""
    from ruamel.yaml import YAML
    from ruamel.yaml.error import MarkedYAMLError, YAMLError

    try:
        return YAML(typ="safe", pure=True).compose(text)
    except MarkedYAMLError as error:
        mark = error.problem_mark or error.context_mark
        problems.error(front.words_at(mark), f"the settings are not YAML: {error.problem or error.context}")
    except (YAMLError, RecursionError, ValueError, OverflowError) as error:
        problems.error(front.words_at(None), f"the settings are not YAML: {str(error).splitlines()[0]}")
    return None


def _with_setting(settings: Settings, key: str, value: Words, problems: Problems) -> Settings:
    if key == "equipment":
        return replace(settings, equipment=value.text)
    if key == "rest":
        return replace(settings, rest_ms=read_rest(value, problems))
    if value.text not in _LANGUAGES:
        problems.error(value, f"unknown language '{value.text}'", f"one of: {', '.join(_LANGUAGES)}")
    return replace(settings, language=value.text)
