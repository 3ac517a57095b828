"""A standalone master of Spark with workers of one core, on loopback: a cluster that fits one machine.

For `engines.py` and for the tests of `tests/scale`.
"""

from __future__ import annotations

import os
import signal
import socket
import subprocess
import sys
import time
from pathlib import Path

PATIENCE = 60
"""Seconds a master has to come up."""


class Cluster:
    """Master and workers, each a process group of its own, which has its executors in it."""

    def __init__(self, folder: Path, workers: int) -> None:
        """Start them; ``folder`` takes their logs and what they work on."""
        self.folder, port = folder, free_port()
        self.url = f"spark://127.0.0.1:{port}"
        address = ["--port", str(port), "--webui-port", str(free_port())]
        self._daemons = [self._start("master.Master", *address)]
        _wait_for(port)
        self._daemons += [self._worker(number) for number in range(workers)]

    def lose_a_worker(self) -> None:
        """Kill the last worker and the executors it has started."""
        _kill(self._daemons.pop())

    def stop(self) -> None:
        """End everything."""
        while self._daemons:
            self.lose_a_worker()

    def _worker(self, number: int) -> subprocess.Popen[bytes]:
        room = ["--cores", "1", "--memory", "1g", "--work-dir", str(self.folder / str(number))]
        return self._start("worker.Worker", *room, "--webui-port", "0", self.url)

    def _start(self, name: str, *arguments: str) -> subprocess.Popen[bytes]:
        import pyspark

        command = Path(pyspark.__file__).parent / "bin" / "spark-class"
        with (self.folder / f"{name}.log").open("ab") as log:
            return subprocess.Popen(
                [str(command), f"org.apache.spark.deploy.{name}", "--host", "127.0.0.1", *arguments],
                stdout=log,
                stderr=log,
                env={**os.environ, "SPARK_LOCAL_IP": "127.0.0.1", "PYSPARK_PYTHON": sys.executable},
                start_new_session=True,
            )


def _kill(daemon: subprocess.Popen[bytes]) -> None:
    os.killpg(daemon.pid, signal.SIGKILL)
    daemon.wait()


def _wait_for(port: int) -> None:
    until = time.monotonic() + PATIENCE
    while time.monotonic() < until:
        try:
            socket.create_connection(("127.0.0.1", port), timeout=1).close()
        except OSError:
            time.sleep(0.1)
        else:
            return
    raise TimeoutError(f"no master on port {port}")


def free_port() -> int:
    """Return a port of loopback that nobody listens on."""
    with socket.create_server(("127.0.0.1", 0)) as server:
        return int(server.getsockname()[1])
