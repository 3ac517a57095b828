"""Score mentions and coreference on the texts written for it: accuracy at coverage.

    python evaluation/coreference.py [--part open|held] [--errors] [FILE…]

The texts and how they are marked: ``tests/read/data/coreference_open.txt`` and ``…_held.txt``.
A marked mention is *answered* when the reader gives actors to the words that end where it
ends; **coverage** is the share answered of those that can be resolved, **accuracy** the share
right of all answered, answers to what must stay open (``none``, ``ambiguous``, ``place``) being
wrong. What says too little, but nothing wrong, counts as not answered: an office of the right
country without the person, a role noun or a name without a country.
"""

from __future__ import annotations

import argparse
import re
import sys
from collections.abc import Iterator, Sequence
from datetime import date
from pathlib import Path

from msgspec import Struct

from onrecord.actors import Registry, load_registry, resolve
from onrecord.actors.entries import fold
from onrecord.ingest import from_text
from onrecord.read.mentions import find_mentions
from onrecord.read.parse import parse_document
from onrecord.reading import Mention
from onrecord.records import ActorRef

DATA = Path(__file__).resolve().parents[1] / "tests" / "read" / "data"
_OPEN_LABELS = frozenset({"none", "ambiguous", "place"})


class Mark(Struct, frozen=True):
    """One marked mention: its characters in the plain text and its label."""

    start: int
    end: int
    words: str
    label: str

    @property
    def resolvable(self) -> bool:
        """True where somebody is meant."""
        return _OPEN_LABELS.isdisjoint(self.label.split("|"))


class Text(Struct, frozen=True):
    """One marked text."""

    name: str
    published: date
    text: str
    marks: tuple[Mark, ...]


class Outcome(Struct, frozen=True):
    """What became of one mark: right, wrong, open, missing, or left (rightly not answered)."""

    text: str
    mark: Mark
    found: Mention | None
    verdict: str
    country_right: bool


class Result(Struct, frozen=True):
    """Accuracy at coverage over the marks of some texts."""

    marks: int
    resolvable: int
    answered: int
    right: int
    covered: int
    countries: float
    """Share of the answers whose countries are right."""

    @property
    def accuracy(self) -> float:
        """Share of the answers that are right."""
        return self.right / self.answered if self.answered else 0.0

    @property
    def coverage(self) -> float:
        """Share answered of what can be resolved."""
        return self.covered / self.resolvable if self.resolvable else 0.0


def read_texts(path: Path) -> list[Text]:
    """Return the marked texts of ``path``."""
    parts = re.split(r"(?m)^## ", path.read_text(encoding="utf-8"))[1:]
    return [_read_text(part) for part in parts]


def _read_text(part: str) -> Text:
    head, _, body = part.partition("\n")
    name, _, day = head.partition("|")
    plain, marks = unmark(body.strip())
    return Text(name.strip(), date.fromisoformat(day.strip()), plain, marks)


def unmark(marked: str) -> tuple[str, tuple[Mark, ...]]:
    """Return the plain text and its marks, by start.

    >>> unmark("{{its=FRA} envoy=FRA.GOV} left")[1][1].words
    'its'
    """
    plain: list[str] = []
    starts: list[int] = []
    marks: list[Mark] = []
    at = 0
    while at < len(marked):
        if marked[at] == "{":
            starts.append(len(plain))
        elif marked[at] == "=" and starts:
            end = marked.index("}", at)
            start = starts.pop()
            marks.append(Mark(start, len(plain), "".join(plain[start:]), marked[at + 1 : end]))
            at = end
        else:
            plain.append(marked[at])
        at += 1
    return "".join(plain), tuple(sorted(marks, key=lambda m: (m.start, -m.end)))


def score(texts: Sequence[Text], registry: Registry) -> tuple[Result, list[Outcome]]:
    """Return accuracy and coverage over ``texts``, and what became of every mark."""
    outcomes = [o for text in texts for o in _outcomes(text, registry)]
    answered = [o for o in outcomes if o.verdict in {"right", "wrong"}]
    result = Result(
        marks=len(outcomes),
        resolvable=sum(o.mark.resolvable for o in outcomes),
        answered=len(answered),
        right=sum(o.verdict == "right" for o in answered),
        covered=sum(o.mark.resolvable for o in answered),
        countries=sum(o.country_right for o in answered) / len(answered) if answered else 0.0,
    )
    return result, outcomes


def _outcomes(text: Text, registry: Registry) -> Iterator[Outcome]:
    document = from_text(text.text, external_id=text.name, published=text.published)
    if document.text != text.text:
        raise ValueError(f"{text.name}: the text was changed on the way in")
    mentions = find_mentions(document, parse_document(document), registry)
    for mark in text.marks:
        found = _mention_of(mark, mentions)
        verdict = _verdict(mark, found, registry)
        yield Outcome(text.name, mark, found, verdict, bool(found) and _countries_fit(mark.label, found))


def _mention_of(mark: Mark, mentions: Sequence[Mention]) -> Mention | None:
    """Return the mention that ends with the mark, or else covers most of it and little more."""
    near = [m for m in mentions if m.start < mark.end and mark.start < m.end]
    ranked = sorted(near, key=lambda m: (abs(m.start - mark.start) + abs(m.end - mark.end), m.start))
    best = ranked[0] if ranked else None
    if best is not None and best.start == mark.start and best.end > mark.end:
        return best  # the same head, with what qualifies it
    if best is None or abs(best.end - mark.end) + abs(best.start - mark.start) > 0.6 * len(mark.words) + 2:
        return None
    return best


def _verdict(mark: Mark, found: Mention | None, registry: Registry) -> str:
    labels = mark.label.split("|")
    answered = found is not None and bool(found.actors)
    if answered and "place" in labels and found is not None and found.place_like:
        return "left"
    if not answered or found is None:
        return "left" if not mark.resolvable else ("missing" if found is None else "open")
    if any(_fits(label, found.actors, registry) for label in labels):
        return "right"
    return _half_answer(mark, found, registry)


def _half_answer(mark: Mark, found: Mention, registry: Registry) -> str:
    """Return open for an answer that says too little, wrong for one that says something else."""
    actors = found.actors
    if len(actors) == 1 and actors[0].kind == "unnamed" and actors[0].country is None:
        return "open" if mark.resolvable else "left"
    if len(actors) == 1 and actors[0].kind == "unnamed" and "/" in mark.label:
        return "open" if _countries_fit(mark.label, found) else "wrong"
    bare = tuple(a for a in actors if a.kind == "person" and a.country is None)
    names = "+".join(re.sub(r"/\w+", "/-", part) for part in mark.label.split("|")[0].split("+"))
    return "open" if bare == actors and _fits(names, actors, registry) else "wrong"


def _fits(label: str, actors: Sequence[ActorRef], registry: Registry) -> bool:
    parts = label.split("+")
    left = list(actors)
    for part in parts:
        match = next((a for a in left if _is(part, a, registry)), None)
        if match is None:
            return False
        left.remove(match)
    return not left


def _is(part: str, actor: ActorRef, registry: Registry) -> bool:
    if part in _OPEN_LABELS:
        return False
    if part.startswith("#"):
        known = {a.actor_id for a in resolve(part[1:], None, registry).actors}
        return actor.actor_id in known or fold(actor.name) == fold(part[1:])
    if part.startswith("group:"):
        return actor.kind == "group" and actor.country is None and part[6:] in fold(actor.name)
    if "/" in part:
        name, _, country = part.partition("/")
        return actor.kind == "person" and _named(name, actor.name) and _of(country, actor)
    country, _, sector = part.partition(".")
    if actor.kind == "person" or actor.country != (country or None):
        return False
    if sector and sector != "GOV":
        return sector in actor.sectors
    return not actor.sectors or actor.sectors == ("GOV",)


def _named(name: str, known: str) -> bool:
    words = fold(known).split()
    return all(any(word.startswith(part) for word in words) for part in fold(name).split())


def _of(country: str, actor: ActorRef) -> bool:
    return country == "*" or actor.country == (None if country == "-" else country)


def _countries_fit(label: str, found: Mention) -> bool:
    have = sorted(a.country or "-" for a in found.actors)
    return any(_fit_countries(one.split("+"), have) for one in label.split("|"))


def _fit_countries(parts: list[str], have: list[str]) -> bool:
    if any(p in _OPEN_LABELS for p in parts) or len(parts) != len(have):
        return False
    if any(p.startswith("#") or p.endswith("/*") for p in parts):
        return True
    want = sorted(p.partition("/")[2] if "/" in p else p.partition(".")[0] for p in parts)
    return [w or "-" for w in ("-" if p.startswith("group:") else p for p in want)] == have


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(description=(__doc__ or "").partition("\n")[0])
    parser.add_argument("files", nargs="*", type=Path)
    parser.add_argument("--part", choices=["open", "held"], action="append")
    parser.add_argument("--errors", action="store_true", help="list what is wrong or not answered")
    return parser


def main(arguments: Sequence[str] | None = None) -> int:
    """Print accuracy and coverage for each file."""
    chosen = _parser().parse_args(arguments)
    files = chosen.files or [DATA / f"coreference_{p}.txt" for p in chosen.part or ["open", "held"]]
    registry = load_registry()
    for path in files:
        result, outcomes = score(read_texts(path), registry)
        sys.stdout.write(
            f"{path.stem}: {result.marks} marks, accuracy {result.accuracy:.3f} "
            f"({result.right}/{result.answered}), countries {result.countries:.3f}, "
            f"coverage {result.coverage:.3f} ({result.covered}/{result.resolvable})\n"
        )
        for o in outcomes if chosen.errors else []:
            if o.verdict not in {"right", "left"}:
                found = o.found
                said = (
                    "-" if found is None else f"{found.text!r} {[a.name for a in found.actors]} {found.basis}"
                )
                sys.stdout.write(f"  {o.verdict:8}{o.text}: {o.mark.words!r} = {o.mark.label}; {said}\n")
    return 0


if __name__ == "__main__":
    raise SystemExit(main())
