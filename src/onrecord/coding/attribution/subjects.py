"""Who is meant to say it: the subject that a cue verb has or inherits."""

from __future__ import annotations

from onrecord.coding.attribution.cues import load_cues
from onrecord.coding.roles import leads_to
from onrecord.reading import Sentence, Token

SUBJECTS = ("nsubj", "nsubjpass", "csubj")
_VERBAL = frozenset({"VERB", "AUX"})
_LEANING = frozenset(
    {
        "by",
        "in",
        "after",
        "before",
        "for",
        "without",
        "upon",
        "on",
        "from",
        "while",
        "when",
        "as",
        "of",
        "than",
    }
)
_SHOWING = frozenset(
    {"show", "reflect", "highlight", "reveal", "demonstrate", "illustrate", "prove", "indicate"}
)
_JUDGED = frozenset(
    "impossible possible hard difficult easy important necessary essential vital wrong right".split()
)
"""What an "it" is that stands for the clause behind it: "it is impossible to ignore"."""
MAX_CLIMB = 8


def own_subject(sentence: Sentence, verb: int) -> Token | None:
    """Return the subject child of ``verb``, the one nearest to it: "that it suspects" has *it*."""
    found = [t for t in sentence.kids(verb, "nsubj", "nsubjpass") if t.i < verb]
    return found[-1] if found else sentence.kid(verb, "nsubj", "nsubjpass")


def is_passive(sentence: Sentence, verb: int) -> bool:
    """True for a passive verb: "was told", "accused of …" after a noun."""
    if sentence.kid(verb, "auxpass", "nsubjpass"):
        return True
    token = sentence.tokens[verb]
    if token.tag != "VBN" or sentence.kid(verb, "aux"):
        return False
    if token.dep == "conj" and sentence.tokens[token.head].pos in _VERBAL:
        return not sentence.kid(verb, "nsubj") and is_passive(sentence, token.head)
    return token.dep in ("acl", "advcl", "amod") and not sentence.kid(verb, "nsubj")


def agent(sentence: Sentence, verb: int) -> Token | None:
    """Return the noun after "by" of a passive verb."""
    by = sentence.kid(verb, "agent")
    return sentence.kid(by.i, "pobj") if by else None


def inherited_subject(sentence: Sentence, verb: int) -> Token | None:
    """Return the subject of ``verb``, its own or that of the verb it leans on.

    "X said A and warned that B" gives X for *warned*; "…, adding that" the subject of the
    main clause; "a letter urging …" the letter; "wants to say" the one who wants.
    """
    outer = rehung_on(sentence, verb)
    at = verb if outer is None else outer
    for _ in range(MAX_CLIMB):
        found = own_subject(sentence, at)
        if found is not None:
            bare = sentence.tokens[at].tag == "VBG" and not sentence.kid(at, "aux")
            return _named_beside(sentence, found, at) if bare and cannot_speak(found) else found
        token = sentence.tokens[at]
        if token.head == at:
            return None
        head = sentence.tokens[token.head]
        if token.dep == "acl" and (giver := issuing_verb(sentence, token)) is not None:
            at = giver
            continue
        if token.dep == "acl":
            aside = token.tag == "VBG" and at > 0 and sentence.tokens[at - 1].text == ","
            clause = _clause_above(sentence, head) if aside else None
            if clause is None and (written := _written_to(sentence, head)) is not None:
                return written
            if clause is None:
                return _named_beside(sentence, head, token.i) if cannot_speak(head) else head
            at = clause
            continue
        if token.dep == "xcomp" and (held := sentence.kid(head.i, "dobj", "dative")) and held.i < at:
            return held
        if token.dep == "xcomp" and (asked := _called_on(sentence, head)) is not None and asked.i < at:
            return asked
        if token.dep == "pcomp" and head.lower in _LEANING:
            at = head.head
            if (accused := _accused(sentence, at, head)) is not None:
                return accused
            if sentence.tokens[at].pos not in _VERBAL:
                return sentence.tokens[at] if head.lower in ("in", "by") else None
            continue
        if token.dep == "xcomp" and head.dep == "acomp":
            at = head.head  # "X is likely to say"
            continue
        if token.dep not in ("conj", "xcomp", "advcl", "dep") or head.pos not in _VERBAL:
            return None
        if token.dep == "advcl" and token.tag not in ("VBG", "VBN", "VB"):
            return None
        at = head.i
    return None


def _called_on(sentence: Sentence, verb: Token) -> Token | None:
    """Return whom ``verb`` asks to do what follows: "called on *Norway* to condemn"."""
    if verb.lemma not in ("call", "appeal", "prevail"):
        return None
    asked = [p for p in sentence.kids(verb.i, "prep", "dative") if p.lower in ("on", "upon", "to")]
    return sentence.kid(asked[0].i, "pobj") if asked else None


def _accused(sentence: Sentence, verb: int, preposition: Token) -> Token | None:
    """Return whose doing the gerund after ``preposition`` is: "accused *Norway* of planning"."""
    if not leads_to(sentence.tokens[verb], preposition):
        return None
    return sentence.kid(verb, "dobj", "nsubjpass")


def _named_beside(sentence: Sentence, noun: Token, participle: int) -> Token:
    """Return *Norway* of "the loss of ships and Norway claiming the sea", else ``noun``."""
    joined = sentence.kid(noun.i, "conj")
    return joined if joined is not None and joined.pos == "PROPN" and joined.i < participle else noun


_WRITINGS = frozenset("memo memorandum letter note email e-mail message cable circular telegram".split())


def _written_to(sentence: Sentence, reader: Token) -> Token | None:
    """Return the *memo* of "a memo to staff explaining the sale", its writer where the text names one."""
    before = sentence.tokens[reader.head]
    noun = sentence.tokens[before.head]
    if reader.dep != "pobj" or before.lower not in ("to", "for"):
        return None
    sent = sentence.kid(noun.i, "dobj") if noun.pos in _VERBAL else None
    if sent is not None and sent.lemma in _WRITINGS:  # "sent a memo to staff explaining"
        return sentence.kid(sent.i, "poss") or own_subject(sentence, noun.i)
    if noun.lemma not in _WRITINGS:
        return None
    owner = sentence.kid(noun.i, "poss")
    return owner if owner is not None and owner.pos in ("PROPN", "NOUN") else noun


def issuing_verb(sentence: Sentence, participle: Token) -> int | None:
    """Return *issued* of "issued a statement saying": its subject speaks, not the statement."""
    noun = sentence.tokens[participle.head]
    verb = sentence.tokens[noun.head]
    cues = load_cues()
    if noun.dep != "dobj" or noun.lemma not in cues.nouns or verb.lemma not in cues.phrases.light:
        return None
    return None if participle.tag != "VBG" or sentence.kid(noun.i, "poss") else verb.i


def _clause_above(sentence: Sentence, noun: Token) -> int | None:
    """Return the verb over ``noun`` where ``noun`` stands behind it: "…, calling" goes on from the verb."""
    verb = next((t for t in sentence.ancestors(noun.i) if t.pos in _VERBAL), None)
    return verb.i if verb is not None and verb.i < noun.i and own_subject(sentence, verb.i) else None


def rehung_on(sentence: Sentence, verb: int) -> int | None:
    """Return the outer cue that ``verb`` goes on from, where the parser hung it inside the content.

    "The mayor said the bridge was safe and warned that …": a bridge does not warn.
    """
    token = sentence.tokens[verb]
    if token.dep == "advcl":
        return _participle_on(sentence, token)
    if token.dep != "conj" or own_subject(sentence, verb):
        return None
    inner = sentence.tokens[token.head]
    if _other_time(sentence, inner, token):
        outer = sentence.tokens[inner.head]
        return outer.i if inner.dep == "ccomp" and token.lemma in load_cues().verbs else None
    if not sentence.kid(verb, "ccomp"):
        return None
    outer = sentence.tokens[inner.head]
    cues = load_cues().verbs
    if token.tag == "VBG" == outer.tag and inner.tag in ("VBD", "VBZ", "VBP"):
        # "adding that X fled and noting that": a participle goes on from a participle, not from "fled"
        return outer.i if inner.dep == "ccomp" and token.lemma in cues and outer.lemma in cues else None
    if inner.dep != "ccomp" or outer.tag != token.tag or token.lemma not in cues or outer.lemma not in cues:
        return None
    subject = own_subject(sentence, inner.i)
    return outer.i if subject is not None and cannot_speak(subject) else None


def _participle_on(sentence: Sentence, participle: Token) -> int | None:
    """Return *said* of "said that talks had failed, adding that …": speaking goes on from speaking."""
    frames = load_cues().verbs.get(participle.lemma)
    first = sentence.subtree(participle.i)[0]
    if participle.tag != "VBG" or frames is None or frames.form("quote") is None or first == 0:
        return None
    if participle.lemma in _SHOWING:
        return None
    if sentence.tokens[first - 1].text != "," or own_subject(sentence, participle.i):
        return None
    inner = sentence.tokens[participle.head]
    for _ in range(MAX_CLIMB):
        outer = sentence.tokens[inner.head]
        if inner.dep == "ccomp" and inner.i > outer.i:
            return outer.i if outer.lemma in load_cues().verbs else None
        if inner.dep not in ("xcomp", "conj", "advcl") or inner.head == inner.i:
            return None
        inner = outer
    return None


def _other_time(sentence: Sentence, inner: Token, verb: Token) -> bool:
    """True where ``verb`` has the time of the outer cue: "said he supports X and praised Y"."""
    outer = sentence.tokens[inner.head]
    if outer.tag != "VBD" or verb.tag != "VBD" or outer.lemma not in load_cues().verbs:
        return False
    return inner.tag in ("VBZ", "VBP") or any(
        t.tag in ("MD", "VBZ", "VBP") for t in sentence.kids(inner.i, "aux", "auxpass")
    )


def cannot_speak(subject: Token) -> bool:
    """True for a common noun that names neither somebody nor anything said or written."""
    if subject.pos != "NOUN":
        return False
    cues, lemma = load_cues(), subject.lemma
    phrases = cues.phrases
    known = lemma in phrases.official or lemma in phrases.unnamed or lemma in phrases.media
    return not known and lemma not in cues.nouns


def rehung_tokens(sentence: Sentence, verb: int) -> set[int]:
    """Return the tokens below ``verb`` that belong to a cue going on from it, "and" included."""
    found: set[int] = set()
    for token in sentence.tokens[verb + 1 :]:
        if token.dep in ("conj", "advcl") and rehung_on(sentence, token.i) == verb:
            found |= set(sentence.subtree(token.i))
            found |= {t.i for t in sentence.kids(token.head, "cc") if t.i < token.i}
    return found


def is_expletive(sentence: Sentence, token: Token) -> bool:
    """True for "there" and for an "it" that only announces a clause."""
    if token.dep == "expl" or token.lower == "there":
        return True
    if token.lower != "it":
        return False
    verb = sentence.tokens[token.head]
    if is_passive(sentence, verb.i) or verb.lemma in ("seem", "appear", "turn", "happen"):
        return True
    before = sentence.tokens[token.i - 1].lower if token.i else ""
    if before == "as" and verb.lemma in ("relate", "pertain", "concern"):
        return True  # "a plan as it relates to the port"
    judged = sentence.kid(verb.i, "acomp") if verb.lemma == "be" else None
    return (
        judged is not None and judged.lower in _JUDGED and sentence.kid(verb.i, "xcomp", "ccomp") is not None
    )
