"""A record without the texts it was read from, and the way back for whoever holds the same articles."""

from onrecord.release.rehydrate import Rehydrated, rehydrate
from onrecord.release.release import Released, release

__all__ = ["Rehydrated", "Released", "rehydrate", "release"]
