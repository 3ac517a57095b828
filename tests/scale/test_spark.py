"""What is particular to Spark: windows, and what is told where it cannot be had."""

from __future__ import annotations

import pickle
import sys

import pytest

from onrecord.errors import SettingsError, SetupError
from onrecord.scale import Engine, EngineName, choose_engine, spark


def test_items_go_out_in_windows_of_bounded_size(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(spark, "WINDOW_ITEMS", 3)
    monkeypatch.setattr(spark, "WINDOW_BYTES", 100)
    windows = list(spark._windows(["a", "b", "c", "d", "x" * 90, "e", "y" * 200]))
    assert [[pickle.loads(item)[:1] for item in window] for window in windows] == [
        ["a", "b", "c"], ["d"], ["x"], ["e"], ["y"],
    ]  # fmt: skip


def test_items_are_taken_as_windows_fill(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(spark, "WINDOW_ITEMS", 2)
    taken: list[int] = []
    windows = spark._windows(taken.append(number) or number for number in range(100))
    next(windows)
    assert len(taken) == 3


def test_results_come_in_order_on_this_machine_alone(spark_here: Engine) -> None:
    assert list(spark_here.map(abs, range(-9, 0))) == list(range(9, 0, -1))


def test_it_is_told_how_to_get_spark(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(sys.modules, "pyspark.errors", None)
    with pytest.raises(SettingsError, match=r"onrecord\[spark\]"):
        choose_engine(name=EngineName.SPARK)


def test_what_a_worker_lacks_is_told_in_plain_words() -> None:
    class Frame:
        def toArrow(self) -> None:  # noqa: N802 - as Spark has it
            from pyspark.errors import PythonException

            raise PythonException("Traceback\n  File ...\nModuleNotFoundError: No module named 'onrecord'")

    with pytest.raises(SetupError, match="No module named 'onrecord'"):
        spark._collected(Frame())  # type: ignore[arg-type]


def test_it_is_told_which_master_cannot_be_had(monkeypatch: pytest.MonkeyPatch) -> None:
    from py4j.protocol import Py4JJavaError
    from pyspark.sql import SparkSession

    class Refused(Py4JJavaError):
        java_exception = "org.apache.spark.SparkException: Could not parse Master URL: 'sparkle'\n\tat ..."

        def __init__(self) -> None:
            pass

    def refuse(builder: SparkSession.Builder) -> SparkSession:
        raise Refused

    monkeypatch.setattr(SparkSession.Builder, "getOrCreate", refuse)
    with pytest.raises(SettingsError) as told:
        choose_engine(name=EngineName.SPARK, master="sparkle")
    assert "Could not parse Master URL: 'sparkle'" in str(told.value)
    assert "--master sparkle" in str(told.value)
    assert "\tat" not in str(told.value)


def test_no_job_is_begun_for_one_item() -> None:
    engine = spark.SparkEngine.__new__(spark.SparkEngine)  # without a session: a job would fail
    assert list(engine.map(abs, [-3])) == [3]
    assert list(engine.map(abs, [])) == []
    assert list(engine.shuffle(dict.items, zip, [{"b": "1", "a": "2"}])) == [("a", "2"), ("b", "1")]
