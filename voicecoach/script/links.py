"""Linked pages, whether whole scripts or shared movements: found by a function of the caller, each read once."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from typing import TypeAlias

from voicecoach.errors import Severity, VoicecoachError
from voicecoach.script.source import Problems, ReadScript, Span
from voicecoach.workout import Movement, Workout

Find: TypeAlias = Callable[[str, str], tuple[str, str] | None]
"""Given a link and the path of the page that contains it, returns the text and path of the linked page, or None if it
does not exist; raises VoicecoachError if it cannot be read."""

_MAX_DEPTH = 8
_MAX_LINKS = 100
_MAX_CHARACTERS = 1_000_000


def find_nothing(_link: str, _path: str) -> None:
    """Find no page at all: for a script without links."""


@dataclass(slots=True)
class Links:
    """The pages read so far, by path; ``open_paths`` are those still being read, to detect circles."""

    find: Find
    read: "Callable[[str, str, Links], ReadScript]"
    done: dict[str, ReadScript] = field(default_factory=dict)
    open_paths: list[str] = field(default_factory=list)
    asked: int = 0
    characters: int = 0

    def workout(self, link: Span, problems: Problems) -> Workout | None:
        """Return the linked script; report an error and return None if it cannot be used."""
        result = self._result(link, problems)
        if result is None:
            return None
        if result.workout is None:
            first = next(problem for problem in result.problems if problem.severity is Severity.ERROR)
            where = f"{first.location.path}:{first.location.line}"
            message = f"the script {link.quoted()} has errors: {first.message} ({where})"
            problems.error(link, message, f"run 'voicecoach check {first.location.path}'")
            return None
        if not result.workout.groups:
            hint = "if you only need its movements, name it in the setting 'movements'"
            problems.error(link, f"the script {link.quoted()} has no exercises", hint)
            return None
        return result.workout

    def movements(self, pages: tuple[Span, ...], problems: Problems) -> Mapping[str, Movement]:
        """Return the movements of shared pages; if several define the same one, the first wins."""
        shared: dict[str, Movement] = {}
        for page in pages:
            result = self._result(page, problems)
            if result is None:
                continue
            if result.workout is None:
                problems.error(page, f"the page {page.quoted()} has errors", f"run 'voicecoach check {page.text}'")
                continue
            if not result.workout.movements:
                problems.error(page, f"the page {page.quoted()} has no movements", "add '## Movements' to it")
            shared = {**result.workout.movements, **shared}
        return shared

    def _result(self, link: Span, problems: Problems) -> ReadScript | None:
        found = self._found(link, problems)
        if found is None or self._is_refused(link, found[1], problems):
            return None
        text, path = found
        if path not in self.done:
            self.characters += len(text)
            if self.characters > _MAX_CHARACTERS:
                message = f"the scripts of this session have more than {_MAX_CHARACTERS} characters in total"
                problems.error(link, message, "remove this link")
                return None
            self.open_paths.append(path)
            self.done[path] = self.read(text, path, self)
            self.open_paths.pop()
        return self.done[path]

    def _found(self, link: Span, problems: Problems) -> tuple[str, str] | None:
        """Return the text and path of a linked page; report an error and return None if there is none."""
        self.asked += 1
        if self.asked > _MAX_LINKS:
            problems.error(link, f"a session can have at most {_MAX_LINKS} links", "remove this one")
            return None
        try:
            found = self.find(link.text, link.path)
        except VoicecoachError as error:
            problems.error(link, error.message, error.hint)
            return None
        if found is None:
            hint = "write a path relative to this script, or a name that 'voicecoach list' prints"
            problems.error(link, f"there is no script {link.quoted()}", hint)
        return found

    def _is_refused(self, link: Span, path: str, problems: Problems) -> bool:
        """Whether a page cannot be linked here, because of a circle or too many links on the way; report which."""
        if path in {*self.open_paths, link.path}:
            message = f"the script {link.quoted()} leads back to this one"
            problems.error(link, message, "remove one of the links in this loop")
            return True
        if len(self.open_paths) >= _MAX_DEPTH:
            message = f"the script {link.quoted()} is more than {_MAX_DEPTH} links deep"
            problems.error(link, message, "link it from a script nearer to the first one")
            return True
        return False
