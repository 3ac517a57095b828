import pytest

from onrecord.evaluate.metrics.spans import any_overlap, dice, overlap, word_starts


def test_touching_spans_share_nothing():
    assert overlap((0, 4), (4, 9)) == 0
    assert not any_overlap([(0, 4)], [(4, 9), (20, 30)])
    assert any_overlap([(0, 4), (8, 10)], [(9, 20)])


def test_words_are_known_by_where_they_begin():
    text = "one two, three"
    assert word_starts(text, [(0, 8)]) == {0, 4}
    assert word_starts(text, [(7, 9)]) == set()


def test_a_cut_word_is_still_that_word():
    text = "one two three"
    assert word_starts(text, [(5, 9)]) == {4, 8}


def test_dice_is_the_f1_of_two_sets():
    assert dice({1, 2, 3}, {3, 4}) == pytest.approx(2 * 1 / 5)
    assert dice(set(), {1}) == 0.0
