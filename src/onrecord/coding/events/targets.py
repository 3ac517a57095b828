"""Recipients that no slot names: the state whose site is attacked, and who is helped by a gift.

"Missiles hit the port of Odesa" names no party as the target; the port belongs to the
country of Odesa. Only sites are taken this way: what moves (ships, troops) may belong to anybody.
"""

from __future__ import annotations

from collections.abc import Collection

from onrecord.actors import load_registry
from onrecord.coding.clause import Clause
from onrecord.coding.events.acts import Act, settle
from onrecord.coding.events.contested import is_of
from onrecord.coding.events.words import WORDS
from onrecord.coding.parties import parties, political
from onrecord.ontology import Ontology, Rule
from onrecord.reading import Mention, Token, Toponym

TOWARDS = ("to", "along", "on", "near", "at", "towards", "toward", "by")
BORDERS = frozenset(["border", "frontier"])
LINKS = ("of", "in", "at", "near", "outside", "on")
CUSTODY = frozenset(["arrest", "convict"])
DEMANDED = ("for", "against", "on", "at", "from")
"""Prepositions between such a verb and what it is about."""


def site_owners(
    clause: Clause, trigger: Token, rule: Rule, actors: list[Mention], ontology: Ontology
) -> list[Mention]:
    """Return the states whose places or buildings are attacked, the attacker's own left out."""
    if rule.event_type != "ASSAULT":
        return []
    things = clause.objects(trigger) if clause.is_verb(trigger) else []
    things += [t for w, t in clause.prepositions(trigger) if w in ("on", "at", "against", "into")]
    against = {ref.country for m in actors for ref in m.actors}
    owners = [_site_owner(clause, t, ontology, against) for thing in things for t in clause.conjuncts(thing)]
    own = {ref.country for m in actors for ref in m.actors if ref.kind == "country" or not _irregular(m)}
    return [m for m in owners if m is not None and m.actors[0].country not in own]


def _irregular(mention: Mention) -> bool:
    """Return whether ``mention`` is an armed group, which may attack its own country."""
    return bool(mention.actors) and all(set(ref.sectors) & {"REB", "UAF"} for ref in mention.actors)


def helped(clause: Clause, verb: Token, givers: list[Mention]) -> list[Mention]:
    """Return whom the purpose of a gift names ("gave ten engines to help Peru fight the fires")."""
    below = [verb, *clause.objects(verb)]
    purposes = [p for t in below for p in clause.sentence.kids(t.i, "xcomp", "advcl", "acl", "relcl")]
    helping = [p for p in purposes if p.lemma in ("help", "assist", "aid", "support") and p.tag == "VB"]
    found = [m for p in helping for t in clause.objects(p) for m in parties(clause, t)]
    abroad = [m for p in purposes if p.tag == "VB" for m in _where_it_serves(clause, p)]
    own = {ref.country for m in givers for ref in m.actors}
    return found or [m for m in abroad if m.actors[0].country not in own]


def _where_it_serves(clause: Clause, purpose: Token) -> list[Mention]:
    """Return the state in which a gift is to be of use: "gave ten million to fight floods *in Peru*"."""
    below = [purpose, *clause.objects(purpose)]
    places = [t for base in below for w, t in clause.prepositions(base) if w == "in"]
    states = [_state(clause, clause.toponyms[t.i]) for t in places if t.i in clause.toponyms]
    named = [m for t in places for m in [clause.mention(t)] if m is not None and _is_state(m)]
    return named[:1] or [m for m in states if m is not None][:1]


def _is_state(mention: Mention) -> bool:
    return bool(mention.actors) and all(ref.kind == "country" for ref in mention.actors)


def captors(clause: Clause, act: Act) -> list[Mention]:
    """Return the state where somebody was arrested, or that he must leave: "held in *Chad*"."""
    if act.actors or act.mode not in CUSTODY | {"expel"} or not clause.is_passive(act.trigger):
        return []
    where = ("from", "of") if act.mode == "expel" else ("in",)
    places = [t for w, t in clause.prepositions(act.trigger) if w in where and t.i in clause.toponyms]
    states = [_state(clause, clause.toponyms[t.i]) for t in places if is_of(clause.toponyms[t.i])]
    return [m for m in states if m is not None][:1]


def demanded_of(clause: Clause, act: Act) -> list[Mention]:
    """Return whom a protest is aimed at: named after "against", or in what it calls for."""
    bases = [act.top, act.trigger, *clause.objects(act.top)]
    bases += [t for _, t in clause.prepositions(act.top) if t.lemma in WORDS.gatherings]
    aims = [t for b in bases for w, t in clause.prepositions(b) if w in ("against", "over", "at", "about")]
    for base in bases:
        for verb in clause.sentence.kids(base.i, "advcl", "xcomp", "acl", "conj"):
            if verb.lemma in WORDS.protesting:
                aims += clause.objects(verb)
                aims += [t for w, t in clause.prepositions(verb) if w in DEMANDED]
    found = [m for t in aims for m in parties(clause, t)]
    mine = {m.start for m in act.actors}
    return [m for m in found if m.start not in mine and political(m)]


def aim_over_border(clause: Clause, act: Act) -> Act:
    """Return ``act``; troops sent to a border, and at nobody so far, are aimed at its other side."""
    if act.event_type == "MOBILIZE" and not act.recipients:
        act.recipients = _border_neighbours(clause, act.trigger, act.carrier)
        settle(act)
    return act


def _border_neighbours(clause: Clause, trigger: Token, carrier: Token | None) -> list[Mention]:
    """Return whom a border shares that troops are sent to: "along its border *with Peru*"."""
    bases = [trigger, *([carrier] if carrier else []), *clause.objects(trigger)]
    reached = [t for base in bases for w, t in clause.prepositions(base) if w in TOWARDS]
    if not any(t.lemma in BORDERS for t in reached):
        return []
    return [m for t in clause.tokens if t.lemma in BORDERS for m in _beyond(clause, t)]


def _beyond(clause: Clause, border: Token) -> list[Mention]:
    """Return who is named in "with …" right behind ``border``, wherever the parser hung it."""
    if border.i + 1 >= len(clause.tokens) or clause.tokens[border.i + 1].lower != "with":
        return []
    below = clause.sentence.kids(border.i + 1, "pobj")
    named = [clause.mention(t) for first in below for t in clause.conjuncts(first)]
    return [m for m in named if m is not None]  # not "on its border with the help of Peru"


def _site_owner(
    clause: Clause, token: Token, ontology: Ontology, against: Collection[str | None]
) -> Mention | None:
    """Return the state that the place ``token`` names, or the site it is, belongs to."""
    found = clause.toponyms.get(token.i)
    if found is None and (token.lemma in ontology.sites or token.lower in ontology.sites):
        found = _place_of_site(clause, token, clause.toponyms)
    return _state(clause, found) if found is not None and is_of(found, against) else None


def _place_of_site(clause: Clause, site: Token, toponyms: dict[int, Toponym]) -> Toponym | None:
    below = [t for w, t in clause.prepositions(site) if w in LINKS]
    below += clause.sentence.kids(site.i, "compound", "nmod", "poss", "appos")
    return next((toponyms[t.i] for t in below if t.i in toponyms), None)


def _state(clause: Clause, toponym: Toponym) -> Mention | None:
    country = load_registry().country(toponym.country)
    if country is None:
        return None
    return Mention(
        sentence=clause.sentence.index,
        head=toponym.head,
        start=toponym.start,
        end=toponym.end,
        text=toponym.text,
        form="place",
        actors=(country,),
        basis="place",
        place_like=True,
    )
