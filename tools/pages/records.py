"""The pages on records and on the tables that keep them."""

from __future__ import annotations

import ast
from collections.abc import Sequence

from pages.markdown import ROOT, first_lines, head, table


def records() -> str:
    """Return docs/reference/records.md."""
    source = (ROOT / "src" / "onrecord" / "records.py").read_text(encoding="utf-8")
    module = ast.parse(source)
    text = source.splitlines()
    classes = [node for node in module.body if isinstance(node, ast.ClassDef)]
    parts = [
        head("records", "src/onrecord/records.py"),
        first_lines(ast.get_docstring(module)).partition("\n\n")[2].replace("``", "`").replace(":func:", ""),
        "\n\n",
        "Records: "
        + ", ".join(f"[{c.name}](#{c.name.lower()})" for c in classes if not is_enum(c))
        + ".\n\n",
        "Closed lists: "
        + ", ".join(f"[{c.name}](#{c.name.lower()})" for c in classes if is_enum(c))
        + ".\n\n",
    ]
    for node in classes:
        meaning = first_lines(ast.get_docstring(node)).replace("``", "`")
        body = enum_table(node, text) if is_enum(node) else struct_table(node)
        parts.append(f"## {node.name}\n\n{meaning}\n\n{body}\n")
    return "".join(parts)


def is_enum(node: ast.ClassDef) -> bool:
    """Return whether a class is a closed list of words."""
    return any(isinstance(base, ast.Name) and base.id == "StrEnum" for base in node.bases)


def enum_table(node: ast.ClassDef, source: Sequence[str]) -> str:
    """Return the values of a closed list, and the comments beside them."""
    rows = [
        (f"`{item.value.value!s}`", source[item.lineno - 1].partition("  # ")[2])
        for item in node.body
        if isinstance(item, ast.Assign) and isinstance(item.value, ast.Constant)
    ]
    if any(note for _, note in rows):
        return table(("value", "meaning"), rows)
    return ", ".join(value for value, _ in rows) + "\n"


def struct_table(node: ast.ClassDef) -> str:
    """Return the fields of a record: name, type, default, docstring."""
    rows = []
    for item, after in zip(node.body, [*node.body[1:], None], strict=True):
        if not (isinstance(item, ast.AnnAssign) and isinstance(item.target, ast.Name)):
            continue
        note = ""
        if isinstance(after, ast.Expr) and isinstance(after.value, ast.Constant):
            note = str(after.value.value)
        default = f"`{ast.unparse(item.value)}`" if item.value else ""
        rows.append((f"`{item.target.id}`", f"`{ast.unparse(item.annotation)}`", default, note))
    return table(("field", "type", "default", "meaning"), rows)


def schema() -> str:
    """Return docs/reference/schema.md."""
    from onrecord.store.schema import SCHEMA_VERSION, TABLES, describe_tables

    parts = [
        head("schema", "src/onrecord/store/schema.py"),
        f"Version of these tables: {SCHEMA_VERSION}.\n\n",
    ]
    for name, note, columns in describe_tables():
        key = ", ".join(f"`{column}`" for column in TABLES[name].key)
        rows = [(f"`{column}`", kind, meaning) for column, kind, meaning in columns]
        parts.append(
            f"## {name}\n\n{note} Told apart by {key}.\n\n{table(('column', 'type', 'holds'), rows)}\n"
        )
    return "".join(parts)
