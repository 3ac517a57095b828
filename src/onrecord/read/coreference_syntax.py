"""What the tree says for or against an antecedent: function, clause, shared phrase."""

from __future__ import annotations

from onrecord.reading import Mention, Sentence, Token


def function_of(sentence: Sentence, mention: Mention) -> str:
    """Return subject, object, possessor or other: the grammatical function of ``mention``."""
    token: Token = sentence.tokens[mention.head]
    while token.dep in {"conj", "appos"} and token.head != token.i:
        token = sentence.tokens[token.head]
    if token.dep in {"nsubj", "nsubjpass", "csubj"} or (token.dep == "ROOT" and token.pos != "VERB"):
        return "subject"
    if token.dep in {"dobj", "dative", "iobj", "attr"}:
        return "object"
    if token.dep == "poss":
        holder = sentence.tokens[token.head]
        return "subject" if holder.dep in {"nsubj", "nsubjpass"} else "possessor"
    return "other"


def same_clause_subject(sentence: Sentence, earlier: Mention, mention: Mention) -> bool:
    """True where ``earlier`` is the subject of the clause a possessive stands in."""
    if sentence.tokens[mention.head].dep != "poss":
        return False
    subject = clause_subject(sentence, sentence.tokens[mention.head])
    return subject is not None and subject.i == earlier.head


_OF_OBJECT = frozenset(
    "thank praise blame criticise criticize congratulate commend fault punish reward forgive applaud "
    "urge ask tell order force want press persuade allow help encourage push "
    "pressure advise invite instruct permit enable get let make cause require oblige compel lead".split()
)
"""Verbs whose object does, or owns, what follows ("thanked Norway for its help")."""


_TO_OTHERS = frozenset(
    "respect recognise recognize honour honor violate undermine join support back help defend protect meddle "
    "interfere attack accept guarantee attend visit leave".split()
)


def _object_of(sentence: Sentence, verb: Token, below: Token) -> Token | None:
    """Return the object of ``verb`` where the object, not the subject, is behind ``below``."""
    if verb.lemma not in _OF_OBJECT or not (
        below.dep == "xcomp" or (below.dep == "prep" and below.lower in {"for", "over", "of", "to", "into"})
    ):
        return None
    if below.dep == "xcomp" and below.lemma in _TO_OTHERS:
        return None  # "urged Peru to respect its border": whose is open
    held = sentence.kid(verb.i, "dobj")
    return held if held is not None and held.i < below.i else None


def clause_subject(sentence: Sentence, token: Token) -> Token | None:
    """Return the subject of the clause ``token`` stands in, infinitives and joined verbs included."""
    below, verb = token, None
    for above in sentence.ancestors(token.i):
        if above.pos in {"VERB", "AUX"}:
            verb = above
            break
        below = above
    if verb is not None and below is not token:
        held = _object_of(sentence, verb, below)
        if held is not None:
            return held
    while verb is not None:
        subject = sentence.kid(verb.i, "nsubj", "nsubjpass")
        if subject is not None:
            return subject
        head = sentence.tokens[verb.head]
        controller = _object_of(sentence, head, verb) if verb.dep == "xcomp" else None
        if verb.dep == "pcomp":
            controller = _object_of(sentence, sentence.tokens[head.head], head)
        if controller is not None:
            return controller
        if verb.dep in {"acl", "relcl"} and head.dep == "dobj":
            verb = sentence.tokens[head.head]
        elif verb.dep in {"xcomp", "conj", "advcl"} and head.i != verb.i:
            verb = head
        elif verb.dep == "pcomp":
            verb = next((t for t in sentence.ancestors(head.i) if t.pos in {"VERB", "AUX"}), None)
        else:
            return None
    return None


_CHARGES = frozenset("accuse suspect warn blame charge".split())


def charged_with(sentence: Sentence, token: Token) -> bool:
    """True for the "its" of "Chile accused Peru of breaking its word": whose, only the deed can tell.

    Deeds done to others ("of meddling in its affairs") tell: it is the accuser's.
    """
    verbs = [t for t in sentence.ancestors(token.i) if t.pos in {"VERB", "AUX"}]
    charge = next((i for i, v in enumerate(verbs) if v.lemma in _CHARGES), 0)
    if not charge or sentence.kid(verbs[charge].i, "dobj") is None:
        return False
    return not any(v.lemma in _TO_OTHERS for v in verbs[:charge])


def scene_of(sentence: Sentence, token: Token) -> Token | None:
    """Return the noun of the "where" clause that ``token`` stands in ("Peru, where the *president* fell")."""
    for verb in sentence.ancestors(token.i):
        if verb.dep == "relcl" and any(t.lower == "where" for t in sentence.kids(verb.i, "advmod")):
            return sentence.tokens[verb.head]
    return None


_TELLING = frozenset(
    "say tell announce state add claim warn insist argue declare note report confirm believe think".split()
)


def done_before(sentence: Sentence, pronoun: Token) -> Token | None:
    """Return the object of the verb that is joined before: "arrested *an engineer* and accused him"."""
    verb = sentence.tokens[pronoun.head]
    if pronoun.dep != "dobj" or verb.dep != "conj" or sentence.kid(verb.i, "nsubj", "nsubjpass"):
        return None
    held = sentence.kid(verb.head, "dobj")
    return held if held is not None and held.tag in {"NN", "NNP"} and held.i < pronoun.i else None


def says(sentence: Sentence, token: int) -> bool:
    """True for the subject of a verb of saying that opens or closes its sentence ("…, *he* said")."""
    subject = sentence.tokens[token]
    verb = sentence.tokens[subject.head]
    return subject.dep == "nsubj" and verb.dep == "ROOT" and verb.lemma in _SAYING


_SAYING = _TELLING - {"believe", "think"} | {
    "ask",
    "reply",
    "write",
    "tweet",
    "explain",
    "continue",
    "stress",
}


def teller_of_many(sentence: Sentence, token: Token) -> Token | None:
    """Return the plural noun that says or is told what "they" did ("*officials* said that they had fled")."""
    verb = sentence.tokens[token.head]
    above = sentence.tokens[verb.head]
    if token.dep not in {"nsubj", "nsubjpass"}:
        return None
    told = _told_many(sentence, token)
    if told is not None:
        return told
    if verb.dep != "ccomp" or above.lemma not in _TELLING:
        return None
    teller = sentence.kid(above.i, "nsubj")
    if teller is not None and teller.lower == "who" and above.dep == "relcl":
        teller = sentence.tokens[above.head]  # "*voters* who said they had"
    return teller if teller is not None and teller.i < token.i and teller.tag in _MANY else None


_MANY = frozenset({"NNS", "NNPS"})
_TOLD = frozenset({"tell", "remind", "warn", "assure", "promise", "inform", "advise"})


def _told_many(sentence: Sentence, token: Token) -> Token | None:
    """Return those told what "they" may do ("told *farmers* he would leave if they struck")."""
    for verb in sentence.ancestors(token.i):
        if verb.lemma not in _TOLD:
            continue
        told = sentence.kid(verb.i, "dobj", "dative")
        teller = sentence.kid(verb.i, "nsubj")
        many = teller is not None and (teller.tag in _MANY or teller.lower == "they")
        return None if told is None or told.tag not in _MANY or told.i > token.i or many else told
    return None


def shared_noun(sentence: Sentence, earlier: int, later: int) -> bool:
    """True where both stand in one noun phrase ("the president of X and its minister")."""
    for noun in sentence.ancestors(later):
        if noun.pos in {"VERB", "AUX"}:
            return False
        if noun.dep not in {"poss"} and earlier in sentence.subtree(noun.i) and noun.i != earlier:
            return noun.pos in {"NOUN", "PROPN"}
    return False


_REFLEXIVE = frozenset({"himself", "herself", "itself", "themselves"})


def disjoint(sentence: Sentence, earlier: Mention, mention: Mention) -> bool:
    """True where an object pronoun cannot mean the subject of its own clause ("X attacked it")."""
    token = sentence.tokens[mention.head]
    if mention.form != "pronoun" or token.lower in _REFLEXIVE or token.dep not in {"dobj", "pobj", "dative"}:
        return False
    subject = clause_subject(sentence, token)
    return subject is not None and subject.i == earlier.head
