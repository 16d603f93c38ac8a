"""voicecoach: workout scripts become a timed cue list that is spoken live or exported to a file.

The public API is what this module names; everything else may change.
"""

__version__ = "0.1.0"
