"""Make the numeric library use what this processor can do; to be called before it loads.

numpy's OpenBLAS picks its kernels by the processor's name. A processor newer than the
library gets those of ten years ago, with products at half the speed (AMD's Zen 5: 115
instead of 220 GFLOP/s a core). Whoever has set the library's own switch is left alone.
"""

from __future__ import annotations

import os
import sys
from pathlib import Path

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
