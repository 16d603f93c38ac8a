"""The bound on the caches: what is in them, what is in use, and what is evicted."""

from voicecoach.caches.entries import KINDS, CacheKind, Contents, Entry, InUse, contents_of, evicted
from voicecoach.caches.runs import in_use_since_ns, registered_run
from voicecoach.caches.trimming import DEFAULT_LIMIT, Removal, clear, trim

__all__ = [
    "DEFAULT_LIMIT",
    "KINDS",
    "CacheKind",
    "Contents",
    "Entry",
    "InUse",
    "Removal",
    "clear",
    "contents_of",
    "evicted",
    "in_use_since_ns",
    "registered_run",
    "trim",
]
