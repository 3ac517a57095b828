"""BCubed (Bagga & Baldwin 1998; Amigó et al. 2009), MUC and CEAFe, and their CoNLL mean.

Clusters are given as item → cluster name. Gold and prediction cover the same items.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterable, Mapping

import numpy as np

from onrecord.evaluate.metrics.statistics import Counts

Clusters = Mapping[str, str]


def members(clusters: Clusters) -> dict[str, set[str]]:
    """Return cluster name → its items, in order of first item."""
    found: dict[str, set[str]] = defaultdict(set)
    for item, name in clusters.items():
        found[name].add(item)
    return dict(found)


def bcubed_items(gold: Clusters, predicted: Clusters) -> dict[str, tuple[float, float]]:
    """Return item → (precision, recall): the share of its predicted, and gold, cluster that is common."""
    gold_sets, predicted_sets = members(gold), members(predicted)
    found = {}
    for item, name in gold.items():
        common = len(gold_sets[name] & predicted_sets[predicted[item]])
        found[item] = (common / len(predicted_sets[predicted[item]]), common / len(gold_sets[name]))
    return found


def muc_links(chains: Clusters, by: Clusters) -> dict[str, tuple[int, int]]:
    """Return chain → (links of it that ``by`` keeps, links needed), Vilain et al. 1995.

    A chain of n items needs n - 1 links; cut into p parts it keeps n - p of them.
    """
    return {
        name: (len(items) - len({by[i] for i in items}), len(items) - 1)
        for name, items in members(chains).items()
    }


def ceafe_matches(gold: Clusters, predicted: Clusters) -> dict[str, float]:
    """Return gold cluster → φ4 with the predicted cluster aligned to it, Luo 2005.

    φ4 = 2|K∩R| / (|K|+|R|); the one-to-one alignment maximises its sum.
    """
    from scipy.optimize import linear_sum_assignment

    gold_sets, predicted_sets = members(gold), members(predicted)
    rows = {name: i for i, name in enumerate(gold_sets)}
    columns = {name: i for i, name in enumerate(predicted_sets)}
    common = np.zeros((len(rows), len(columns)))
    for item, name in gold.items():
        common[rows[name], columns[predicted[item]]] += 1
    sizes = np.add.outer([len(s) for s in gold_sets.values()], [len(s) for s in predicted_sets.values()])
    similarity = 2 * common / sizes
    chosen = linear_sum_assignment(similarity, maximize=True)
    names = list(gold_sets)
    return {names[r]: float(similarity[r, c]) for r, c in zip(*chosen, strict=True)}


def bcubed_counts(gold: Clusters, predicted: Clusters, unit_of: Callable[[str], str]) -> Counts:
    """Return per unit (Σ precision, items, Σ recall, items), for ``f1_of_means``."""
    table = _Table(unit_of(item) for item in gold)
    for item, (precision, recall) in bcubed_items(gold, predicted).items():
        table.add(unit_of(item), precision, 1, recall, 1)
    return table.counts()


def muc_counts(gold: Clusters, predicted: Clusters, unit_of: Callable[[str], str]) -> Counts:
    """Return per unit (kept and needed links of predicted chains, then of gold chains)."""
    table = _Table(unit_of(item) for item in gold)
    first_gold, first_predicted = _first_items(gold), _first_items(predicted)
    for name, (kept, needed) in muc_links(predicted, gold).items():
        table.add(unit_of(first_predicted[name]), kept, needed, 0, 0)
    for name, (kept, needed) in muc_links(gold, predicted).items():
        table.add(unit_of(first_gold[name]), 0, 0, kept, needed)
    return table.counts()


def ceafe_counts(gold: Clusters, predicted: Clusters, unit_of: Callable[[str], str]) -> Counts:
    """Return per unit (Σ φ4, predicted clusters, Σ φ4, gold clusters)."""
    table = _Table(unit_of(item) for item in gold)
    first_gold, first_predicted = _first_items(gold), _first_items(predicted)
    for item in first_predicted.values():
        table.add(unit_of(item), 0, 1, 0, 0)
    matches = ceafe_matches(gold, predicted)
    for name, item in first_gold.items():
        similarity = matches.get(name, 0.0)
        table.add(unit_of(item), similarity, 0, similarity, 1)
    return table.counts()


def conll_counts(gold: Clusters, predicted: Clusters, unit_of: Callable[[str], str]) -> Counts:
    """Return MUC, B³ and CEAFe counts side by side, for ``mean_of_f1s`` (Pradhan et al. 2012)."""
    return np.hstack(
        [
            muc_counts(gold, predicted, unit_of),
            bcubed_counts(gold, predicted, unit_of),
            ceafe_counts(gold, predicted, unit_of),
        ]
    )


def _first_items(clusters: Clusters) -> dict[str, str]:
    first: dict[str, str] = {}
    for item, name in clusters.items():
        first.setdefault(name, item)
    return first


class _Table:
    """Counts of four columns per unit; units in alphabetical order, so tables line up."""

    def __init__(self, units: Iterable[str]) -> None:
        self._rows = {unit: [0.0] * 4 for unit in units}

    def add(self, unit: str, *values: float) -> None:
        self._rows[unit] = [a + b for a, b in zip(self._rows[unit], values, strict=True)]

    def counts(self) -> Counts:
        return np.array([self._rows[unit] for unit in sorted(self._rows)])
