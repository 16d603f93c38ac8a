"""Timelines to files: one table from suffix to format, files that appear whole or not at all."""

from voicecoach.exports.export import check_target, export
from voicecoach.exports.formats import FORMATS
from voicecoach.exports.recognise import is_our_cue_list
from voicecoach.exports.tags import Tags, tags_of
from voicecoach.exports.whole import whole_file

__all__ = ["FORMATS", "Tags", "check_target", "export", "is_our_cue_list", "tags_of", "whole_file"]
