"""What the pages say is what happens."""

import os
import re
import shutil
import subprocess
import sys
from importlib.resources import files
from importlib.util import find_spec
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[1]
PAGES = sorted([ROOT / "README.md", ROOT / "CONTRIBUTING.md", *(ROOT / "docs").rglob("*.md")])
NEEDS_THE_NETWORK = "<!-- needs the network -->\n"
BLOCK = re.compile(rf"^({NEEDS_THE_NETWORK})?```(console|python)\n(.*?)^```", re.M | re.S)

pytestmark = pytest.mark.skipif(
    not (files("sayso.models") / "reader" / "manifest.json").is_file(), reason="no model has been trained yet"
)


def blocks(language: str) -> list[object]:
    return [
        pytest.param(block[3], id=f"{page.stem}-{number}")
        for page in PAGES
        for number, block in enumerate(BLOCK.finditer(page.read_text("utf-8")))
        if block[2] == language and not block[1]
    ]


@pytest.fixture
def place(tmp_path) -> Path:
    """A folder with the examples in it, as a checkout has them."""
    shutil.copytree(ROOT / "examples", tmp_path / "examples")
    return tmp_path


def surroundings(place: Path) -> dict[str, str]:
    kept = {name: value for name, value in os.environ.items() if not name.startswith("SAYSO_")}
    path = f"{Path(sys.executable).parent}{os.pathsep}{kept.get('PATH', '')}"
    return kept | {"PATH": path, "COLUMNS": "80", "XDG_CONFIG_HOME": str(place)}


@pytest.mark.parametrize("block", blocks("console"))
def test_every_command_runs(block, place):
    for line in re.findall(r"^\$ (.*)$", block, re.M):
        done = subprocess.run(
            ["bash", "-c", line],
            cwd=place,
            env=surroundings(place),
            capture_output=True,
            text=True,
            timeout=120,
        )
        assert done.returncode == 0, f"{line}\n{done.stderr}"


@pytest.mark.parametrize("block", blocks("python"))
def test_every_piece_of_python_runs(block, place):
    if "import spacy" in block and not find_spec("spacy"):
        pytest.skip("spaCy is not installed")
    done = subprocess.run(
        [sys.executable, "-c", block],
        cwd=place,
        env=surroundings(place),
        capture_output=True,
        text=True,
        timeout=120,
    )
    assert done.returncode == 0, done.stderr


def test_the_generated_parts_are_those_of_today():
    """The README's output, the command line's help, and the tables of fields."""
    pages = [str(page.relative_to(ROOT)) for page in PAGES if "[[[cog" in page.read_text("utf-8")]
    assert len(pages) >= 3
    done = subprocess.run(
        [sys.executable, "-m", "cogapp", "--check", *pages],
        cwd=ROOT,
        capture_output=True,
        text=True,
        timeout=300,
    )
    assert done.returncode == 0, done.stdout + done.stderr + "\nrun: make docs"


def test_every_link_between_the_pages_leads_somewhere():
    for page in PAGES:
        for target in re.findall(r"\]\((?!https?:|#)([^)#]+)", page.read_text("utf-8")):
            assert (page.parent / target).exists(), f"{page.name}: {target}"


def test_every_page_is_named_in_the_index():
    index = (ROOT / "docs" / "index.md").read_text("utf-8")
    for page in (ROOT / "docs").glob("*.md"):
        assert page.name == "index.md" or f"({page.name})" in index, page.name
