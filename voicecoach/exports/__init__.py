"""Timelines to files: one table from suffix to format, files that appear whole or not at all."""

from voicecoach.exports.export import check_target, export
from voicecoach.exports.formats import FORMATS
from voicecoach.exports.whole import whole_file

__all__ = ["FORMATS", "check_target", "export", "whole_file"]
