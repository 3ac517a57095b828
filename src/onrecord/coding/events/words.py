"""The word lists of the event coder, from ``data/event_words.toml``."""

from __future__ import annotations

from msgspec import Struct

from onrecord.coding.words import read_words


class EventWords(Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """What each list is for stands in the file."""

    texts: frozenset[str]
    spoken: frozenset[str]
    said: frozenset[str]
    verbal_attack: frozenset[str]
    physical: frozenset[str]
    scathing: frozenset[str]
    information: frozenset[str]
    leisure: frozenset[str]
    wishing: frozenset[str]
    delegations: frozenset[str]
    places: frozenset[str]
    property: frozenset[str]
    journeys: frozenset[str]
    thought: frozenset[str]
    chambers: frozenset[str]
    games: frozenset[str]
    vehicles: frozenset[str]
    deliberate: frozenset[str]
    own_crowd: frozenset[str]
    offices: frozenset[str]
    weapons: frozenset[str]
    kin: frozenset[str]
    remarks: frozenset[str]
    anybody: frozenset[str]
    material_aid: frozenset[str]
    within: frozenset[str]
    undoing: frozenset[str]
    question_words: frozenset[str]
    maybe_nouns: frozenset[str]
    content_prepositions: frozenset[str]
    intentions: frozenset[str]
    foreseeing: frozenset[str]
    inspecting: frozenset[str]
    carrying_prepositions: frozenset[str]
    protesting: frozenset[str]
    gatherings: frozenset[str]
    moving: frozenset[str]
    attacks: frozenset[str]
    pointing: frozenset[str]
    denying: frozenset[str]
    accusing_nouns: frozenset[str]
    parts: frozenset[str]
    headline_verbs: frozenset[str]
    bodies: frozenset[str]
    dwellers: frozenset[str]
    living_in: frozenset[str]
    moods: frozenset[str]
    doubts: frozenset[str]
    undergoers: frozenset[str]
    kept_quiet: frozenset[str]
    admissions: frozenset[str]
    winnings: frozenset[str]
    ballots: frozenset[str]
    precautions: frozenset[str]
    meddling: frozenset[str]
    compacts: frozenset[str]
    feelings: frozenset[str]
    disclosures: frozenset[str]
    inquiries: frozenset[str]
    doings: frozenset[str]
    opposing: frozenset[str]
    papers: frozenset[str]
    standing_for: frozenset[str]


WORDS = read_words("event_words.toml", EventWords)
