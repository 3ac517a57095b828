"""The engine of a cluster: Spark runs pure functions on its executors, and shuffles between them.

The only file that knows Spark; it comes with the extra ``onrecord[spark]``. Of a build it is given
parts, not articles (:mod:`onrecord.scale.parts`): executors read the articles and write what they code.
Items go out and results come back in windows, so that the memory of the driver is bounded, and the
next window runs while the results of the last are being taken.
"""

from __future__ import annotations

import os
import pickle
import sys
from collections.abc import Callable, Iterable, Iterator, Mapping
from concurrent.futures import Future, ThreadPoolExecutor
from itertools import chain, groupby, islice
from typing import TYPE_CHECKING, Any, ClassVar, cast

from onrecord.errors import SettingsError, SetupError
from onrecord.scale.base import Item, Join, Result, Spread, Value
from onrecord.scale.local import SerialEngine

if TYPE_CHECKING:
    import pyarrow as pa
    from pyspark.sql import DataFrame, SparkSession

WINDOW_BYTES = 64 * 2**20
"""Pickled items sent out together."""
WINDOW_ITEMS = 4_096
ARROW_ROWS = 8
"""Items that a Python worker is handed at a time; they are large rows."""
SHUFFLED_ROWS = 10_000
"""Values that are sent on together; they are small rows."""
TASKS_PER_CORE = 8
"""Tasks that a job is cut into at most, for each core: a slow one holds up few others."""

NOT_SET_UP = ("onrecord.errors.", "ModuleNotFoundError")
"""How the last line of an error begins that is the fault of a worker's machine."""

Numbered = tuple[int, bytes]
Batches = Iterator["pa.RecordBatch"]


class SparkEngine:
    """Runs on the executors of the cluster at ``master``, or of this machine (``local[2]``)."""

    far: ClassVar[bool] = True

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
        source = iter(items)
        head = list(islice(source, 2))
        if lost is None and len(head) < 2:  # a job takes seconds to begin, and would have one worker
            yield from map(function, head)
            return
        with ThreadPoolExecutor(1) as ahead:
            running: Future[list[Result]] | None = None
            for window in _windows(chain(head, source)):
                following = ahead.submit(self._run, function, window, lost)
                if running is not None:
                    yield from running.result()
                running = following
            if running is not None:
                yield from running.result()

    def shuffle(
        self, spread: Spread[Item, Value], join: Join[Value, Result], items: Iterable[Item]
    ) -> Iterator[Result]:
        """Yield what ``join`` makes of the values of each key, in order of the keys."""
        given = list(items)
        if len(given) < 2:
            yield from SerialEngine().shuffle(spread, join, given)
            return
        packed = [pickle.dumps(item) for item in given]
        valued = self._sent(packed, SHUFFLED_ROWS).mapInArrow(
            _spreader(spread), "key binary, item long, place long, value binary"
        )
        together = valued.repartition(self._tasks(), "key").sortWithinPartitions("key", "item", "place")
        back = _collected(together.mapInArrow(_joiner(join), "key binary, results binary"))
        rows = zip(back.column("key").to_pylist(), back.column("results").to_pylist(), strict=True)
        for _, results in sorted(rows, key=lambda row: cast("bytes", row[0])):
            yield from pickle.loads(results)

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
        sent = self._sent(window, ARROW_ROWS)
        back = _collected(sent.mapInArrow(_mapper(function), "number long, result binary"))
        rows = cast(
            "list[Numbered]",
            list(zip(back.column("number").to_pylist(), back.column("result").to_pylist(), strict=True)),
        )
        return [pickle.loads(result) for _, result in sorted(rows, key=lambda row: row[0])]

    def _sent(self, packed: list[bytes], together: int) -> DataFrame:
        """Return pickled items as rows, evenly over the tasks; workers are handed so many rows together."""
        import pyarrow as pa

        self._session.conf.set("spark.sql.execution.arrow.maxRecordsPerBatch", str(together))
        numbers = pa.array(range(len(packed)), pa.int32())
        table = pa.table({"number": numbers, "item": pa.array(packed, pa.large_binary())})
        return self._session.createDataFrame(table).repartitionById(min(len(packed), self._tasks()), "number")

    def _tasks(self) -> int:
        return TASKS_PER_CORE * self._session.sparkContext.defaultParallelism


def _collected(frame: DataFrame) -> pa.Table:
    """Return the rows of ``frame``.

    Raises:
        SetupError: a worker lacks what the work needs.
    """
    from pyspark.errors import PythonException

    try:
        return frame.toArrow()
    except PythonException as error:
        last = str(error).strip().splitlines()[-1]
        if last.startswith(NOT_SET_UP):
            raise SetupError(
                f"a worker cannot do it: {last}",
                where="--engine spark",
                remedy="Workers need the same Python, onrecord and files of yours as this machine.",
            ) from error
        raise


def _mapper(function: Callable[[Item], Result]) -> Callable[[Batches], Batches]:
    """Return what an executor does with batches of pickled items."""

    def run(batches: Batches) -> Batches:
        import pyarrow as pa

        for batch in batches:
            items = (pickle.loads(item.as_py()) for item in batch.column("item"))
            results = pa.array([pickle.dumps(function(item)) for item in items], pa.binary())
            numbers = batch.column("number").cast(pa.int64())
            yield pa.RecordBatch.from_arrays([numbers, results], ["number", "result"])

    return run


def _spreader(spread: Spread[Item, Value]) -> Callable[[Batches], Batches]:
    """Return how an executor makes the values of pickled items, each under its key."""

    def run(batches: Batches) -> Batches:
        import pyarrow as pa

        names = ["key", "item", "place", "value"]
        types = [pa.binary(), pa.int64(), pa.int64(), pa.binary()]
        for batch in batches:
            for number, item in zip(batch.column("number").to_pylist(), batch.column("item"), strict=True):
                rows = [
                    (key.encode("utf-8", "surrogatepass"), number, place, pickle.dumps(value))
                    for place, (key, value) in enumerate(spread(pickle.loads(item.as_py())))
                ]
                for at in range(0, len(rows), SHUFFLED_ROWS):
                    columns = zip(*rows[at : at + SHUFFLED_ROWS], strict=True)
                    arrays = [pa.array(cells, kind) for cells, kind in zip(columns, types, strict=True)]
                    yield pa.RecordBatch.from_arrays(arrays, names)

    return run


def _joiner(join: Join[Value, Result]) -> Callable[[Batches], Batches]:
    """Return what an executor does with sorted values: those of one key are read one after the other."""

    def run(batches: Batches) -> Batches:
        import pyarrow as pa

        keyed = (
            pair
            for batch in batches
            for pair in zip(batch.column("key").to_pylist(), batch.column("value").to_pylist(), strict=True)
        )
        for key, group in groupby(keyed, key=lambda pair: cast("bytes", pair[0])):
            values = (pickle.loads(value) for _, value in group)
            if results := list(join(key.decode("utf-8", "surrogatepass"), values)):
                cells = [pa.array([key], pa.binary()), pa.array([pickle.dumps(results)], pa.binary())]
                yield pa.RecordBatch.from_arrays(cells, ["key", "results"])

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
        from py4j.protocol import Py4JJavaError
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
        "spark.log.level": "ERROR",
        **options,
    }
    builder = SparkSession.builder.master(master) if master else SparkSession.builder
    for name, value in settings.items():
        builder = builder.config(name, value)
    try:
        return builder.getOrCreate()
    except Py4JJavaError as error:
        raise SettingsError(
            f"Spark does not start: {str(error.java_exception).splitlines()[0]}",
            where=f"--master {master}" if master else "--engine spark",
            remedy="Name one that can be reached: spark://HOST:7077, yarn, k8s://https://HOST, local[4].",
        ) from error
    except (PySparkRuntimeError, OSError) as error:
        raise SettingsError(
            f"Spark does not start: {str(error).splitlines()[0]}",
            where="--engine spark",
            remedy="It needs Java 17 or 21: install it, and put it on the path or name it in JAVA_HOME.",
        ) from error
