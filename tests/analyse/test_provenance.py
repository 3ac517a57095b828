"""Chains of who got it from whom."""

from __future__ import annotations

from onrecord.analyse.provenance import chain, chain_words
from onrecord.records import Claim, Kind, OriginBasis, OriginLink, Span


def span(start: int, end: int) -> Span:
    return Span(start=start, end=end, text="x" * (end - start))


def claim(document: str, at: int = 10) -> Claim:
    return Claim(
        claim_id=f"clm_{document}",
        document_id=document,
        kind=Kind.EVENT,
        trigger=span(at, at + 3),
        sentence=span(0, 90),
    )


def link(
    document: str, upstream: str, basis: OriginBasis, *, stated: bool = True, **more: object
) -> OriginLink:
    name = f"{document} {upstream}"
    return OriginLink(
        origin_link_id=name,
        document_id=document,
        upstream=upstream,
        basis=basis,
        stated=stated,
        **more,  # type: ignore[arg-type]
    )


COPY = link("b", "a", OriginBasis.COPIED_TEXT, stated=False, span=span(0, 50))
CREDIT = link("a", "name:northgate wire", OriginBasis.CREDIT)


def words(subject: Claim, *links: OriginLink) -> str:
    steps = chain(subject, lambda name: [link for link in links if link.document_id == name])
    return chain_words(steps, lambda name: f"Outlet {name.upper()}")


def test_copied_words_lead_to_what_their_source_credits() -> None:
    told = words(claim("b"), COPY, CREDIT)
    assert told == "has words of Outlet A (inferred), which credits Northgate Wire"


def test_a_claim_outside_the_copied_words_is_the_outlets_own() -> None:
    assert words(claim("b", at=60), COPY, CREDIT) == ""


def test_a_cited_source_goes_before_all_else() -> None:
    cited = link("b", "name:port police", OriginBasis.ATTRIBUTED, claim_id="clm_b")
    other = link("b", "name:harbour master", OriginBasis.ATTRIBUTED, claim_id="clm_z")
    assert words(claim("b"), COPY, CREDIT, other, cited) == "cites Port Police"


def test_two_that_copy_each_other_do_not_go_round_in_circles() -> None:
    back = link("a", "b", OriginBasis.COPIED_TEXT, stated=False)
    assert words(claim("b"), COPY, back).count("which") == 1
