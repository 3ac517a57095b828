"""The engine of a cluster: Spark runs the per-document half on its executors.

The only file that knows Spark; it comes with the extra ``onrecord[spark]``. Inputs go
out and results come back in windows, so that the memory of the driver is bounded, and
the next window runs while the results of the last are being kept.
"""

from __future__ import annotations

import os
import pickle
import sys
from collections.abc import Callable, Iterable, Iterator, Mapping
from concurrent.futures import Future, ThreadPoolExecutor
from typing import TYPE_CHECKING, Any, cast

from onrecord.errors import SettingsError
from onrecord.scale.base import Item, Result

if TYPE_CHECKING:
    import pyarrow as pa
    from pyspark.sql import SparkSession

WINDOW_BYTES = 64 * 2**20
"""Pickled inputs sent out together."""
WINDOW_ITEMS = 4_096
TASK_ITEMS = 32
"""Inputs of one task: small enough that a slow one holds up few others."""
ARROW_ROWS = 8
"""Inputs that a Python worker is handed at a time; documents are large rows."""

Numbered = tuple[int, bytes]


class SparkEngine:
    """Runs on the executors of the cluster at ``master``, or of this machine (``local[2]``)."""

    def __init__(self, master: str | None = None, options: Mapping[str, str] | None = None) -> None:
        """Start a Spark session, or take the one there is.

        Args:
            master: URL of the cluster; without it what ``spark-submit`` or Spark's own
                configuration says.
            options: further settings of Spark by name.

        Raises:
            SettingsError: PySpark or Java is missing, or the cluster cannot be reached.
        """
        self._session = _session(master, options or {})

    def map(
        self,
        function: Callable[[Item], Result],
        items: Iterable[Item],
        lost: Callable[[Item], Result] | None = None,
    ) -> Iterator[Result]:
        """Yield ``function(item)`` for every item, in the order of ``items``.

        An item that takes its worker down with it, again and again, gives ``lost(item)``
        and fails no other; without ``lost`` it stops the job.
        """
        with ThreadPoolExecutor(1) as ahead:
            running: Future[list[Result]] | None = None
            for window in _windows(items):
                following = ahead.submit(self._run, function, window, lost)
                if running is not None:
                    yield from running.result()
                running = following
            if running is not None:
                yield from running.result()

    def close(self) -> None:
        """End the session and give its executors back."""
        self._session.stop()

    def _run(
        self,
        function: Callable[[Item], Result],
        window: list[bytes],
        lost: Callable[[Item], Result] | None,
    ) -> list[Result]:
        """Return the results of one window; where its job fails, of its halves."""
        from py4j.protocol import Py4JJavaError

        try:
            return self._submit(function, window)
        except Py4JJavaError:
            if lost is None:
                raise
            if len(window) == 1:
                return [lost(pickle.loads(window[0]))]
            middle = len(window) // 2
            return [*self._run(function, window[:middle], lost), *self._run(function, window[middle:], lost)]

    def _submit(self, function: Callable[[Item], Result], window: list[bytes]) -> list[Result]:
        import pyarrow as pa

        table = pa.table(
            {
                "number": pa.array(range(len(window)), pa.int64()),
                "item": pa.array(window, pa.large_binary()),
            }
        )
        tasks = -(-len(window) // TASK_ITEMS)
        sent = self._session.createDataFrame(table).repartition(tasks, "number")
        back = sent.mapInArrow(_mapper(function), "number long, result binary").toArrow()
        rows = cast(
            "list[Numbered]",
            list(zip(back.column("number").to_pylist(), back.column("result").to_pylist(), strict=True)),
        )
        return [pickle.loads(result) for _, result in sorted(rows, key=lambda row: row[0])]


def _mapper(
    function: Callable[[Item], Result],
) -> Callable[[Iterable[pa.RecordBatch]], Iterator[pa.RecordBatch]]:
    """Return what an executor does with batches of pickled items."""

    def run(batches: Iterable[pa.RecordBatch]) -> Iterator[pa.RecordBatch]:
        import pyarrow as pa

        for batch in batches:
            items = (pickle.loads(item.as_py()) for item in batch.column("item"))
            results = pa.array([pickle.dumps(function(item)) for item in items], pa.binary())
            yield pa.RecordBatch.from_arrays([batch.column("number"), results], ["number", "result"])

    return run


def _windows(items: Iterable[Item]) -> Iterator[list[bytes]]:
    """Yield the items pickled, as many together as fit a window."""
    window: list[bytes] = []
    size = 0
    for item in items:
        packed = pickle.dumps(item)
        if window and (size + len(packed) > WINDOW_BYTES or len(window) == WINDOW_ITEMS):
            yield window
            window, size = [], 0
        window.append(packed)
        size += len(packed)
    if window:
        yield window


def _session(master: str | None, options: Mapping[str, str]) -> SparkSession:
    try:
        from pyspark.errors import PySparkRuntimeError
        from pyspark.sql import SparkSession
    except ImportError as error:
        raise SettingsError(
            "PySpark is not installed", where="--engine spark", remedy="pip install 'onrecord[spark]'"
        ) from error
    os.environ.setdefault("PYSPARK_PYTHON", sys.executable)
    if master is None or master.startswith("local") or "127.0.0.1" in master:
        os.environ.setdefault("SPARK_LOCAL_IP", "127.0.0.1")
    settings: dict[str, Any] = {
        "spark.app.name": "onrecord",
        "spark.ui.showConsoleProgress": "false",
        "spark.sql.execution.arrow.maxRecordsPerBatch": str(ARROW_ROWS),
        **options,
    }
    builder = SparkSession.builder.master(master) if master else SparkSession.builder
    for name, value in settings.items():
        builder = builder.config(name, value)
    try:
        session = builder.getOrCreate()
    except (PySparkRuntimeError, OSError) as error:
        raise SettingsError(
            f"Spark does not start: {str(error).splitlines()[0]}",
            where="--engine spark",
            remedy="It needs Java 17 or 21 on the path, and a --master that can be reached.",
        ) from error
    session.sparkContext.setLogLevel("ERROR")
    return session
