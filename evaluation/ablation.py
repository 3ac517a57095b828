"""Leave out one part of event coding at a time: what each part gives on gold sets.

    python evaluation/ablation.py GOLD... [--sample N] [--only PART...]

Every document is read once; each part is then replaced by something that does nothing and
the gold sets of events are scored again with what users get otherwise. The parts are named
functions of the coder, patched here; the coder itself knows of no switch. A negative
difference is what the part gives.

Parts:

- *composition*: outer acts over inner ones (agreed to lift, refused to release).
- *statements*: requests by "must", accusations by "was behind it".
- *futures*: future help as agreement, future force as threat.
- *nouns*: acts told by nouns ("the visit of X to Y").
- *senses*: other senses of a trigger refused (an attack in words, a crash, own business).
- *homes*: a country for parties named without one ("students throughout Peru").
- *targets*: recipients that no slot names (sites, who is helped, what a protest demands).
- *coreference*: pronouns and definite nouns resolved to what they stand for.
- *headlines*: parses of headlines mended.
"""

from __future__ import annotations

import argparse
from collections.abc import Callable, Iterator, Sequence
from contextlib import ExitStack, contextmanager
from pathlib import Path
from unittest.mock import patch

import msgspec

from onrecord.evaluate.gold import Gold, read_lines, stem, take_sample
from onrecord.evaluate.run import gold_sets
from onrecord.evaluate.scores import Measure
from onrecord.evaluate.system import System
from onrecord.reading import Mention, Reading
from onrecord.records import Document
from onrecord.settings import Settings

SETS = ("plover_gsr", "zsp_plv", "petrarch_realworld")
EVENTS = "onrecord.coding.events"
POINTING = frozenset(["antecedent", "pronoun", "counterpart", "owner", "setting"])
"""Bases of mentions that stand for somebody named elsewhere."""
METRICS = ("headline_type", "headline_actor", "headline_recipient", "headline_triple", "all_type", "macro_f1")
Patches = dict[str, object]
Wanted = tuple[Gold, Callable[[Gold, System], list[Measure]]]


def _nothing(*_: object, **__: object) -> None:
    return None


def _none(*_: object, **__: object) -> list[object]:
    return []


def _false(*_: object, **__: object) -> bool:
    return False


def _uncomposed(clause: object, acts: Sequence[object], ontology: object) -> list[object]:
    return [act for act in acts if getattr(act, "event_type", None)]


PARTS: dict[str, Patches] = {
    "composition": {f"{EVENTS}.coder.compose": _uncomposed},
    "statements": {f"{EVENTS}.compose.stated": _none},
    "futures": {f"{EVENTS}.compose.commit_by_future": _nothing},
    "nouns": {f"{EVENTS}.frames._noun_act": _nothing},
    "senses": {f"{EVENTS}.fitting.other_sense": _false, f"{EVENTS}.coder.untold": _false},
    "homes": {f"{EVENTS}.coder.settle_homes": _nothing},
    "targets": {
        f"{EVENTS}.frames.site_owners": _none,
        f"{EVENTS}.frames.helped": _none,
        f"{EVENTS}.coder.demanded_of": _none,
        f"{EVENTS}.coder.captors": _none,
    },
    "headlines": {f"{EVENTS}.coder.mend": lambda sentence, ontology: sentence},
    "coreference": {},
}


class Remembering(System):
    """The system, with every document read once; without coreference on demand."""

    def __init__(self, settings: Settings) -> None:
        super().__init__(settings)
        self.resolves = True
        self._readings: dict[tuple[str, str], Reading] = {}

    def read(self, document: Document) -> Reading:
        """Return ``document`` read, from memory where it was read before."""
        key = (document.document_id, document.text)
        if key not in self._readings:
            self._readings[key] = super().read(document)
        reading = self._readings[key]
        if self.resolves:
            return reading
        return msgspec.structs.replace(reading, mentions=tuple(map(_unresolved, reading.mentions)))


def _unresolved(mention: Mention) -> Mention:
    if mention.form != "pronoun" and mention.antecedent is None and mention.basis not in POINTING:
        return mention
    return msgspec.structs.replace(mention, actors=(), basis="unresolved", antecedent=None)


def main() -> None:
    """Print, for each metric, its value and what is lost without each part."""
    parser = argparse.ArgumentParser(description="Leave out one part of event coding at a time.")
    parser.add_argument("gold", nargs="+", type=Path, help="gold files of events")
    parser.add_argument("--sample", type=int, help="about so many rows of each set")
    parser.add_argument("--only", nargs="+", choices=PARTS, help="these parts only")
    arguments = parser.parse_args()
    system = Remembering(Settings())
    wanted = list(_sets(arguments.gold, arguments.sample))
    whole = _scores(wanted, system)
    parts = arguments.only or list(PARTS)
    without = {part: _without(part, wanted, system) for part in parts}
    for line in _table(whole, without):
        print(line)


def _sets(paths: Sequence[Path], sample: int | None) -> Iterator[Wanted]:
    for path in paths:
        kind = next(k for k in gold_sets() if stem(path.name).startswith(k.prefix) and k.name in SETS)
        lines = read_lines(path)
        if sample is not None:
            lines, _ = take_sample(lines, kind.sample_by or "id", sample)
        yield Gold(path, tuple(lines), lambda done, of: None), kind.score


def _scores(wanted: Sequence[Wanted], system: System) -> dict[str, float]:
    """Return metric → value over all rows, each named with its set."""
    return {
        f"{stem(gold.path.name)} {measure.metric}": float(measure.statistic(measure.counts.sum(axis=0)))
        for gold, score in wanted
        for measure in score(gold, system)
        if measure.metric.startswith(METRICS)
    }


def _without(part: str, wanted: Sequence[Wanted], system: Remembering) -> dict[str, float]:
    with _left_out(part, system):
        return _scores(wanted, system)


@contextmanager
def _left_out(part: str, system: Remembering) -> Iterator[None]:
    with ExitStack() as stack:
        for name, stand_in in PARTS[part].items():
            stack.enter_context(patch(name, stand_in))
        system.resolves = part != "coreference"
        try:
            yield
        finally:
            system.resolves = True


def _table(whole: dict[str, float], without: dict[str, dict[str, float]]) -> Iterator[str]:
    yield "| metric | all parts | " + " | ".join(f"− {part}" for part in without) + " |"
    yield "|---" * (len(without) + 2) + "|"
    for metric, value in whole.items():
        cells = " | ".join(f"{scores[metric] - value:+.3f}" for scores in without.values())
        yield f"| {metric} | {value:.3f} | {cells} |"


if __name__ == "__main__":
    main()
