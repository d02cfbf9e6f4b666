"""Settings: what options are when neither a flag nor a ``SAYSO_*`` variable gives them.

Two files are looked at, ``sayso.toml`` in the working folder before the user's own. In each, the
table ``[read]`` holds the long names of the options of ``sayso read``:

    [read]
    format = "html"
    allow-private = true
"""

from __future__ import annotations

import tomllib
from pathlib import Path
from typing import Any

import click

from sayso.errors import BadSetting

NEVER = frozenset({"output", "help"})
"""Options that a file cannot set: no folder that one happens to stand in may choose what is overwritten."""


SHARED = frozenset({"ledger"})
"""Options that stand before all tables, for every command that has them."""


def files() -> tuple[Path, ...]:
    """The settings files, the one that wins first; either may be absent."""
    import platformdirs

    user = platformdirs.user_config_path("sayso", appauthor=False) / "sayso.toml"
    return Path("sayso.toml"), user


def defaults(context: click.Context, command: click.Command) -> dict[str, Any]:
    """The options of ``command`` that the settings files give, by parameter name.

    Raises `BadSetting`, naming file and key, for a key that is no option and for a value that the
    option would not take.
    """
    found: dict[str, Any] = {}
    for file in reversed(files()):
        found.update(_read(file, context, command))
    return found


def _read(file: Path, context: click.Context, command: click.Command) -> dict[str, Any]:
    try:
        content = tomllib.loads(file.read_text(encoding="utf-8"))
    except (FileNotFoundError, NotADirectoryError):
        return {}
    except (OSError, UnicodeDecodeError, tomllib.TOMLDecodeError) as problem:
        raise BadSetting(f"{file}: cannot be read as TOML ({problem}); correct or remove it") from None
    options = {
        max(option.opts, key=len).lstrip("-"): option
        for option in command.params
        if isinstance(option, click.Option) and option.name not in NEVER
    }
    table = content.pop(str(command.name), {})
    shared = {key: content.pop(key) for key in SHARED & set(content)}
    wrong = [
        key for key, value in content.items() if key not in _commands(context) or not isinstance(value, dict)
    ]
    if wrong or not isinstance(table, dict):
        key = next(iter(wrong), command.name)
        raise BadSetting(f"{file}: {key}: settings stand in the table [{command.name}]; move or remove it")
    given = {key: value for key, value in shared.items() if key in options} | table
    return dict(_checked(file, key, value, options, context) for key, value in given.items())


def _commands(context: click.Context) -> set[str]:
    """The names that a table may have."""
    group = context.parent.command if context.parent else None
    return set(group.commands) if isinstance(group, click.Group) else set()


def _checked(
    file: Path, key: str, value: Any, options: dict[str, click.Option], context: click.Context
) -> tuple[str, Any]:
    option = options.get(key)
    if option is None:
        raise BadSetting(f"{file}: {key}: no such setting; use one of {', '.join(sorted(options))}")
    if option.is_flag and not isinstance(value, bool):
        raise BadSetting(f"{file}: {key}: {value!r} is neither true nor false; use one of them")
    try:
        option.process_value(context, value if option.is_flag else str(value))
    except click.BadParameter as problem:
        raise BadSetting(f"{file}: {key}: {problem.message.rstrip('.')}; correct it") from None
    return str(option.name), value
