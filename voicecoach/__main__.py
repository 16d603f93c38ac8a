"""Run the command line with ``python -m voicecoach``."""

from voicecoach.cli import main

main()
