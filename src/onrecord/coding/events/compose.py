"""Let outer acts change inner ones: agreed to lift, threatened to expel, refused to release.

PLOVER returns one type for the whole: the inner act yields to the outer one and lends it
its mode and, where the outer one has none, its recipients. What each kind of outer act
does stands in :mod:`onrecord.coding.events.operators`; here the acts in the content of an
outer one are found, the deepest outer act first, and what only a tense or "must" says is
added by :mod:`onrecord.coding.events.futures`.
"""

from __future__ import annotations

from onrecord.coding.clause import Clause
from onrecord.coding.events.acts import Act
from onrecord.coding.events.envoys import hide_purposes, told_twice
from onrecord.coding.events.futures import commit_by_future
from onrecord.coding.events.operators import HANDLERS, content_roots, run_errand
from onrecord.coding.events.statements import stated
from onrecord.coding.events.words import WORDS
from onrecord.ontology import Ontology
from onrecord.reading import Token

BARRIERS = frozenset(
    ["relcl", "acl", "advcl", "appos", "amod", "compound", "poss", "nsubj", "nsubjpass", "agent"]
)
"""No inner act is looked for beyond one of these."""
DEEPEST = 3
"""An inner act is looked for this many steps below the content of the outer one."""


def compose(clause: Clause, acts: list[Act], ontology: Ontology) -> list[Act]:
    """Return ``acts`` after composition: absorbed ones hidden, typeless ones gone."""
    for act in sorted(acts, key=lambda a: -_depth(clause, a.top)):
        operator = act.rule.frame.operator
        if operator is None:
            continue
        inner = _content_acts(clause, act, acts)
        HANDLERS[operator](clause, act, inner)
        if not inner and not act.rule.frame.alone:
            act.hidden = True
    for act in acts:
        run_errand(clause, act, acts)
    acts = acts + stated(clause, acts, ontology)
    _shouted(clause, acts)
    hide_purposes(clause, acts)
    told_twice(clause, acts)
    for act in acts:
        commit_by_future(act)
        if act.cue == "purpose" and not act.composed and act.about is None and "(" not in act.name:
            act.hidden = True  # what something is for is not told as an event
    return [a for a in acts if a.event_type and not a.hidden]


def _shouted(clause: Clause, acts: list[Act]) -> None:
    """Hide what a protest only says: "marched *calling for* a vote" is one event."""
    protests = {t.i for a in acts if a.event_type == "PROTEST" and not a.hidden for t in (a.top, a.trigger)}
    for act in acts:
        if protests and act.event_type in ("REQUEST", "ACCUSE") and act.trigger.tag == "VBG":
            act.hidden = act.hidden or _beside_one_of(clause, act.trigger, protests)


def _beside_one_of(clause: Clause, gerund: Token, verbs: set[int]) -> bool:
    """Return whether ``gerund`` goes on from one of ``verbs``: "rioted, joining them in *demanding*"."""
    for _ in range(3):
        if gerund.dep not in ("advcl", "acl", "pcomp", "prep"):
            return False
        gerund = clause.tokens[gerund.head]
        if gerund.i in verbs:
            return True
    return False


def _depth(clause: Clause, token: Token) -> int:
    return sum(1 for _ in clause.sentence.ancestors(token.i))


def _content_acts(clause: Clause, outer: Act, acts: list[Act]) -> list[Act]:
    """Return the acts nearest below ``outer`` in its content, in text order."""
    by_top: dict[int, list[Act]] = {}
    for act in acts:
        if act is not outer:
            by_top.setdefault(act.top.i, []).append(act)
            by_top.setdefault(act.trigger.i, []).append(act)
    found: dict[int, Act] = {}
    for root in content_roots(clause, outer):
        for act in _nearest(clause, root, by_top, 0):
            found.setdefault(id(act), act)
    return sorted(found.values(), key=lambda a: a.trigger.start)


def _nearest(clause: Clause, token: Token, by_top: dict[int, list[Act]], depth: int) -> list[Act]:
    here = [a for a in by_top.get(token.i, []) if not a.hidden and a.event_type]
    rest = [
        act
        for child in clause.sentence.kids(token.i, "conj")
        for act in _nearest(clause, child, by_top, depth)
    ]
    if here or depth > DEEPEST:
        return here + rest
    below = []
    for child in clause.sentence.kids(token.i):
        if child.dep == "conj" or (child.dep in BARRIERS and not _infinitive(clause, child)):
            continue
        if child.dep == "prep" and child.lower not in WORDS.content_prepositions:
            continue
        below += _nearest(clause, child, by_top, depth + 1)
    return below + rest


def _infinitive(clause: Clause, verb: Token) -> bool:
    """Return whether ``verb`` completes a noun ("a consensus *to exchange*")."""
    return verb.dep == "acl" and any(t.tag == "TO" for t in clause.sentence.kids(verb.i, "aux"))
