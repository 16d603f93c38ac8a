"""The command line: thin commands, problems and progress on stderr."""

from voicecoach.cli.main import main

__all__ = ["main"]
