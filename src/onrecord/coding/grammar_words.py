"""Word lists of clause grammar, polarity and modality, from ``data/grammar_words.toml``."""

from __future__ import annotations

from msgspec import Struct

from onrecord.coding.words import read_words


class GrammarWords(Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """What each list is for stands in the file."""

    object_control: frozenset[str]
    punishing: frozenset[str]
    speech: frozenset[str]
    written: frozenset[str]
    judging: frozenset[str]
    circumstance: frozenset[str]
    light: frozenset[str]
    taking_place: frozenset[str]
    outcomes: frozenset[str]
    bringing_about: frozenset[str]
    alongside: frozenset[str]
    negators: frozenset[str]
    scarcely: frozenset[str]
    no_one: frozenset[str]
    no_matter: frozenset[str]
    particles: frozenset[str]
    withholding: frozenset[str]
    undoing: frozenset[str]
    giving_up: frozenset[str]
    forbidding: frozenset[str]
    refuting: frozenset[str]
    reports: frozenset[str]
    believing: frozenset[str]
    evidence: frozenset[str]
    holding_back: frozenset[str]
    unable: frozenset[str]
    unsure: frozenset[str]
    picturing: frozenset[str]
    false: frozenset[str]
    intending: frozenset[str]
    putting_off: frozenset[str]
    intentions: frozenset[str]
    ready: frozenset[str]
    coming: frozenset[str]
    chances: frozenset[str]
    allowing: frozenset[str]
    asking: frozenset[str]
    wishing: frozenset[str]
    wondering: frozenset[str]
    faults: frozenset[str]
    spans: frozenset[str]
    needed: frozenset[str]
    demands: frozenset[str]
    fearing: frozenset[str]
    afraid: frozenset[str]
    fears: frozenset[str]
    terms: frozenset[str]
    raised_planned: frozenset[str]
    raised_possible: frozenset[str]
    raised_feared: frozenset[str]
    raised_demanded: frozenset[str]
    fear_nouns: frozenset[str]
    plan_nouns: frozenset[str]
    demand_nouns: frozenset[str]
    planned_adjectives: frozenset[str]
    possible_adjectives: frozenset[str]
    foiled_adjectives: frozenset[str]
    conditionals: frozenset[str]
    consenting: frozenset[str]
    asking_aux: frozenset[str]


WORDS = read_words("grammar_words.toml", GrammarWords)
