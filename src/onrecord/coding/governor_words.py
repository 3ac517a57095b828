"""Words that change whether, or in what mode, an act under them holds, by what they do to it.

Read by :mod:`onrecord.coding.governors`; a key with an underscore is a verb with its particle.
"""

from __future__ import annotations

CIRCUMSTANCE = frozenset(
    "after before following during since over despite because amid ahead until in under about from by "
    "as".split()
)
"""Prepositions that set the scene: what stands under them is not part of the plan or fear above."""
LIGHT = frozenset(
    "hold make pay launch carry stage conduct mount reach sign conclude give deliver impose issue".split()
)
"""Verbs that carry a noun of action; in the passive, too ("no talks were held")."""
TAKING_PLACE = frozenset("happen occur come take begin start resume proceed materialise materialize".split())
OUTCOMES = frozenset("lead result trigger cause spark".split())
"""With "could" what they lead to is as possible as they are."""
COMPLEMENTS = ("xcomp", "ccomp", "acomp", "oprd", "pcomp", "advcl", "acl")
NEGATORS = frozenset(["not", "n't", "n’t", "never", "no", "nor", "neither"])
SCARCELY = frozenset("hardly barely scarcely nearly almost nowhere".split())
NO_ONE = frozenset("nobody none nothing neither".split())

PARTICLES = frozenset("out off down short clear away".split())
"""Make another verb of the one before them: "rule *out*", "steer *clear*"."""
WITHHOLDING = frozenset(
    "fail refuse neglect avoid decline hesitate forget omit resist abstain refrain shun stop cease quit "
    "delay hold_off stop_short fall_short keep_from shy_away steer_clear".split()
)
"""With a verb under them it is not done."""
UNDOING = frozenset(
    "deny foil thwart avert prevent cancel call_off block forestall stop_from block_from".split()
)
"""With a verb or a noun under them it is not so."""
GIVING_UP = frozenset("scrap drop abandon turn_down shelve reject deny".split())
FORBIDDING = frozenset("forbid ban bar prohibit".split())
REFUTING = frozenset("deny reject dismiss refute rebut dispute".split())
REPORTS = frozenset("report claim accusation allegation charge suggestion assertion rumour rumor".split())
BELIEVING = frozenset("believe think expect".split())
EVIDENCE = frozenset("evidence proof sign indication".split())
HOLDING_BACK = frozenset("lack absence failure refusal inability reluctance unwillingness denial".split())
UNABLE = frozenset("unable unwilling reluctant hesitant loath".split())
UNSURE = frozenset("clear unclear known unknown sure certain".split())
FALSE = frozenset("false untrue baseless unfounded".split())

INTENDING = frozenset("threaten offer vote undertake commit hope pledge promise".split())
PUTTING_OFF = frozenset("postpone put_off reschedule".split())
INTENTIONS = frozenset(
    "plan plot intention proposal conspiracy bid preparation aim goal scheme verge brink offer pledge "
    "promise vow commitment readiness determination undertaking".split()
)
READY = frozenset("ready willing prepared keen eager determined poised bound sure certain".split())
COMING = frozenset("imminent planned scheduled expected due".split())
CHANCES = frozenset("possibility prospect chance likelihood".split())
ALLOWING = frozenset("allow enable permit".split())
ASKING = frozenset(
    "urge demand ask order request appeal press insist require pressure implore beg exhort tell advise "
    "encourage instruct recommend oblige call plead chant invite command warn".split()
)
WISHING = frozenset("want like prefer".split())
SPANS = frozenset("time week day month hour deadline".split())
"""Given to somebody to do a thing, they demand it."""
NEEDED = frozenset("vital essential necessary crucial imperative important".split())
DEMANDS = frozenset("order instruction plea demand call appeal request ultimatum".split())
FEARING = frozenset("fear worry suspect dread concern".split())
AFRAID = frozenset("afraid fearful worried concerned nervous anxious alarmed".split())
FEARS = frozenset("fear worry concern suspicion risk danger threat anxiety alarm".split())
TERMS = frozenset(["event", "case"])
