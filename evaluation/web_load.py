"""The web app under load: many readers and two reviewers at once on a large record.

    python evaluation/web_load.py [--documents 10000] [--readers 50] [--reviewers 2] [--seconds 300]

Starts `onrecord serve` on loopback, on a record of made-up documents (or on ``--record``, of
which it works on a copy), lets readers open pages drawn at random and reviewers decide one
claim after the other, and prints how long answers took, how many failed, how memory moved,
and whether every decision that was answered as kept is in the record, and linked. One reader and no
reviewer (``--readers 1 --reviewers 0``) gives what a page costs somebody alone.
"""

from __future__ import annotations

import argparse
import html
import os
import random
import re
import shutil
import socket
import statistics
import subprocess
import sys
import tempfile
import threading
import time
from collections import defaultdict
from collections.abc import Sequence
from pathlib import Path

import httpx
from link_scale import made_record

from onrecord.records import Copy
from onrecord.relink import relink
from onrecord.serve.deciding import put_decisions_in_force
from onrecord.settings import Settings
from onrecord.store import text_index
from onrecord.store.duckdb import DuckStore
from onrecord.store.migrations import migrate
from onrecord.store.writing import writing

ONRECORD = Path(sys.executable).with_name("onrecord")
THINGS = {
    "events": "event_id",
    "documents": "document_id",
    "claims": "claim_id",
    "conflicts": "conflict_id",
    "stories": "story_id",
    "figures": "figure_id",
}
LISTS = (
    "/", "/timeline", "/events", "/events?sort=-reports", "/events?offset=500", "/claims", "/documents",
    "/stories", "/conflicts", "/figures", "/actors", "/dyads", "/coverage", "/map", "/about", "/brief",
    "/search?text=asked", "/search?text=attack", "/positions", "/network", "/new",
)  # fmt: skip
BATCH = 2_000


def made(path: Path, documents: int) -> None:
    """Write a record of made-up documents at ``path``, linked."""
    articles, claims = made_record(documents)
    of: dict[str, list[int]] = defaultdict(list)
    for place, claim in enumerate(claims):
        of[claim.document_id].append(place)
    with DuckStore.open(path, write=True) as store:
        for start in range(0, len(articles), BATCH):
            some = articles[start : start + BATCH]
            found = [Copy(document_id=d.document_id, path=f"made/{d.document_id}.txt") for d in some]
            store.add(some, found, claims=[claims[n] for d in some for n in of[d.document_id]])
        # as a build does, so that a decision links only what it touches
        relink(store, Settings(), lambda step, count: None)
        text_index.refresh(store)


def ready(record: Path) -> None:
    """Bring ``record`` to the present schema and link it by the present rules, so that no decision has to."""
    migrate(record)
    with writing(record) as store:
        put_decisions_in_force(store, link=True)


def addresses(record: Path) -> list[str]:
    """Return pages to open: every list, and some things of each kind, the most reported events among them."""
    found = list(LISTS)
    with DuckStore.open(record) as store:
        for table, key in THINGS.items():
            sql = f"SELECT {key} FROM {table} ORDER BY md5({key}) LIMIT 12"
            found += [f"/{table}/{name}" for (name,) in store.rows(sql)]
        found += [
            f"/events/{n}" for (n,) in store.rows("SELECT event_id FROM events ORDER BY reports DESC LIMIT 3")
        ]
    return found


class Tally:
    """What came back, from all threads."""

    def __init__(self) -> None:
        self._lock = threading.Lock()
        self.took: dict[str, list[float]] = defaultdict(list)
        self.failed: list[str] = []
        self.kept: list[str] = []

    def answered(self, kind: str, seconds: float, failure: str | None = None) -> None:
        """Note one answer."""
        with self._lock:
            self.took[kind].append(seconds)
            if failure:
                self.failed.append(failure)


def read(base: str, pages: Sequence[str], until: float, tally: Tally, seed: int) -> None:
    """Open pages drawn at random until it is time; what a reviewer rejected meanwhile is gone."""
    chance = random.Random(seed)
    with httpx.Client(base_url=base, timeout=60) as client:
        while time.monotonic() < until:
            page = chance.choice(pages)
            begun = time.perf_counter()
            try:
                status = client.get(page).status_code
            except httpx.HTTPError as error:
                tally.answered("page", time.perf_counter() - begun, f"{page}: {error!r}")
            else:
                tally.answered(
                    "page", time.perf_counter() - begun, None if status in (200, 404) else f"{page}: {status}"
                )


def review(base: str, name: str, until: float, tally: Tally) -> None:
    """Accept and reject claims one after the other until it is time."""
    with httpx.Client(base_url=base, timeout=60) as client:
        turn = 0
        while time.monotonic() < until:
            turn += 1
            begun = time.perf_counter()
            try:
                decide_next(client, name, "accept" if turn % 2 else "reject", tally)
            except httpx.HTTPError as error:
                tally.answered("decision", time.perf_counter() - begun, f"review: {error!r}")


def decide_next(client: httpx.Client, name: str, verb: str, tally: Tally) -> None:
    """Decide on the claim that is asked next."""
    begun = time.perf_counter()
    page = client.get("/review", params={"by": name, "order": "sample"})
    form = _form(page.text)
    tally.answered("next", time.perf_counter() - begun, None if form else f"review: {page.status_code}")
    if not form:
        time.sleep(1)
        return
    begun = time.perf_counter()
    answer = client.post("/review", data={**form, "verb": verb})
    stale = answer.status_code == 409  # the other one was faster: told, and nothing is lost
    failure = None if stale or answer.status_code == 303 else f"decision: {answer.status_code}"
    tally.answered("decision", time.perf_counter() - begun, failure)
    tally.kept += re.findall(r"jdg_\w+", answer.headers.get("location", ""))


def _form(page: str) -> dict[str, str]:
    form = page.partition("data-decide>")[2].partition("</form>")[0]
    found = re.findall(r'<input type="hidden" name="([^"]+)" value="([^"]*)"', form)
    return {html.unescape(name): html.unescape(value) for name, value in found if not name.startswith("was-")}


def memory(process: subprocess.Popen[bytes]) -> float:
    """Return the resident memory of ``process`` in MB."""
    status = Path(f"/proc/{process.pid}/status").read_text(encoding="ascii")
    return int(status.partition("VmRSS:")[2].split()[0]) / 1024


def processor(process: subprocess.Popen[bytes]) -> float:
    """Return the seconds of processor time that ``process`` has used, whatever else the machine does."""
    fields = Path(f"/proc/{process.pid}/stat").read_text(encoding="ascii").rpartition(")")[2].split()
    return (int(fields[11]) + int(fields[12])) / os.sysconf("SC_CLK_TCK")


def served(record: Path) -> tuple[subprocess.Popen[bytes], str]:
    """Start the app on ``record``; return its process and address."""
    with socket.create_server(("127.0.0.1", 0)) as free:
        port = free.getsockname()[1]
    command = [str(ONRECORD), "serve", str(record), "--port", str(port)]
    process = subprocess.Popen(command, stdout=subprocess.PIPE, stderr=subprocess.STDOUT)
    assert process.stdout is not None
    address = process.stdout.readline().decode().strip()
    for _ in range(200):
        try:
            httpx.get(address + "/about", timeout=60)
        except httpx.HTTPError:
            time.sleep(0.1)
        else:
            return process, address
    raise TimeoutError(f"no answer at {address}")


def main() -> int:
    """Print the figures; exit code 1 when something failed or a decision is lost or was never linked."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--record", type=Path)
    parser.add_argument("--documents", type=int, default=10_000)
    parser.add_argument("--readers", type=int, default=50)
    parser.add_argument("--reviewers", type=int, default=2)
    parser.add_argument("--seconds", type=float, default=300)
    chosen = parser.parse_args()
    with tempfile.TemporaryDirectory(prefix="web-load-") as folder:
        record = Path(folder) / "affair.onrecord"
        if chosen.record:
            shutil.copy(chosen.record, record)
            ready(record)
        else:
            made(record, chosen.documents)
        pages, tally = addresses(record), Tally()
        process, base = served(record)
        try:
            for page in pages:
                httpx.get(base + page, timeout=120)  # what is worked out once is on nobody's time
            before, until = memory(process), time.monotonic() + chosen.seconds
            worked = processor(process)
            threads = [
                threading.Thread(target=read, args=(base, pages, until, tally, n))
                for n in range(chosen.readers)
            ] + [
                threading.Thread(target=review, args=(base, f"Reviewer {n}", until, tally))
                for n in range(chosen.reviewers)
            ]
            for thread in threads:
                thread.start()
            for thread in threads:
                thread.join()
            after, worked = memory(process), processor(process) - worked
            time.sleep(5)
        finally:
            process.terminate()
            process.wait()
        with DuckStore.open(record) as store:
            lost = set(tally.kept) - {one.judgement_id for one in store.decisions()}
            waiting = len(store.not_linked())
    for kind, times in sorted(tally.took.items()):
        ranked = sorted(times)
        p95 = ranked[int(0.95 * (len(ranked) - 1))]
        print(
            f"{kind:9} {len(times):6} answers, p50 {1000 * statistics.median(times):.0f} ms, "
            f"p95 {1000 * p95:.0f} ms, longest {1000 * ranked[-1]:.0f} ms"
        )
    answers = sum(map(len, tally.took.values()))
    print(
        f"processor {1000 * worked / max(1, answers):.0f} ms an answer; machine load {os.getloadavg()[0]:.1f}"
    )
    print(f"failed {len(tally.failed)}: {tally.failed[:5]}")
    print(f"decisions kept {len(tally.kept)}, lost {len(lost)}, not linked in the end {waiting}")
    print(f"memory of the app {before:.0f} to {after:.0f} MB")
    return 1 if tally.failed or lost or waiting else 0


if __name__ == "__main__":
    sys.exit(main())
