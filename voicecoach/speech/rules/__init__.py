"""The rules by which a text is written out for a voice, one module for each kind of thing that is written."""
