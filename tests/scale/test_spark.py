"""The engine of a cluster gives what one process gives: here, on a cluster, with losses on the way.

Executors are given functions of the standard library or of the package: one of this file they would
have to find by its name.
"""

from __future__ import annotations

import hashlib
import operator
import os
import shutil
import socket
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from functools import partial
from pathlib import Path

import pytest

from onrecord.ingest import iter_inputs
from onrecord.pipeline import process
from onrecord.scale import SerialEngine, spark
from onrecord.scale.spark import SparkEngine
from onrecord.settings import Settings

CORPUS = Path(__file__).resolve().parents[2] / "examples" / "grain_deal" / "corpus"

pytestmark = [
    pytest.mark.skipif(shutil.which("java") is None, reason="Spark needs Java 17, which is not here"),
    pytest.mark.filterwarnings("ignore"),
]


@pytest.fixture(scope="module")
def local() -> Iterator[SparkEngine]:
    engine = SparkEngine("local[2]")
    yield engine
    engine.close()


FATAL = partial(os._exit, 1)
"""Takes its worker down, as a crash in a C library does."""


class TestOnThisMachine:
    def test_results_come_in_the_order_of_the_inputs_over_many_windows(
        self, local: SparkEngine, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        monkeypatch.setattr(spark, "WINDOW_ITEMS", 70)
        assert list(local.map(partial(operator.mul, 2), range(200))) == list(range(0, 400, 2))

    def test_nothing_gives_nothing(self, local: SparkEngine) -> None:
        assert list(local.map(abs, [])) == []

    def test_an_input_that_kills_its_worker_is_lost_alone(self, local: SparkEngine) -> None:
        calls: list[Callable[[], int]] = [FATAL if n == 5 else partial(abs, -n) for n in range(40)]
        found = list(local.map(operator.call, calls, lost=lambda call: -1))
        assert found == [-1 if n == 5 else n for n in range(40)]

    def test_an_error_is_not_swallowed(self, local: SparkEngine) -> None:
        with pytest.raises(Exception, match="no number"):
            list(local.map(int, ["no number"]))

    def test_articles_are_read_as_one_process_reads_them(self, local: SparkEngine) -> None:
        settings = Settings()
        work = partial(process, settings=settings)
        here = list(SerialEngine().map(work, iter_inputs([CORPUS], settings)))
        there = list(local.map(work, iter_inputs([CORPUS], settings)))
        assert sum(len(outcome.claims) for outcome in here) > 50
        assert there == here


# ------------------------------------------------------------------- a real cluster


def free_port() -> int:
    with socket.create_server(("127.0.0.1", 0)) as server:
        return int(server.getsockname()[1])


class Cluster:
    """A standalone master and its workers, on loopback."""

    def __init__(self, folder: Path, workers: int) -> None:
        self.folder, self.port = folder, free_port()
        self.url = f"spark://127.0.0.1:{self.port}"
        address = ["--host", "127.0.0.1", "--port", str(self.port), "--webui-port", str(free_port())]
        self.master = self._start("master.Master", *address)
        self._wait_for(self.port)
        self.workers = [self._worker(number) for number in range(workers)]

    def stop(self) -> None:
        for daemon in (*self.workers, self.master):
            daemon.kill()
            daemon.wait()

    def lose_a_worker(self) -> None:
        """Kill one worker and the executors it has started."""
        subprocess.run(["pkill", "-KILL", "-P", str(self.workers[0].pid)], check=False)
        self.workers[0].kill()

    def _worker(self, number: int) -> subprocess.Popen[bytes]:
        room = ["--cores", "1", "--memory", "1g", "--work-dir", str(self.folder / str(number))]
        return self._start("worker.Worker", "--host", "127.0.0.1", *room, "--webui-port", "0", self.url)

    def _start(self, name: str, *arguments: str) -> subprocess.Popen[bytes]:
        import pyspark

        command = Path(pyspark.__file__).parent / "bin" / "spark-class"
        with (self.folder / f"{name}.log").open("ab") as log:
            return subprocess.Popen(
                [str(command), f"org.apache.spark.deploy.{name}", *arguments],
                stdout=log,
                stderr=log,
                env={**os.environ, "SPARK_LOCAL_IP": "127.0.0.1", "PYSPARK_PYTHON": sys.executable},
            )

    @staticmethod
    def _wait_for(port: int) -> None:
        for _ in range(300):
            try:
                socket.create_connection(("127.0.0.1", port), timeout=1).close()
            except OSError:
                time.sleep(0.1)
            else:
                return
        raise TimeoutError(f"no master on port {port}")


@pytest.fixture
def cluster(tmp_path: Path) -> Iterator[Cluster]:
    made = Cluster(tmp_path, workers=2)
    yield made
    made.stop()


def test_a_worker_killed_in_the_middle_changes_nothing(
    cluster: Cluster, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(spark, "WINDOW_ITEMS", 200)
    slow = partial(hashlib.pbkdf2_hmac, "sha256", salt=b"", iterations=10_000)
    words = [str(number).encode() for number in range(1_000)]
    engine = SparkEngine(cluster.url, {"spark.executor.memory": "512m", "spark.cores.max": "2"})
    try:
        results = engine.map(slow, words)
        found = [next(results)]
        cluster.lose_a_worker()
        found += results
    finally:
        engine.close()
    assert found == list(map(slow, words))
