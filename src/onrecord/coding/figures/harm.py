"""The killed, hurt, held, displaced and gathered: by the verb, the noun or the adjective that counts them."""

from __future__ import annotations

from onrecord.coding.clause import Clause
from onrecord.coding.figures import measures
from onrecord.coding.figures.draft import Draft, first_conjunct, linked_verb, sovereign, under, verb_above
from onrecord.coding.figures.owners import owners_of_all
from onrecord.coding.parties import parties
from onrecord.reading import Mention, Quantity, Token
from onrecord.records import FigureRole

_LIVING = frozenset({"life", "body", "soul"})
"""Nouns that stand for the dead: "claimed 26 lives"."""
_TAKING = frozenset({"claim", "cost", "take", "pull", "recover", "find", "retrieve", "count", "exhume"})

_PASSING_ON = frozenset(
    "hand return receive swap exchange trade repatriate identify bury deliver release bring fly send".split()
)
"""Verbs of what is done with the dead of before: how many bodies says nothing of how many died."""


def harm(clause: Clause, quantity: Quantity, head: Token) -> Draft | None:
    """``12 people were killed``, ``the deaths of 6,000 soldiers``, ``left 12 dead``, ``18 of the 42``."""
    if quantity.unit not in {"people", "count"}:
        return None
    head = _anchor(clause, quantity, head)
    own = measures.lookup("harm_nouns", head.lemma)
    if own:
        verb = verb_above(clause, head)
        held = owners_of_all(clause, head) or _reporting_state(clause, verb)
        return Draft(own, head, "figure.harm", held, [], verb, unit="people")
    draft = (
        _harm_noun(clause, head)
        or _harm_adjective(clause, quantity, head)
        or _lives(clause, head)
        or _harm_verb(clause, quantity, head)
        or _crowd(clause, quantity, head)
    )
    if draft is None:
        return None
    if not head.tag.startswith("NN") or draft.noun.lemma in _LIVING or head.lemma in _NUMERALS:
        # "wounding another 40": who is hurt without being named is people
        draft.unit = draft.unit or "people"
    if part_of_many(clause, quantity):
        draft.role, draft.whole = FigureRole.SHARE, whole_of(clause, quantity)
        draft.of = draft.of or _owner_of_all(clause, draft.whole)
    return draft


def _owner_of_all(clause: Clause, whole: Token | None) -> list[Mention]:
    """Return whose the many are of whom some came to harm: "four of *its* men"."""
    owner = clause.sentence.kid(whole.i, "poss") if whole is not None else None
    mention = clause.mention(owner) if owner is not None and owner.tag == "PRP$" else None
    return [mention] if mention is not None and mention.actors else []


def _anchor(clause: Clause, quantity: Quantity, head: Token) -> Token:
    """Return the number of "37 of its citizens", "scores of villagers": what the verb is done to."""
    above = clause.tokens[head.head]
    number = clause.tokens[above.head]
    inside = quantity.start <= number.start < quantity.end
    return number if head.dep == "pobj" and above.lower == "of" and inside else head


_NUMERALS = frozenset("dozen score hundred thousand million".split())


def part_of_many(clause: Clause, quantity: Quantity) -> bool:
    """True for "18 of the 42 hostages", "among them 11 girls", unlike "dozens of girls"."""
    text = clause.reading.document.text
    last = clause.sentence.token_at(quantity.end - 1)
    bare = last is None or last.tag == "CD" or last.lemma in _NUMERALS
    behind = "" if not bare else text[quantity.end : quantity.end + 12].lower()
    if behind.startswith(
        (" of the ", " of its ", " of his ", " of her ", " of their ", " of our ", " of 1", " of 2")
    ):
        return True
    if " of the " in quantity.text.lower():
        return True
    before = text[max(0, quantity.start - 16) : quantity.start].lower()
    return before.endswith(("among them ", "including ", "among whom "))


def whole_of(clause: Clause, quantity: Quantity) -> Token | None:
    """Return the noun that "18 of the 42 hostages" is a part of."""
    token = clause.sentence.token_at(quantity.end - 1)
    return next(iter(under(clause, token, "of")), None) if token is not None else None


def _reporting_state(clause: Clause, verb: Token | None) -> list[Mention]:
    """Return the state that tells its own toll: "Brazil registered 3,780 deaths"."""
    if verb is None or verb.lemma not in {"register", "record", "report", "suffer", "see"}:
        return []
    found = sovereign(clause, clause.subjects(verb))
    return [m for m in found if any(r.kind == "country" for r in m.actors)]


def _harm_noun(clause: Clause, head: Token) -> Draft | None:
    """``the deaths of N soldiers``, ``the death toll rose to N``, ``put its losses at N``."""
    above = clause.tokens[head.head]
    if head.dep == "pobj" and above.lower in {"of", "to", "at", "from", "below", "above", "over", "past"}:
        above = clause.tokens[above.head]
        if above.lower == "from":  # "rose from 9 to 11": the second hangs on the first
            above = clause.tokens[above.head]
    elif head.dep not in {"dobj", "attr", "acomp", "oprd"}:
        return None
    noun: Token | None = above
    if not above.tag.startswith("NN"):
        if not (clause.is_verb(above) or above.pos == "AUX"):
            return None
        things = clause.sentence.kids(above.i, "dobj") if head.dep == "pobj" else []
        noun = next(iter([*things, *clause.subjects(above)]), None)
    name = toll(noun, clause) if noun is not None and noun.i != head.i else None
    if name is None or noun is None:
        return None
    held = owners_of_all(clause, head) or [m for m in parties(clause, noun, aims=False) if m.head != noun.i]
    verb = verb_above(clause, head)
    if not held and any(t.tag == "PRP$" for t in clause.sentence.kids(noun.i, "poss")) and verb is not None:
        held = sovereign(clause, clause.subjects(verb))
    link = linked_verb(clause, head)
    left = link is not None and link[1] == "from" and _moves(link[0])
    role = FigureRole.FORMER if left else FigureRole.LEVEL
    return Draft(name, head, "figure.harm", held, [], verb, unit="people", role=role)


def _moves(verb: Token) -> bool:
    """True for a verb that leaves one number for another: "rose", "was revised"."""
    return measures.way_of(verb) is not None or verb.lemma in {"revise", "correct", "adjust", "update"}


def toll(noun: Token, clause: Clause) -> str | None:
    """Return what harm ``noun`` counts: "the death toll", "the number of displaced", "its losses"."""
    if noun.lemma in {"toll", "number", "count", "total"}:
        beside = clause.sentence.kids(noun.i, "compound", "amod") + under(clause, noun, "of")
        beside += [k for t in under(clause, noun, "of") for k in clause.sentence.kids(t.i, "amod")]
        words = [w for t in beside for w in (measures.lookup("harm_nouns", t.lemma), adjective(t)) if w]
        return words[0] if words else None
    return measures.lookup("harm_nouns", noun.lemma)


def adjective(token: Token) -> str | None:
    """Return the harm an adjective tells: dead, wounded, displaced."""
    return measures.lookup("harm_adjectives", token.lower)


def _harm_adjective(clause: Clause, quantity: Quantity, head: Token) -> Draft | None:
    """``12 dead``, ``left 12 people dead``, ``20 others wounded``, ``150 people are missing``."""
    near = [t for t in clause.tokens[head.i : head.i + 2] if t.start >= quantity.start]
    verb = verb_above(clause, head)
    if verb is not None and verb.lemma == "be" and any(t.i == head.i for t in clause.own_subjects(verb)):
        near += clause.sentence.kids(verb.i, "acomp")
    name = next((n for t in near if (n := adjective(t)) and t.dep != "ROOT"), None)
    if name is None:
        return None
    return Draft(name, head, "figure.harm", owners_of_all(clause, head), [], verb)


def _lives(clause: Clause, head: Token) -> Draft | None:
    """``claimed 26 lives``, ``cost the lives of 62 people``, ``17 bodies were found``."""
    verb = verb_above(clause, head)
    if head.lemma == "body" and verb is not None and verb.lemma in _PASSING_ON:
        return Draft("bodies", head, "figure.harm", owners_of_all(clause, head), [], verb, unit="count")
    if head.lemma in _LIVING and (head.lemma == "body" or (verb is not None and verb.lemma in _TAKING)):
        return Draft("deaths", head, "figure.harm", owners_of_all(clause, head), [], verb)
    above = clause.tokens[head.head]
    if head.dep == "pobj" and above.lower == "of" and clause.tokens[above.head].lemma == "life":
        return Draft("deaths", head, "figure.harm", owners_of_all(clause, head), [], verb)
    return None


def _harm_verb(clause: Clause, quantity: Quantity, head: Token) -> Draft | None:
    verb = _argument_of(clause, head)
    if verb is None:
        return None
    first = first_conjunct(clause, head)
    objects, subjects = clause.objects(verb), clause.own_subjects(verb)
    name = measures.lookup("harm_verbs", verb.lemma)
    if name and any(t.i == first.i for t in objects):
        doers = [t for t in clause.actors(verb) if t.i != first.i]
        held = owners_of_all(clause, head) or _own_people(clause, quantity, doers)
        sides = [m for t in doers for m in parties(clause, t)]
        return Draft(name, head, "figure.harm", held, sides, verb)
    if verb.lemma == "lose" and any(t.i == first.i for t in objects) and _mortal(clause, quantity, head):
        losers = sovereign(clause, clause.subjects(verb))
        return Draft("deaths", head, "figure.harm", owners_of_all(clause, head) or losers, [], verb)
    name = measures.lookup("subject_verbs", verb.lemma)
    if name and any(t.i == first.i for t in subjects) and _people(clause, quantity, head):
        held = owners_of_all(clause, head)
        if name == "displaced" and not held:
            fled = [t for t in clause.objects(verb) if t.i != head.i] + under(clause, verb, "from")
            held = [m for m in sovereign(clause, fled) if any(r.kind == "country" for r in m.actors)]
        return Draft(name, head, "figure.harm", held, [], verb)
    return None


def _own_people(clause: Clause, quantity: Quantity, doers: list[Token]) -> list[Mention]:
    """Return whose "37 of its citizens" are: those of the doer."""
    inside = (t for t in clause.tokens if quantity.start <= t.start < quantity.end + 24)
    return sovereign(clause, doers) if any(t.tag == "PRP$" for t in inside) else []


def _people(clause: Clause, quantity: Quantity, head: Token) -> bool:
    return quantity.unit == "people" or not head.tag.startswith("NN") or measures.counts_people(clause, head)


def _mortal(clause: Clause, quantity: Quantity, head: Token) -> bool:
    """True where the lost are people; votes, seats and jobs are lost otherwise."""
    text = clause.reading.document.text[quantity.start : quantity.end + 24]
    return quantity.unit == "people" or bool({"men", "women"} & set(text.split()))


def _crowd(clause: Clause, quantity: Quantity, head: Token) -> Draft | None:
    """``20,000 took to the streets``, ``fired tear gas at 1,500 demonstrators``, ``a crowd of 3,000``."""
    if not _people(clause, quantity, head):
        return None
    if head.lemma in {"demonstrator", "protester", "marcher"}:
        return Draft("crowd", head, "figure.harm", _own_only(clause, head), [], verb_above(clause, head))
    verb = _argument_of(clause, head)
    if verb is None:
        return None
    street = any(t.lemma == "street" for t in under(clause, verb, "to", "in", "onto", "into"))
    struck = {t.lemma for t in clause.objects(verb)} & {
        "strike",
        "rally",
        "protest",
        "march",
        "demonstration",
    }
    subject = any(t.i == head.i for t in clause.own_subjects(verb))
    called = (
        verb.lemma == "call" and any(t.i == head.i for t in clause.objects(verb)) and clause.particle(verb)
    )
    if (subject and (street or struck)) or called == "out":
        return Draft("crowd", head, "figure.harm", owners_of_all(clause, head), [], verb)
    return None


def _own_only(clause: Clause, head: Token) -> list[Mention]:
    """Return whose demonstrators they are by their own adjective; where they stand does not tell."""
    beside = clause.sentence.kids(head.i, "amod", "compound", "poss")
    return [m for t in beside if (m := clause.mention(t)) is not None and m.actors]


def _argument_of(clause: Clause, head: Token) -> Token | None:
    """Return the verb that ``head``, or the noun it is coordinated with, is an argument of."""
    above = clause.tokens[first_conjunct(clause, head).head]
    return above if clause.is_verb(above) or above.tag.startswith("VB") else None
