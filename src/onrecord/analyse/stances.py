"""What a party is said to think, in the few words of a line: verb and target, or verb and the outlet's words.

`onrecord.serve` puts the holder's name in front and the sentence beneath. The verb is that of
the stance, which is wider than the article's own; what somebody does *not* support is never
told as supported.
"""

from __future__ import annotations

from msgspec import Struct

from onrecord.analyse.english import is_plural
from onrecord.analyse.headlines import shortened
from onrecord.analyse.names import is_pronoun, party_words
from onrecord.records import Claim, Polarity, Stance


class Wording(Struct, frozen=True, kw_only=True):
    """One stance as a verb."""

    one: str
    many: str
    """The verb of several holders, which is also its plain form."""
    unheld: tuple[str, str] | None = None
    """The verb of one and of several who do not hold it; "does not" and the plain form unless given."""
    towards: str = ""
    """What leads to a target: "demands *something of* Veltria"."""
    towards_not: str = ""
    something: str = "something"
    """What stands where neither target nor words can be told."""


WORDINGS = {
    Stance.SUPPORTS: Wording(one="supports or welcomes", many="support or welcome"),
    Stance.OPPOSES: Wording(one="opposes or condemns", many="oppose or condemn"),
    Stance.FEARS: Wording(
        one="fears", many="fear", towards="what may come of", towards_not="what may come of"
    ),
    Stance.DISTRUSTS: Wording(one="distrusts", many="distrust"),
    Stance.CLAIMS: Wording(
        one="states a view",
        many="state a view",
        unheld=("rejects a view", "reject a view"),
        towards="of",
        towards_not="of",
        something="",
    ),
    Stance.DENIES: Wording(
        one="denies", many="deny", towards="something said of", towards_not="what is said of"
    ),
    Stance.DEMANDS: Wording(one="demands", many="demand", towards="something of", towards_not="anything of"),
    Stance.OFFERS: Wording(one="offers", many="offer", towards="something to", towards_not="anything to"),
}
READY = Wording(one="is ready", many="are ready", unheld=("is not ready", "are not ready"))
"""Of somebody who offers *to do* something."""
WANTS = Wording(one="wants", many="want")
"""Of somebody who demands something that is told as an infinitive: "the fleet to leave"."""

OF_MATTERS = (Stance.SUPPORTS, Stance.OPPOSES, Stance.DEMANDS, Stance.DENIES, Stance.OFFERS)
"""Stances that are to a matter: who welcomes a return of Veltria need not support Veltria."""

POINTING = frozenset("that this these those so such one what which something anything nothing".split())
"""Words that say nothing outside their sentence, beside the pronouns."""


def held_words(claim: Claim) -> str:
    """Return what the holder of a position is said to think, to stand after the holder's name."""
    value = claim.position
    assert value is not None
    group = any(holder.kind != "person" and is_plural(party_words([holder])) for holder in value.holder)
    return stance_words(
        value.stance,
        group or len(value.holder) > 1,
        party_words(value.targets),
        value.proposition.text if value.proposition else None,
        negative=claim.polarity is Polarity.NEGATIVE,
    )


def stance_words(
    stance: str, several: bool, targets: str, proposition: str | None, *, negative: bool = False
) -> str:
    """Return what a holder is said to think, after the holder's name.

    >>> stance_words("demands", False, "Veltria", None), stance_words("denies", False, "", "any part in it")
    ('demands something of Veltria', 'denies “any part in it”')
    >>> stance_words("supports", True, "", "the treaty", negative=True)
    'do not support or welcome “the treaty”'
    """
    kind = Stance(stance)
    own = proposition if proposition and not says_nothing(proposition) else None
    wording = _wording(kind, own)
    verb = _verb(wording, several, negative)
    if targets and (own is None or kind not in OF_MATTERS):
        towards = wording.towards_not if negative else wording.towards
        return " ".join(part for part in (verb, towards, targets) if part)
    if own is None or not wording.something:  # of a view, the whole sentence beneath is the content
        return f"{verb} {wording.something}".rstrip()
    return f"{verb} “{shortened(own)}”"


def says_nothing(proposition: str) -> bool:
    """Return whether a proposition only points back: "that", "them", "to do so".

    >>> says_nothing("that"), says_nothing("it."), says_nothing("to leave")
    (True, True, False)
    """
    words = [word.strip(".,;:!?”’\"'") for word in proposition.lower().removeprefix("to do ").split()]
    return len(words) < 2 and all(word in POINTING or is_pronoun(word) for word in words)


def _wording(stance: Stance, proposition: str | None) -> Wording:
    """Return the wording that goes with what follows: nobody "offers to leave" who is only ready to."""
    if proposition is not None and stance is Stance.OFFERS and proposition.startswith("to "):
        return READY
    if proposition is not None and stance is Stance.DEMANDS and is_infinitive(proposition):
        return WANTS
    return WORDINGS[stance]


def is_infinitive(proposition: str) -> bool:
    """Return whether what somebody demands is told as "X to do Y", which goes with "want" alone.

    >>> is_infinitive("the fleet to leave"), is_infinitive("that it go to sea"), is_infinitive("an end")
    (True, False, False)
    """
    return " to " in f" {proposition}" and not proposition.startswith("that ")


def _verb(wording: Wording, several: bool, negative: bool) -> str:
    if not negative:
        return wording.many if several else wording.one
    if wording.unheld:
        return wording.unheld[several]
    return f"{'do' if several else 'does'} not {wording.many}"
