from onrecord.evaluate.metrics.phrases import says_the_same


def test_a_phrase_inside_the_other_says_the_same():
    assert says_the_same("Rotterdam", ["the port of Rotterdam"])
    assert says_the_same("harbour police of Rotterdam", ["Rotterdam"])


def test_half_of_the_words_in_common_is_enough_and_less_is_not():
    # common {harbour}: 2*1/(2+2) = .5
    assert says_the_same("harbour police", ["harbour master"])
    # common {harbour}: 2*1/(3+2) = .4
    assert not says_the_same("harbour police chief", ["harbour master"])


def test_function_words_prove_nothing():
    assert not says_the_same("in the north", ["in the south"])


def test_no_words_answer_nothing():
    assert not says_the_same("—", ["Rotterdam"])
    assert not says_the_same("Rotterdam", [])
