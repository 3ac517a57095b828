"""Let outer acts change inner ones: agreed to lift, threatened to expel, refused to release.

PLOVER returns one type for the whole: the inner act yields to the outer one and lends it
its mode and, where the outer one has none, its recipients. Operators that report an act
rather than absorb it (accuse, deny, foil, plan, fear) leave the inner act standing, with
its own polarity and modality.
"""

from __future__ import annotations

from collections.abc import Callable

from onrecord.coding.clause import SPEECH, Clause
from onrecord.coding.events.acts import Act
from onrecord.coding.parties import parties, political
from onrecord.coding.status import has_condition
from onrecord.ontology import Ontology
from onrecord.reading import Mention, Token
from onrecord.records import Modality, Polarity

COOPERATIVE = frozenset("AGREE CONSULT SUPPORT CONCEDE COOPERATE AID RETREAT".split())
FORCE = frozenset("SANCTION COERCE ASSAULT MOBILIZE PROTEST".split())
THREAT_MODES = {
    "SANCTION": "relations",
    "COERCE": "restrict",
    "ASSAULT": "violence",
    "MOBILIZE": "violence",
    "RETREAT": "relations",
}
OWN_THREAT_MODES = {"arrest": "arrest", "deport": "expel", "expel": "expel"}
REQUEST_MODES = {"AID": "assist", "CONSULT": "meet", "CONCEDE": "yield", "RETREAT": "yield"}
NEVER_HELD = frozenset("cancel postpone scrap drop call".split())
"""What is ended by one of these did not take place."""
CONTENT_PREPOSITIONS = frozenset("of for against to from on with in over about into behind".split())
INTENTIONS = frozenset("will would plan intend prepare consider mull want decide".split())
FORESEEING = frozenset("will would expect set due slate schedule poise plan intend prepare".split())
"""Cues after which something friendly is a commitment."""
INSPECTING = frozenset("board inspect search check monitor patrol".split())
"""What officials do by agreement as well: planning it threatens nobody."""
BARRIERS = frozenset(
    ["relcl", "acl", "advcl", "appos", "amod", "compound", "poss", "nsubj", "nsubjpass", "agent"]
)


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
    acts = acts + _obligations(clause, acts, ontology)
    for act in acts:
        _commit_by_future(act)
        if act.cue == "purpose" and not act.composed and act.about is None and "(" not in act.name:
            act.hidden = True  # what something is for is not told as an event
    return [a for a in acts if a.event_type and not a.hidden]


def _depth(clause: Clause, token: Token) -> int:
    return sum(1 for _ in clause.sentence.ancestors(token.i))


# -------------------------------------------------------------------- content


def _content_roots(clause: Clause, act: Act) -> list[Token]:
    sentence = clause.sentence
    if not clause.is_verb(act.trigger):
        roots = sentence.kids(act.trigger.i, "acl", "ccomp", "xcomp")
        roots += [t for w, t in clause.prepositions(act.trigger) if w in CONTENT_PREPOSITIONS]
        if act.carrier is not None:
            roots += sentence.kids(act.carrier.i, "xcomp")
        return [r for r in roots if r.tag != "VBN" or r.dep != "acl"]
    roots = sentence.kids(act.trigger.i, "xcomp", "ccomp")
    roots += clause.objects(act.trigger)
    roots += [t for w, t in clause.prepositions(act.trigger) if w in CONTENT_PREPOSITIONS]
    roots += [
        t
        for t in sentence.kids(act.trigger.i, "advcl")
        if act.rule.frame.operator in ("request", "accuse", "commit") and t.tag == "VB"
    ]
    return roots


def _content_acts(clause: Clause, outer: Act, acts: list[Act]) -> list[Act]:
    """Return the acts nearest below ``outer`` in its content, in text order."""
    by_top: dict[int, list[Act]] = {}
    for act in acts:
        if act is not outer:
            by_top.setdefault(act.top.i, []).append(act)
            by_top.setdefault(act.trigger.i, []).append(act)
    found: dict[int, Act] = {}
    for root in _content_roots(clause, outer):
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
    if here or depth > 3:
        return here + rest
    below = []
    for child in clause.sentence.kids(token.i):
        if child.dep == "conj" or (child.dep in BARRIERS and not _infinitive(clause, child)):
            continue
        if child.dep == "prep" and child.lower not in CONTENT_PREPOSITIONS:
            continue
        below += _nearest(clause, child, by_top, depth + 1)
    return below + rest


def _infinitive(clause: Clause, verb: Token) -> bool:
    """Return whether ``verb`` completes a noun ("a consensus *to exchange*")."""
    return verb.dep == "acl" and any(t.tag == "TO" for t in clause.sentence.kids(verb.i, "aux"))


# ------------------------------------------------------------------- handlers


def _become(act: Act, inner: list[Act], event_type: str, mode: str | None) -> None:
    """Make ``act`` the whole: its type, and the parties it lacks from the first inner act."""
    act.event_type = event_type
    act.mode = mode
    act.composed = True
    if not inner:
        return
    first = inner[0]
    act.name = f"{act.name}({first.name})"
    if not act.recipients:
        act.recipients = _others(act, [*first.recipients]) or _others(act, [*first.actors])
    for each in inner:
        each.hidden = True


def _others(act: Act, mentions: list[Mention]) -> list[Mention]:
    mine = {m.start for m in act.actors}
    ids = {ref.actor_id for m in act.actors for ref in m.actors}
    return [
        m
        for m in mentions
        if m.start not in mine and not (m.actors and all(r.actor_id in ids for r in m.actors))
    ]


def _threat_mode(inner: Act) -> str | None:
    return OWN_THREAT_MODES.get(inner.mode or "") or THREAT_MODES.get(inner.event_type or "")


def _commit(clause: Clause, act: Act, inner: list[Act]) -> None:
    if not inner:
        return
    if any(has_condition(clause, t) for t in (clause.tokens[act.trigger.head], act.trigger, inner[0].top)):
        act.modality, act.cue = Modality.CONDITIONAL, "if"
    if any(clause.sentence.kids(root.i, "neg") for root in _content_roots(clause, act)):
        for each in (act, *inner):
            each.hidden = each.hidden or each is act or each.event_type in FORCE
        return  # "pledged not to attack" threatens nobody
    force = FORCE - {"MOBILIZE"}  # troops that are offered or promised are help
    if any(a.event_type in force for a in inner):
        worst = next(a for a in inner if a.event_type in force)
        _become(act, [worst, *(a for a in inner if a is not worst)], "THREATEN", _threat_mode(worst))
    elif inner[0].event_type in COOPERATIVE | {"MOBILIZE"}:
        _become(act, inner, "AGREE", None)
    else:
        act.hidden = True


def _threaten(clause: Clause, act: Act, inner: list[Act]) -> None:
    if inner:
        _become(act, inner, "THREATEN", _threat_mode(inner[0]))


def _refuse(clause: Clause, act: Act, inner: list[Act]) -> None:
    if inner:
        _become(act, inner, "REJECT", REQUEST_MODES.get(inner[0].event_type or "", "change"))


def _request(clause: Clause, act: Act, inner: list[Act]) -> None:
    if not inner:
        return
    if act.trigger.lemma in ("suggest", "insist") and _states(clause, act.trigger):
        act.hidden = True
        return
    first = inner[0]
    if not act.recipients:
        act.recipients = _others(act, first.actors)
    mode = REQUEST_MODES.get(first.event_type or "", "change")
    act.event_type, act.mode, act.composed = "REQUEST", mode, True
    act.name = f"{act.name}({first.name})"
    for each in inner:
        each.hidden = True


def _states(clause: Clause, verb: Token) -> bool:
    """Return whether ``verb`` reports a fact ("suggested that X *was* involved"), not a wish."""
    finite = ("VBD", "VBZ", "VBP")
    for content in clause.sentence.kids(verb.i, "ccomp"):
        words = [content, *clause.sentence.kids(content.i, "aux", "auxpass")]
        if any(t.tag in finite for t in words):
            return True
    return False


def _accuse(clause: Clause, act: Act, inner: list[Act]) -> None:
    for each in inner:
        if not each.actors or each.actors == act.actors:
            each.actors = list(act.recipients)
            each.recipients = [m for m in each.recipients if m not in each.actors]
        each.name = f"alleged({each.name})"
        if act.about is None:
            act.about = each
    if not act.recipients and inner:
        act.recipients = _others(act, inner[0].actors)


def _deny(clause: Clause, act: Act, inner: list[Act]) -> None:
    act.hidden = True
    for each in inner:
        each.polarity = Polarity.NEGATIVE
        each.cue = "denial"
        if not each.actors:
            each.actors = list(act.actors)
        each.name = f"denial({each.name})"


def _foil(clause: Clause, act: Act, inner: list[Act]) -> None:
    act.hidden = True
    for each in inner:
        if each.event_type in FORCE:
            each.polarity = Polarity.NEGATIVE
            each.modality = Modality.ACTUAL
            each.cue = "foiled"
            if not each.actors and not clause.is_passive(act.trigger):
                each.actors = _named_by(
                    clause, [t for w, t in clause.prepositions(act.trigger) if w == "by" and t.dep == "pobj"]
                )
            each.name = f"{each.name}.foiled"


def _attempt(clause: Clause, act: Act, inner: list[Act]) -> None:
    act.hidden = True
    if act.trigger.tag in ("VBD", "VBN"):
        _foil(clause, act, inner)
        return
    _plan(clause, act, inner)


def _plan(clause: Clause, act: Act, inner: list[Act]) -> None:
    act.hidden = True
    for each in inner:
        if not each.actors:
            each.actors = list(act.actors)
        each.modality = Modality.PLANNED
        each.cue = "plan"


def _fear(clause: Clause, act: Act, inner: list[Act]) -> None:
    """What is feared may never come; what somebody worries *about* is taken to be there."""
    act.hidden = True
    for each in inner:
        if each.trigger.tag.startswith("NN") and act.trigger.lemma == "worry":
            continue
        each.modality = Modality.FEARED
        each.cue = "fear"


def _end(clause: Clause, act: Act, inner: list[Act]) -> None:
    act.hidden = not inner and act.hidden
    if not inner:
        return
    if not act.actors and clause.is_passive(act.trigger):
        act.hidden = True
        for each in inner:
            each.polarity = Polarity.NEGATIVE if act.trigger.lemma in NEVER_HELD else each.polarity
        return
    kind = inner[0].event_type or ""
    if kind in ("AID", "COOPERATE", "CONSULT", "SUPPORT", "AGREE"):
        _become(act, inner, "SANCTION", "discontinue")
    elif kind in ("ASSAULT", "MOBILIZE"):
        _become(act, inner, "RETREAT", "ceasefire" if kind == "ASSAULT" else "withdraw")
    else:
        _become(act, inner, "CONCEDE", None)


def _fail(clause: Clause, act: Act, inner: list[Act]) -> None:
    """A failure to agree is a rejection; any other failure negates what failed."""
    act.hidden = True
    for each in inner:
        if each.event_type == "AGREE":
            each.event_type, each.mode = "REJECT", "change"
            each.polarity = Polarity.POSITIVE
            each.name = f"fail({each.name})"
        else:
            each.polarity = Polarity.NEGATIVE


HANDLERS: dict[str, Callable[[Clause, Act, list[Act]], None]] = {
    "commit": _commit,
    "threaten": _threaten,
    "refuse": _refuse,
    "request": _request,
    "accuse": _accuse,
    "deny": _deny,
    "foil": _foil,
    "attempt": _attempt,
    "plan": _plan,
    "fear": _fear,
    "end": _end,
    "fail": _fail,
}


# ----------------------------------------------------- futures and obligations


def _commit_by_future(act: Act) -> None:
    """Apply the manual's rule that a future act is a commitment or a threat."""
    if act.hidden or act.composed or act.trigger.lemma in INSPECTING:
        return
    if (
        act.event_type in ("SANCTION", "COERCE")
        and act.cue in INTENTIONS
        and act.polarity is Polarity.POSITIVE
    ):
        _turn(act, "THREATEN", _threat_mode(act))
        return
    if act.cue not in FORESEEING:
        return
    foreseen = act.cue not in ("will", "would")
    if act.polarity is Polarity.NEGATIVE:
        if act.event_type in COOPERATIVE and not foreseen:
            _turn(act, "REJECT", REQUEST_MODES.get(act.event_type or "", "change"))
            act.polarity, act.modality = Polarity.POSITIVE, Modality.ACTUAL
        return
    if act.event_type in ("SUPPORT", "COOPERATE", "AID", "CONCEDE", "RETREAT"):
        _turn(act, "AGREE", None)
    elif act.event_type in ("SANCTION", "COERCE", "ASSAULT") and not foreseen:
        _turn(act, "THREATEN", _threat_mode(act))


def _turn(act: Act, event_type: str, mode: str | None) -> None:
    act.event_type, act.mode = event_type, mode
    act.name = f"future({act.name})"


def _obligations(clause: Clause, acts: list[Act], ontology: Ontology) -> list[Act]:
    """Return requests made by saying that somebody must do something."""
    made = []
    for verb in clause.tokens:
        if verb.dep != "ccomp" or not _obliged(clause, verb):
            continue
        speech = clause.tokens[verb.head]
        if speech.lemma not in SPEECH or not clause.is_verb(speech):
            continue
        speakers = _named_by(clause, clause.actors(speech))
        asked = _named_by(clause, clause.subjects(verb))
        act = _request_by_must(verb, speakers, asked, acts, ontology)
        if act is not None:
            made.append(act)
    return made


def _named_by(clause: Clause, tokens: list[Token]) -> list[Mention]:
    return [m for t in tokens for m in parties(clause, t, aims=False, places=True)]


def _obliged(clause: Clause, verb: Token) -> bool:
    words = {t.lower for t in clause.sentence.kids(verb.i, "aux")}
    if verb.lemma == "be":
        return bool(words & {"must"})  # "should be afraid" asks for nothing
    return bool(words & {"must", "should", "ought"}) or (
        verb.lemma in ("need", "have") and clause.sentence.kid(verb.i, "xcomp") is not None
    )


def _request_by_must(
    verb: Token, speakers: list[Mention], asked: list[Mention], acts: list[Act], ontology: Ontology
) -> Act | None:
    ids = {ref.actor_id for m in speakers for ref in m.actors}
    asked = [m for m in asked if not any(r.actor_id in ids for r in m.actors)]
    if not speakers or not any(political(m) for m in speakers) or not any(political(m) for m in asked):
        return None
    inner = [a for a in acts if a.top.i == verb.i and a.event_type and not a.hidden]
    for each in inner:
        each.hidden = True
    mode = REQUEST_MODES.get(inner[0].event_type or "", "change") if inner else "change"
    rule = ontology.verbs["urge"][0]
    return Act(
        trigger=verb,
        rule=rule,
        event_type="REQUEST",
        mode=mode,
        actors=speakers,
        recipients=asked,
        name="speech.must",
        composed=True,
    )
