"""Give a claim its date and its place: the expressions that stand nearest to its trigger in the tree.

A date counts only inside the clause of the trigger ("announced on 31 May that …" dates
the announcement, and of what is announced only what is done by saying it).
Publication dates are never used here; an undated claim says why.
"""

from __future__ import annotations

from onrecord.coding.clause import SPEECH, Clause
from onrecord.reading import Mention, Timex, Token, Toponym
from onrecord.records import DateBasis, DateMissing, DateValue, Granularity, Place

BARRIERS = frozenset(["ccomp", "relcl", "advcl", "parataxis", "acl", "xcomp", "appos"])
"""A step over one of these leaves the clause; what is agreed to be done has a date of its own."""
DONE_THEREBY = frozenset(
    "begin start continue stop cease keep resume finish have force make compel manage fail help dare appear "
    "seem happen get be go come".split()
)
"""Verbs whose date holds for the infinitive below them: "was forced on Monday to resign"."""
TELLING = SPEECH | frozenset(
    "deny admit acknowledge confirm reject dismiss refute dispute recall regret consider discuss".split()
)
"""Verbs whose date is that of the telling or thinking: "on Monday denied attacking the ship"."""
DURING = frozenset("in at during on within over through throughout amid".split())
"""A dated noun behind one of these dates the act: "rigged in last year's vote"."""
PLACE_PREPOSITIONS = frozenset("in at near on outside inside across around along off".split())
LEFT = frozenset(["from"])
"""A place only for who leaves it or strikes out of it: "withdrew from", not "bought from"."""
FROM_TYPES = frozenset(["RETREAT", "MOBILIZE", "ASSAULT", "THREATEN"])
ABOVE = frozenset(["over"])
"""A place only for what is done there ("shot down over"); what is said or held over a place is about it."""
MATERIAL = frozenset(["ASSAULT", "MOBILIZE", "COERCE", "AID", "RETREAT"])
SETTLED = frozenset(
    "area territory region province district city town village county state island peninsula valley strip "
    "governorate oblast prefecture department airport port base airspace border north south east west "
    "northeast northwest southeast southwest centre center outskirts suburb coast waters capital".split()
)
"""Nouns that are a place by themselves: a name before them says which ("in the Kandahar province")."""
BESIDE = frozenset("about over following after before since despite amid because like unlike".split())
"""Behind these stands another happening, with a place of its own."""
TOPICS = frozenset("on to for against".split())
"""Behind these stands what words are about: "agreed to a truce in the north"."""
DESTINATION = frozenset(["to", "into"])
TEXTS = frozenset(
    "deal agreement accord pact treaty initiative convention protocol plan war conflict".split()
)
"""What is named after a place is not where something happens ("in the Paris accord")."""
SPOKEN = frozenset(["ACCUSE", "REQUEST", "REJECT", "THREATEN"])
"""Where the thing talked about took place is not where somebody talked about it."""
HAPPENING = frozenset("take begin start end occur happen come".split())
MAX_STEPS = 9
ABOUT = frozenset("with of for over about from against".split())
"""What an act is about: "was charged with meddling in 2016". Other prepositions date it: "before leaving"."""


def date_of(
    clause: Clause, trigger: Token, carrier: Token | None
) -> tuple[DateValue | None, DateMissing | None]:
    """Return the date that holds for the act at ``trigger``, or why there is none."""
    near = [
        (steps, t)
        for t in clause.timexes
        if t.type in ("DATE", "TIME")
        and not _until(clause, t)
        and (steps := _steps(clause, t, trigger, carrier)) is not None
    ]
    if not near:
        return None, DateMissing.NOT_STATED
    near.sort(key=lambda pair: (pair[1].begins is None, pair[0], pair[1].start))
    best = near[0][1]
    if best.begins is None or best.ends is None:
        return None, DateMissing.NO_ANCHOR if best.relative and not _vague(best) else DateMissing.VAGUE
    published = clause.reading.document.published
    open_ended = published is not None and published.end > best.ends and _since(clause, best)
    value = DateValue(
        start=best.begins,
        end=published.end if published and open_ended else best.ends,
        granularity=Granularity.RANGE if open_ended else best.granularity or Granularity.DAY,
        basis=best.basis or DateBasis.EXPLICIT,
        span=clause.reading.quote(best.start, best.end),
        approximate=best.mod == "APPROX",
    )
    return value, None


def _since(clause: Clause, timex: Timex) -> bool:
    """Return whether ``timex`` only opens a stretch: "since May"."""
    return _before(clause, timex) == "since"


def _until(clause: Clause, timex: Timex) -> bool:
    """Return whether ``timex`` only closes a stretch: "was freed on bail *until May*" tells no day of it.

    "Not until May" does tell it.
    """
    if _before(clause, timex) not in ("until", "till"):
        return False
    token = clause.sentence.token_at(timex.start)
    return token is None or not any(t.dep == "neg" for t in clause.tokens[: token.i])


def _before(clause: Clause, timex: Timex) -> str:
    """Return the word in front of ``timex``."""
    token = clause.sentence.token_at(timex.start)
    return clause.tokens[token.i - 1].lower if token is not None and token.i > 0 else ""


def voiced_date(
    clause: Clause, trigger: Token, carrier: Token | None
) -> tuple[DateValue | None, DateMissing | None]:
    """Return the date on which an act of words is voiced by whoever is quoted with it, or why none.

    "On 4 May X said that Y is ready to talk": the readiness is of 4 May. What the quoted
    words put into the past ("that Y rejected", "had rejected") happened before.
    """
    here = carrier or trigger
    for _ in range(MAX_STEPS):
        if _told_as_past(clause, here):
            break
        head = clause.tokens[here.head]
        if here.dep == "ccomp" and head.lemma in SPEECH and clause.is_verb(head):
            return date_of(clause, head, None)
        if here.dep not in ("xcomp", "acomp", "oprd", "conj") or head.i == here.i:
            break
        here = head
    return None, DateMissing.NOT_STATED


def _told_as_past(clause: Clause, verb: Token) -> bool:
    """Return whether ``verb`` tells of what was over when told; "was ready" is the state of that day."""
    helpers = clause.sentence.kids(verb.i, "aux", "auxpass")
    if any(t.lemma == "have" or (t.dep == "auxpass" and t.tag == "VBD") for t in helpers):
        return True
    return verb.tag == "VBD" and verb.lemma != "be"


def lies_ahead(clause: Clause, verb: Token) -> bool:
    """Return whether a journey told in the present progressive is yet to come.

    So it is for whoever tells of the own journey ("I am going to Oslo"), and with a day to come.
    """
    if verb.tag != "VBG" or not any(t.tag in ("VBP", "VBZ") for t in clause.sentence.kids(verb.i, "aux")):
        return False
    return any(t.lower in ("i", "we") for t in clause.own_subjects(verb)) or _to_come(clause, verb)


def told_ahead(clause: Clause, verb: Token) -> bool:
    """Return whether a present tense goes with a day after the article: "the king visits Oslo on Friday"."""
    helpers = clause.sentence.kids(verb.i, "aux", "auxpass")
    finite = next((t for t in helpers if t.tag in ("VBD", "VBZ", "VBP", "MD")), verb)
    present = finite.tag in ("VBZ", "VBP") and finite.lemma != "have"
    return present and clause.is_verb(verb) and _to_come(clause, verb)


def _to_come(clause: Clause, verb: Token) -> bool:
    date, _ = date_of(clause, verb, None)
    published = clause.reading.document.published
    return date is not None and published is not None and date.start > published.end


def _vague(timex: Timex) -> bool:
    return timex.value is not None and timex.value.endswith("_REF")


def _steps(clause: Clause, timex: Timex, trigger: Token, carrier: Token | None) -> int | None:
    """Return the tree distance from ``timex`` to the trigger, None across a clause border."""
    tokens = [t for t in clause.tokens if t.start < timex.end and timex.start < t.end]
    if not tokens:
        return None
    top = next((t for t in tokens if clause.tokens[t.head] not in tokens or t.head == t.i), tokens[0])
    homes = {trigger.i: 0}
    if carrier is not None:
        homes[carrier.i] = 0
    if trigger.tag.startswith("NN"):
        homes |= _verb_above(clause, carrier or trigger)
    else:
        homes |= _raised_above(clause, trigger)
    if _set_apart(clause, top, trigger):
        return None
    here, steps, nouns = top, 0, 0
    while steps < MAX_STEPS:
        if here.i in homes:
            return steps + homes[here.i]
        if here.dep in BARRIERS or here.head == here.i or _what_it_is_about(clause, here):
            return None
        if here is not top and here.tag.startswith("NN"):
            nouns += 1
        if nouns > 1 or (nouns == 1 and _dates_only_its_noun(clause, top, here)):
            return None
        here, steps = clause.tokens[here.head], steps + 1
    return None


def _what_it_is_about(clause: Clause, deed: Token) -> bool:
    """Return whether ``deed`` is what somebody is charged with, and has a day of its own."""
    return deed.dep == "pcomp" and deed.tag == "VBG" and clause.tokens[deed.head].lower in ABOUT


def _dates_only_its_noun(clause: Clause, top: Token, noun: Token) -> bool:
    """Return whether the date at ``top`` tells which ``noun`` is meant: "condemned the 2016 attack"."""
    if noun.i != top.head or top.dep not in ("poss", "compound", "nummod", "nmod", "amod"):
        return False
    return noun.dep != "pobj" or clause.tokens[noun.head].lower not in DURING


def _set_apart(clause: Clause, timex: Token, trigger: Token) -> bool:
    """Return whether a parenthesis or "as they did" stands between a date and a trigger."""
    low, high = sorted((timex.i, trigger.i))
    between = clause.tokens[low + 1 : high]
    if any(t.text in ("(", ")", "[", "]") for t in between):
        depth = sum((t.text in "([") - (t.text in ")]") for t in between)
        if depth:
            return True
    return timex.i > trigger.i and any(t.lemma == "do" and _compares(clause, t) for t in between)


def _compares(clause: Clause, verb: Token) -> bool:
    """Return whether a form of "do" stands for an act of another time: "as they did"."""
    before = clause.tokens[max(0, verb.i - 2) : verb.i]
    return len(before) == 2 and before[0].lower in ("as", "than", "like") and before[1].pos == "PRON"


def _verb_above(clause: Clause, noun: Token) -> dict[int, int]:
    """Return the verb an event noun depends on where it is no speech act: its date holds for the noun too."""
    if clause.is_verb(noun):
        return {}
    head = clause.tokens[noun.head]
    if noun.dep in ("dobj", "nsubjpass", "ROOT", "nsubj") and clause.is_verb(head) and head.i != noun.i:
        return {head.i: 4} if head.lemma in HAPPENING else {}
    return {}


def _raised_above(clause: Clause, verb: Token) -> dict[int, int]:
    found = {}
    here = verb
    for cost in (1, 2, 3):
        head = clause.tokens[here.head]
        if here.dep in ("conj",) and not clause.own_subjects(here) and head.i != here.i:
            found[head.i] = cost + 1
        elif here.dep in ("oprd", "acomp") or (here.dep == "xcomp" and _same_time(here, head)):
            found[head.i] = cost
        elif here.dep == "advcl" and _accompanies(clause, here):
            found[head.i] = cost + 1
        elif here.dep == "ccomp" and head.lemma == "be":
            found[head.i] = cost  # "it was not until this year that"
        elif here.dep in ("advcl", "relcl") and _on_that_day(clause, here, head):
            found[head.i] = cost + 1
        else:
            break
        here = head
    return found


def _on_that_day(clause: Clause, verb: Token, head: Token) -> bool:
    """Return whether a "when" behind a day tells what was done on it: "began on 3 May *when* Peru left"."""
    if verb.i < head.i or clause.sentence.kid(verb.i, "aux"):
        return False
    told = verb.tag == "VBD" and (head.tag == "VBD" or not clause.is_verb(head))
    return told and any(t.lower == "when" for t in clause.sentence.kids(verb.i, "advmod", "mark"))


def _same_time(verb: Token, head: Token) -> bool:
    """Return whether what dates ``head`` dates the complement too: "began last year to arrest"."""
    return (verb.tag == "VBG" and head.lemma not in TELLING) or head.lemma in DONE_THEREBY


def _accompanies(clause: Clause, verb: Token) -> bool:
    """Return whether a participle tells what the clause above did thereby: "attacked, killing ten"."""
    if verb.tag != "VBG" or clause.own_subjects(verb):
        return False
    return not clause.sentence.kids(verb.i, "mark", "aux", "prep") or not any(
        t.i < verb.i for t in clause.sentence.kids(verb.i, "mark", "aux", "prep")
    )


def place_of(
    clause: Clause, trigger: Token, carrier: Token | None, event_type: str, recipients: list[Mention]
) -> Place | None:
    """Return where the act took place: a place phrase of its clause, or the destination of a visit."""
    toponyms = clause.toponyms
    if not toponyms:
        return None
    for base in [trigger] if event_type in SPOKEN else _place_bases(clause, trigger, carrier, event_type):
        for word, below in clause.prepositions(base):
            destination = word in DESTINATION and event_type in ("CONSULT", "AGREE")
            above = word in ABOVE and event_type in MATERIAL
            left = word in LEFT and event_type in FROM_TYPES
            if word not in PLACE_PREPOSITIONS and not destination and not above and not left:
                continue
            found = toponyms.get(below.i) or _inside(clause, below, toponyms)
            if found is not None and (destination or word != "on" or not _is_party(found, recipients)):
                return _place(found)
    return None


def _is_party(toponym: Toponym, mentions: list[Mention]) -> bool:
    return any(m.start <= toponym.start < m.end for m in mentions)


def _place_bases(clause: Clause, trigger: Token, carrier: Token | None, event_type: str) -> list[Token]:
    bases = [trigger]
    if carrier is not None:
        bases.append(carrier)
    top = carrier or trigger
    if clause.is_verb(top):
        for thing in clause.objects(top):
            if thing.i not in (b.i for b in bases):
                bases.append(thing)
    beside = BESIDE if event_type in MATERIAL or event_type == "CONSULT" else BESIDE | TOPICS
    for child in clause.sentence.kids(trigger.i, "prep"):
        bases += [t for t in clause.sentence.kids(child.i, "pobj") if child.lower not in beside]
    return bases


def _inside(clause: Clause, token: Token, toponyms: dict[int, Toponym]) -> Toponym | None:
    """Return the place inside a phrase such as "the capital city of Baku"."""
    for word, below in clause.prepositions(token):
        if word in ("of", "in") and below.i in toponyms:
            return toponyms[below.i]
    if token.lemma in TEXTS:
        return None
    # what only modifies another thing is no place: "on the Crimea bridge", "over Chile-Peru relations"
    kinds = ("appos", "compound", "poss", "nmod") if token.lemma in SETTLED else ("appos",)
    for child in clause.sentence.kids(token.i, *kinds):
        if child.i in toponyms:
            return toponyms[child.i]
    return None


def _place(toponym: Toponym) -> Place:
    return Place(
        text=toponym.text,
        start=toponym.start,
        end=toponym.end,
        name=toponym.name,
        country=toponym.country,
        granularity=toponym.granularity,
        latitude=toponym.latitude,
        longitude=toponym.longitude,
        geonames_id=toponym.geonames_id,
    )
