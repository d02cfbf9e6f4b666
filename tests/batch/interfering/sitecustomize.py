"""On ``PYTHONPATH``, this makes a function of Sayso's wait or end its process, in whichever process calls it.

``INTERFERE`` says which, as JSON: ``module``, ``function`` (with its class), ``word`` (a call counts where it
is in an argument's text), ``kills`` (else it waits), and ``folder``. There each such call leaves a file named
by its process, and waits until ``go`` is there. ``set`` has other modules' variables by name.
"""

from __future__ import annotations

import importlib.util
import json
import os
import signal
import sys
import time
from collections.abc import Callable
from importlib.abc import MetaPathFinder
from importlib.machinery import ModuleSpec
from pathlib import Path
from types import ModuleType
from typing import Any


class Changes(MetaPathFinder):
    """Changes modules, by name, when they are imported."""

    def __init__(self, changes: dict[str, Callable[[ModuleType], object]]) -> None:
        self._changes = changes

    def find_spec(self, fullname: str, path: Any, target: ModuleType | None = None) -> ModuleSpec | None:
        change = self._changes.pop(fullname, None)
        if change is None:
            return None
        spec = importlib.util.find_spec(fullname)
        assert spec
        assert spec.loader
        execute = spec.loader.exec_module

        def changed(module: ModuleType) -> None:
            execute(module)
            change(module)

        spec.loader.exec_module = changed  # type: ignore[method-assign]
        return spec


def interfere(module: ModuleType) -> None:
    """Put a function that waits or kills before the one that is called for."""
    *within, name = ORDERS["function"].split(".")
    holder = getattr(module, within[0]) if within else module
    function = getattr(holder, name)

    def interfered(*arguments: Any, **named: Any) -> Any:
        if any(ORDERS["word"] in getattr(one, "text", "") for one in arguments):
            hold()
        return function(*arguments, **named)

    setattr(holder, name, interfered)


def hold() -> None:
    folder = Path(ORDERS["folder"])
    (folder / str(os.getpid())).touch()
    if ORDERS["kills"]:
        os.kill(os.getpid(), signal.SIGKILL)
    while folder.exists() and not (folder / "go").exists():
        time.sleep(0.02)


def assigned(variable: str, value: object) -> Callable[[ModuleType], object]:
    return lambda module: setattr(module, variable, value)


ORDERS = json.loads(os.environ.get("INTERFERE", "null"))
if ORDERS:
    todo: dict[str, Callable[[ModuleType], object]] = {ORDERS["module"]: interfere}
    for place, value in ORDERS["set"].items():
        module, _, variable = place.rpartition(".")
        todo[module] = assigned(variable, value)
    sys.meta_path.insert(0, Changes(todo))
