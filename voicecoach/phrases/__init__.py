"""The phrase catalogues: every word that the coach says of itself, one file of Fluent messages for each language."""

from voicecoach.phrases.catalogue import Catalogue, Forms, open_catalogue

__all__ = ["Catalogue", "Forms", "open_catalogue"]
