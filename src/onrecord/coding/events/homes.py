"""Whose country a party is of that is named without one: "police", "students throughout Peru".

Asked once an act is composed. A country is taken only from words that can be shown, and
never where two are in play: from the party's own phrase, from the place of the act, from
an authority that acts on the party, from the one country that the sentence or the text
speaks of. Who acts on a country is never said to be of it.
"""

from __future__ import annotations

from collections.abc import Sequence

from msgspec import Struct
from msgspec.structs import replace

from onrecord.coding.clause import Clause
from onrecord.coding.events.acts import LOCAL, Act
from onrecord.coding.events.contested import is_of
from onrecord.coding.events.words import WORDS
from onrecord.reading import Mention, Reading, Token
from onrecord.records import ActorRef, Place

AUTHORITIES = frozenset(["GOV", "COP", "JUD", "LEG"])
"""Whom the people of their own country answer to."""
GOVERNING = frozenset("COERCE REQUEST CONCEDE RETREAT ACCUSE SANCTION".split())
"""What authorities do to their own people."""
ABROAD = frozenset(["deport", "expel"])
"""What is done to people of another country."""
NAMING = frozenset(["demonym", "metonym", "place"])
"""Forms of a mention that name its country."""


AWAY = frozenset("recall withdraw pull remove evacuate ambassador envoy consul diplomat troop force".split())
"""Who is called back "from *Kigali*" is not of there, nor is who calls back."""
UNSETTLED = frozenset("IGO UNO EUR NGO NGM IMG ISM MNC".split())
"""Bodies of no one country."""


class Home(Struct, frozen=True):
    """A country and where the text tells it."""

    country: str
    start: int
    end: int
    basis: str


def only_country(reading: Reading) -> Home | None:
    """Return the one country that a text speaks of, and where it first names it."""
    codes = {ref.country for m in reading.mentions for ref in m.actors if ref.country}
    codes |= {place.country for place in reading.toponyms if place.country}
    if len(codes) != 1:
        return None
    named = [
        Home(codes_of(m)[0], m.start, m.end, "text")
        for m in reading.mentions
        if _names_country(m) and _sets_scene(reading.sentences[m.sentence].tokens, m.head)
    ]
    named += [Home(p.country, p.start, p.end, "text") for p in reading.toponyms if p.country]
    return min(named, key=lambda home: home.start, default=None)


def settle_homes(clause: Clause, act: Act, place: Place | None, only: Home | None) -> None:
    """Give the parties of ``act`` that are named without a country the one the text shows."""
    actors, recipients = act.actors, act.recipients
    act.actors = [_housed(clause, m, act, recipients, place, only) for m in actors]
    act.recipients = [_housed(clause, m, act, actors, place, only) for m in recipients]


def _housed(
    clause: Clause, party: Mention, act: Act, others: list[Mention], place: Place | None, only: Home | None
) -> Mention:
    if not party.actors or any(ref.country or not _lives_somewhere(ref) for ref in party.actors):
        return party
    home = _of_phrase(clause, party)
    if home is None and (
        _holds(party, WORDS.dwellers | WORDS.bodies) or all(r.kind == "group" for r in party.actors)
    ):
        home = _of_place(act, place) or _of_authority(clause, act, party, others)
    if home is None and _holds(party, WORDS.bodies):
        home = _of_sentence(clause) or (only if _nameless(party) else None)
        home = None if home is not None and _acted_on(home.country, others) else home
    return party if home is None else _moved(party, home)


def _holds(party: Mention, roles: frozenset[str]) -> bool:
    held = [(ref.role or "").removeprefix("former ") for ref in party.actors]
    return all(role in roles or (role.endswith("_minister") and "minister" in roles) for role in held)


def _nameless(party: Mention) -> bool:
    return all(ref.actor_id.startswith("unnamed") for ref in party.actors)


def _lives_somewhere(ref: ActorRef) -> bool:
    """Return whether ``ref`` is somebody of one country, as bodies of many and armed movements are not."""
    if set(ref.sectors) & UNSETTLED or ref.role in ("embassy", "state"):
        return False
    return ref.actor_id.startswith(("unnamed", "x.", "group."))


def _moved(party: Mention, home: Home) -> Mention:
    refs = tuple(
        replace(ref, country=home.country, actor_id=ref.actor_id.replace("unnamed", home.country, 1))
        for ref in party.actors
    )
    return replace(party, actors=refs, basis=home.basis, evidence=(home.start, home.end))


# ----------------------------------------------------------------- own words


def _of_phrase(clause: Clause, party: Mention) -> Home | None:
    """Return the country that the party's own phrase names: "Iraqi Kurds", "a group based in Peru"."""
    if party.sentence != clause.sentence.index or any(
        "MIL" in ref.sectors or ref.role == "diplomat" for ref in party.actors
    ):
        return None  # "troops in Mali", "envoys in Lima" are whose?
    head = clause.tokens[party.head]
    below = set(clause.sentence.subtree(head.i)) - {head.i}
    found = [h for i, h in _countries(clause, "phrase") if i in below and _tells_home(clause, i, head.i)]
    return _only(found)


def _tells_home(clause: Clause, at: int, head: int) -> bool:
    """Return whether the word at ``at`` says where ``head`` is from or lives."""
    token = clause.tokens[at]
    if token.dep in ("amod", "nmod", "compound") and token.head == head:
        return token.dep == "amod"
    above = clause.tokens[token.head]
    return token.dep == "pobj" and above.lower in WORDS.living_in


def _only(homes: Sequence[Home]) -> Home | None:
    """Return the first of ``homes`` where all are one country."""
    return homes[0] if len({h.country for h in homes}) == 1 else None


def _sets_scene(tokens: Sequence[Token], at: int) -> bool:
    """Return whether the country named at ``at`` is no party there: "in Peru", "Peru's polls", "Peruvian"."""
    token = tokens[at]
    above = tokens[token.head]
    inside = token.dep == "pobj" and above.lower in WORDS.living_in
    if above.lemma in WORDS.meddling:
        return False  # "a court heard of *Russian* meddling"
    if inside and above.lower == "from" and tokens[above.head].lemma in AWAY:
        return False
    return inside or token.dep in ("poss", "amod", "compound", "nmod") or not token.tag.startswith("NNP")


def _countries(clause: Clause, basis: str) -> list[tuple[int, Home]]:
    """Return head token and country of every word of the sentence that names one, in text order."""
    named = [
        (at, Home(codes_of(m)[0], m.start, m.end, basis))
        for at, m in clause.mentions.items()
        if _names_country(m)
    ]
    named += [
        (at, Home(p.country, p.start, p.end, basis))
        for at, p in clause.toponyms.items()
        if p.country and at not in clause.mentions
    ]
    return sorted(named, key=lambda pair: pair[1].start)


def codes_of(mention: Mention) -> list[str]:
    """Return the countries of ``mention``, each once, in order."""
    return list(dict.fromkeys(ref.country for ref in mention.actors if ref.country))


def _names_country(mention: Mention) -> bool:
    """Return whether the words of ``mention`` themselves name one country: "Peru", "Peruvian", "Lima"."""
    if len(codes_of(mention)) != 1 or mention.evidence is not None:
        return False
    own_words = mention.form in ("role", "title") and mention.basis in ("role", "title")
    own_words = own_words and all(ref.kind != "person" for ref in mention.actors)
    return mention.form in NAMING or own_words or all(ref.kind == "country" for ref in mention.actors)


# --------------------------------------------------------- the act and its sides


def _of_place(act: Act, place: Place | None) -> Home | None:
    if place is None or place.country is None or not is_of(place) or act.event_type not in LOCAL:
        return None
    return Home(place.country, place.start, place.end, "place")


def _of_authority(clause: Clause, act: Act, party: Mention, others: list[Mention]) -> Home | None:
    """Return the country of the authority that acts on ``party``: "Peruvian police arrested students"."""
    if act.event_type not in GOVERNING or act.mode in ABROAD or party not in act.recipients or not others:
        return None
    here = party.sentence == clause.sentence.index
    if not all(_rules(m) for m in others) or (here and clause.sentence.kid(party.head, "poss")):
        return None  # "questioned *its* crew"
    return _only([Home(str(r.country), m.start, m.end, "authority") for m in others for r in m.actors])


def _rules(mention: Mention) -> bool:
    return all(ref.country and set(ref.sectors) & AUTHORITIES for ref in mention.actors)


def _of_sentence(clause: Clause) -> Home | None:
    """Return the one country of the sentence."""
    told = {code for m in clause.mentions.values() for code in codes_of(m)}
    if len(told | {t.country for t in clause.toponyms.values() if t.country}) != 1:
        return None
    homes = (home for at, home in _countries(clause, "sentence") if _sets_scene(clause.tokens, at))
    return next(homes, None)


def _acted_on(country: str, others: list[Mention]) -> bool:
    """Return whether ``country`` is only there as the other side: "the minister criticised *Peru*"."""
    return any(ref.country == country and ref.kind == "country" for m in others for ref in m.actors)
