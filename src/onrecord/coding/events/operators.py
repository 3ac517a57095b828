"""What each kind of outer act makes of the acts in its content.

One handler an operator of the lexicon. Some take the inner act in (agree, threaten, refuse,
request, end, permit): the whole has one type. Others report it or bring it about (accuse,
deny, foil, attempt, plan, fear, fail, enact): the inner act stands, with its own polarity
and modality.
"""

from __future__ import annotations

from collections.abc import Callable

from onrecord.coding.clause import Clause
from onrecord.coding.events.acts import Act
from onrecord.coding.events.words import WORDS
from onrecord.coding.parties import named
from onrecord.coding.status import has_condition
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
NEVER_HELD = frozenset("cancel scrap drop call".split())
"""What is ended by one of these did not take place."""
ORDERED = frozenset("RETREAT COERCE SANCTION ASSAULT MOBILIZE AID CONCEDE".split())
"""What is done by order."""
SENDING = frozenset("send dispatch deploy".split())

UNDONE = frozenset(["THREATEN", "ASSAULT", "PROTEST"])
"""What one refuses to do to somebody who is better off without it."""
PRESSURE = frozenset("REQUEST ACCUSE REJECT THREATEN PROTEST SANCTION COERCE CONCEDE RETREAT".split())
"""Types whose end gives way to the other side."""


def content_roots(clause: Clause, act: Act) -> list[Token]:
    """Return the tokens under which the content of the outer ``act`` stands."""
    sentence = clause.sentence
    if not clause.is_verb(act.trigger):
        roots = sentence.kids(act.trigger.i, "acl", "ccomp", "xcomp")
        roots += [t for w, t in clause.prepositions(act.trigger) if w in WORDS.content_prepositions]
        if act.carrier is not None:
            roots += sentence.kids(act.carrier.i, "xcomp")
        return [r for r in roots if r.tag != "VBN" or r.dep != "acl"]
    roots = sentence.kids(act.trigger.i, "xcomp", "ccomp")
    roots += clause.objects(act.trigger)
    after = [(w, t) for w, t in clause.prepositions(act.trigger) if t.i > act.trigger.i]
    roots += [t for w, t in after if w in WORDS.content_prepositions]
    if act.rule.frame.operator == "request":  # "reiterated its demand that Peru *pay*"
        told = [c for t in clause.objects(act.trigger) for c in sentence.kids(t.i, "acl", "ccomp")]
        roots += [c for c in told if clause.own_subjects(c)]
    roots += [
        t
        for t in sentence.kids(act.trigger.i, "advcl")
        if act.rule.frame.operator in ("request", "accuse", "commit") and t.tag == "VB"
    ]
    return roots


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


def threat_mode(inner: Act) -> str | None:
    """Return the mode of a threat to do ``inner``."""
    return OWN_THREAT_MODES.get(inner.mode or "") or THREAT_MODES.get(inner.event_type or "")


def _commit(clause: Clause, act: Act, inner: list[Act]) -> None:
    if not inner:
        return
    if clause.is_verb(act.trigger) and any(t.lemma in WORDS.information for t in clause.objects(act.trigger)):
        act.hidden = True  # "offered details of the talks"
        return
    if act.trigger.pos == "ADJ" and clause.sentence.kids(act.trigger.head, "neg"):
        _refuse(clause, act, inner)  # "is not ready to negotiate"
        return
    if any(has_condition(clause, t) for t in (clause.tokens[act.trigger.head], act.trigger, inner[0].top)):
        act.modality, act.cue = Modality.CONDITIONAL, "if"
    if any(clause.sentence.kids(root.i, "neg") for root in content_roots(clause, act)):
        for each in (act, *inner):
            each.hidden = each.hidden or each is act or each.event_type in FORCE
        return  # "pledged not to attack" threatens nobody
    force = FORCE - {"MOBILIZE"}  # troops that are offered or promised are help
    if any(a.event_type in force for a in inner):
        worst = next(a for a in inner if a.event_type in force)
        _become(act, [worst, *(a for a in inner if a is not worst)], "THREATEN", threat_mode(worst))
    elif inner[0].event_type in COOPERATIVE | {"MOBILIZE"} or len(act.actors) > 1:
        _become(act, inner, "AGREE", None)
    else:
        act.hidden = True


def _threaten(clause: Clause, act: Act, inner: list[Act]) -> None:
    if inner:
        _become(act, inner, "THREATEN", threat_mode(inner[0]))


def _refuse(clause: Clause, act: Act, inner: list[Act]) -> None:
    if inner and act.trigger.lemma in ("refuse", "decline") and inner[0].event_type in UNDONE:
        _leave_undone(act, inner)
    elif inner:
        _become(act, inner, "REJECT", REQUEST_MODES.get(inner[0].event_type or "", "change"))


def _leave_undone(act: Act, inner: list[Act]) -> None:
    """Let who declines to do harm reject nobody: "declined to threaten Oslo" denies a threat."""
    act.hidden = True
    for each in inner:
        each.polarity, each.cue = Polarity.NEGATIVE, "refusal"
        each.actors = each.actors or list(act.actors)
        each.name = f"undone({each.name})"


def _request(clause: Clause, act: Act, inner: list[Act]) -> None:
    if not act.recipients:
        asked = [s for root in content_roots(clause, act) for s in clause.own_subjects(root)]
        act.recipients = _others(act, named(clause, asked))  # "its demand that *Peru* pay"
    if not inner:
        return
    if act.trigger.lemma in ("suggest", "insist") and _states(clause, act.trigger):
        act.hidden = True
        return
    first = inner[0]
    if not act.recipients:
        told = first.recipients if first.event_type == "REQUEST" else []
        act.recipients = _others(act, told) or _others(act, first.actors)
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
    if not act.recipients and inner and inner[0].event_type != "ACCUSE":
        act.recipients = _others(act, inner[0].actors)  # not who leads the inquiry that charges came of


def _deny(clause: Clause, act: Act, inner: list[Act]) -> None:
    act.hidden = True
    if any(t.lemma in WORDS.remarks for t in clause.objects(act.trigger)):
        return  # what is said *on* a killing is disputed, not the killing
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
                each.actors = named(
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
        if each.event_type in ("ACCUSE", "REQUEST") and not clause.is_verb(each.trigger):
            continue  # "tried to mediate over allegations that"
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
    if kind == "CONSULT" and (inner[0].mode == "visit" or not (act.recipients or inner[0].recipients)):
        act.hidden = act.hidden or len(inner[0].actors) < 2 or inner[0].mode == "visit"
        if act.hidden:
            return  # who ends a trip, or a sitting of his own, has made it
    if kind in ("AID", "COOPERATE", "CONSULT", "SUPPORT", "AGREE"):
        _become(act, inner, "SANCTION", "discontinue")
    elif kind in ("ASSAULT", "MOBILIZE"):
        _become(act, inner, "RETREAT", "ceasefire" if kind == "ASSAULT" else "withdraw")
    elif kind in PRESSURE:
        _become(act, inner, "CONCEDE", None)
    else:
        act.hidden = True  # a type of the user's own: nobody said what its end is


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


def _permit(clause: Clause, act: Act, inner: list[Act]) -> None:
    """What is allowed may be done or not: only the leave is told."""
    if not inner:
        return
    act.name = f"{act.name}({inner[0].name})"
    if not act.recipients:
        act.recipients = _others(act, inner[0].actors)
    for each in inner:
        each.hidden = True


def _enact(clause: Clause, act: Act, inner: list[Act]) -> None:
    """Who orders a thing done does it: "the court ordered the release of"."""
    act.hidden = True
    for each in inner:
        done_to = each.trigger.tag == "VBN" and each.top.dep in ("ccomp", "oprd")  # "ordered him jailed"
        if not (done_to or each.trigger.tag.startswith("NN")) or each.event_type not in ORDERED:
            continue
        owners = [m for m in each.actors if m not in each.recipients]
        each.recipients = each.recipients or _others(act, owners)  # "ordered *the tanker's* release"
        each.actors = list(act.actors)
        each.modality, each.cue, each.composed = Modality.PLANNED, "order", True
        each.name = f"{act.name}({each.name})"


def run_errand(clause: Clause, act: Act, acts: list[Act]) -> None:
    """Let who is sent to attack, or to look into something, be no gift: "sent jets *to destroy*"."""
    if act.hidden or act.trigger.lemma not in SENDING or not clause.is_verb(act.trigger):
        return
    bases = [act.trigger, *clause.objects(act.trigger)]
    purposes = {t.i for base in bases for t in clause.sentence.kids(base.i, "xcomp", "advcl", "acl", "relcl")}
    errands = [a for a in acts if a.trigger.i in purposes and a.trigger.tag == "VB" and not a.hidden]
    for errand in errands:
        if errand.event_type not in FORCE | {"ACCUSE"}:
            continue
        act.hidden = True
        errand.actors = errand.actors or list(act.actors)
        errand.recipients = errand.recipients or _others(errand, act.recipients)
        if errand.trigger.lemma not in ("protest", "complain"):  # a note sent to protest is the protest
            errand.modality, errand.cue = Modality.PLANNED, "send"
        errand.composed = True
        errand.name = f"{act.name}({errand.name})"


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
    "permit": _permit,
    "enact": _enact,
}
