import pytest

from onrecord.evaluate.metrics.attributions import AttributionCounts
from onrecord.evaluate.sets.polnear import measures, parts_of
from onrecord.records import Attribution, AttributionForm, SourceKind, Span


def test_an_attribution_without_source_has_no_source_span():
    hedge = Attribution(
        form=AttributionForm.HEDGE,
        source_kind=SourceKind.UNNAMED,
        cue=Span(start=4, end=14, text="reportedly"),
        content=(Span(start=0, end=3, text="The"), Span(start=15, end=19, text="port")),
    )
    parts = parts_of(hedge)
    assert (parts.source, parts.cue, parts.content) == ((), ((4, 14),), ((0, 3), (15, 19)))


def test_metrics_are_micro_over_documents():
    one = AttributionCounts(
        predicted=4,
        gold=5,
        aligned=3,
        full=2,
        part_predicted=(3, 4, 4),
        part_gold=(4, 5, 5),
        part_exact=(1, 2, 0),
        part_overlap=(2, 3, 3),
        quotations=2,
        quotations_found=1,
    )
    empty = AttributionCounts(0, 1, 0, 0, (0, 0, 0), (1, 1, 1), (0, 0, 0), (0, 0, 0), 0, 0)
    values = {m.metric: float(m.statistic(m.counts.sum(axis=0))) for m in measures([one, empty])}
    assert values["source_overlap_f1"] == pytest.approx(2 * 2 / (3 + 5))
    assert values["cue_exact_f1"] == pytest.approx(2 * 2 / (4 + 6))
    assert values["content_exact_f1"] == 0.0
    assert values["lenient_full_f1"] == pytest.approx(2 * 2 / (4 + 6))
    assert values["aligned_precision"] == pytest.approx(3 / 4)
    assert values["quotation_recall"] == pytest.approx(1 / 2)
