"""The style element that Observable Plot puts into its drawings: allowed by its hash, nothing else is."""

from __future__ import annotations

import base64
import hashlib

CLASS = "plot-d6a7b5"
"""Class name that our scripts give to what Plot draws."""

STYLE = f""":where(.{CLASS}) {{
  --plot-background: white;
  display: block;
  height: auto;
  height: intrinsic;
  max-width: 100%;
}}
:where(.{CLASS} text),
:where(.{CLASS} tspan) {{
  white-space: pre;
}}"""
"""The element of the vendored version, to the letter; tests/serve/web holds it against a real browser."""


def source_expression(style: str) -> str:
    """Return what allows exactly ``style`` in a Content-Security-Policy.

    >>> source_expression("")
    "'sha256-47DEQpj8HBSa+/TImW+5JCeuQeRkm5NMpJWZG3hSuFU='"
    """
    return f"'sha256-{base64.b64encode(hashlib.sha256(style.encode()).digest()).decode()}'"


STYLES = (source_expression(STYLE),)
"""What the policy of the app allows beside its own stylesheets."""
