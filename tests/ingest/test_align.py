"""Extracted paragraphs are laid over their source, in order, through markup and entities."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from onrecord.ingest.align import Aligner
from onrecord.records import Segment

ONE = "Ministers agreed on a new ferry route & a fare."
TWO = "The first boats will sail in spring, a spokesman said."


def raw(source: str, segments: tuple[Segment, ...]) -> list[str]:
    return [source[s.raw_start : s.raw_end] for s in segments]


def test_plain_paragraph_is_one_segment() -> None:
    source = f"<p>{TWO}</p>"
    ((segment,),) = Aligner(source).locate_all([TWO])
    assert (segment.start, segment.end, source[segment.raw_start : segment.raw_end]) == (0, len(TWO), TWO)


def test_entities_and_tags_part_the_segments() -> None:
    source = "<p>Ministers <b>agreed</b> on a new\n   ferry route &amp; a fare.</p>"
    (segments,) = Aligner(source).locate_all([ONE])
    assert raw(source, segments) == ["Ministers", "agreed", "on a new", "ferry route", "&amp;", "a fare."]
    assert [s.exact for s in segments] == [True, True, True, True, False, True]


def test_text_in_scripts_and_comments_is_not_the_place() -> None:
    source = f"<script>x = '{TWO}'</script><!-- {TWO} --><style>{TWO}</style><p>{TWO}</p>"
    (segments,) = Aligner(source).locate_all([TWO])
    assert segments[0].raw_start == source.rindex(TWO)


def test_teaser_that_repeats_later_words_moves_nothing() -> None:
    source = f"<p>{ONE}</p><p>{TWO}</p><aside>{ONE}</aside>".replace("&", "&amp;")
    one, two = Aligner(source).locate_all([ONE, TWO])
    assert one[0].raw_start < two[0].raw_start


def test_paragraph_out_of_order_does_not_lose_the_rest() -> None:
    source = f"<p>{TWO}</p><p>Third paragraph of the same article.</p><p>Teaser.</p>"
    teaser, two, third = Aligner(source).locate_all(["Teaser.", TWO, "Third paragraph of the same article."])
    assert raw(source, two) == [TWO]
    assert raw(source, third) == ["Third paragraph of the same article."]
    assert teaser == ()


def test_paragraph_with_words_left_out_is_laid_in_stretches() -> None:
    source = f"<p>{TWO} <sup>[1]</sup> They <del>never</del> came back in autumn with nets full of cod.</p>"
    whole = TWO + " They came back in autumn with nets full of cod."
    (segments,) = Aligner(source).locate_all([whole])
    assert all(whole[s.start : s.end] == source[s.raw_start : s.raw_end] for s in segments)
    assert sum(s.end - s.start for s in segments) > 0.9 * len(whole)


def test_words_that_are_not_there_have_no_segment() -> None:
    assert Aligner(f"<p>{TWO}</p>").locate_all(["Nobody wrote this sentence."]) == [()]
    assert Aligner("").locate("x") == ()


def test_title_is_found_anywhere() -> None:
    source = f"<p>{TWO}</p><h1>Boats</h1>"
    assert raw(source, Aligner(source).locate("Boats")) == ["Boats"]


@given(
    st.text(alphabet="ab <>&;p/é港\n!-", max_size=80),
    st.lists(st.text(alphabet="ab é港 ", max_size=20), max_size=4),
)
def test_segments_ascend_and_exact_ones_are_equal(source: str, texts: list[str]) -> None:
    last = 0
    for text, segments in zip(texts, Aligner(source).locate_all(texts), strict=True):
        for segment in segments:
            assert segment.raw_start >= last
            last = segment.raw_end
            if segment.exact:
                assert text[segment.start : segment.end] == source[segment.raw_start : segment.raw_end]
