"""The account of an affair that a busy reader trusts: sentences built from records, each with its sources.

What happened, who stands where, what changed, what is contested, what only one side says,
what to watch; then the articles, and what could not be used. No sentence is written by a
model: the words are templates, names and dates of the record, and quotations.
"""

from __future__ import annotations

from onrecord.analyse.brief.compose import brief
from onrecord.analyse.brief.outline import Brief, Group, Note, Section, Sentence, Source, Unused

__all__ = ["Brief", "Group", "Note", "Section", "Sentence", "Source", "Unused", "brief"]
