"""Document → Reading: sentences, parse, mentions, times, places and quantities."""

from onrecord.read.parse import model_version
from onrecord.read.reader import Reader

__all__ = ["Reader", "model_version"]
