"""The phrase catalogues: every word that the coach says of itself, one file of Fluent messages for each language."""

from voicecoach.phrases.catalogue import LANGUAGES, Catalogue, Forms, base_language, open_catalogue

__all__ = ["LANGUAGES", "Catalogue", "Forms", "base_language", "open_catalogue"]
