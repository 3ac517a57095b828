"""Across documents: stories, origins, events, figures and conflicts, every decision a judgement."""

from onrecord.link.linking import link

__all__ = ["link"]
