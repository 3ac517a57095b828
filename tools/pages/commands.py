"""The pages on commands and on settings."""

from __future__ import annotations

import json
from collections.abc import Mapping
from typing import Any

import msgspec

from onrecord import errors
from onrecord.settings import Settings, describe_settings
from pages.markdown import head, table


def cli() -> str:
    """Return docs/reference/cli.md."""
    import typer

    from onrecord.serve.cli.main import BROKEN_PIPE, INTERRUPTED, app

    group: Any = typer.main.get_command(app)
    parts = [
        head("cli", "src/onrecord/serve/cli/"),
        "\n".join(
            f"- [`{name}`](#onrecord-{name}): {purpose(each)}" for name, each in group.commands.items()
        ),
        "\n\n",
        *(command(name, each) for name, each in group.commands.items()),
        "## Exit codes\n\n0 is success. An error says what was wrong, where, and what to do.\n\n",
        table(
            ("code", "when"),
            [
                *exit_codes(),
                (INTERRUPTED, "Interrupted."),
                (BROKEN_PIPE, "Nobody reads the output any more."),
            ],
        ),
    ]
    return "".join(parts)


def purpose(command: Any) -> str:
    """Return the first line of a command's help."""
    return str(command.help).partition("\n")[0]


def command(name: str, command: Any) -> str:
    """Return the section of one command."""
    context = command.make_context(name, [], resilient_parsing=True)
    text, _, example = str(command.help).partition("Example: ")
    rows: dict[str, list[tuple[str, str]]] = {"argument": [], "option": []}
    for parameter in command.get_params(context):
        names, note = parameter.get_help_record(context)
        rows[parameter.param_type_name].append((f"`{names}`", note.replace("<=9007199254740992", "")))
    parts = [f"## onrecord {name}\n\n{text.strip()}\n\n```\n{example.strip()}\n```\n\n"]
    return "".join(parts + [table((kind, "meaning"), found) + "\n" for kind, found in rows.items() if found])


def exit_codes() -> list[tuple[int, str]]:
    """Return the exit code and meaning of every branch of the error tree."""
    base = errors.OnRecordError
    named: list[type[errors.OnRecordError]] = [
        base,
        *sorted(base.__subclasses__(), key=lambda kind: kind.exit_code),
    ]
    found = []
    for kind in named:
        note = "Any other error, e.g. a file that cannot be written." if kind is base else str(kind.__doc__)
        found.append((kind.exit_code, note.partition("\n")[0]))
    return found


def settings() -> str:
    """Return docs/reference/settings.md."""
    schema: dict[str, Any] = msgspec.json.schema(Settings)["$defs"]["Settings"]["properties"]
    rows = [
        (
            f"`{name}`",
            allowed(schema[name]),
            f"`{toml_value(default)}`" if default is not None else "unset",
            note,
        )
        for name, default, note in describe_settings()
    ]
    return head("settings", "src/onrecord/settings.py") + table(
        ("setting", "value", "default", "meaning"), rows
    )


def allowed(schema: Mapping[str, Any]) -> str:
    """Return the values a JSON schema allows, in words."""
    if "anyOf" in schema:
        return " or ".join(allowed(each) for each in schema["anyOf"] if each.get("type") != "null")
    if "enum" in schema:
        return " or ".join(f"`{each}`" for each in schema["enum"])
    names = {
        "integer": "whole number",
        "number": "number",
        "boolean": "true or false",
        "string": "text",
        "array": "list of texts",
    }
    text = names[schema["type"]]
    if "minimum" in schema:
        text += f" from {schema['minimum']}"
    if "exclusiveMinimum" in schema:
        text += f" above {schema['exclusiveMinimum']}"
    return text


def toml_value(value: object) -> str:
    """Return ``value`` as TOML writes it."""
    return json.dumps(list(value) if isinstance(value, tuple) else value)
