"""Score polarity and modality on our own sentences: accuracy and macro-F1 of each and of the pair.

    python evaluation/status.py [--errors]

The set is ``tests/coding/data/status.jsonl``: sentences about states, each with one trigger
word and what a careful reader takes from the sentence about the act it names. All were
written and annotated before the code saw one of them. Within each pair of labels a seeded
draw put half of the rows aside: rules were written while looking at errors of ``open``; of
``held`` only totals are printed. Both halves come from one hand and share constructions
("has yet to sign", "is yet to be ratified"), so ``held`` tells of overfitting to sentences,
not of other people's prose. Scored is what the event coder asks for a trigger,
:func:`onrecord.coding.status.status_of`, on parsed sentences; what the coder's outer acts
(refuse, accuse, end) later change is not part of it.

Decisions, the codebook of the set:

- The label is what holds for whoever makes the claim. Attribution changes nothing: "said",
  "accused of", "reportedly", "is believed to have" leave an act actual.
- Negative: what is said not to be so. Not, never, no, none, neither, without, instead of; no
  longer; yet to, short of; failed, refused, declined, was unable, avoided, stopped doing;
  nearly; denied, disproved; cancelled. Two negations cancel ("did not fail to").
- An attempt of the past that did not succeed, and one foiled, is negative actual; an attempt
  under way ("is trying to") is planned. Managed to, was able to, was forced to: done.
- "Did not sign until Friday" is positive; a fact under "did not know that" too. What somebody
  "does not believe" or "denies" is negative.
- Planned: future, intention, decision, promise, threat, offer, plot, purpose, expectation,
  schedule, a postponed event. "Will not", "ruled out", "has no plans" are negative planned.
- Possible: could, may, can, likely, perhaps; the answer to a question or a "whether" that is
  left open; not ruled out. Cannot, unlikely, doubted: negative possible.
- Conditional: the condition itself ("if", "should it", "unless", "until it frees him", "in
  the event of") and what would follow with "would" or an agreement "if". What follows with
  "will" is planned. Contrary to fact ("would have signed had ...") is negative conditional.
- Demanded: demands, orders, requests, advice, obligations (must, should), wishes about
  somebody else's act. "Not to", bans and warnings against are negative demanded; so is
  "should have". A condition outranks a demand, a fear outranks "could" and "will".
- Feared: fears, worries, risks, threats of, suspicions. Feared not to happen: negative.
"""

from __future__ import annotations

import argparse
import json
from functools import lru_cache
from pathlib import Path
from typing import Any

import numpy as np

from onrecord.coding.clause import Clause
from onrecord.coding.status import status_of
from onrecord.evaluate.bootstrap import interval
from onrecord.read.parse import parse_document
from onrecord.reading import Reading
from onrecord.records import Document

GOLD = Path(__file__).resolve().parents[1] / "tests/coding/data/status.jsonl"
PARTS = ("open", "held")
FIELDS = ("polarity", "modality", "pair")

Row = dict[str, Any]


def rows(part: str) -> list[Row]:
    """Return the sentences of one half."""
    read = [json.loads(line) for line in GOLD.read_text(encoding="utf-8").splitlines()]
    return [row for row in read if row["part"] == part]


@lru_cache(maxsize=1024)
def read_sentence(text: str) -> Reading:
    """Return ``text`` parsed, without names."""
    document = Document(document_id="d", raw_sha256="", format="text", text=text)
    return Reading(document=document, sentences=parse_document(document))


def answer(row: Row) -> tuple[str, str]:
    """Return polarity and modality that the coder gives the trigger of ``row``."""
    reading = read_sentence(row["text"])
    sentence = next(s for s in reading.sentences if s.start <= row["start"] < s.end)
    trigger = sentence.token_at(row["start"])
    if trigger is None:
        raise ValueError(f"no token at {row['start']} of {row['text']!r}")
    status = status_of(Clause(reading, sentence), trigger)
    return str(status.polarity), str(status.modality)


def _pairs(part: str) -> list[tuple[Row, tuple[str, str]]]:
    return [(row, answer(row)) for row in rows(part)]


def _label(field: str, polarity: str, modality: str) -> str:
    return {"polarity": polarity, "modality": modality, "pair": f"{polarity} {modality}"}[field]


def _counts(gold: list[str], got: list[str]) -> np.ndarray:
    """Return a row a sentence: for each label of the gold right, given, meant."""
    labels = sorted(set(gold))
    table = [[[g == a == k, a == k, g == k] for k in labels] for g, a in zip(gold, got, strict=True)]
    return np.array(table, dtype=float).reshape(len(gold), -1)


def _macro_f1(sums: np.ndarray) -> np.ndarray:
    """Return mean F1 over the labels for each row of summed counts; a label not drawn is left out."""
    right, given, meant = np.moveaxis(sums.reshape(len(sums), -1, 3), 2, 0)
    f1 = 2 * right / np.maximum(given + meant, 1)
    drawn = meant > 0
    return np.asarray((f1 * drawn).sum(axis=1) / drawn.sum(axis=1))


def _accuracy(sums: np.ndarray) -> np.ndarray:
    return np.asarray(sums[:, 0::3].sum(axis=1) / sums[:, 2::3].sum(axis=1))


def score(part: str) -> dict[str, tuple[float, float, float]]:
    """Return score and 95 % interval of accuracy and macro-F1 of each field on one half."""
    answered = _pairs(part)
    scores = {}
    for field in FIELDS:
        gold = [_label(field, row["polarity"], row["modality"]) for row, _ in answered]
        counts = _counts(gold, [_label(field, *given) for _, given in answered])
        for name, statistic in (("accuracy", _accuracy), ("macro_f1", _macro_f1)):
            value = float(statistic(counts.sum(axis=0, keepdims=True))[0])
            scores[f"{field}_{name}"] = (value, *interval(counts, statistic))
    return scores


def main() -> None:
    """Print the scores of both halves, and the errors of the open one when asked."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0] if __doc__ else None)
    parser.add_argument("--errors", action="store_true", help="list the errors of the open half")
    if parser.parse_args().errors:
        for row, given in _pairs("open"):
            if given != (row["polarity"], row["modality"]):
                marked = f"{row['text'][: row['start']]}[{row['trigger']}]{row['text'][row['end'] :]}"
                print(f"{row['polarity']} {row['modality']} | {' '.join(given)} | {marked}")
    for part in PARTS:
        print(f"{part}: {len(rows(part))} sentences")
        for name, (value, low, high) in score(part).items():
            print(f"  {name:18} {value:.3f} ({low:.3f}–{high:.3f})")


if __name__ == "__main__":
    main()
