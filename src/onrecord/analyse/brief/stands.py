"""Who stands where: what a party wants, fears, thinks, with the outlet's verb and words."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Set
from itertools import islice

from onrecord.analyse.brief.drafts import Draft, reported, voice_pieces
from onrecord.analyse.brief.material import Material
from onrecord.analyse.brief.templates import put
from onrecord.analyse.english import is_past, is_plural, third, words_of
from onrecord.analyse.headlines import shortened
from onrecord.analyse.names import party_words
from onrecord.analyse.pieces import Pieces, quoted, sentence, text_of
from onrecord.analyse.stances import is_infinitive
from onrecord.analyse.tellings import Piece
from onrecord.records import Claim, OriginCount, Polarity, Stance

LONGEST = 190
"""Characters of a proposition that are quoted."""
JOINING = frozenset("about of for on that to with at in over against towards toward upon as by both".split())
"""Words that may stand between the verb and what it is about."""
ADVERBS = re.compile(r"^(?:\w+ly|also|repeatedly|strongly)$")
ONE = OriginCount(min=1, max=1)


def stands(material: Material, told: Set[tuple[str, int]], most: int, each: int) -> tuple[list[Draft], int]:
    """Return the positions of those parties that most is told of, and how many positions are left out.

    ``told`` are the sentences of articles that the brief has cited already: what they hold is not told again.
    """
    by_holder: dict[str, list[tuple[Claim, Pieces]]] = defaultdict(list)
    seen: set[str] = set()
    for claim in sorted(material.positions, key=lambda c: material.numbers[c.document_id]):
        if (claim.document_id, claim.sentence.start) in told or claim.position is None:
            continue
        pieces = stance(material, claim)
        if pieces and text_of(pieces).lower() not in seen:
            seen.add(text_of(pieces).lower())
            by_holder[party_words(claim.position.holder)].append((claim, pieces))
    busiest = sorted(by_holder, key=lambda name: (-len(by_holder[name]), name))
    drafts = [
        _draft(material, claim, holder)
        for holder in busiest[:most]
        for claim, _ in islice(_spread(by_holder[holder]), each)
    ]
    return drafts, len(seen) - len(drafts)


def _spread(held: list[tuple[Claim, Pieces]]) -> list[tuple[Claim, Pieces]]:
    """Return positions so that different stances come first."""
    seen: dict[str, int] = defaultdict(int)
    ranked = []
    for place, (claim, pieces) in enumerate(held):
        assert claim.position is not None
        ranked.append((seen[claim.position.stance], place, (claim, pieces)))
        seen[claim.position.stance] += 1
    return [one for _, _, one in sorted(ranked, key=lambda item: item[:2])]


def _draft(material: Material, claim: Claim, holder: str) -> Draft:
    who = reported(material, [claim], ONE, dated=True)
    pieces = put("held", "told", {"stance": stance(material, claim, introduce=True), "reported": who})
    return Draft(pieces=sentence(pieces), claims=(claim,), about=(), group=holder)


def stance(material: Material, claim: Claim, *, introduce: bool = False) -> Pieces:
    """Return who holds what; empty where the sentence does not tell it in words that can be quoted."""
    value = claim.position
    assert value is not None
    if value.proposition is None or not value.holder:
        return ()
    if _is_clumsy(value.proposition.text) or _says_little(claim):
        return ()
    holder = material.people.named(value.holder) if introduce else (Piece(party_words(value.holder)),)
    what = quoted(shortened(_bare(value.proposition.text), LONGEST))
    first = value.holder[0]
    many = len(value.holder) > 1 or (first.kind != "person" and is_plural(party_words([first])))
    verb = _verb(claim, many)
    if verb:
        return (*holder, Piece(f" {verb} "), *what, *_said_by(material, claim, introduce))
    if claim.polarity is Polarity.NEGATIVE:
        return ()
    forms = {name: name.removesuffix("s") if many else name for name in VERBS}
    that = value.proposition.text.startswith("that ")
    slots: dict[str, Pieces | str] = {
        "holder": holder,
        "what": what,
        **forms,
        "holds": "say" if many else "says",
    }
    slots |= {"is": "are" if many else "is"}
    slots |= {"expresses": "express" if many else "expresses", "denies": "deny" if many else "denies"}
    wants = value.stance is Stance.DEMANDS and is_infinitive(value.proposition.text)
    key = "wants" if wants else "doubts" if that and value.stance is Stance.DISTRUSTS else value.stance
    return (*put("stances", key, slots), *_said_by(material, claim, introduce))


VERBS = ("fears", "distrusts", "demands", "wants", "doubts")


def _bare(text: str) -> str:
    """Return ``text`` without the quotation marks that stand around all of it.

    >>> _bare("“The treaty holds.”"), _bare("“the treaty” and “the fleet”")
    ('The treaty holds.', '“the treaty” and “the fleet”')
    """
    inner = text.strip()[1:-1]
    wrapped = text.strip()[:1] in OPENING and text.strip()[-1:] in CLOSING
    return inner if wrapped and not any(mark in inner for mark in (*OPENING, "”")) else text


OPENING, CLOSING = '“"', '”"'


def _said_by(material: Material, claim: Claim, introduce: bool) -> Pieces:
    """Return ", according to X" where somebody other than the holder says so."""
    assert claim.position is not None
    held = {a.actor_id for a in claim.position.holder}
    links = [link for link in claim.attribution if link.source_actors]
    if not introduce or not links or {a.actor_id for a in links[0].source_actors} & held:
        return ()
    voice = voice_pieces(material, claim)
    return (Piece(", according to "), *voice) if voice else ()


def _is_clumsy(text: str) -> bool:
    """Whether a proposition is no phrase that can be quoted behind a verb."""
    words = text.removeprefix("to ").split()
    unclear = len(words) <= 2 and words[-1:] and words[-1].lower().strip('.,”’"') in PRONOUNS
    verb = text.removeprefix("that ").partition(" ")[0].lower()
    return (
        text.lower().startswith(("as ", "could ", "would ", "should ", 'that "', "that, "))
        or verb in FINITE
        or len(words) < 2
        or bool(unclear)
        or text.count("(") != text.count(")")
    )


FINITE = frozenset("is are was were has had will can may does did isn't wasn't".split())
"""Verbs in front of a proposition whose subject is missing."""
PRONOUNS = frozenset("it them him her that this so one".split())
"""Words that say nothing outside their sentence."""
POINTING = ("that ", "that's ", "that’s ", "this ", "it ", "it's ", "it’s ", "he ", "she ", "they ")
"""Beginnings of what is said of something told before."""
ASKED = ("them ", "him ", "you ", "us ", "me ", "her to ")
"""Beginnings of what is asked of somebody told before: "called on them to leave"."""


def _is_noun(claim: Claim, word: str) -> bool:
    """Whether what looks like a verb in -s is a noun: "had misgivings", "voiced its fears"."""
    ahead = claim.sentence.text[: claim.trigger.start - claim.sentence.start].lower().split()[-1:]
    behind = word.endswith("s") and bool(ahead) and ahead[0] in LEADING
    return behind or word in words_of("attitude", "nouns")


LEADING = frozenset(
    "have has had having the a any some no its his her their our my deep serious grave of voiced expressed "
    "raised despite amid over".split()
)
"""Words behind which a word in -s is a noun."""


def _says_little(claim: Claim) -> bool:
    """Whether nobody knows who holds it ("people"), or what it is on: it points back to other words."""
    value = claim.position
    assert value is not None
    if all(actor.kind == "unnamed" and not actor.country for actor in value.holder):
        return True
    told = (value.proposition.text if value.proposition else "").lower()
    if value.stance is Stance.CLAIMS:
        return told.removeprefix("that ").startswith(POINTING)
    if value.stance in (Stance.SUPPORTS, Stance.OPPOSES):
        return told.startswith("that ")
    return value.stance is Stance.DEMANDS and told.startswith(ASKED)


def _verb(claim: Claim, many: bool) -> str | None:
    """Return the sentence's own verb with what leads to the proposition: "is wary of", "called on"."""
    value = claim.position
    assert value is not None
    assert value.proposition is not None
    word = claim.trigger.text.lower()
    joining = _joining(claim)
    if joining is None:
        return None
    negative = claim.polarity is Polarity.NEGATIVE or _is_negated(claim)
    leads = bool(joining) or value.proposition.text.lower().startswith(("that ", "to "))
    if word in words_of("attitude", "adjectives") and (leads or not is_past(word)):
        return " ".join(
            part for part in ("are" if many else "is", "not" if negative else "", word, joining) if part
        )
    if negative or " " in word or _is_noun(claim, word):
        return None
    form = _finite(word, many, value.stance)
    return f"{form} {joining}".strip() if form else None


def _finite(word: str, many: bool, stance: str) -> str | None:
    """Return a verb as it stands with its holder; None where the word is no finite verb by its looks."""
    if is_past(word) and word not in ("seen", "known", "given"):
        return word
    if word.endswith("s") and not word.endswith("ss"):
        base = word[:-3] + "y" if word.endswith("ies") else word[:-1]
        return base if many else word
    if many and word in PLAIN:
        return word
    return third(word) if word in PLAIN and stance != Stance.OFFERS else None


PLAIN = frozenset("worry believe consider insist argue say maintain deny oppose distrust suspect".split())
"""Verbs whose plain form cannot be taken for a noun."""


def _joining(claim: Claim) -> str | None:
    """Return the words between the verb and the proposition; None where they are more than a preposition."""
    assert claim.position is not None
    assert claim.position.proposition is not None
    begin = claim.trigger.end - claim.sentence.start
    end = claim.position.proposition.start - claim.sentence.start
    if not 0 <= begin <= end:
        return None
    words = [w for w in re.split(r"[\s,]+", claim.sentence.text[begin:end]) if w and not ADVERBS.match(w)]
    words = [w.strip("“\"'‘") for w in words]
    return (
        " ".join(filter(None, words))
        if all(w in JOINING or not w for w in words) and len(words) <= 2
        else None
    )


def _is_negated(claim: Claim) -> bool:
    ahead = claim.sentence.text[: claim.trigger.start - claim.sentence.start].split()[-2:]
    return any(word.lower() in ("not", "never", "no") or word.endswith(("n't", "n’t")) for word in ahead)
