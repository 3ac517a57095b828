"""Code the events of a reading: acts found, composed, given status, date and place, made claims.

The order per sentence: :mod:`frames` finds acts, :mod:`status` reads how each is said to
hold, :mod:`compose` lets outer acts change inner ones, then what has its parties becomes
a claim.
"""

from __future__ import annotations

import re

import msgspec

from onrecord.coding.clause import SPEECH, Clause
from onrecord.coding.events.acts import Act, complete
from onrecord.coding.events.anaphora import attack_meant
from onrecord.coding.events.compose import compose
from onrecord.coding.events.contexts import contexts_of
from onrecord.coding.events.denials import add_denials, may_deny
from onrecord.coding.events.frames import find_acts
from onrecord.coding.events.grounds import grounds_of
from onrecord.coding.events.headlines import mend
from onrecord.coding.events.homes import Home, only_country, settle_homes
from onrecord.coding.events.lexical import known_as
from onrecord.coding.events.senses import teasers, untold
from onrecord.coding.events.targets import captors, demanded_of
from onrecord.coding.events.when_where import date_of, place_of, told_ahead, voiced_date
from onrecord.coding.events.words import WORDS
from onrecord.coding.identity import actors_of, with_id
from onrecord.coding.parties import official
from onrecord.coding.status import status_of
from onrecord.ontology import Ontology, load_ontology
from onrecord.reading import Mention, Reading
from onrecord.records import Actor, Claim, DateMissing, DateValue, Kind, Modality, Place, Span

VERBAL = frozenset(["AGREE", "REJECT", "REQUEST", "THREATEN", "ACCUSE", "CONCEDE"])
"""Done by saying so: who voices them on a day does them on that day."""
DEEDS = frozenset(["ASSAULT", "PROTEST", "CONSULT"])
DEEDS_BY_MODE = frozenset([("COERCE", "arrest"), ("RETREAT", "release")])
"""Done apart from any telling; who announces sanctions does impose them."""
SCORE = re.compile(r"\d{1,3}[-–]\d{1,3}")


def code_events(reading: Reading, ontology: Ontology | None = None) -> list[Claim]:
    """Return the event claims of ``reading`` in text order, without attribution.

    ``ontology`` is PLOVER unless given.
    """
    ontology = ontology or load_ontology()
    only = only_country(reading)
    claims: list[Claim] = []
    for sentence in reading.sentences:
        clause = Clause(reading, mend(sentence, ontology))
        if clause.mentions or clause.toponyms:
            claims = _with_sentence(clause, ontology, claims, only)
    return claims


def _with_sentence(clause: Clause, ontology: Ontology, claims: list[Claim], only: Home | None) -> list[Claim]:
    """Return ``claims`` with those of one sentence, and with what it denies of them."""
    coded = _code_sentence(clause, ontology, claims, only)
    denied = add_denials(clause, [*claims, *coded]) if may_deny(clause) else [*claims, *coded]
    return claims if (coded or denied != claims) and teasers(clause) else denied


def _code_sentence(clause: Clause, ontology: Ontology, before: list[Claim], only: Home | None) -> list[Claim]:
    acts = find_acts(clause, ontology)
    for act in acts:
        _apply_status(clause, act)
        _point_back(clause, act, before)
    acts = compose(clause, acts, ontology)
    for act in acts:
        if act.event_type == "PROTEST" and not act.recipients:
            act.recipients = demanded_of(clause, act)
        act.actors = act.actors or captors(clause, act)
        settle_homes(clause, act, _place(clause, act), only)
    kept = [a for a in acts if complete(a, placed=_place(clause, a) is not None)]
    if kept and _sport(clause, ontology):
        kept = [a for a in kept if any(official(m) for m in (*a.actors, *a.recipients))]
    kept = [a for a in kept if not (_describes(clause, a) or _fixture(clause, a, ontology))]
    kept = [a for a in kept if not untold(clause, a, ontology)]
    made: dict[int, Claim] = {id(act): _claim(clause, act, ontology) for act in kept}
    for act in kept:
        if act.about is not None and id(act.about) in made:
            made[id(act)] = msgspec.structs.replace(made[id(act)], about=made[id(act.about)].claim_id)
    return list(made.values())


def _describes(clause: Clause, act: Act) -> bool:
    """Return whether a noun such as "support" only describes: nothing carries, dates or moves it."""
    if not act.rule.frame.stative or act.carrier is not None or act.composed or act.name != act.rule.name:
        return False
    verb = clause.tokens[act.trigger.head]
    told = act.trigger.dep in ("nsubj", "nsubjpass") and verb.lemma in WORDS.moving
    return not told and date_of(clause, act.trigger, act.carrier)[0] is None


def _point_back(clause: Clause, act: Act, before: list[Claim]) -> None:
    """Let who condemns, or helps with, an attack told before address its attacker."""
    if act.recipients or not clause.is_verb(act.trigger):
        return
    nouns = clause.objects(act.trigger) if act.event_type == "ACCUSE" else []
    if act.event_type == "AID":
        helped = clause.sentence.kids(act.trigger.i, "xcomp", "ccomp")
        nouns = [noun for verb in helped for noun in clause.objects(verb)]
    for noun in nouns:
        meant = attack_meant(clause, noun, before)
        starts = {a.start for a in meant.actors} if meant is not None else set()
        attackers = [m for m in clause.reading.mentions if m.start in starts]
        act.recipients = [m for m in attackers if m.actors not in [a.actors for a in act.actors]]


def _sport(clause: Clause, ontology: Ontology) -> bool:
    """Return whether the sentence tells of a game: two words of the sports pages, or one and a score."""
    words = {t.lemma for t in clause.tokens} | {t.lower for t in clause.tokens}
    found = len({w.removesuffix("s") for w in words & ontology.sport})
    return found > 1 or (found == 1 and any(SCORE.fullmatch(t.text) for t in clause.tokens))


def _fixture(clause: Clause, act: Act, ontology: Ontology) -> bool:
    """Return whether teams called by their countries meet in a game: "Chad and Peru met in the final"."""
    if act.trigger.lemma != "meet" or any(r.kind != "country" for m in act.actors for r in m.actors):
        return False
    after = [clause.tokens[i] for i in clause.sentence.subtree(act.trigger.i) if i > act.trigger.i]
    nouns = [t for t in after if t.dep not in ("amod", "compound", "poss", "nmod")]
    return any(not ontology.sport.isdisjoint(known_as(clause, t)) for t in nouns)


def _apply_status(clause: Clause, act: Act) -> None:
    status = status_of(clause, act.trigger, act.carrier)
    act.polarity, act.modality, act.cue = status.polarity, status.modality, status.cue
    ahead = act.event_type != "ACCUSE" and told_ahead(clause, act.carrier or act.trigger)
    if act.modality is Modality.ACTUAL and (act.ahead or ahead):
        act.modality, act.cue = Modality.PLANNED, "going"
    if status.foiled:
        act.name = f"{act.name}.foiled"


def _claim(clause: Clause, act: Act, ontology: Ontology) -> Claim:
    kind = act.event_type or ""
    date, missing = _date(clause, act)
    sentence = clause.sentence
    return with_id(
        Claim(
            claim_id="",
            document_id=clause.reading.document.document_id,
            kind=Kind.EVENT,
            event_type=kind,
            mode=act.mode,
            contexts=contexts_of(clause, ontology),
            quad_class=ontology.types[kind].quad,
            scale=ontology.scale(kind, act.mode),
            cameo=ontology.cameo(kind, act.mode),
            actors=_actors(clause, act.actors),
            recipients=_actors(clause, act.recipients),
            date=date,
            date_missing=missing,
            place=_place(clause, act),
            polarity=act.polarity,
            modality=act.modality,
            trigger=_trigger(clause, act),
            sentence=clause.reading.quote(sentence.start, sentence.end),
            zone=sentence.zone,
            rule=act.name,
            grounds=grounds_of(clause, act),
        )
    )


def _date(clause: Clause, act: Act) -> tuple[DateValue | None, DateMissing | None]:
    if _only_told(act):
        return date_of(clause, act.trigger, None)
    date, missing = date_of(clause, act.trigger, act.carrier)
    voiced = act.event_type in VERBAL and act.modality in (Modality.ACTUAL, Modality.CONDITIONAL)
    if voiced and missing is DateMissing.NOT_STATED:
        return voiced_date(clause, act.trigger, act.carrier)
    return date, missing


def _only_told(act: Act) -> bool:
    """Return whether a verb of saying carries a deed done before: "announced on Monday the arrest of"."""
    told = act.carrier is not None and act.carrier.lemma in SPEECH
    return told and (act.event_type in DEEDS or (act.event_type, act.mode) in DEEDS_BY_MODE)


def _place(clause: Clause, act: Act) -> Place | None:
    return place_of(clause, act.trigger, act.carrier, act.event_type or "", act.recipients)


def _actors(clause: Clause, mentions: list[Mention]) -> tuple[Actor, ...]:
    return tuple(actor for mention in mentions for actor in actors_of(mention, clause.reading))


def _trigger(clause: Clause, act: Act) -> Span:
    return clause.reading.quote(act.trigger.start, act.trigger.end)
