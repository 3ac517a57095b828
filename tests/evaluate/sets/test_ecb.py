import gzip
import json

import pytest

from onrecord.errors import GoldError
from onrecord.evaluate import evaluate

# two stories, each told twice; the same verb in both stories is another event
ARTICLES = {
    "1_1": ("1", "1a", "A ferry sank off the coast of Norway . The ferry sinking killed three sailors .\n"),
    "1_2": ("1", "1a", "A Norway ferry sank near the coast on its way . Three sailors of the ferry died .\n"),
    "2_1": (
        "2",
        "2a",
        "The orchestra raised money for its new concert hall . Share prices sank after the gala .\n",
    ),
    "2_2": (
        "2",
        "2a",
        "The orchestra held a gala for its concert hall . Share prices sank after the gala .\n",
    ),
}


@pytest.fixture
def folder(tmp_path):
    docs = [{"doc": d, "topic": t, "subtopic": s, "text": text} for d, (t, s, text) in ARTICLES.items()]
    events = []
    for name, (topic, _, text) in ARTICLES.items():
        start = text.index("sank")
        events.append(
            {
                "id": name,
                "doc": name,
                "start": start,
                "end": start + 4,
                "text": "sank",
                "cluster": f"sink{topic}",
            }
        )
    (tmp_path / "ecb_docs_x.jsonl").write_text("".join(json.dumps(d) + "\n" for d in docs))
    (tmp_path / "ecb_events_x.jsonl.gz").write_bytes(
        gzip.compress("".join(json.dumps(e) + "\n" for e in events).encode())
    )
    return tmp_path


def test_one_lemma_in_two_stories_is_two_events(folder):
    run = evaluate([folder])
    assert run.skipped == ()
    assert run.value("ecb_docs_x", "subtopic_bcubed_f1") == 1.0
    assert run.value("ecb_docs_x", "conll_f1") == pytest.approx(1.0)


def test_documents_without_their_events_are_an_error(folder):
    (folder / "ecb_events_x.jsonl.gz").unlink()
    with pytest.raises(GoldError, match="ecb_events_x"):
        evaluate([folder])
