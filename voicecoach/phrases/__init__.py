"""The phrase catalogues: everything the coach says that is not in a script, one Fluent file for each language."""

from voicecoach.phrases.catalogue import Catalogue, Forms, open_catalogue

__all__ = ["Catalogue", "Forms", "open_catalogue"]
