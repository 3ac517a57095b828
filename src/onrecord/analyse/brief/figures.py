"""Figures in sentences: in the outlet's own clause where the figure opens one, else whose measure it is."""

from __future__ import annotations

import re
from collections.abc import Sequence

from onrecord.analyse import words
from onrecord.analyse.brief.drafts import Draft, is_own, outlet_pieces, reported, to_cite, voice_pieces
from onrecord.analyse.brief.material import Material
from onrecord.analyse.brief.templates import put
from onrecord.analyse.brief.when import adverbial
from onrecord.analyse.english import is_past, is_plural, words_of
from onrecord.analyse.names import party_words
from onrecord.analyse.pieces import NAME, NUMBER, WORDS, Pieces, sentence, text_of
from onrecord.analyse.tellings import Piece
from onrecord.records import AttributionForm, Claim, Figure, FigureRole, FigureValue, Modality

_STOP = re.compile(r"[;:!?\n(]|[.,](?!\d)| [–—] |[”\"]")
_OPENS = re.compile(r"(?:^|\bthat|\bsaid|\bsays|[,;:]|[“\"])\s*(?:only|some|the)?\s*$", re.IGNORECASE)
FEWEST = 4
"""Words that a clause has at least."""
MOST = 28


def figures(material: Material, most: int) -> tuple[list[Draft], int]:
    """Return the figures that most is told of as sentences, and how many are left out."""
    found: list[tuple[float, int, Draft]] = []
    seen: dict[str, int] = {}
    for place, figure in enumerate(material.figures):
        claims = [c for c in material.told(figure.claim_ids) if _is_given(c)]
        draft = _draft(material, figure, claims) if claims else None
        if draft and text_of(draft.pieces) not in seen:
            seen[text_of(draft.pieces)] = place
            found.append((-figure.reports - figure.origins.min, place, draft))
    found.sort(key=lambda one: one[:2])
    return [draft for _, _, draft in found[:most]], max(0, len(found) - most)


def given_shares(material: Material) -> set[tuple[str, int]]:
    """Return where articles give a share that a sentence on figures tells: article and beginning."""
    return {
        (claim.document_id, claim.figure.span.start)
        for figure in material.figures
        if figure.role is FigureRole.SHARE
        for claim in material.told(figure.claim_ids)
        if claim.figure and _is_given(claim)
    }


def _is_given(claim: Claim) -> bool:
    """Whether a figure is given as one: not hoped for, and no part of a charge that is told elsewhere."""
    loose = (AttributionForm.ATTITUDE, AttributionForm.ACCUSATION)
    return claim.modality is Modality.ACTUAL and not any(link.form in loose for link in claim.attribution)


def _draft(material: Material, figure: Figure, claims: Sequence[Claim]) -> Draft | None:
    told = next(((c, clause) for c in claims if (clause := opened_clause(c))), None)
    saying = [claim for claim in claims if _says(claim, told[0].figure if told else figure)]
    if not saying:
        return None
    voice = voice_pieces(material, next((c for c in saying if not is_own(c)), saying[0]))
    claims = claims if told else saying
    who = reported(material, claims, figure.origins, dated=True)
    if told:
        words_of = Piece(told[1][:1].lower() + told[1][1:], WORDS)
        slots: dict[str, Pieces | str] = {"words": (words_of,), "voice": voice, "reported": who}
        pieces = put("figures", "voiced" if voice else "clause" if who else "alone", slots)
    else:
        pieces = _measured(material, figure, claims, voice, who)
    if not pieces:
        return None
    first = told[0].claim_id if told else None
    return Draft(pieces=sentence(pieces), claims=to_cite(claims, first), about=(figure.figure_id,))


def _says(claim: Claim, shown: Figure | FigureValue | None) -> bool:
    """Whether a claim gives the very number that is shown: who says "over 6,000" did not say 6,200."""
    own = claim.figure
    return bool(own and shown) and all(
        getattr(own, name) == getattr(shown, name) for name in ("value", "upper", "hedge")
    )


def opened_clause(claim: Claim) -> str | None:
    """Return the clause that a figure opens: "69 per cent of it came from Ostmark"; None for others."""
    assert claim.figure is not None
    text = claim.sentence.text.replace("\xa0", " ")
    start = claim.figure.span.start - claim.sentence.start
    if start < 0 or not _OPENS.search(text[:start]):
        return None
    stop = _STOP.search(text, start + len(claim.figure.span.text))
    clause = text[start : stop.start() if stop else len(text)].rstrip()
    for word in ("which", "who", "according", "because", "while", "although", "but"):
        clause = re.split(rf"\s{word}\b", clause)[0]
    while clause.split()[-1:] and clause.split()[-1].lower() in ENDLESS:
        clause = clause.rpartition(" ")[0]
    size = len(clause.split())
    return clause if FEWEST <= size <= MOST and _has_verb(clause) else None


def _has_verb(clause: str) -> bool:
    """Whether a clause has a verb, by its looks."""
    told = clause.lower().split()[1:]
    return any(is_past(word) or word in words_of("bounds", "relative") or word in VERBS for word in told)


ENDLESS = words_of("bounds", "dangling") | {"after", "before", "since", "when", "until"}
"""Words that cannot end a clause."""
VAGUE = frozenset("half third quarter fifth tenth rest part number amount total capita".split())
"""Measures that say nothing of what is measured."""
VERBS = frozenset(
    "comes come goes go makes make remains remain live lives stands stand belongs belong".split()
)


def _measured(
    material: Material, figure: Figure, claims: Sequence[Claim], voice: Pieces, who: Pieces
) -> Pieces:
    """Return "X puts the border of A and B at 670 km"; nothing where that would say too little."""
    measure = (figure.measure or "").replace("_", " ")
    owner = party_words(figure.of)
    counted = figure.unit in words.COUNTED
    if not measure or figure.role is not FigureRole.LEVEL or (counted and not measure.endswith("s")):
        return ()
    amount = figure.unit in words.PORTIONED and figure.unit != "percent"  # "32 tonnes of corn" says it all
    of_something = counted or (amount and figure.reports > 1)
    if measure == "distance" or measure in VAGUE or not (owner or of_something):
        return ()
    outlets = material.outlets(claims)
    period = figure.period
    key = "count" if counted else "share" if figure.unit == "percent" else "portion"
    key = "measure" if key == "portion" and figure.unit not in words.PORTIONED else key
    slots: dict[str, Pieces | str] = {
        "giver": voice or outlet_pieces(outlets),
        "puts": "put" if (is_plural(text_of(voice)) if voice else len(outlets) > 1) else "puts",
        "measure": measure,
        "of": (Piece("of "), Piece(owner, NAME)) if owner else (),
        "period": adverbial(period.start, period.end, period.granularity) if period else (),
        "amount": (Piece(words.amount_words(figure), NUMBER),),
        "reported": who if voice else (),
    }
    return put("figures", key, slots)
