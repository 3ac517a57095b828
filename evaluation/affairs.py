"""Score linking on written affairs with planted facts: conflicts, events, origins, stories.

    python evaluation/affairs.py [--part open|held] [--errors] [--only NAME]

The affairs are in ``evaluation/affairs/`` and, made from templates, in
``affair_templates.py``; ``affair_texts.py`` says how they are written. All of them go into
one record, so that a join across two affairs counts as wrong too. Two thirds may be read
to mend errors (``open``); the rest is scored only (``held``).

**Conflict precision** is the share of conflicts found that were planted, **recall** the
share of planted ones found. A conflict was planted when it is of that kind, and has
articles of both its sides. **Event B³** runs over the marked mentions that some claim was
coded for; beside it stands the same with each uncoded mention as an event of its own.
"""

from __future__ import annotations

import argparse
import sys
import tempfile
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path

import msgspec
from affair_templates import templated_affairs
from affair_texts import Affair, Mark, PlantedConflict, read_folder
from msgspec import Struct

from onrecord.evaluate.metrics.clusters import bcubed_counts
from onrecord.ingest import ingest, iter_inputs
from onrecord.link import link
from onrecord.pipeline import process_again
from onrecord.records import (
    Claim,
    Conflict,
    ConflictSide,
    Document,
    Event,
    Figure,
    Kind,
    Linked,
    OriginBasis,
    Statement,
)
from onrecord.settings import Settings

FOLDER = Path(__file__).resolve().parent / "affairs"
IN_PLACE = frozenset({"date", "place", "actor", "quantity", "modality"})
"""Kinds of conflict that have to be about the planted event or figure itself."""


class Mention(Struct, frozen=True):
    """One mark, and the claims coded there."""

    affair: str
    article: str
    label: str
    text: str
    claims: tuple[str, ...]

    @property
    def name(self) -> str:
        """The planted thing, unlike any of another affair."""
        return f"{self.affair}.{self.label}"


class Scene(Struct, frozen=True):
    """The affairs as one record."""

    affairs: Sequence[Affair]
    documents: Mapping[str, Document]
    """By ``affair/article``."""
    claims: Mapping[str, Claim]
    linked: Linked
    mentions: Sequence[Mention]
    stated_in: Mapping[str, str]
    """Document of each statement."""


# ------------------------------------------------------------------ building


def all_affairs() -> list[Affair]:
    """Return the written and the templated affairs."""
    return [*read_folder(FOLDER), *templated_affairs()]


def documents_of(affairs: Sequence[Affair]) -> dict[str, Document]:
    """Return the articles as ingest makes them of JSON lines, by ``affair/article``."""
    rows = [
        {
            "id": f"{affair.name}/{article.key}",
            "title": article.title,
            "publisher": article.publisher,
            "published": article.published.isoformat() if article.published else None,
            "text": "\n\n".join(article.paragraphs),
        }
        for affair in affairs
        for article in affair.articles
    ]
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder, "affairs.jsonl")
        path.write_bytes(b"\n".join(msgspec.json.encode(row) for row in rows))
        made = [ingest(item, Settings()) for item in iter_inputs([path], Settings())]
    documents = {d.external_id or "": d for d in made if isinstance(d, Document)}
    missing = {row["id"] for row in rows} - documents.keys()
    if missing:
        raise ValueError(f"articles were rejected: {sorted(map(str, missing))}")
    return documents


def scene(
    affairs: Sequence[Affair],
    documents: Mapping[str, Document],
    claims: Sequence[Claim],
    linked: Linked,
    statements: Sequence[Statement] = (),
) -> Scene:
    """Return the affairs with every mark tied to the claims coded at its words."""
    of: dict[str, list[Claim]] = {}
    for claim in claims:
        of.setdefault(claim.document_id, []).append(claim)
    mentions = [
        _mention(affair, article.key, mark, documents[f"{affair.name}/{article.key}"], of)
        for affair in affairs
        for article in affair.articles
        for mark in article.marks
    ]
    stated_in = {one.statement_id: one.document_id for one in statements}
    return Scene(affairs, documents, {c.claim_id: c for c in claims}, linked, mentions, stated_in)


def _mention(
    affair: Affair, key: str, mark: Mark, document: Document, of: Mapping[str, Sequence[Claim]]
) -> Mention:
    article = next(a for a in affair.articles if a.key == key)
    paragraph = article.title if mark.paragraph < 0 else article.paragraphs[mark.paragraph]
    base = document.text.find(paragraph)
    start, end = base + mark.start, base + mark.end
    kind = Kind.FIGURE if mark.label.startswith("f") else Kind.EVENT
    found = [
        c.claim_id
        for c in of.get(document.document_id, ())
        if base >= 0 and c.kind == kind and _place(c)[0] < end and start < _place(c)[1]
    ]
    return Mention(affair.name, key, mark.label, paragraph[mark.start : mark.end], tuple(found))


def _place(claim: Claim) -> tuple[int, int]:
    span = claim.figure.span if claim.figure else claim.trigger
    return span.start, span.end


# ------------------------------------------------------------------- scoring


class Outcome(Struct, frozen=True):
    """A score as right out of all, with what went wrong."""

    right: float
    all: float
    errors: tuple[str, ...] = ()

    def __str__(self) -> str:
        """Return the share and what it is of."""
        return f"{self.right / self.all if self.all else 0.0:.3f} ({self.right:g}/{self.all:g})"


def homes(linked: Linked) -> dict[str, str]:
    """Return claim id → id of its event or figure; of two events the first."""
    found: dict[str, str] = {}
    for event in linked.events:
        for claim in event.claim_ids:
            found.setdefault(claim, event.event_id)
    found.update({c: f.figure_id for f in linked.figures for c in f.claim_ids})
    return found


def event_b3(s: Scene, *, uncoded: bool) -> tuple[float, float, float]:
    """Return B³ precision, recall and F1 over the mentions of events."""
    home = homes(s.linked)
    truth, predicted = {}, {}
    for number, mention in enumerate(m for m in s.mentions if m.label.startswith("e")):
        if mention.claims or uncoded:
            truth[str(number)] = mention.name
            known = [home[c] for c in mention.claims if c in home]
            predicted[str(number)] = known[0] if known else f"none {number}"
    return _b3(truth, predicted)


def _b3(truth: Mapping[str, str], predicted: Mapping[str, str]) -> tuple[float, float, float]:
    counts = bcubed_counts(truth, predicted, lambda item: truth[item]).sum(axis=0)
    precision, recall = float(counts[0] / counts[1]), float(counts[2] / counts[3])
    return precision, recall, 2 * precision * recall / (precision + recall)


def join_errors(s: Scene) -> Iterator[str]:
    """Yield the planted events told by more than one of ours, and ours that mix several."""
    home = homes(s.linked)
    inside: dict[str, Counter[str]] = {}
    for mention in s.mentions:
        known = [home[c] for c in mention.claims if c in home]
        key = known[0] if known else ("uncoded" if not mention.claims else "no event")
        inside.setdefault(mention.name, Counter())[f"{key[:10]}:{mention.article}"] += 1
    for name, counts in inside.items():
        if len({key.partition(":")[0] for key in counts}) > 1:
            yield f"  split {name}: {' '.join(counts)}"
    mixed: dict[str, set[str]] = {}
    for mention in s.mentions:
        for claim in mention.claims[:1]:
            if claim in home:
                mixed.setdefault(home[claim], set()).add(mention.name)
    yield from (f"  mixed {key[:10]}: {' '.join(sorted(v))}" for key, v in mixed.items() if len(v) > 1)


def conflicts(s: Scene) -> tuple[Outcome, Outcome]:
    """Return precision and recall of the conflicts found."""
    place = {d.document_id: name for name, d in s.documents.items()}
    planted = [(a, c) for a in s.affairs for c in a.conflicts]
    found: set[int] = set()
    wrong = []
    for conflict in s.linked.conflicts:
        hits = {n for n, (a, c) in enumerate(planted) if _was_planted(conflict, a, c, s, place)}
        found |= hits
        if not hits:
            wrong.append(_show(conflict, s, place))
    missed = tuple(
        f"{a.name}: {c.kind} {' '.join(c.labels)} {sorted(c.left)} / {sorted(c.right)}"
        for n, (a, c) in enumerate(planted)
        if n not in found
    )
    total = len(s.linked.conflicts)
    return Outcome(total - len(wrong), total, tuple(wrong)), Outcome(len(found), len(planted), missed)


def _was_planted(
    conflict: Conflict, affair: Affair, planted: PlantedConflict, s: Scene, place: Mapping[str, str]
) -> bool:
    sides = [_told_in(side, s, place) for side in conflict.sides]
    left, right = ({f"{affair.name}/{key}" for key in side} for side in (planted.left, planted.right))
    if planted.kind == "self":
        return conflict.kind == "self" and set().union(*sides) == left
    if conflict.kind != planted.kind:
        return False
    if planted.kind in {"polarity", "attribution"}:
        told = set().union(*sides)
        return told <= left | right and bool(told & right)
    across = any(sides[i] & left and sides[j] & right for i in range(len(sides)) for j in range(len(sides)))
    return across and (planted.kind not in IN_PLACE or _about(conflict, affair, planted, s))


def _told_in(side: ConflictSide, s: Scene, place: Mapping[str, str]) -> set[str]:
    """Return the articles of one side."""
    documents = [s.claims[name].document_id for name in side.claim_ids if name in s.claims]
    return {place[name] for name in (*documents, *(s.stated_in[n] for n in side.statement_ids))}


def _about(conflict: Conflict, affair: Affair, planted: PlantedConflict, s: Scene) -> bool:
    told = {c for side in conflict.sides for c in side.claim_ids}
    return any(
        m.affair == affair.name and m.label in planted.labels and told & set(m.claims) for m in s.mentions
    )


def _show(conflict: Conflict, s: Scene, place: Mapping[str, str]) -> str:
    sides = [f"{side.value} [{' '.join(sorted(_told_in(side, s, place)))}]" for side in conflict.sides]
    return f"{conflict.kind}: {' ≠ '.join(sides)}"


def _told_by(s: Scene, affair: Affair, label: str) -> Event | Figure | None:
    """Return the event or figure that holds most mentions of a label."""
    home = homes(s.linked)
    things: dict[str, Event | Figure] = {e.event_id: e for e in s.linked.events}
    things |= {f.figure_id: f for f in s.linked.figures}
    counts = Counter(
        home[c]
        for m in s.mentions
        if m.affair == affair.name and m.label == label
        for c in m.claims[:1]
        if c in home
    )
    return things[counts.most_common(1)[0][0]] if counts else None


def corroboration(s: Scene) -> Outcome:
    """Return how many planted ranges of origins are met exactly."""
    right, errors, total = 0, [], 0
    for affair in s.affairs:
        for label, wanted in affair.origins.items():
            total += 1
            thing = _told_by(s, affair, label)
            got = (thing.origins.min, thing.origins.max) if thing else None
            right += got == wanted
            errors += [] if got == wanted else [f"{affair.name} {label}: {wanted}, found {got}"]
    return Outcome(right, total, tuple(errors))


def attributes(s: Scene) -> dict[str, Outcome]:
    """Return how many planted events have the right type, day and acting country."""
    rows: dict[str, list[tuple[bool, str]]] = {"type": [], "day": [], "actor": []}
    for affair in s.affairs:
        for planted in affair.events:
            thing = _told_by(s, affair, planted.label)
            if not isinstance(thing, Event):
                continue
            name = f"{affair.name} {planted.label}"
            rows["type"].append((thing.event_type == planted.event_type, f"{name} {thing.event_type}"))
            if planted.day:
                same = thing.date is not None and thing.date.start == thing.date.end == planted.day
                rows["day"].append((same, f"{name} {thing.date.start if thing.date else None}"))
            if planted.actor and len(planted.actor) == 3:
                countries = {a.country for a in thing.actors}
                rows["actor"].append((planted.actor in countries, f"{name} {countries}"))
    return {
        key: Outcome(sum(ok for ok, _ in found), len(found), tuple(text for ok, text in found if not ok))
        for key, found in rows.items()
    }


def copies(s: Scene) -> Outcome:
    """Return how many planted copies lead back to their source."""
    links = {(o.upstream, o.document_id) for o in s.linked.origins if o.basis == OriginBasis.COPIED_TEXT}
    wanted = [(a.name, pair) for a in s.affairs for pair in a.copied]
    missed = [
        f"{name}: {source} > {copy}"
        for name, (source, copy) in wanted
        if (s.documents[f"{name}/{source}"].document_id, s.documents[f"{name}/{copy}"].document_id)
        not in links
    ]
    return Outcome(len(wanted) - len(missed), len(wanted), tuple(missed))


def story_b3(s: Scene) -> tuple[float, float, float]:
    """Return B³ of the stories, an affair being one."""
    home = {name: story.story_id for story in s.linked.stories for name in story.document_ids}
    truth = {d.document_id: name.partition("/")[0] for name, d in s.documents.items()}
    return _b3(truth, {i: home[i] for i in truth})


# ------------------------------------------------------------------- command


def build(affairs: Sequence[Affair]) -> Scene:
    """Return the affairs read, coded and linked."""
    documents = documents_of(affairs)
    coded = [process_again(document, Settings()) for document in documents.values()]
    claims = [claim for one in coded for claim in one.claims]
    statements = [statement for one in coded for statement in one.statements]
    linked = link(list(documents.values()), claims, Settings(), statements=statements)
    return scene(affairs, documents, claims, linked, statements)


def report(s: Scene, *, errors: bool) -> Iterator[str]:
    """Yield the lines of scores, each with its errors when asked for."""
    precision, recall = conflicts(s)
    outcomes = {"conflict precision": precision, "conflict recall": recall, "origins": corroboration(s)}
    outcomes |= {"copies": copies(s)} | {f"event {name}": o for name, o in attributes(s).items()}
    marks = [m for m in s.mentions if m.label.startswith("e")]
    yield f"{len(s.affairs)} affairs, {len(s.documents)} articles, {len(marks)} mentions of events, " + (
        f"{sum(bool(m.claims) for m in marks)} coded"
    )
    for name, uncoded in (("event B³", False), ("event B³, uncoded ones alone", True)):
        p, r, f1 = event_b3(s, uncoded=uncoded)
        yield f"{name}: {f1:.3f} (precision {p:.3f}, recall {r:.3f})"
    yield "story B³: {2:.3f} (precision {0:.3f}, recall {1:.3f})".format(*story_b3(s))
    yield from join_errors(s) if errors else ()
    for what, outcome in outcomes.items():
        yield f"{what}: {outcome}"
        yield from (f"  {line}" for line in outcome.errors if errors)


def main(arguments: Sequence[str] | None = None) -> int:
    """Print the scores of the parts asked for."""
    parser = argparse.ArgumentParser(description=(__doc__ or "").partition("\n")[0])
    parser.add_argument("--part", choices=["open", "held"], action="append")
    parser.add_argument("--only", help="one affair by name")
    parser.add_argument("--errors", action="store_true", help="list what is wrong or missing")
    chosen = parser.parse_args(arguments)
    for part in chosen.part or ["open", "held"]:
        affairs = [a for a in all_affairs() if a.held == (part == "held")]
        affairs = [a for a in affairs if chosen.only in (None, a.name)]
        if affairs:
            sys.stdout.write(
                f"== {part}\n" + "".join(f"{x}\n" for x in report(build(affairs), errors=chosen.errors))
            )
    return 0


if __name__ == "__main__":
    raise SystemExit(main())
