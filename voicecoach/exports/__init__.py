"""Timelines to files: one table of sound formats, one of text forms; files that appear whole or not at all."""

from voicecoach.exports.export import Encoding, check_target, export
from voicecoach.exports.formats import FORMATS
from voicecoach.exports.tags import Tags, tags_of
from voicecoach.exports.texts import TEXTS, TextForm, form_for, save_text
from voicecoach.exports.unchanged import fingerprint, is_unchanged, remember
from voicecoach.exports.whole import whole_file

__all__ = [
    "FORMATS",
    "TEXTS",
    "Encoding",
    "Tags",
    "TextForm",
    "check_target",
    "export",
    "fingerprint",
    "form_for",
    "is_unchanged",
    "remember",
    "save_text",
    "tags_of",
    "whole_file",
]
