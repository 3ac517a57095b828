"""What persons decide about a record, as pure functions: decisions, what they do, how far people agree.

A decision is a :class:`onrecord.records.Judgement` by ``person:<name>``; decisions are only ever added.
:func:`standing` says which of them hold, :func:`apply` what the claims are by them. What stores them and
links again lies above, in :mod:`onrecord.relink` and :mod:`onrecord.serve`.
"""

from onrecord.judging.apply import Overlay, apply, overlay
from onrecord.judging.decisions import (
    accept,
    confirm,
    correct,
    dismiss,
    join,
    merge_actors,
    part_actors,
    person,
    reject,
    split,
    undo,
)
from onrecord.judging.in_force import put_in_force
from onrecord.judging.standing import Thing, check_current, in_time, merged_actors, standing, thing

__all__ = [
    "Overlay",
    "Thing",
    "accept",
    "apply",
    "check_current",
    "confirm",
    "correct",
    "dismiss",
    "in_time",
    "join",
    "merge_actors",
    "merged_actors",
    "overlay",
    "part_actors",
    "person",
    "put_in_force",
    "reject",
    "split",
    "standing",
    "thing",
    "undo",
]
