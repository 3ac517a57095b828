"""Learn the weights of confidence from claims that were read and judged one by one.

    python tools/train_confidence.py              learn, report, write the weights
    python tools/train_confidence.py --unread     print the claims that have no verdict yet
    python tools/train_confidence.py --dry-run    learn and report only

Texts: only what was written for this project (:func:`texts`). Verdicts: ``tools/confidence/verdicts.tsv``,
one line a claim: id, text it stands in, verdict, reading, reason. A claim's id hangs on its text, type,
mode, parties, polarity and modality, so a verdict stays good as long as the claim reads the same; when the
coder changes, the claims that read otherwise have none and are left out until somebody reads them.

- ``right``: every field a reader would check holds: type, who, whom, polarity, modality.
- ``doubtful``: nothing in it is false, but something that matters is missing, or another reading is as good.
- ``wrong``: the text does not say so.

Right and doubtful count as "nothing wrong in it", which is what ``Claim.confidence`` is the probability of.
The weights that ship were learnt before ``general.txt`` was written: with it they were no better on general
news that nobody had read, and hid right claims about states (``docs/confidence.md``).

The codebook's own sentences are left out: the coder was made to read each of them rightly, so they say
nothing of when it errs. The sentences of ``status.jsonl`` are judged and reported, but not learnt from: they
were built as traps for polarity and modality and look like nothing that a newsroom writes.

The model is a logistic regression with a Gaussian prior on the weights, fitted by Newton's method;
the prior's width is chosen by cross-validation over whole texts. No library but numpy.
"""

from __future__ import annotations

import argparse
import json
import re
from collections.abc import Iterator
from datetime import date
from pathlib import Path

import numpy as np
from msgspec import Struct
from numpy.typing import NDArray

from onrecord.coding import code
from onrecord.coding.confidence_features import Surroundings, features
from onrecord.ingest import from_text, ingest, iter_inputs
from onrecord.ontology import load_ontology
from onrecord.read import Reader
from onrecord.records import Actor, Claim, Document, Kind
from onrecord.settings import Settings

ROOT = Path(__file__).resolve().parents[1]
OWN = ROOT / "tools" / "confidence"
VERDICTS = OWN / "verdicts.tsv"
WEIGHTS = ROOT / "src" / "onrecord" / "coding" / "data" / "confidence.toml"
PRIORS = (0.1, 0.3, 1.0, 3.0, 10.0, 30.0)
"""Strengths of the prior that are tried: 1 / variance of a weight."""
FOLDS = 10
TRAPS = "status-"
"""Texts whose claims are reported only."""
RARE = 8
"""Features seen in fewer claims are left out: what they say is chance."""
GOOD = {"right": 1.0, "doubtful": 1.0, "wrong": 0.0}

Matrix = NDArray[np.float64]


class Row(Struct, frozen=True):
    """One claim of one text, with its features."""

    text: str
    claim: Claim
    found: dict[str, float]


# ----------------------------------------------------------------------- texts


def texts() -> Iterator[tuple[str, Document]]:
    """Yield the name and the document of every text the model may learn from, in a fixed order."""
    tests = ROOT / "tests"
    for block in (*_blocks(OWN / "articles.txt"), *_blocks(OWN / "general.txt")):
        head, title, body = block.split("\n", 2)
        name, _, day = head.partition(" | ")
        yield name, from_text(body, external_id=name, title=title, published=date.fromisoformat(day))
    for number, line in enumerate((OWN / "leads.txt").read_text(encoding="utf-8").splitlines()):
        if not line.startswith("#"):
            yield f"lead-{number}", from_text(line, external_id=f"lead-{number}")
    for block in _blocks(tests / "evaluate" / "data" / "quiet.txt"):
        head, title, body = block.split("\n", 2)
        name = head.partition(" | ")[0]
        yield name, from_text(body, external_id=name, title=title, published=date(2024, 11, 18))
    for half in ("open", "held"):
        for block in _blocks(tests / "read" / "data" / f"coreference_{half}.txt"):
            head, body = block.split("\n", 1)
            name, _, day = head.partition(" | ")
            told = _unmarked(body.strip())
            yield name, from_text(told, external_id=name, published=date.fromisoformat(day.strip()))
    for name, path in (("status", "coding/data/status.jsonl"), ("toponyms", "read/data/toponyms.jsonl")):
        for number, line in enumerate((tests / path).read_text(encoding="utf-8").splitlines()):
            yield f"{name}-{number}", from_text(json.loads(line)["text"], external_id=f"{name}-{number}")
    for item in iter_inputs([ROOT / "examples" / "grain_deal" / "corpus"], Settings()):
        made = ingest(item, Settings())
        if isinstance(made, Document):
            yield f"grain-{Path(item.path).stem}-{item.record or 0}", made


def _blocks(path: Path) -> list[str]:
    blocks = re.split(r"^## ", path.read_text(encoding="utf-8"), flags=re.MULTILINE)[1:]
    return [block.strip() for block in blocks]


def _unmarked(text: str) -> str:
    """Return a text of the coreference set without its marks, ``{words=label}``."""
    mark = re.compile(r"\{([^{}=]*)=[^{}]*\}")
    while mark.search(text):
        text = mark.sub(r"\1", text)
    return text


def rows() -> list[Row]:
    """Return every event claim of the texts with its features."""
    reader, ontology = Reader(Settings()), load_ontology()
    found = []
    for name, document in texts():
        reading = reader.read(document)
        claims = code(reading)
        around = Surroundings(reading, claims, ontology)
        found += [Row(name, c, features(c, around)) for c in claims if c.kind is Kind.EVENT]
    return found


def verdicts() -> dict[str, str]:
    """Return the verdict of each claim that was read, by id."""
    if not VERDICTS.is_file():
        return {}
    lines = VERDICTS.read_text(encoding="utf-8").splitlines()
    parts = [line.split("\t") for line in lines if line and not line.startswith("#")]
    return {part[0]: part[2] for part in parts}


def reads(claim: Claim) -> str:
    """Return what ``claim`` says in one line."""
    held = [str(claim.modality)] if claim.modality != "actual" else []
    held += ["not"] if claim.polarity == "negative" else []
    sides = f"{_named(claim.actors)} -> {_named(claim.recipients)}"
    return f"{claim.event_type}/{claim.mode or '-'} {sides}{' (' + ', '.join(held) + ')' if held else ''}"


def _named(actors: tuple[Actor, ...]) -> str:
    names = [f"{' '.join(a.text.split())[:30]}={a.actor_id or '?'}" for a in actors]
    return " + ".join(dict.fromkeys(names)) or "-"


# -------------------------------------------------------------------- learning


def fit(x: Matrix, y: Matrix, prior: float) -> Matrix:
    """Return the weights, the intercept last and without a prior, by Newton's method."""
    x = np.column_stack([x, np.ones(len(x))])
    ridge = np.full(x.shape[1], prior)
    ridge[-1] = 1e-9
    weights = np.zeros(x.shape[1])
    for _ in range(50):
        p = predict(weights, x[:, :-1])
        gradient = x.T @ (y - p) - ridge * weights
        curvature = (x.T * (p * (1 - p))) @ x + np.diag(ridge)
        step = np.linalg.solve(curvature, gradient)
        weights += step
        if np.abs(step).max() < 1e-8:
            break
    return weights


def predict(weights: Matrix, x: Matrix) -> Matrix:
    """Return the probabilities that ``weights`` give the rows of ``x``."""
    return 1 / (1 + np.exp(-(x @ weights[:-1] + weights[-1])))


def out_of_fold(x: Matrix, y: Matrix, groups: list[str], prior: float) -> Matrix:
    """Return the probability of each row by a model that saw no row of the same text."""
    names = list(dict.fromkeys(groups))
    fold = np.array([names.index(group) % FOLDS for group in groups])
    p = np.zeros(len(y))
    for k in range(FOLDS):
        p[fold == k] = predict(fit(x[fold != k], y[fold != k], prior), x[fold == k])
    return p


def log_loss(p: Matrix, y: Matrix) -> float:
    """Return the mean negative log-likelihood, in nats."""
    return float(-np.mean(y * np.log(p) + (1 - y) * np.log(1 - p)))


def calibration_error(p: Matrix, y: Matrix, bins: int = 10) -> float:
    """Return the expected calibration error over ``bins`` of equal size."""
    parts = np.array_split(np.argsort(p, kind="stable"), bins)
    return float(
        sum(len(part) * abs(p[part].mean() - y[part].mean()) for part in parts if len(part)) / len(p)
    )


def area(p: Matrix, y: Matrix) -> float:
    """Return the chance that a right claim is rated above a wrong one."""
    right, wrong = p[y == 1], p[y == 0]
    above = (right[:, None] > wrong).mean() + (right[:, None] == wrong).mean() / 2
    return float(above)


def learn(judged: list[Row], verdict: dict[str, str], write: bool) -> None:
    """Fit, print what cross-validation says, and write the weights if asked."""
    traps = [row for row in judged if row.text.startswith(TRAPS)]
    judged = [row for row in judged if not row.text.startswith(TRAPS)]
    y = _right(judged, verdict)
    counted = {name: sum(name in row.found for row in judged) for row in judged for name in row.found}
    names = sorted(name for name, number in counted.items() if number >= RARE)
    x = _matrix(judged, names)
    groups = [row.text for row in judged]
    losses = {prior: log_loss(out_of_fold(x, y, groups, prior), y) for prior in PRIORS}
    prior = min(losses, key=lambda each: losses[each])
    p = out_of_fold(x, y, groups, prior)
    base = log_loss(np.full(len(y), y.mean()), y)
    print(f"{len(y)} claims of {len(set(groups))} texts, {y.mean():.3f} without fault; {len(names)} features")
    print("prior and loss out of fold:", ", ".join(f"{k:g} {v:.4f}" for k, v in losses.items()))
    print(f"chosen {prior:g}: loss {losses[prior]:.4f} (always the mean: {base:.4f}), ", end="")
    print(f"calibration error {calibration_error(p, y):.3f}, area {area(p, y):.3f}")
    weights = fit(x, y, prior)
    t, u = predict(weights, _matrix(traps, names)), _right(traps, verdict)
    print(f"{len(u)} claims on traps, not learnt from: {u.mean():.3f} without fault, ", end="")
    print(f"rated {t.mean():.3f}, calibration error {calibration_error(t, u):.3f}, area {area(t, u):.3f}")
    for name, weight in sorted(zip(names, weights, strict=False), key=lambda told: told[1]):
        print(f"  {weight:+.2f}  {name} ({counted[name]})")
    if write:
        WEIGHTS.write_text(_toml(names, weights, x.mean(axis=0), len(y)), encoding="utf-8")


def _matrix(rows: list[Row], names: list[str]) -> Matrix:
    return np.array([[row.found.get(name, 0.0) for name in names] for row in rows])


def _right(rows: list[Row], verdict: dict[str, str]) -> Matrix:
    return np.array([GOOD[verdict[row.claim.claim_id]] for row in rows])


def _toml(names: list[str], weights: Matrix, means: Matrix, claims: int) -> str:
    lines = [
        "# Made by tools/train_confidence.py. Log-odds of each feature, and its mean in the claims read.",
        'trained_on = "event claims on texts written for this project, judged one by one"',
        f"claims = {claims}",
        f"intercept = {weights[-1]:.4f}",
        "",
        "[features]",
    ]
    lines += [
        f'"{name}" = {{ weight = {weight:.4f}, mean = {mean:.4f} }}'
        for name, weight, mean in zip(names, weights[:-1], means, strict=True)
    ]
    return "\n".join(lines) + "\n"


def main() -> None:
    """Learn from what was read, or print what was not."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--unread", action="store_true")
    parser.add_argument("--dry-run", action="store_true")
    given = parser.parse_args()
    everything, verdict = rows(), verdicts()
    unread = [row for row in everything if row.claim.claim_id not in verdict]
    if given.unread:
        for row in unread:
            print(f"{row.claim.claim_id}\t{row.text}\t?\t{reads(row.claim)}\t{row.claim.trigger.text}")
            print(f"#   {' '.join(row.claim.sentence.text.split())}")
        return
    print(f"{len(everything)} claims, {len(unread)} of them not read")
    learn([row for row in everything if row.claim.claim_id in verdict], verdict, write=not given.dry_run)


if __name__ == "__main__":
    main()
