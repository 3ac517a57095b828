"""Plain counts and amounts: troops, houses, tonnes of wheat; what is produced, traded, held."""

from __future__ import annotations

import re

from onrecord.coding.clause import Clause
from onrecord.coding.figures import measures
from onrecord.coding.figures.changes import moved
from onrecord.coding.figures.draft import (
    Draft,
    apart_from,
    first_conjunct,
    linked_verb,
    sovereign,
    under,
    verb_above,
)
from onrecord.coding.figures.harm import part_of_many, whole_of
from onrecord.coding.figures.owners import counted_along, owners, owners_of_all
from onrecord.reading import Quantity, Token
from onrecord.records import Direction, FigureRole

_VAGUE = frozenset("dozen score hundred thousand million billion".split())
_PER_DAY = re.compile(r"^(?: of [a-z ]{1,24}?)? (?:a|per) day\b")
_TEASED = frozenset("thing way reason tip fact lesson takeaway question".split())
"""What headlines count: "8 things to know"."""
_OWNING = frozenset(
    "have hold own keep possess deploy send station mass field command launch fire close open seize order "
    "import export produce pump mine make need receive operate store contribute donate lose".split()
)
"""Verbs whose subject has what they count: "Pakistan fired 12 missiles"."""
_SENDING = frozenset("send deploy deliver give donate supply ship hand provide withdraw pull".split())
_LEVELS = frozenset("reach hit stand be number exceed top total average come remain pass".split())
_RISEN = frozenset("reach hit top pass".split())


def amount(clause: Clause, quantity: Quantity, head: Token) -> Draft | None:
    """``2.1 million tonnes of copper``, ``inflation reached 50.9 percent``, ``a range of 2,000 km``."""
    weighs = quantity.unit == "pounds" and bool(under(clause, head, "of"))
    if quantity.unit in {"people", "count", "times"} or (measures.is_currency(quantity.unit) and not weighs):
        return None
    of = next(iter(under(clause, head, "of")), None)
    verb = verb_above(clause, head)
    if of is not None and quantity.unit not in {"percent", "percentage points"}:
        return _amount_of(clause, quantity, of, verb)
    return _level(clause, quantity, head) or _bare(clause, quantity, head, verb)


def _amount_of(clause: Clause, quantity: Quantity, of: Token, verb: Token | None) -> Draft:
    draft = Draft(measures.measure_of(clause, of), of, "figure.amount", owners(clause, of), [], verb)
    if verb is not None:
        _by_trade(clause, draft, verb, of)
        if not draft.of and (verb.lemma in _OWNING or verb.lemma in {"limit", "destroy"}):
            draft.of = sovereign(clause, clause.actors(verb))
            if not draft.of and verb.lemma in {"limit", "restrict", "allow"}:
                draft.of = sovereign(clause, clause.objects(verb))
    if quantity.unit == "pounds":
        draft.unit = "pounds weight"
    if quantity.unit == "barrels" and _per_day(clause, quantity):
        draft.unit = "barrels per day"
    return draft


def _by_trade(clause: Clause, draft: Draft, verb: Token, goods: Token) -> None:
    """Name what is traded or made, and its sides, by the verb: imports, exports, production."""
    flow = measures.lookup("participles", verb.lemma)
    doers = sovereign(clause, clause.actors(verb))
    if measures.lookup("making_verbs", verb.lemma):
        draft.measure = f"{draft.measure}_production"
        draft.of = draft.of or doers
    elif flow is not None:
        ends = under(clause, verb, "to", "from", "into") + under(clause, goods, "to", "from", "into")
        other = apart_from(sovereign(clause, ends), doers)
        if doers and (other or verb.lemma in {"import", "export", "ship"}):
            draft.measure = f"{draft.measure}_{flow}"
        draft.of = draft.of or doers
        draft.counterpart = other
    elif verb.lemma == "receive":
        draft.of, draft.counterpart = draft.of or doers, sovereign(clause, under(clause, verb, "from"))


def _per_day(clause: Clause, quantity: Quantity) -> bool:
    return bool(_PER_DAY.match(clause.reading.document.text[quantity.end : quantity.end + 40]))


def _level(clause: Clause, quantity: Quantity, head: Token) -> Draft | None:
    """``turnout was 43 percent``, ``a range of 2,000 km``, ``temperatures reached 53 degrees``."""
    above = clause.tokens[head.head]
    if head.dep == "pobj" and above.lower in {"of", "at"}:
        noun = clause.tokens[above.head]
        if noun.tag.startswith("NN") and measures.way_of_noun(noun) is None:
            return moved(clause, noun, verb_above(clause, noun), "figure.level")
    link = linked_verb(clause, head)
    if link is None or link[1] not in {"obj", "attr", "to", "at", "acomp", "npadvmod"}:
        return None
    verb = link[0]
    subject = next((t for t in clause.subjects(verb) if t.tag.startswith("NN")), None)
    if subject is None or subject.i == head.i:
        return None
    if verb.lemma not in _LEVELS:
        if link[1] in {"to", "at"} and verb.lemma in {"enrich", "raise", "set", "fix", "put", "keep"}:
            return _set_level(clause, verb, subject)
        return None
    draft = moved(clause, subject, None, "figure.level")
    draft.verb = verb
    if verb.lemma in _RISEN:
        draft.direction = Direction.RISE
    return draft


def _set_level(clause: Clause, verb: Token, subject: Token) -> Draft | None:
    thing = next(iter(clause.objects(verb)), None)
    if thing is None:
        return None
    draft = moved(clause, thing, verb, "figure.level")
    if verb.lemma == "enrich":
        draft.measure, draft.direction = "enrichment", Direction.RISE
    return draft


def _bare(clause: Clause, quantity: Quantity, head: Token, verb: Token | None) -> Draft | None:
    """``produces 1,200 megawatts``, ``burned 18,000 hectares``, ``4 hectares``."""
    if verb is None or head.dep not in {"dobj", "nsubjpass"}:
        return None
    name = {"MW": "power", "GW": "power", "hectares": "area", "acres": "area"}.get(quantity.unit)
    if name is None:
        return None
    held = [m for t in clause.actors(verb) for m in owners(clause, t)] if name == "power" else []
    return Draft(name, head, "figure.amount", held, [], verb)


def count(clause: Clause, quantity: Quantity, head: Token) -> Draft | None:
    """``30 children``, ``32 members of parliament``, ``Britain sent 300 soldiers to X``."""
    if quantity.unit not in {"people", "count"}:
        return None
    if not head.tag.startswith("NN"):
        return _numbered(clause, quantity, head)
    if not _worth_counting(clause, quantity, head):
        return None
    verb = verb_above(clause, head)
    # "thousands celebrated": without a noun it is people who are counted
    name = "people" if head.lemma in _VAGUE else measures.measure_of(clause, head)
    mention = clause.mention(head)
    if mention is not None and mention.form == "demonym" and any(r.country for r in mention.actors):
        name = "people"  # "40 Chileans"
    if counted_along(clause, head):
        name = quantity.unit  # "thousands of soldiers and nurses": people
    draft = Draft(name, head, "figure.count", owners_of_all(clause, head), [], verb)
    draft.unit = "people" if name == "people" else None
    if verb is not None:
        _sides_of_count(clause, draft, verb, head)
    if part_of_many(clause, quantity):
        draft.role, draft.whole = FigureRole.SHARE, whole_of(clause, quantity)
    return draft


def _sides_of_count(clause: Clause, draft: Draft, verb: Token, head: Token) -> None:
    objects = clause.objects(verb)
    if not any(t.i == first_conjunct(clause, head).i for t in objects):
        return
    doers = sovereign(clause, clause.actors(verb))
    ends = under(clause, verb, "to", "into") + under(clause, head, "to", "into")
    ends += [t for t in clause.sentence.kids(verb.i, "dative") if t.i != head.i]
    flow = measures.lookup("participles", verb.lemma)
    if flow is not None and doers:
        other = apart_from(
            sovereign(clause, ends + under(clause, verb, "from") + under(clause, head, "from")), doers
        )
        draft.of, draft.counterpart = doers, other
        if other or verb.lemma in {"import", "export"}:
            draft.measure = f"{draft.measure}_{flow}"
        return
    if not draft.of and (verb.lemma in _OWNING or verb.lemma in _SENDING):
        draft.of = doers
    if verb.lemma in _SENDING:
        left = under(clause, verb, "from") if verb.lemma in {"withdraw", "pull"} else []
        draft.counterpart = apart_from(
            sovereign(clause, ends + left + _bare_taker(clause, verb, head)), draft.of
        )
        if any(m.form == "pronoun" for m in draft.of):
            draft.of = doers or draft.of
    elif verb.lemma in {"receive", "get", "obtain"}:
        draft.of = doers or draft.of
        draft.counterpart = sovereign(clause, under(clause, verb, "from") + under(clause, head, "from"))


def _bare_taker(clause: Clause, verb: Token, head: Token) -> list[Token]:
    """Return who gets it without a preposition: "sent *Ukraine* 12,000 rockets"."""
    return [t for t in clause.sentence.kids(verb.i, "dobj", "npadvmod") if t.i < head.i and t.tag == "NNP"]


def _numbered(clause: Clause, quantity: Quantity, head: Token) -> Draft | None:
    """``the force numbers around 300,000``, ``infections topped two million``."""
    link = linked_verb(clause, head)
    if link is None or link[1] not in {"obj", "attr", "at", "npadvmod", "acomp"}:
        return None
    verb = link[0]
    subject = next((t for t in clause.subjects(verb) if t.tag.startswith("NN")), None)
    if subject is None or verb.lemma not in _LEVELS or verb.lemma in {"be", "hit", "pass", "come"}:
        return None
    draft = moved(clause, subject, None, "figure.level")
    draft.verb = verb
    if verb.lemma in _RISEN:
        draft.direction = Direction.RISE
    if measures.counts_people(clause, draft.noun) or draft.noun.lemma in {"population", "force", "army"}:
        draft.unit = "people"
    return draft


def _worth_counting(clause: Clause, quantity: Quantity, head: Token) -> bool:
    """False for "the two leaders", "both sides", "four corners": grammar rather than a figure."""
    exact = quantity.hedge is None and quantity.upper is None
    spelled = not any(c.isdigit() for c in quantity.text)
    if exact and quantity.value < 10 and (spelled or quantity.value < 2):
        return False
    if head.lemma in _TEASED:
        return False
    definite = {t.lower for t in clause.sentence.kids(head.i, "det")} & {"the", "these", "those", "both"}
    if definite and exact and quantity.value < 100 and not part_of_many(clause, quantity):
        return False
    return verb_above(clause, head) is not None and not _is_whole(clause, quantity)


def _is_whole(clause: Clause, quantity: Quantity) -> bool:
    """True for the 42 of "18 of the 42 hostages", "0 out of 5"."""
    text = clause.reading.document.text
    before = text[max(0, quantity.start - 14) : quantity.start]
    return bool(_PART_BEFORE.search(before)) or text[quantity.end : quantity.end + 8].startswith(" out of")


_PART_BEFORE = re.compile(
    r"(?:\d|teen|ty|one|two|three|four|five|six|seven|eight|nine|ten|twelve) of (?:the |its )?$|out of $"
)
