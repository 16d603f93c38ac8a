"""Records a session's phrases in a person's own voice: which phrases, the microphone, each take, the pack.

Only what needs no sound device is exported here; the others are imported from their modules when phrases are recorded.
"""

from voicecoach.recording.phrases import Phrase, Share, phrases_of, share_of

__all__ = ["Phrase", "Share", "phrases_of", "share_of"]
