"""What governments do by notes and envoys: they protest in words, and a summons says what it is for."""

from __future__ import annotations

from collections.abc import Sequence

from onrecord.coding.clause import Clause
from onrecord.coding.events.acts import Act
from onrecord.coding.events.people import direct
from onrecord.ontology import Rule
from onrecord.reading import Token
from onrecord.records import ActorRef

GOVERNING = frozenset(["GOV", "IGO", "EUR", "UNO"])
RETOLD = frozenset("appos npadvmod dep attr dobj".split())
"""Where a noun stands that says again what the verb has told."""


def protests_in_words(clause: Clause, verb: Token, rule: Rule) -> bool:
    """Return whether a state or its government protests: it takes to no street."""
    if rule.frame.mode != "demo" or not clause.is_verb(verb):
        return False
    doers = [ref for m in direct(clause, clause.actors(verb)) for ref in m.actors]
    return bool(doers) and all(map(_governs, doers))


def own_sent_home(clause: Clause, verb: Token, rule: Rule) -> bool:
    """Return whether somebody's own people go home: "sent *its* diplomats home for the holidays"."""
    if rule.name != "verb.send_home" or not clause.is_verb(verb):
        return False
    return any(k.tag == "PRP$" for t in clause.objects(verb) for k in clause.sentence.kids(t.i, "poss"))


def own_told_to_leave(act: Act) -> bool:
    """Return whether who is told to leave is of one's own: "ordered the staff of its embassy to leave"."""
    if act.event_type != "SANCTION" or act.mode != "expel" or not act.rule.heads:
        return False
    own = {ref.country for m in act.actors for ref in m.actors}
    told = [ref for m in act.recipients for ref in m.actors]
    return all(ref.country in own or ref.actor_id.startswith("unnamed") for ref in told)


def _governs(ref: ActorRef) -> bool:
    return ref.kind == "country" or bool(set(ref.sectors) & GOVERNING)


def hide_purposes(clause: Clause, acts: Sequence[Act]) -> None:
    """Hide what a summons is for: "summoned the envoy *to protest* against the raid" is one act."""
    summons = {a.trigger.i for a in acts if a.event_type == "ACCUSE" and not a.hidden}
    for act in acts:
        infinitive = act.trigger.tag == "VB" and act.trigger.dep in ("xcomp", "advcl", "acl", "relcl")
        if infinitive and act.event_type in ("ACCUSE", "PROTEST") and _reaches(clause, act.trigger, summons):
            act.hidden = True


def told_twice(clause: Clause, acts: Sequence[Act]) -> None:
    """Hide a meeting that is only said again of another: "the two met, *their first talks* since"."""
    meetings = {a.trigger.i for a in acts if a.event_type == "CONSULT" and not a.hidden}
    for act in acts:
        again = act.event_type == "CONSULT" and act.trigger.dep in RETOLD
        owned = any(t.tag == "PRP$" for t in clause.sentence.kids(act.trigger.i, "poss"))
        others = meetings - {act.trigger.i}
        if again and owned and any(t.i in others for t in clause.sentence.ancestors(act.trigger.i)):
            act.hidden = True


def _reaches(clause: Clause, verb: Token, summons: set[int]) -> bool:
    """Return whether ``verb`` hangs on one of ``summons``, or on its object."""
    return any(t.i in summons for t in list(clause.sentence.ancestors(verb.i))[:2])
