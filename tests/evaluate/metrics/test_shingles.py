import numpy as np
import pytest

from onrecord.evaluate.metrics.shingles import page_counts, shingles
from onrecord.evaluate.metrics.statistics import f1_of_means


def test_words_are_taken_without_punctuation_and_counted_as_a_multiset():
    assert shingles("the port, the port; the port the") == {
        ("the", "port", "the", "port"): 2,
        ("port", "the", "port", "the"): 2,
    }


def test_a_short_text_is_one_shorter_gram():
    assert shingles("two words") == {("two", "words"): 1}
    assert shingles(" ... ") == {}


def test_extra_words_cost_precision_only():
    # gold has 2 four-grams, the page 4 of which 2 are shared
    assert page_counts("a b c d e", "a b c d e f g") == (0.5, 1.0, 1.0, 1.0)


def test_an_empty_extraction_has_no_precision_and_recall_zero():
    assert page_counts("a b c d e", "") == (0.0, 0.0, 0.0, 1.0)


def test_precision_and_recall_are_averaged_over_pages_before_f1():
    # page one: P 1/2, R 1; page two: P 1, R 1/3 (one of three gold grams)
    pages = np.array([page_counts("a b c d e", "a b c d e f g"), page_counts("p q r s t u", "p q r s")])
    precision, recall = (0.5 + 1) / 2, (1 + 1 / 3) / 2
    assert f1_of_means(pages.sum(axis=0)) == pytest.approx(2 * precision * recall / (precision + recall))
