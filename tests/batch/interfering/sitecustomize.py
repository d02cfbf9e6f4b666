"""On ``PYTHONPATH``, this makes a function of Sayso's wait or end its process, in whichever process calls it.

``INTERFERE`` says which, as JSON: ``module``, ``function`` (with its class), ``word`` (a call counts where it
is in an argument's text), ``kills`` (else it waits), and ``folder``. There each such call leaves a file named
by its process, and waits until ``go`` is there.
"""

from __future__ import annotations

import importlib.util
import json
import os
import signal
import sys
import time
from importlib.abc import MetaPathFinder
from importlib.machinery import ModuleSpec
from pathlib import Path
from types import ModuleType
from typing import Any


class Interference(MetaPathFinder):
    """Changes the function when its module is imported."""

    def __init__(self, orders: dict[str, Any]) -> None:
        self._orders = orders

    def find_spec(self, fullname: str, path: Any, target: ModuleType | None = None) -> ModuleSpec | None:
        if fullname != self._orders["module"]:
            return None
        sys.meta_path.remove(self)
        spec = importlib.util.find_spec(fullname)
        assert spec
        assert spec.loader
        execute = spec.loader.exec_module

        def changed(module: ModuleType) -> None:
            execute(module)
            *within, name = self._orders["function"].split(".")
            holder = getattr(module, within[0]) if within else module
            setattr(holder, name, self._changed(getattr(holder, name)))

        spec.loader.exec_module = changed  # type: ignore[method-assign]
        return spec

    def _changed(self, function: Any) -> Any:
        def interfered(*arguments: Any, **named: Any) -> Any:
            if any(self._orders["word"] in getattr(one, "text", "") for one in arguments):
                self._interfere()
            return function(*arguments, **named)

        return interfered

    def _interfere(self) -> None:
        folder = Path(self._orders["folder"])
        (folder / str(os.getpid())).touch()
        if self._orders["kills"]:
            os.kill(os.getpid(), signal.SIGKILL)
        while folder.exists() and not (folder / "go").exists():
            time.sleep(0.02)


if "INTERFERE" in os.environ:
    sys.meta_path.insert(0, Interference(json.loads(os.environ["INTERFERE"])))
