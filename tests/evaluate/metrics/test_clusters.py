import numpy as np
import pytest

from onrecord.evaluate.metrics.clusters import (
    bcubed_counts,
    bcubed_items,
    ceafe_counts,
    ceafe_matches,
    conll_counts,
    muc_counts,
    muc_links,
)
from onrecord.evaluate.metrics.statistics import f1_of_means, harmonic, mean_of_f1s, ratio

GOLD = {"a": "1", "b": "1", "c": "1", "d": "2", "e": "2", "f": "3", "g": "3", "h": "3", "i": "3"}
"""{a b c} {d e} {f g h i}"""
SYSTEM = {"a": "x", "b": "x", "c": "y", "d": "y", "e": "y", "f": "z", "g": "z", "h": "z", "i": "z"}
"""{a b} {c d e} {f g h i}"""


def one_unit(_: str) -> str:
    return "all"


def total(counts):
    return counts.sum(axis=0)


def test_bcubed_counts_the_share_of_each_items_cluster():
    items = bcubed_items(GOLD, SYSTEM)
    # a: of its system cluster {a b} both are gold mates; of its gold cluster {a b c} two are found
    assert items["a"] == (1.0, 2 / 3)
    # c: of {c d e} only c itself belongs; of {a b c} only c is found
    assert items["c"] == (1 / 3, 1 / 3)
    assert items["d"] == (2 / 3, 1.0)
    assert items["f"] == (1.0, 1.0)


def test_bcubed_f1_is_the_harmonic_mean_of_mean_precision_and_recall():
    # precision: a 1, b 1, c 1/3, d 2/3, e 2/3, f-i 1 each = 2 + 5/3 + 4 = 23/3, over 9 = 23/27
    # recall: a 2/3, b 2/3, c 1/3, d 1, e 1, f-i 1 each = 5/3 + 6 = 23/3, over 9 = 23/27
    assert f1_of_means(total(bcubed_counts(GOLD, SYSTEM, one_unit))) == pytest.approx(23 / 27)


def test_bcubed_of_one_lump_keeps_recall_and_loses_precision():
    lump = dict.fromkeys(GOLD, "x")
    counts = total(bcubed_counts(GOLD, lump, one_unit))
    # precision: 3 items at 3/9, 2 at 2/9, 4 at 4/9 = (9 + 4 + 16) / 81
    assert ratio(counts[:2]) == pytest.approx(29 / 81)
    assert ratio(counts[2:]) == 1.0


def test_muc_counts_links_kept():
    # gold {a b c}: the system cuts it into {a b} and {c}, so 1 of 2 links; {d e} 1 of 1; {f g h i} 3 of 3
    assert muc_links(GOLD, SYSTEM) == {"1": (1, 2), "2": (1, 1), "3": (3, 3)}
    # system {a b} 1 of 1; {c d e} cut by gold into {c} and {d e}: 1 of 2; {f g h i} 3 of 3
    assert muc_links(SYSTEM, GOLD) == {"x": (1, 1), "y": (1, 2), "z": (3, 3)}
    # recall 5/6, precision 5/6
    assert f1_of_means(total(muc_counts(GOLD, SYSTEM, one_unit))) == pytest.approx(5 / 6)


def test_muc_gives_nothing_for_singletons():
    alone = {item: item for item in GOLD}
    assert f1_of_means(total(muc_counts(GOLD, alone, one_unit))) == 0.0


def test_ceafe_aligns_clusters_one_to_one():
    matches = ceafe_matches(GOLD, SYSTEM)
    # {a b c}~{a b}: 2*2/5 = .8; {d e}~{c d e}: 2*2/5 = .8; {f g h i}: 1
    assert matches == pytest.approx({"1": 0.8, "2": 0.8, "3": 1.0})
    # 2.6 over 3 system and over 3 gold clusters
    assert f1_of_means(total(ceafe_counts(GOLD, SYSTEM, one_unit))) == pytest.approx(2.6 / 3)


def test_ceafe_uses_a_system_cluster_only_once():
    gold = {"a": "1", "b": "1", "c": "2", "d": "2"}
    lump = dict.fromkeys(gold, "x")
    # either gold pair matches the lump with 2*2/6; the other gets nothing: recall (2/3)/2, precision (2/3)/1
    counts = total(ceafe_counts(gold, lump, one_unit))
    assert ratio(counts[2:]) == pytest.approx(1 / 3)
    assert ratio(counts[:2]) == pytest.approx(2 / 3)


def test_conll_is_the_mean_of_the_three_f1s():
    counts = total(conll_counts(GOLD, SYSTEM, one_unit))
    assert mean_of_f1s(counts) == pytest.approx((5 / 6 + 23 / 27 + 2.6 / 3) / 3)


def test_units_add_up_to_the_whole_even_where_predicted_clusters_cross_them():
    crossing = {**SYSTEM, "d": "x"}
    units = conll_counts(GOLD, crossing, lambda item: GOLD[item])
    whole = conll_counts(GOLD, crossing, one_unit)
    assert units.shape == (3, 12)
    np.testing.assert_allclose(units.sum(axis=0), whole[0])


def test_perfect_clusters_score_one_whatever_their_names():
    renamed = {item: f"other-{name}" for item, name in GOLD.items()}
    assert mean_of_f1s(total(conll_counts(GOLD, renamed, one_unit))) == pytest.approx(1.0)


def test_harmonic_of_nothing_is_nothing():
    assert harmonic(np.array(0.0), np.array(0.0)) == 0.0
