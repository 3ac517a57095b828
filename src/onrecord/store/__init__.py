"""The record kept on disk: what was read, what was coded, how it was linked."""
