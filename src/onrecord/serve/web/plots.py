"""The style elements that Observable Plot puts into its drawings: allowed by hash, nothing else is."""

from __future__ import annotations

from onrecord.serve.web.render import style_hash

PLOT = "plot-d6a7b5"
"""Class name that the vendored version of Plot gives its drawings."""

STYLES: tuple[str, ...] = ()
_ = style_hash
