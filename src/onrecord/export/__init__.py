"""Records in other shapes, one file a format; :func:`formats` finds them."""

from __future__ import annotations

from onrecord.export._base import Exporter, formats

__all__ = ["Exporter", "formats"]
