import pytest

from onrecord.errors import GoldError
from onrecord.evaluate.sets.zsp_plv import Marked, unmark, with_parties
from onrecord.reading import Mention, Reading, Sentence, Token
from onrecord.records import ActorRef, Document, ZoneKind

TEXT = "Lawyers sued Bern"


def token(i: int, start: int, text: str, dep: str, head: int) -> Token:
    return Token(i, start, start + len(text), text, text.lower(), text.lower(), "NOUN", "NN", dep, head)


def reading(*mentions: Mention) -> Reading:
    tokens = (
        token(0, 0, "Lawyers", "nsubj", 1),
        token(1, 8, "sued", "ROOT", 1),
        token(2, 13, "Bern", "dobj", 1),
    )
    sentence = Sentence(0, 0, len(TEXT), ZoneKind.BODY, 0, tokens, ((), (0, 2), ()))
    return Reading(Document(document_id="d", raw_sha256="", format="text", text=TEXT), (sentence,), mentions)


BERN = (ActorRef(actor_id="CHE", name="Switzerland", country="CHE", kind="country"),)


def mention(
    head: int, start: int, text: str, antecedent: int | None = None, actors: tuple[ActorRef, ...] = BERN
) -> Mention:
    return Mention(0, head, start, start + len(text), text, "name", actors, "name", antecedent)


def test_marks_are_taken_out_and_their_places_kept():
    assert unmark("In Oslo, <t>the port</t> blames <s>a crew</s>.") == Marked(
        "In Oslo, the port blames a crew.", actors=((25, 31),), recipients=((9, 17),)
    )


def test_a_party_may_be_marked_twice_or_not_at_all():
    assert unmark("<s>Oslo</s> and <s>Bern</s> wait") == Marked("Oslo and Bern wait", ((0, 4), (9, 13)), ())


@pytest.mark.parametrize("marked", ["Oslo waits", "<s>Oslo waits", "<s>Oslo</s> thanked <t>Bern"])
def test_missing_marks_are_an_error(marked):
    with pytest.raises(GoldError, match="not marked"):
        unmark(marked)


def test_a_party_that_nobody_read_is_given():
    given = with_parties(reading(), [(0, 7)])
    assert [(m.text, m.head, m.basis) for m in given.mentions] == [("Lawyers", 0, "given")]
    assert [ref.name for m in given.mentions for ref in m.actors] == ["Lawyers"]


def test_a_party_that_was_read_as_nobody_in_particular_is_given():
    read = reading(mention(2, 13, "Bern", actors=()))
    assert [(m.text, m.basis) for m in with_parties(read, [(13, 17)]).mentions] == [("Bern", "given")]


def test_a_party_that_was_read_stays_as_it_was():
    read = reading(mention(2, 13, "Bern"))
    assert with_parties(read, [(13, 17)]) is read


def test_antecedents_still_point_at_their_mention():
    read = reading(mention(1, 8, "sued"), mention(2, 13, "Bern", antecedent=0))
    given = with_parties(read, [(0, 7)])
    assert [m.text for m in given.mentions] == ["Lawyers", "sued", "Bern"]
    assert given.mentions[given.mentions[2].antecedent].text == "sued"
