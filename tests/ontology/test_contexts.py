"""Contexts come from words that mean them, and not from the same words in other company."""

from __future__ import annotations

from functools import lru_cache

import pytest

from onrecord.coding.events import code_events
from onrecord.ingest import from_text
from onrecord.ontology import load_ontology
from onrecord.read import Reader
from onrecord.settings import Settings

TOLD = [
    ("Norway's navy shelled a Chadian port.", "military"),
    ("Kenya shares intelligence with Somalia.", "intelligence"),
    ("Latvia expelled two Russian spies.", "intelligence"),
    ("The Chilean president met the Peruvian president.", "executive"),
    ("Lawmakers in Ghana condemned Togo.", "legislative"),
    ("Malawi accused Zambia of meddling in its election.", "election"),
    ("The European Union condemned the coup in Niger.", "political_institutions"),
    ("Thai police arrested four pro-democracy activists.", "pro_democracy"),
    ("Myanmar's junta expelled the Norwegian ambassador.", "pro_autocracy"),
    ("India raised tariffs on Chinese steel.", "economic"),
    ("The World Bank lent Ghana 40 million dollars.", "economic"),
    ("A Dutch court convicted a Syrian officer.", "legal"),
    ("Germany paid reparations to Namibia.", "reparations"),
    ("Canada accused Sudan of war crimes.", "human_rights"),
    ("Turkish police arrested a journalist from Sweden.", "rights_freedoms"),
    ("France condemned the crackdown in Belarus.", "repression"),
    ("Japan sent humanitarian aid to Haiti.", "human_security"),
    ("Norway accused the Taliban of keeping girls out of school.", "gender"),
    ("Hungarian police banned the Pride march in Budapest.", "lgbt"),
    ("Sweden condemned the attack on a mosque in Pakistan.", "religion_ethnicity"),
    ("Portuguese nurses went on strike over unpaid wages.", "inequality"),
    ("Bolivia recalled its ambassador from Paraguay.", "diplomatic"),
    ("Azerbaijan accused Armenia of crossing the border.", "territory"),
    ("Uganda withdrew its peacekeepers from Somalia.", "peacekeeping"),
    ("China donated vaccines to Nepal.", "health"),
    ("Uruguay granted asylum to a Cuban judge.", "asylum"),
    ("Tunisia deported 200 migrants to Niger.", "migration"),
    ("Mexico sent rescuers to Turkey after the earthquake.", "disasters"),
    ("Algeria cut off gas to Spain.", "natural_resource"),
    ("Fiji criticised Australia over climate change.", "environment"),
    ("The United States banned exports of semiconductors to China.", "technology"),
    ("Kenya blamed Somalia for the suicide bombing.", "terrorism"),
    ("Iran suspended cooperation with nuclear inspectors.", "cbrn"),
    ("Estonia accused Russian hackers of breaking into its ministry.", "cyber"),
    ("Moldova accused Russia of spreading disinformation.", "misinformation"),
    ("Haiti asked Kenya for police officers to fight the gangs.", "crime"),
    ("Swiss prosecutors charged a Brazilian minister with bribery.", "corruption"),
    ("Colombia extradited a cocaine trafficker to Spain.", "illegal_drugs"),
    ("Spain and Morocco arrested nine people smugglers.", "trafficking"),
]

OTHER_COMPANY = [
    ("Israel closed its crossing to the West Bank and condemned Jordan.", "economic"),
    ("The secretary general of the United Nations met the Greek premier.", "military"),
    ("Finnish rules on artificial intelligence were condemned by Estonia.", "intelligence"),
    ("Saudi Arabia carried out an air strike on a Yemeni base.", "inequality"),
    ("The European Union condemned Georgia.", "inequality"),
    ("The Danish premier told journalists that he had met the Swedish king.", "rights_freedoms"),
    ("Norway donated a drug against malaria to Malawi.", "illegal_drugs"),
    ("Eritrea was condemned by the United Nations in a vote on Monday.", "election"),
    ("In a climate of fear, Turkey condemned Bulgaria.", "environment"),
    ("A woman was killed when Russian rockets hit a Ukrainian village.", "gender"),
]


@lru_cache(maxsize=1)
def _reader() -> Reader:
    return Reader(Settings())


def contexts(text: str) -> set[str]:
    claims = code_events(_reader().read(from_text(text)))
    assert claims, "no event"
    return {context for claim in claims for context in claim.contexts}


@pytest.mark.parametrize(("text", "context"), TOLD)
def test_context_is_named_by_a_word_that_means_it(text: str, context: str) -> None:
    assert context in contexts(text)


@pytest.mark.parametrize(("text", "context"), OTHER_COMPANY)
def test_word_in_other_company_names_no_context(text: str, context: str) -> None:
    assert context not in contexts(text)


def test_every_context_is_tried() -> None:
    assert {context for _, context in TOLD} == set(load_ontology().contexts)
