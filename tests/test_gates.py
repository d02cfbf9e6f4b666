"""Each gate is shown a violation, and must catch it."""

import ast
import re
import shutil
import subprocess
import sys
import tomllib
from importlib.metadata import packages_distributions
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[1]
PROJECT = tomllib.loads((ROOT / "pyproject.toml").read_text("utf-8"))["project"]


@pytest.fixture(scope="module")
def copy(tmp_path_factory) -> Path:
    """The project's own configuration and source, to plant something in."""
    folder = tmp_path_factory.mktemp("copy")
    shutil.copy(ROOT / "pyproject.toml", folder)
    shutil.copytree(
        ROOT / "src",
        folder / "src",
        ignore=shutil.ignore_patterns("*.onnx", "*.json", "*.npz", "__pycache__"),
    )
    return folder


def gate(folder: Path, *command: str) -> subprocess.CompletedProcess[str]:
    program = Path(sys.executable).parent / command[0]
    return subprocess.run(
        [str(program), *command[1:]],
        cwd=folder,
        env={"PYTHONPATH": str(folder / "src"), "PATH": str(program.parent)},
        capture_output=True,
        text=True,
    )


@pytest.mark.parametrize(
    ("home", "line"),
    [
        ("parse/planted.py", "import torch"),
        ("attribute/planted.py", "import transformers"),
        ("read/planted.py", "import sqlite3"),
        ("read/planted.py", "import sayso.parse"),
        ("attribute/planted.py", "import sayso.read.document"),
        ("export/planted.py", "import sayso.cli"),
        ("models/planted.py", "import sayso.pipeline"),
        ("parse/planted.py", "import onnxruntime"),
        ("export/planted.py", "import tokenizers"),
        ("link/planted.py", "import sayso.ledger"),
        ("link/planted.py", "import pysqlite3"),
        ("ask/planted.py", "import pysqlite3"),
        ("ledger/planted.py", "import sayso.intake.adding"),
    ],
)
def test_the_import_contract_catches(home, line, copy):
    planted = copy / "src" / "sayso" / home
    planted.write_text(f"{line}\n")
    try:
        done = gate(copy, "lint-imports", "--no-cache")
    finally:
        planted.unlink()
    assert done.returncode == 1, done.stdout + done.stderr
    assert "planted" in done.stdout


@pytest.mark.parametrize(
    ("command", "violation"),
    [
        (["mypy", "--no-incremental", "src/sayso/planted.py"], "def planted(number) -> str:\n    return 1\n"),
        (["ruff", "check", "src/sayso/planted.py"], "import os\n"),
        (["ruff", "format", "--check", "src/sayso/planted.py"], "number =  1\n"),
    ],
    ids=["types", "lint", "format"],
)
def test_the_checkers_catch(command, violation, copy):
    planted = copy / "src" / "sayso" / "planted.py"
    planted.write_text(violation)
    try:
        assert gate(copy, *command).returncode == 1
    finally:
        planted.unlink()


def test_every_dependency_has_its_licence_and_its_reason_written_down():
    notice = (ROOT / "NOTICE").read_text("utf-8")
    reasons = (ROOT / "docs/decisions/0001-dependencies.md").read_text("utf-8")
    for requirement in PROJECT["dependencies"]:
        name = re.match(r"[\w-]+", requirement)[0]
        assert re.search(rf"^{name} +\S", notice, re.M), f"{name} is missing in NOTICE"
        assert re.search(rf"\b{name}\b", reasons), f"{name} is missing in docs/decisions/0001-dependencies.md"


def imported(source: Path) -> set[str]:
    """The names of the packages from elsewhere that a folder's modules import, wherever in them."""
    found = set()
    for file in source.rglob("*.py"):
        for node in ast.walk(ast.parse(file.read_text("utf-8"))):
            if isinstance(node, ast.Import):
                found |= {name.name.partition(".")[0] for name in node.names}
            elif isinstance(node, ast.ImportFrom) and node.module and not node.level:
                found.add(node.module.partition(".")[0])
    return found - sys.stdlib_module_names - {"sayso", "spacy"}


def test_everything_imported_is_a_dependency():
    homes = packages_distributions()
    extras = [each for group in PROJECT["optional-dependencies"].values() for each in group]
    declared = {_normal(requirement) for requirement in [*PROJECT["dependencies"], *extras]}
    for name in imported(ROOT / "src"):
        assert {_normal(home) for home in homes.get(name, [name])} & declared, f"{name} is not declared"


def test_the_search_for_imports_finds_them(tmp_path):
    (tmp_path / "planted.py").write_text("import os\ndef late():\n    from requests.adapters import x\n")
    assert imported(tmp_path) == {"requests"}


def _normal(requirement: str) -> str:
    return re.match(r"[\w.-]+", requirement)[0].lower().replace("_", "-")


def test_every_dependency_is_pinned_for_the_tests():
    pins = (ROOT / "constraints.txt").read_text("utf-8").lower().replace("_", "-")
    groups = tomllib.loads((ROOT / "pyproject.toml").read_text("utf-8"))["dependency-groups"]
    for requirement in PROJECT["dependencies"] + groups["dev"]:
        name = re.match(r"[\w-]+", requirement)[0].lower().replace("_", "-")
        assert re.search(rf"^{name}==", pins, re.M), f"{name} has no pin: run make pins"


def test_no_path_of_a_machine_is_committed():
    listed = subprocess.run(["git", "ls-files", "-z"], cwd=ROOT, capture_output=True)
    if listed.returncode:
        pytest.skip("not a git checkout")
    home = re.compile(rb"/(?:home|Users|root|work)/[a-z]")
    for name in listed.stdout.decode().split("\0"):
        file = ROOT / name
        if file.suffix in {".py", ".md", ".toml", ".txt", ".html", ".json", ".xml"} and file.is_file():
            assert not home.search(file.read_bytes()), name
