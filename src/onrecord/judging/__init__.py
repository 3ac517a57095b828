"""What persons decide about a record, as pure functions: decisions, what they do, how far people agree.

A decision is a :class:`onrecord.records.Judgement` by ``person:<name>``; decisions are only ever added.
:mod:`~onrecord.judging.standing` says which of them hold, :mod:`~onrecord.judging.apply` what the claims
are by them, :mod:`~onrecord.judging.in_force` makes a store show that. :mod:`~onrecord.judging.acts` makes
decisions of what somebody asks for in words and ids, :mod:`~onrecord.judging.queue` says what to look at
next, :mod:`~onrecord.judging.people` compares people. What keeps decisions and links again lies above, in
:mod:`onrecord.relink` and :mod:`onrecord.serve.deciding`.
"""
