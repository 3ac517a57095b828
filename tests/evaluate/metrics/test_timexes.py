from onrecord.evaluate.metrics.timexes import TimexCounts, TimexTag, count_timexes


def tag(start: int, end: int, value: str | None = "2023-07-13", kind: str = "DATE") -> TimexTag:
    return TimexTag(start, end, kind, value)


def test_same_extent_is_strict_and_relaxed():
    assert count_timexes([tag(0, 6)], [tag(0, 6)]) == TimexCounts(1, 1, 1, 1, 1, 1)


def test_part_of_the_extent_is_relaxed_only():
    # "Thursday" for "Thursday morning": not strict, but the value still counts on the overlap
    counts = count_timexes([tag(0, 16, "2023-07-13TMO", "TIME")], [tag(0, 8, "2023-07-13", "DATE")])
    assert counts == TimexCounts(strict=0, relaxed=1, value=0, type=0, predicted=1, gold=1)


def test_extents_that_only_touch_do_not_match():
    assert count_timexes([tag(0, 4)], [tag(4, 8)]).relaxed == 0


def test_two_predictions_in_one_gold_match_once():
    # gold "13 July 2023", predicted "13 July" and "2023": one is a false positive
    counts = count_timexes([tag(0, 12)], [tag(0, 7), tag(8, 12, "2023")])
    assert (counts.relaxed, counts.predicted, counts.gold) == (1, 2, 1)
    assert counts.value == 1  # the longer overlap is the one that is matched


def test_exact_extent_is_matched_before_a_longer_overlap():
    counts = count_timexes([tag(0, 10), tag(4, 6, "P1D")], [tag(4, 6, "P1D")])
    assert (counts.strict, counts.value) == (1, 1)


def test_missing_value_agrees_with_a_missing_value_only():
    assert count_timexes([tag(0, 4, None)], [tag(0, 4, "2023")]).value == 0
    assert count_timexes([tag(0, 4, None)], [tag(0, 4, None)]).value == 1
