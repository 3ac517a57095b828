from onrecord.evaluate.metrics.attributions import Parts, count_attributions, is_quotation, outermost

TEXT = "The harbour master said the dredging would stop. Later she denied it. “No ship waits,” he added."
#       0   4       12     19   24                  47


def spans(text: str, phrase: str) -> tuple[tuple[int, int], ...]:
    if not phrase:
        return ()
    start = text.index(phrase)
    return ((start, start + len(phrase)),)


def parts(source: str, cue: str, content: str, text: str = TEXT) -> Parts:
    return Parts(spans(text, source), spans(text, cue), spans(text, content))


FULL = parts("The harbour master", "said", "the dredging would stop")


def test_equal_attribution_agrees_in_everything():
    counts = count_attributions(TEXT, [FULL], [FULL])
    assert counts.part_exact == counts.part_overlap == counts.part_gold == (1, 1, 1)
    assert (counts.aligned, counts.full) == (1, 1)


def test_shorter_source_overlaps_but_is_not_exact():
    counts = count_attributions(TEXT, [FULL], [parts("master", "said", "the dredging would stop")])
    assert counts.part_exact == (0, 1, 1)
    assert counts.part_overlap == (1, 1, 1)
    assert counts.full == 1


def test_content_below_half_is_not_lenient_full():
    # gold content has 4 words; one shared word of one predicted: F1 = 2*1/(4+1) = .4
    counts = count_attributions(TEXT, [FULL], [parts("The harbour master", "said", "stop")])
    assert counts.part_overlap == (1, 1, 1)
    assert counts.full == 0
    # two of four: F1 = 2*2/(4+2) = .67
    assert count_attributions(TEXT, [FULL], [parts("master", "said", "would stop")]).full == 1


def test_wrong_source_spoils_full_but_not_cue_and_content():
    counts = count_attributions(TEXT, [FULL], [parts("she", "said", "the dredging would stop")])
    assert counts.part_overlap == (0, 1, 1)
    assert counts.full == 0


def test_no_source_on_both_sides_agrees_and_is_not_counted():
    bare = parts("", "said", "the dredging would stop")
    counts = count_attributions(TEXT, [bare], [bare])
    assert (counts.part_gold[0], counts.part_predicted[0], counts.part_overlap[0]) == (0, 0, 0)
    assert counts.full == 1


def test_a_source_where_there_is_none_does_not_agree():
    bare = parts("", "said", "the dredging would stop")
    assert count_attributions(TEXT, [bare], [FULL]).full == 0


def test_one_prediction_answers_one_gold_only():
    other = parts("she", "denied", "it")
    lump = Parts(FULL.source, FULL.cue, (*FULL.content, *other.content))
    counts = count_attributions(TEXT, [FULL, other], [lump])
    assert (counts.aligned, counts.predicted, counts.gold) == (1, 1, 2)


def test_predictions_that_share_only_a_source_are_not_aligned():
    counts = count_attributions(TEXT, [FULL], [parts("The harbour master", "denied", "it")])
    assert counts.aligned == 0


def test_a_cue_without_letters_is_compared_by_character():
    text = "Minister: the talks go on"
    colon = parts("Minister", ":", "the talks go on", text)
    assert count_attributions(text, [colon], [colon]).part_overlap == (1, 1, 1)


def test_direct_quotation_recall_needs_the_content():
    quoted = parts("he", "added", "“No ship waits,”")
    assert is_quotation(TEXT, quoted)
    assert not is_quotation(TEXT, FULL)
    found = count_attributions(TEXT, [FULL, quoted], [quoted])
    assert (found.quotations, found.quotations_found) == (1, 1)
    missed = count_attributions(TEXT, [FULL, quoted], [FULL])
    assert (missed.quotations, missed.quotations_found) == (1, 0)


def test_only_the_outermost_attribution_is_kept():
    text = "He told the paper that she denied the deal"
    outer = parts("He", "told", "that she denied the deal", text)
    inner = parts("she", "denied", "the deal", text)
    assert outermost([inner, outer]) == [outer]
    assert outermost([inner]) == [inner]
