"""The headline of an event or of one claim: who did what to whom in a few plain words.

Whoever acts comes first. Where no outlet says who it was, the sentence is passive;
what is denied says who denies it; what the outlet names and no party is, stands in
the outlet's own words.
"""

from __future__ import annotations

from collections.abc import Sequence

from onrecord.analyse.english import is_plural
from onrecord.analyse.names import begun, party_words
from onrecord.analyse.own_words import own_words
from onrecord.analyse.tellings import Piece, voice_words
from onrecord.analyse.words import act_words, verb_words
from onrecord.records import Actor, Claim, Event, Modality, Polarity

PARTICIPLES = {
    "gave": "given",
    "broke": "broken",
    "took": "taken",
    **{
        verb: verb
        for verb in "abducted accused arrested asked attacked bombed condemned congratulated criticised "
        "demanded deployed deported destroyed detained endorsed expelled exported helped hit imposed invaded "
        "blamed extended freed halted killed levelled made moved named opened paid praised prolonged "
        "ratified recognised released renewed seized shelled signed sold staged struck supplied suspended "
        "thanked threatened urged used visited voiced warned welcomed".split()
    },
}
"""Verbs of headlines that have a passive, with its participle."""

ADVERBIAL = ("from", "with", "for")
"""Words after the verb that open no object: "struck from the air"."""

OBJECTLESS = ("", "something")
"""Objects that say nothing: the outlet's own words serve better."""

STRIKES = ("attacked", "struck", "bombed", "shelled")
"""Verbs that read as their own passive where no party is hit: "Veltria attacked"."""

OWN_WORDS = 70
"""Characters of an outlet's own words that a headline takes."""

Headline = tuple[Piece, ...]


def headline(told: Event | Claim, lead: Claim | None, proposition: str | None = None) -> Headline:
    """Return the headline of ``told``, the parties marked ``party``; ``lead`` is its representative claim.

    ``proposition``: what the lead's position is on, in the outlet's words, where one is known.
    """
    actors, recipients = told.actors, told.recipients
    if told.event_type is None or lead is None:
        return _line(party_words(actors), "is mentioned", party_words(recipients))
    words = tight(act_words(told.event_type, told.mode, lead.rule), recipients)
    if _is_denial(lead):
        return _denied(actors, recipients, words, lead)
    if lead.polarity is Polarity.NEGATIVE and ".foiled" in (lead.rule or ""):
        return _foiled(actors, recipients, words)
    if not actors:
        return _passive(recipients, words, lead)
    own = _own_words(proposition, recipients, words, lead) if lead.modality is Modality.ACTUAL else None
    if own and lead.polarity is Polarity.POSITIVE:
        return _line(party_words(actors), f"{words['past'].removesuffix(' something')} “{own}”", "")
    verb = verb_words(words, lead.modality, lead.polarity is Polarity.NEGATIVE)
    verb = f"{verb} {words['before'] if recipients else _nobody(told, words)}".rstrip()
    return _line(party_words(actors), verb, party_words(recipients))


def tight(words: dict[str, str], recipients: Sequence[Actor]) -> dict[str, str]:
    """Fit the words to whom it befell: a named person is arrested himself, not "people of" him."""
    persons = bool(recipients) and all(a.kind in ("person", "unnamed") for a in recipients)
    if persons and words["before"] == "of" and words["past"].endswith(" people"):
        return {"past": words["past"][:-7], "plain": words["plain"][:-7], "before": ""}
    if not recipients and words["past"] in STRIKES:
        return {"past": "made an attack", "plain": "make an attack", "before": ""}
    return words


def _nobody(told: Event | Claim, words: dict[str, str]) -> str:
    """Return an object for a verb that needs one: "Veltria attacked" alone reads as if it had been hit."""
    if words["past"] == "met" and len(told.actors) == 1:
        return "somebody"
    if words["before"] or words["past"] not in PARTICIPLES:
        return ""
    return "something" if told.event_type == "SUPPORT" else "somebody"


def _line(front: str, verb: str, back: str) -> Headline:
    pieces = [Piece(begun(front), "party")] if front else []
    pieces.append(Piece(f" {verb}" if front else begun(verb)))
    if back:
        pieces += [Piece(" "), Piece(back, "party")]
    return tuple(pieces)


def plain(line: Headline) -> str:
    """Return ``line`` as one text."""
    return "".join(piece.text for piece in line)


def _is_denial(lead: Claim) -> bool:
    return lead.polarity is Polarity.NEGATIVE and (lead.rule or "").startswith("denial(")


def _denied(
    actors: Sequence[Actor], recipients: Sequence[Actor], words: dict[str, str], lead: Claim
) -> Headline:
    who, whom = party_words(actors), party_words(recipients)
    deed = f"{words['past']} {words['before'] if whom else ''}".rstrip()
    voice = lead.attribution[0].source_actors if lead.attribution else ()
    denier = party_words(voice) or voice_words(lead)
    if not denier:
        return _line("It", f"is denied that {who or 'anybody'} {deed}", whom)
    verb = "deny" if len(voice) > 1 else "denies"
    if denier == who:
        it = "it" if len(actors) == 1 and actors[0].kind != "person" else "they"
        return _line(denier, f"{verb} that {it} {deed}", whom)
    return _line(denier, f"{verb} that {who or 'anybody'} {deed}", whom)


def _foiled(actors: Sequence[Actor], recipients: Sequence[Actor], words: dict[str, str]) -> Headline:
    whom = party_words(recipients)
    attempt = f"to {words['plain']} {words['before'] if whom else ''}".rstrip()
    if actors:
        return _line(party_words(actors), f"tried and failed {attempt}", whom)
    return (*_line("", f"an attempt {attempt}", whom), Piece(" was foiled"))


def _passive(recipients: Sequence[Actor], words: dict[str, str], lead: Claim) -> Headline:
    verb, _, thing = words["past"].partition(" ")
    participle, whom = PARTICIPLES.get(verb), party_words(recipients)
    if participle is None or not (whom or thing):
        shown = verb_words(words, lead.modality, lead.polarity is Polarity.NEGATIVE)
        return _line("", f"somebody {shown} {words['before'] if whom else ''}".rstrip(), whom)
    many = len(recipients) > 1 or (any(one.kind != "person" for one in recipients) and is_plural(whom))
    if thing in OBJECTLESS and whom:
        return _line(whom, f"{_was(many, lead)} {participle}", "")
    if thing.split()[0] in ADVERBIAL and whom:
        return _line(whom, f"{_was(many, lead)} {participle} {thing}", "")
    was = _was(thing.split()[-1] in ("people", "forces", "troops", "arms", "restrictions"), lead)
    if whom and words["before"] == "of":
        return (*_line("", f"{thing} of", whom), Piece(f" {was} {participle}"))
    return _line("", f"{thing} {was} {participle} {words['before'] if whom else ''}".rstrip(), whom)


def _was(several: bool, lead: Claim) -> str:
    """Return what stands before a participle: "was", "may be", "was not to be"."""
    was = "were" if several else "was"
    done, undone = {
        Modality.ACTUAL: (was, f"{was} not"),
        Modality.PLANNED: (f"{was} to be", f"{was} not to be"),
        Modality.POSSIBLE: ("may be", "may not be"),
        Modality.CONDITIONAL: ("would be", "would not be"),
        Modality.DEMANDED: ("should be", "should not be"),
        Modality.FEARED: (f"{was} feared to be", f"{was} feared not to be"),
    }[lead.modality]
    return undone if lead.polarity is Polarity.NEGATIVE else done


def _own_words(
    proposition: str | None, recipients: Sequence[Actor], words: dict[str, str], lead: Claim
) -> str | None:
    """Return the outlet's words for what is praised, welcomed, condemned, where no party is named."""
    verb, _, thing = words["past"].partition(" ")
    if verb not in PARTICIPLES or thing not in OBJECTLESS or (recipients and not thing):
        return None
    if not proposition and (said := own_words(lead)) and said.words and not said.parties:
        proposition = said.words.text if said.verb in (lead.rule or "") else None
    if not proposition or len(proposition) > OWN_WORDS or proposition.startswith("that "):
        return None
    return " ".join(proposition.split())


def shortened(text: str, most: int = 140) -> str:
    """Return ``text`` on one line, cut at a word where it is long."""
    text = " ".join(text.split())
    return text if len(text) <= most else text[:most].rsplit(" ", 1)[0] + " …"
