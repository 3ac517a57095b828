import numpy as np

from onrecord.evaluate.metrics.statistics import ratio
from onrecord.evaluate.scores import Measure, Score, Scores, score_of


def test_a_score_is_the_statistic_of_the_summed_counts():
    measure = Measure(metric="accuracy", counts=np.array([[1.0, 2.0], [2.0, 2.0]]), statistic=ratio)
    score = score_of(measure, "some_set", 1.5)
    assert (score.value, score.n, score.set, score.seconds) == (0.75, 2, "some_set", 1.5)
    assert score.low <= 0.75 <= score.high


def test_json_rounds_and_ends_no_line_with_noise():
    score = Score(set="s", metric="m", value=1 / 3, low=0.25, high=2 / 3, n=3, seconds=0.123)
    text = Scores(scores=(score,), samples={"s": "abc"}).to_json().decode()
    assert '"value": 0.3333' in text
    assert '"seconds": 0.1' in text
    assert text.count("\n") > 5
