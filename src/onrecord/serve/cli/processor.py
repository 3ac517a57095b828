"""Make the numeric library use what this processor can do, and no more of it; to be called before it loads.

numpy's OpenBLAS picks its kernels by the processor's name. A processor newer than the
library gets those of ten years ago, with products at half the speed (AMD's Zen 5: 115
instead of 220 GFLOP/s a core). It also shares every product among all cores. Those of a
sentence are too small to gain by that, and a thread that waits for another does so by
running: with all cores taken, reading costs four times as much. Whoever has set the
library's own switches is left alone.
"""

from __future__ import annotations

import os
import sys
from pathlib import Path

from onrecord.scale.local import THREADS

SWITCH = "OPENBLAS_CORETYPE"
_CPUINFO = Path("/proc/cpuinfo")
_ASKED = frozenset({"avx512f", "avx512cd", "avx512bw", "avx512dq", "avx512vl"})
"""What the kernels of Skylake-X are built for."""


def choose_kernels(cpuinfo: Path = _CPUINFO) -> None:
    """Set the switch where the processor has AVX-512 and numpy has not been loaded; else do nothing.

    Processes started from this one inherit it, so that all compute alike.
    """
    if SWITCH in os.environ or "numpy" in sys.modules or not cpuinfo.exists():
        return
    with cpuinfo.open(encoding="utf-8", errors="replace") as lines:
        flags = next((line for line in lines if line.startswith("flags")), "")
    if set(flags.split()) >= _ASKED:
        os.environ[SWITCH] = "SkylakeX"


def take_one_core() -> None:
    """Do the products of this process by one thread, unless numpy is loaded or somebody said how many.

    Work is shared among processes instead, which inherit it.
    """
    if "numpy" not in sys.modules and not any(name in os.environ for name in THREADS):
        os.environ.update(dict.fromkeys(THREADS, "1"))
