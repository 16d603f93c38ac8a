"""The version of voicecoach; it is written into every file that is made."""

__version__ = "0.1.0"
