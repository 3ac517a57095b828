"""Average linkage with pairs that must stay apart."""

from __future__ import annotations

import random

from onrecord.link.clusters import group


def test_a_chain_of_likenesses_is_not_one_group() -> None:
    chain = {(i, i + 1): 0.9 for i in range(9)}
    assert max(map(len, group(10, chain, 0.5))) == 2


def test_a_barred_pair_keeps_whole_groups_apart() -> None:
    close = {(0, 1): 0.9, (2, 3): 0.9, (0, 2): 0.8, (0, 3): 0.8, (1, 2): 0.8, (1, 3): 0.8}
    assert group(4, close, 0.5) == [[0, 1, 2, 3]]
    assert group(4, close, 0.5, apart=[(1, 3)]) == [[0, 1], [2, 3]]


def test_less_patience_leans_on_the_best_pair() -> None:
    loose = {(0, 1): 0.9, (1, 2): 0.9}
    assert group(3, loose, 0.6) == [[0, 1], [2]]
    assert group(3, loose, 0.6, patience=0.5) == [[0, 1, 2]]


def test_groups_are_a_partition_and_respect_all_bars() -> None:
    for seed in range(30):
        chance = random.Random(seed)
        pairs = [(i, j) for i in range(12) for j in range(i + 1, 12)]
        scores = {pair: chance.random() for pair in pairs if chance.random() < 0.6}
        apart = {pair for pair in pairs if chance.random() < 0.1}
        groups = group(12, scores, 0.4, apart, 0.7)
        assert sorted(item for members in groups for item in members) == list(range(12))
        homes = [{i, j} for members in groups for i in members for j in members if i < j]
        assert not [pair for pair in apart if set(pair) in homes]
