"""How far confidence holds on text that it was not learnt from: calibration error and reliability plot.

    python evaluation/calibration.py GOLD_FOLDER [--seeds FOLDER] [--svg FILE] [--unread]

An event claim counts as right when a reader who judged it found nothing wrong in it. Verdicts, ids
only, none of them learnt from: ``confidence_reading.tsv`` for ``plover_gsr``, the rows of
``petrarch_realworld`` reviewed ok, and fourteen whole articles of ``story_clusters_basil`` (those whose
hashed ids come first), which nobody looked at while writing rules for events; ``seeds_reading.toml`` for
the five articles beside the gold (``--seeds``). A claim that reads otherwise than when it was judged has
no verdict and is left out; ``--unread`` lists those of the gold sets.

``confidence_general.tsv`` holds verdicts on two draws of general news, with the hashed ids of the documents:
party politics (PolNeAR) and the rest are reported apart, since confidence holds on them so differently.

Beside it stands what needs no reader: whether the headline claim of a row has the type its annotators
gave, and whether the claim between the marked parties of ``zsp_plv_train`` has. Both are harsher than
the truth: a row has one event, and sets have conventions of their own.

Calibration error: ten bins of equal width, the gap between mean confidence and share right, weighed by
size. Small sets have such gaps by chance alone; *chance* is the mean error of a model that is calibrated
perfectly, on as many claims of the same confidence, over 1,000 seeded draws.
"""

from __future__ import annotations

import argparse
import hashlib
import json
import tomllib
from collections.abc import Iterator
from pathlib import Path

import msgspec
import numpy as np
from msgspec import Struct
from numpy.typing import NDArray

from onrecord.evaluate.conventions import convention
from onrecord.evaluate.headline import event_claims, headline
from onrecord.evaluate.metrics.dyads import type_of
from onrecord.evaluate.sets import zsp_plv
from onrecord.evaluate.sets.plover_gsr import Row, claims_of
from onrecord.evaluate.system import System, day
from onrecord.records import Claim, Rejection
from onrecord.settings import Settings

HERE = Path(__file__).resolve().parent
BINS = 10
POINTS = 8
"""Points of the plot, bins of equal count."""
DRAWS = 1000
ARTICLES = 14
THRESHOLDS = (0.0, 0.4, 0.5, 0.6, 0.7, 0.8, 0.9)

Numbers = NDArray[np.float64]


class Judged(Struct, frozen=True):
    """One claim whose confidence is put to the test."""

    claim: Claim
    right: bool


def gold_rows(folder: Path) -> Iterator[tuple[str, Row]]:
    """Yield the rows of the two event sets that are there, with the name of the set."""
    for name in ("plover_gsr", "petrarch_realworld"):
        path = folder / f"{name}.jsonl"
        for line in path.read_text(encoding="utf-8").splitlines() if path.is_file() else ():
            row = msgspec.json.decode(line, type=Row)
            if name == "plover_gsr" or row.gold.review == "ok":
                yield name, row


def article_claims(folder: Path, system: System) -> list[Claim]:
    """Return the event claims of the first :data:`ARTICLES` articles of BASIL by hashed id."""
    path = folder / "story_clusters_basil.jsonl"
    lines = path.read_text(encoding="utf-8").splitlines() if path.is_file() else []
    rows = sorted(map(json.loads, lines), key=lambda r: hashlib.sha256(str(r["id"]).encode()).hexdigest())
    found: list[Claim] = []
    for row in rows[:ARTICLES]:
        told = system.document(row["text"], row["id"], title=row["title"], published=day(row["date"]))
        found += event_claims(system.claims(system.read(told)))
    return found


def read_verdicts() -> dict[str, bool]:
    """Return whether each claim of the gold rows that was read has nothing wrong in it."""
    lines = (HERE / "confidence_reading.tsv").read_text(encoding="utf-8").splitlines()
    parts = [line.split("\t") for line in lines if line and not line.startswith("#")]
    return {part[0]: part[2] != "wrong" for part in parts}


def general_verdicts() -> list[list[str]]:
    """Return claim id, set, hashed document id and verdict of each claim read in general news."""
    lines = (HERE / "confidence_general.tsv").read_text(encoding="utf-8").splitlines()
    return [line.split("\t") for line in lines if line and not line.startswith("#")]


def general(folder: Path, system: System) -> Iterator[tuple[str, Judged]]:
    """Yield the claims of general news that still read as they were judged, with the name of their set."""
    read = general_verdicts()
    right = {claim: verdict == "right" for claim, _, _, verdict in read}
    wanted = {(name, document) for _, name, document, _ in read}
    for name in sorted({name for name, _ in wanted}):
        path = folder / f"{name}.jsonl"
        for row in map(json.loads, path.read_text(encoding="utf-8").splitlines() if path.is_file() else ()):
            known_as = str(row.get("id") or row.get("doc"))
            if (name, hashlib.sha256(known_as.encode()).hexdigest()[:12]) in wanted:
                told = system.document(
                    row["text"],
                    known_as,
                    title=row.get("title") or "",
                    published=day(row["date"]) if row.get("date") else None,
                )
                claims = event_claims(system.claims(system.read(told)))
                yield from ((name, each) for each in _judged(claims, right))


def seeds_verdicts() -> dict[str, bool]:
    """Return the same of the claims of the seed articles."""
    read = tomllib.loads((HERE / "seeds_reading.toml").read_text(encoding="utf-8"))["claim"]
    return {each["id"]: each["verdict"] != "wrong" for each in read if each["kind"] == "event"}


def by_type(rows: list[tuple[str, Row]], claims: list[list[Claim]]) -> list[Judged]:
    """Return the headline claim of each row, right where it has a type that the annotators gave."""
    found = []
    for (name, row), coded in zip(rows, claims, strict=True):
        best = headline(coded)
        types = {type_of(event.plover) for event in row.gold.events}
        if best is not None and "code" not in row.gold.skip and types - {None}:
            found.append(Judged(best, type_of(convention(name).type_of(best)) in types))
    return found


def plv(folder: Path, system: System) -> list[Judged]:
    """Return the claim between the marked parties of each row, right where it has the row's type."""
    path, own, found = folder / "zsp_plv_train.jsonl", convention("zsp_plv"), []
    for line in path.read_text(encoding="utf-8").splitlines() if path.is_file() else ():
        row = msgspec.json.decode(line, type=zsp_plv.Row)
        (event,) = row.gold.events[:1]
        claim = zsp_plv.answer(row.id, zsp_plv.unmark(event.marked), system)
        if claim is not None:
            found.append(Judged(claim, own.type_of(claim) == event.code))
    return found


def seed_claims(folder: Path, system: System) -> Iterator[Claim]:
    """Yield the event claims of the articles in ``folder``."""
    for document in system.files(folder):
        if not isinstance(document, Rejection):
            yield from event_claims(system.claims(system.read(document)))


# --------------------------------------------------------------------- measuring


def numbers(judged: list[Judged]) -> tuple[Numbers, Numbers]:
    """Return confidence and outcome (1 right, 0 wrong) of each claim."""
    p = np.array([each.claim.confidence for each in judged], dtype=np.float64)
    return p, np.array([each.right for each in judged], dtype=np.float64)


def calibration_error(p: Numbers, y: Numbers) -> float:
    """Return the expected calibration error over :data:`BINS` of equal width.

    >>> calibration_error(np.array([0.75, 0.75, 0.75, 0.75]), np.array([1.0, 1.0, 0.0, 1.0]))
    0.0
    """
    where = np.minimum((p * BINS).astype(int), BINS - 1)
    gaps = [abs(float(p[where == b].sum() - y[where == b].sum())) for b in range(BINS)]
    return sum(gaps) / len(p)


def chance(p: Numbers) -> float:
    """Return the mean calibration error where every confidence is exactly right."""
    draw = np.random.default_rng(20261122)
    return float(np.mean([calibration_error(p, (draw.random(len(p)) < p) * 1.0) for _ in range(DRAWS)]))


def area(p: Numbers, y: Numbers) -> float:
    """Return the chance that a right claim is rated above a wrong one."""
    right, wrong = p[y == 1], p[y == 0]
    if not len(right) or not len(wrong):
        return float("nan")
    return float((right[:, None] > wrong).mean() + (right[:, None] == wrong).mean() / 2)


def report(name: str, judged: list[Judged]) -> None:
    """Print one line of figures."""
    p, y = numbers(judged)
    print(
        f"{name}: {len(p)} claims, {y.mean():.3f} right, mean confidence {p.mean():.3f}, "
        f"calibration error {calibration_error(p, y):.3f} (chance {chance(p):.3f}), area {area(p, y):.3f}"
    )


def thresholds(judged: list[Judged]) -> None:
    """Print what each threshold keeps and hides."""
    p, y = numbers(judged)
    print("threshold  kept   right among kept  right among hidden")
    for least in THRESHOLDS:
        kept = p >= least
        hidden = f"{y[~kept].mean():.3f} of {(~kept).sum()}" if (~kept).any() else "-"
        print(f"{least:9.1f}  {kept.mean():.3f}  {y[kept].mean():16.3f}  {hidden:>18}")


# ------------------------------------------------------------------------- plot


def points(judged: list[Judged]) -> list[tuple[float, float, float, float]]:
    """Return mean confidence, share right and its 95 % interval (Wilson) of bins of equal count."""
    p, y = numbers(judged)
    made = []
    for part in np.array_split(np.argsort(p, kind="stable"), POINTS):
        n, share, z = len(part), float(y[part].mean()), 1.96
        middle = (share + z * z / (2 * n)) / (1 + z * z / n)
        half = z / (1 + z * z / n) * float(np.sqrt(share * (1 - share) / n + z * z / (4 * n * n)))
        made.append((float(p[part].mean()), share, middle - half, middle + half))
    return made


def plot(judged: list[Judged], title: str) -> str:
    """Return the reliability plot as SVG, confidence and share right from .4 to 1."""
    size, left, low = 360, 56, 0.4

    def x(value: float) -> float:
        return round(left + (max(value, low) - low) / (1 - low) * size, 1)

    def y(value: float) -> float:
        return round(24 + size - (max(value, low) - low) / (1 - low) * size, 1)

    text = 'font-family="sans-serif" font-size="12" fill="#333"'
    lines = [
        f'<svg xmlns="http://www.w3.org/2000/svg" width="{left + size + 24}" height="{size + 76}" '
        f'viewBox="0 0 {left + size + 24} {size + 76}" role="img">',
        f"<title>{title}</title>",
        '<rect width="100%" height="100%" fill="white"/>',
        f'<line x1="{x(low)}" y1="{y(low)}" x2="{x(1)}" y2="{y(1)}" stroke="#999" stroke-dasharray="4 4"/>',
    ]
    for tick in (0.4, 0.5, 0.6, 0.7, 0.8, 0.9, 1.0):
        lines += [
            f'<line x1="{x(tick)}" y1="{y(low)}" x2="{x(tick)}" y2="{y(low) + 5}" stroke="#333"/>',
            f'<text x="{x(tick)}" y="{y(low) + 19}" text-anchor="middle" {text}>{tick:.1f}</text>',
            f'<line x1="{left - 5}" y1="{y(tick)}" x2="{left}" y2="{y(tick)}" stroke="#333"/>',
            f'<text x="{left - 9}" y="{y(tick) + 4}" text-anchor="end" {text}>{tick:.1f}</text>',
        ]
    lines += [
        f'<path d="M{left} {y(1)}V{y(low)}H{x(1)}" fill="none" stroke="#333"/>',
        f'<text x="{x(0.7)}" y="{y(low) + 42}" text-anchor="middle" {text}>confidence</text>',
        f'<text x="14" y="{y(0.7)}" transform="rotate(-90 14 {y(0.7)})" text-anchor="middle" {text}>'
        "share right</text>",
    ]
    for rated, share, bottom, top in points(judged):
        lines += [
            f'<line x1="{x(rated)}" y1="{y(bottom)}" x2="{x(rated)}" y2="{y(top)}" stroke="#3b6ea5"/>',
            f'<circle cx="{x(rated)}" cy="{y(share)}" r="4" fill="#3b6ea5"/>',
        ]
    return "\n".join([*lines, "</svg>"]) + "\n"


def _judged(claims: list[Claim], verdicts: dict[str, bool]) -> list[Judged]:
    return [Judged(c, verdicts[c.claim_id]) for c in claims if c.claim_id in verdicts]


def main() -> None:
    """Measure, print, plot."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("gold", type=Path)
    parser.add_argument("--seeds", type=Path)
    parser.add_argument("--svg", type=Path)
    parser.add_argument("--unread", action="store_true", help="list claims without a verdict, ids only")
    given = parser.parse_args()
    system, verdicts = System(Settings()), read_verdicts()
    rows = list(gold_rows(given.gold))
    claims = [claims_of(row, system) for _, row in rows]
    in_rows, in_articles = [c for coded in claims for c in coded], article_claims(given.gold, system)
    everything = [*in_rows, *in_articles]
    judged = _judged(in_rows, verdicts)
    if given.unread:
        for claim in everything:
            if claim.claim_id not in verdicts:
                print(claim.claim_id, claim.event_type, claim.trigger.text)
        return
    print(f"{len(in_rows)} claims on {len(rows)} gold rows, {len(in_rows) - len(judged)} not read")
    report("gold rows, by reading", judged)
    articles = _judged(in_articles, verdicts)
    print(f"{len(in_articles)} claims in {ARTICLES} articles, {len(in_articles) - len(articles)} not read")
    report("articles, by reading", articles)
    judged += articles
    report("rows and articles, by reading", judged)
    report("gold rows, headline type", by_type(rows, claims))
    report("zsp_plv_train, type", plv(given.gold, system))
    told_of = list(general(given.gold, system))
    report("general news, by reading", [each for _, each in told_of])
    report("  party politics", [each for name, each in told_of if name.startswith("polnear")])
    report("  all else", [each for name, each in told_of if not name.startswith("polnear")])
    thresholds([each for _, each in told_of])
    if given.seeds:
        told = list(seed_claims(given.seeds, system))
        known = seeds_verdicts()
        seeds = _judged(told, known)
        print(f"{len(told)} claims in the seeds, {len(told) - len(seeds)} not read")
        report("seeds, by reading", seeds)
    thresholds(judged)
    if given.svg:
        title = f"Confidence and share right of {len(judged)} event claims in text that was not learnt from"
        given.svg.write_text(plot(judged, title), encoding="utf-8")


if __name__ == "__main__":
    main()
