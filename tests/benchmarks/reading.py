"""How long reading takes, and how it grows: python -m tests.benchmarks.reading

Scripts of many lengths are made of everything that the language has. `check` is timed as a whole process, start-up
included; reading alone is timed in this one, where the growth shows as the time for each line.
"""

import statistics
import subprocess
import sys
import tempfile
import time
from pathlib import Path

from voicecoach.script import read_script

LINES = (250, 500, 1000, 2000, 4000)
RUNS = 7
ITEMS = (
    "- Exercise {n}: {reps} reps each side at {kilos} kg, tempo 1-0-1-0, rest 5 s",
    "- Drill {n}, left foot leads: {reps} steps up, {reps} steps back",
    "- Drill {n}: 2 x {seconds} s hold, rest 2 s between reps, RPE {reps}",
    "- Drill {n}: 3/2 reps at 65/75% of squat max, self-paced",
    "- Block {n}: 2 rounds, no rest, rest 5 s between rounds\n  - Part {n}: max reps in {seconds} s",
)
"""Each lasts seconds only: thousands of lines are to stay within a day."""


def script(lines: int) -> str:
    """Return a script of about so many lines: groups of ten items, and movements for a part of them."""
    parts = ["---\nrest: 0-5 s\nreferences:\n  squat max: 100 kg\n---\n# Long\n"]
    count, n = 7, 0
    while count < lines * 3 // 4:
        if not n % 10:
            parts.append(f"\n## Group {n}: 1 round, rest 5 s between sets\n\n")
            count += 3
        item = ITEMS[n % len(ITEMS)].format(n=n, reps=1 + n % 3, seconds=2 + n % 4, kilos=20 + n % 50)
        parts.append(f"{item}\n")
        count, n = count + 1 + item.count("\n"), n + 1
    parts.append("\n## Movements\n")
    for number in range(0, n, 5):
        if count >= lines:
            break
        words = f"Stand tall, number {number}.\n\n- Hips back, stay low | Hips back\n- Chest up\n"
        parts.append(f"\n### Exercise {number}\n\n{words}")
        count += 7
    return "".join(parts)


def main() -> None:
    """Print the median of each."""
    print("lines   check, whole process   reading alone   a line")
    with tempfile.TemporaryDirectory() as folder:
        for lines in LINES:
            text = script(lines)
            path = Path(folder, f"{lines}.md")
            path.write_text(text, "utf-8")
            whole, alone = [], []
            for _ in range(RUNS):
                start = time.perf_counter()
                done = subprocess.run(
                    [sys.executable, "-m", "voicecoach", "check", str(path)],
                    capture_output=True,
                    text=True,
                    check=False,
                )
                whole.append(time.perf_counter() - start)
                start = time.perf_counter()
                problems = read_script(text, str(path)).problems
                alone.append(time.perf_counter() - start)
            told = "" if done.returncode == 0 else f"   ({problems[0].message})"
            middle = statistics.median(alone)
            number = text.count("\n")
            row = (
                f"{number:5}   {statistics.median(whole):18.2f} s   {middle:11.2f} s   {middle / number * 1e6:4.0f} µs"
            )
            print(row + told)


if __name__ == "__main__":
    main()
