"""What a tense alone makes of an act: by the manual future help is a commitment, future force a threat."""

from __future__ import annotations

from onrecord.coding.events.acts import Act
from onrecord.coding.events.operators import COOPERATIVE, REQUEST_MODES, threat_mode
from onrecord.coding.events.words import WORDS
from onrecord.records import Modality, Polarity


def commit_by_future(act: Act) -> None:
    """Apply the manual's rule that a future act is a commitment or a threat."""
    if act.hidden or act.composed or act.trigger.lemma in WORDS.inspecting:
        return
    if (
        act.event_type in ("SANCTION", "COERCE")
        and act.cue in WORDS.intentions
        and act.polarity is Polarity.POSITIVE
    ):
        _turn(act, "THREATEN", threat_mode(act))
        return
    if act.cue not in WORDS.foreseeing:
        return
    foreseen = act.cue not in ("will", "would")
    if act.polarity is Polarity.NEGATIVE:
        if act.event_type in COOPERATIVE and not foreseen:
            _turn(act, "REJECT", REQUEST_MODES.get(act.event_type or "", "change"))
            _take_sides(act)
            act.polarity, act.modality = Polarity.POSITIVE, Modality.ACTUAL
        return
    if act.event_type in ("SUPPORT", "COOPERATE", "AID", "CONCEDE", "RETREAT"):
        _turn(act, "AGREE", None)
    elif act.event_type in ("SANCTION", "COERCE", "ASSAULT") and not foreseen:
        _turn(act, "THREATEN", threat_mode(act))


def _take_sides(act: Act) -> None:
    """Let who will not meet somebody be the actor, and whom he will not meet the recipient."""
    before = [m for m in act.actors if m.start < act.top.start]
    after = [m for m in act.actors if m.start > act.top.start]
    if act.rule.frame.both and before and after:
        act.actors, act.recipients = before, after


def _turn(act: Act, event_type: str, mode: str | None) -> None:
    act.event_type, act.mode = event_type, mode
    act.name = f"future({act.name})"
