"""Engines of every kind, and a cluster on this machine, for the tests of this folder."""

from __future__ import annotations

import os
import shutil
import socket
import subprocess
import sys
import time
from collections.abc import Iterator
from pathlib import Path

import pytest

from onrecord.scale import Engine, ProcessEngine, SerialEngine

ON_WORKERS = Path(__file__).with_name("on_workers")
"""Modules that worker processes import by their own names."""


class Cluster:
    """A standalone master of Spark and its workers of one core, on loopback."""

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
        for _ in range(600):
            try:
                socket.create_connection(("127.0.0.1", port), timeout=1).close()
            except OSError:
                time.sleep(0.1)
            else:
                return
        raise TimeoutError(f"no master on port {port}")


def free_port() -> int:
    with socket.create_server(("127.0.0.1", 0)) as server:
        return int(server.getsockname()[1])


@pytest.fixture(scope="module")
def cluster(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Cluster]:
    """Master and two workers."""
    made = Cluster(tmp_path_factory.mktemp("cluster"), workers=2)
    yield made
    made.stop()


@pytest.fixture(scope="module", params=["serial", "processes", "spark here", "spark on a cluster"])
def engine(request: pytest.FixtureRequest) -> Iterator[Engine]:
    """Every engine, one after the other."""
    made = _engine(request)
    yield made
    made.close()


def _engine(request: pytest.FixtureRequest) -> Engine:
    if request.param == "serial":
        return SerialEngine()
    if request.param == "processes":
        return ProcessEngine(2)
    if shutil.which("java") is None:
        pytest.skip("Spark needs Java 17, which is not here")
    from onrecord.scale.spark import SparkEngine

    found = {
        "spark.executorEnv.PYTHONPATH": os.pathsep.join([str(ON_WORKERS), *sys.path]),
        "spark.default.parallelism": "1",  # eight tasks at most
        "spark.task.maxFailures": "2",
        "spark.ui.enabled": "false",
    }
    if request.param == "spark here":
        return SparkEngine("local[2]", found)
    url = request.getfixturevalue("cluster").url
    return SparkEngine(url, {**found, "spark.executor.memory": "512m", "spark.cores.max": "2"})
