"""Timelines to files: one table from suffix to format, files that appear whole or not at all."""

from voicecoach.exports.export import export
from voicecoach.exports.formats import FORMATS, format_for

__all__ = ["FORMATS", "export", "format_for"]
