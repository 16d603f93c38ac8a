"""Write timelines to files. One table lists the audio formats, another the text formats."""

from voicecoach.exports.atomic import atomic_write
from voicecoach.exports.audio_file import Encoding, check_target, export
from voicecoach.exports.chapters import Split
from voicecoach.exports.formats import FORMATS, chapters_note, check_bit_rate
from voicecoach.exports.names import safe_name
from voicecoach.exports.tags import Tags, tags_of
from voicecoach.exports.texts import TEXTS, TextFormat, save_text, save_texts, text_format_for, texts_beside
from voicecoach.exports.tracks import Album, check_folder, export_tracks, files_of
from voicecoach.exports.up_to_date import fingerprint, is_up_to_date, remember

__all__ = [
    "FORMATS",
    "TEXTS",
    "Album",
    "Encoding",
    "Split",
    "Tags",
    "TextFormat",
    "atomic_write",
    "chapters_note",
    "check_bit_rate",
    "check_folder",
    "check_target",
    "export",
    "export_tracks",
    "files_of",
    "fingerprint",
    "is_up_to_date",
    "remember",
    "safe_name",
    "save_text",
    "save_texts",
    "tags_of",
    "text_format_for",
    "texts_beside",
]
