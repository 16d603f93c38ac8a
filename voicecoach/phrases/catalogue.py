"""The phrases of one language, in Fluent (projectfluent.org), which knows the plural rules of every language.

Each message is a phrase. Its value is the full form; ``.short`` and ``.least`` are shorter ones. ``NAME-2``,
``NAME-3`` … are alternative wordings of the phrase.
"""

from functools import cache, lru_cache
from pathlib import Path
from typing import Any

from voicecoach.languages import base_language, language_code

Forms = tuple[str, ...]
"""The forms of one phrase, from the fullest to the shortest."""

_SHORTER = ("short", "least")
_LONG = 200
"""In characters. Fluent rejects results with values beyond 1000."""


@cache
def open_catalogue(language: str) -> "Catalogue":
    """Return the catalogue of a language, given a code such as ``de`` or ``de-at``.

    Raises:
        ChoiceError: there is none.
    """
    return Catalogue(base_language(language_code(language)))


class Catalogue:
    """The phrases of one language."""

    def __init__(self, language: str) -> None:
        from fluent.runtime import FluentBundle, FluentResource

        self.language = language
        source = Path(__file__).with_name(f"{language}.ftl").read_text("utf-8")
        self._bundle: FluentBundle = FluentBundle([language], use_isolating=False)
        self._bundle.add_resource(FluentResource(source))

    def forms(self, phrase: str, wording: int = 0, **values: float | str) -> Forms:
        """Return the distinct forms of a phrase; ``wording`` selects one of its wordings, modulo their number."""
        return self._forms(phrase, wording % self.wordings(phrase), tuple(values.items()))

    @lru_cache(maxsize=4096)  # noqa: B019  # a catalogue lives as long as the program
    def _forms(self, phrase: str, wording: int, values: tuple[tuple[str, float | str], ...]) -> Forms:
        message = self._wordings(phrase)[wording]
        patterns = (message.value, *(message.attributes[name] for name in _SHORTER if name in message.attributes))
        return tuple(dict.fromkeys(self._formatted(pattern, dict(values)) for pattern in patterns))

    def text(self, phrase: str, **values: float | str) -> str:
        """Return the fullest form of a phrase."""
        return self._forms(phrase, 0, tuple(values.items()))[0]

    def word(self, kind: str, word: str) -> str:
        """Translate a word of the script language, such as the way ``up``; an unknown word is returned unchanged."""
        phrase = f"{kind}-{word.replace(' ', '-')}"
        return self.text(phrase) if self._bundle.has_message(phrase) else word

    def figure(self, number: float) -> str:
        """Return a number as the language writes it."""
        return self.text("figure", number=number)

    def wordings(self, phrase: str) -> int:
        """Return how many wordings a phrase has."""
        return len(self._wordings(phrase))

    @lru_cache(maxsize=64)  # noqa: B019  # a catalogue lives as long as the program
    def table(self, phrase: str) -> dict[str, str]:
        """Return the rows of a phrase that is a table: what is before ``: `` on a line, and what is after it."""
        pairs = (line.partition(": ") for line in self.text(phrase).splitlines() if line)
        return {written: spoken for written, _, spoken in pairs}

    @cache  # noqa: B019  # a catalogue lives as long as the program
    def _wordings(self, phrase: str) -> tuple[Any, ...]:
        """Return the messages of all wordings of a phrase."""
        found = [self._bundle.get_message(phrase)]
        while self._bundle.has_message(following := f"{phrase}-{len(found) + 1}"):
            found.append(self._bundle.get_message(following))
        return tuple(found)

    def _formatted(self, pattern: Any, values: dict[str, float | str]) -> str:
        from fluent.runtime.types import fluent_number

        # A speech engine reads 1000 correctly, but takes the comma of 1,000 for a pause. Fluent rejects long values,
        # such as the list of exercises in an AMRAP, so these are inserted afterwards.
        plain: dict[str, Any] = {}
        long: dict[str, str] = {}
        for name, value in values.items():
            if isinstance(value, str) and len(value) > _LONG:
                plain[name] = mark = f"\ue000{name}\ue001"
                long[mark] = value
            else:
                plain[name] = value if isinstance(value, str) else fluent_number(value, useGrouping=False)
        text, errors = self._bundle.format_pattern(pattern, plain)
        if errors:
            raise errors[0]
        said = str(text)
        for mark, value in long.items():
            said = said.replace(mark, value)
        return said
