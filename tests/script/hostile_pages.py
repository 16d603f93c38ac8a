"""Hostile pages by name: functions that return pages which no person would write."""

from collections.abc import Callable

G = "# A\n\n## G\n\n"
MOST = 4900
"""Just below the line limit of a page."""


def lines(form: str, number: int = MOST) -> str:
    return "".join(form.format(n=n) for n in range(1, number + 1))


def nested(item: str, depth: int) -> str:
    return "".join("  " * n + item for n in range(depth))


PAGES: dict[str, Callable[[], str]] = {
    "a line of 10 MB": lambda: f"{G}- a: {'9' * 10_000_000}",
    "a title of 10 MB": lambda: "# " + "a" * 10_000_000,
    "10 MB of brackets": lambda: "[" * 10_000_000,
    "10,000 nested lists": lambda: G + nested("- a\n", 10_000),
    "10,000 nested lists on a line": lambda: G + "- " * 10_000 + "a: 10 s",
    "80 nested lists": lambda: G + nested("- a\n", 80),
    "90,000 quotes": lambda: ">" * 90_000 + " a",
    "stars": lambda: "# " + "*" * 99_000 + "a" + "*" * 99_000,
    "brackets": lambda: "# " + "[" * 99_000,
    "openings of links": lambda: "# A\n\n" + "[a](" * 49_000,
    "backticks": lambda: "# A\n\n" + "".join("`" * n + " " for n in range(440)),
    "entities": lambda: "# A\n\n" + "&#x;" * 45_000,
    "backslashes": lambda: G + "- a" + "\\" * 190_000 + ": 10 s",
    "blanks": lambda: G + "- a" + " " * 190_000 + ": 10 s",
    "tabs": lambda: G + "\t" * 190_000 + "- a: 10 s",
    "brackets in the settings": lambda: "---\nequipment: " + "[" * 5000 + "\n---\n# A",
    "maps in the settings": lambda: "---\n" + "".join(" " * n + "a:\n" for n in range(190)) + "---\n# A",
    "aliases in the settings": lambda: "---\na: &a [x, x]\nb: &b [*a, *a]\nequipment: *b\n---\n# A",
    "a list that contains itself": lambda: "---\nequipment: &a [*a]\n---\n# A",
    "billions of rounds": lambda: "# A\n\n## G: 1000000000 rounds\n\n- a: 1000000000 reps\n",
    "rounds in rounds": lambda: f"{G[:-2]}: 100 rounds\n\n" + nested("- a: 100 rounds\n", 7) + " " * 14 + "- a: 1 s",
    "an endless ladder": lambda: f"{G}- a: 1 up to 1000 by 0.0001 reps\n",
    "typing mistakes": lambda: G + lines("- ex{n}: {n} fox\n"),
    "unknown words": lambda: G + lines("- ex{n}: 10 reps, xylo{n} phon\n"),
    "duplicate terms": lambda: G + lines("- e: 10 reps, until {n}, until {n}, with {n}, with {n}\n"),
    "movements": lambda: f"{G}- a: 10 s\n\n## Movements\n\n" + lines("### m{n}\n"),
    "unused movements": lambda: G + lines("- m{n}: 1 s\n", 2000) + "\n## Movements\n\n" + lines("### n{n}\n", 2000),
    "tracks": lambda: f"{G}- a: 10 s\n\n## Progression\n\n" + lines("- reps: {n}\n", 900),
    "values": lambda: f"{G}- a: 1 rep\n\n## Progression\n\n- reps: " + ", ".join(map(str, range(1, 999))),
    "levels": lambda: (
        f"---\nlevels: {', '.join(map(str, range(3000)))}\n---\n{G}" + lines("- a: 1 s, level {n}\n", 2000)
    ),
    "control characters": lambda: "# A\n" + "\x00\x07\x1b" * 60_000,
}
