"""Who says of one event that it happened, and who answers that it did not.

A formal denial ("denied that", "denied the accusation") answers everybody who tells of the
deed. A plain "did not" answers only what it plainly speaks of, in like words, at about the
same time, and no deed that the same voice tells beside it (:mod:`pairs` keeps those
apart). "Does not", "did not only" and "not altogether" deny no single deed. Used by
:mod:`within_event` and, for the status of an event, by :mod:`events`.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from onrecord.link.mentions import Mention
from onrecord.link.pairs import compare_mentions
from onrecord.link.participants import Match, compare_sides
from onrecord.link.status import TAKES_BACK, is_denied, is_formally_denied, tell_it_done
from onrecord.records import Claim

IN_PART = re.compile(
    r"\b(?:not|n['’]t)\s+(?:\w+\s+){0,2}?(?:all|always|every|everyone|everything|only|just|merely|simply|solely"
    r"|fully|entirely|completely|wholly|totally|necessarily|immediately|initially|directly)\b",
    re.IGNORECASE,
)
"""A negation of how much, or of how, and not of whether."""
ALTOGETHER = re.compile(
    r"^\s+(?:all|every|everyone)\b"
    r"|^[^,.;]{0,80}?\b(?:altogether|all\s+together|entirely|completely|outright|in\s+full|fully|alone|only|solely"
    r"|until|unless|immediately|because)\b",
    re.IGNORECASE,
)
"""The same behind the verb."""
AS_A_RULE = re.compile(r"\b(?:do|does)(?:\s+not|n['’]t)\b", re.IGNORECASE)
"""What somebody does not do at all, in the present, denies nothing that was done once."""
A_FAULT = re.compile(
    r"\b(?:impropriety|wrong-?doing|misconduct|irregularit(?:y|ies)|improper|inappropriate|wrong|illegal|unlawful"
    r"|untoward)\W+(?:in|about|with|during|over)\b",
    re.IGNORECASE,
)
"""What is denied is a fault in the deed, and not the deed."""
REACH = 60
"""Characters before a trigger in which a negation goes with it."""
TIED = frozenset({"words_shared", "same_day", "same_place"})
TIMED = frozenset({"same_day", "same_period", "dates_overlap", "dates_near", "date_fits_publication"})


def gainsaid(members: Sequence[Mention]) -> tuple[list[Claim], list[Claim]]:
    """Return the claims of one event that tell it as done and are denied, and those that deny it."""
    pairs = list(_pairs(members))
    yes = {told.claim.claim_id: told.claim for told, _ in pairs}
    no = {denial.claim.claim_id: denial.claim for _, denial in pairs}
    return list(yes.values()), list(no.values())


def _pairs(members: Sequence[Mention]) -> Iterator[tuple[Mention, Mention]]:
    done = {claim.claim_id for claim in tell_it_done([member.claim for member in members])}
    for denial in members:
        if is_denied(denial.claim) and not _of_no_deed(denial.claim):
            told = (m for m in members if m.claim.claim_id in done and _of_one_side(m.claim, denial.claim))
            yield from ((m, denial) for m in told if _answers(denial, m))


def _of_one_side(told: Claim, denial: Claim) -> bool:
    """Who denies only his own part is not answered by a bare "it happened"; in one sentence he may be.

    "Reinforced its garrison, though the ministry denies it": whose ministry need not be said.
    """
    if not denial.actors:
        return True
    one_sentence = (told.document_id, told.sentence.start) == (denial.document_id, denial.sentence.start)
    least = Match.UNKNOWN if one_sentence and told.actors else Match.WITHIN
    return compare_sides(told.actors, denial.actors) >= least


def _of_no_deed(denial: Claim) -> bool:
    """Whether the words say how much or how a thing was not done, or what is never done."""
    text, at = denial.sentence.text, denial.trigger.end - denial.sentence.start
    before, behind = text[:at][-REACH:], text[at:]
    if A_FAULT.search(before):
        return True
    if is_formally_denied(denial):
        return False
    return any(
        (
            TAKES_BACK.search(before),
            IN_PART.search(before),
            AS_A_RULE.search(before),
            ALTOGETHER.search(behind),
        )
    )


def _answers(denial: Mention, told: Mention) -> bool:
    if is_formally_denied(denial.claim):
        return True
    found = compare_mentions(told, denial)
    reasons = set(found.reasons)
    undated = denial.date is None and told.date is None and "published_together" in reasons
    alike = "same_trigger" in reasons and bool(TIED & reasons)
    return not found.bars and alike and (undated or bool(TIMED & reasons))
