"""The command line: thin commands, problems and progress on stderr."""

from voicecoach.cli.program import main

__all__ = ["main"]
