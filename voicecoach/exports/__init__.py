"""Timelines to files: one table of sound formats, one of text forms; files that appear whole or not at all."""

from voicecoach.exports.chapters import Split
from voicecoach.exports.export import Encoding, check_target, export
from voicecoach.exports.formats import FORMATS
from voicecoach.exports.tags import Tags, tags_of
from voicecoach.exports.texts import TEXTS, TextForm, form_for, save_text
from voicecoach.exports.tracks import Album, check_folder, check_tracks, export_tracks
from voicecoach.exports.whole import whole_file

__all__ = [
    "FORMATS",
    "TEXTS",
    "Album",
    "Encoding",
    "Split",
    "Tags",
    "TextForm",
    "check_folder",
    "check_target",
    "check_tracks",
    "export",
    "export_tracks",
    "form_for",
    "save_text",
    "tags_of",
    "whole_file",
]
