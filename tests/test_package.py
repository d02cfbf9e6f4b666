"""`sayso.read` is a function and a package at once, in whichever order things are imported."""

import subprocess
import sys

import pytest

FAKE = """
import sayso.pipeline
sayso.pipeline.read_report = lambda report, table: ("read", report.id, report.published, report.outlet.name)
"""
CALL = """
found = sayso.read('report.txt', published='2031-01-01', outlet='Fell Post')
assert found[2:] == ('2031-01-01', 'Fell Post')
"""


def python(code: str, folder) -> None:
    (folder / "report.txt").write_text("The lake is empty, the water board said on Monday. " * 5)
    done = subprocess.run(
        [sys.executable, "-W", "error", "-c", code], cwd=folder, capture_output=True, text=True
    )
    assert done.returncode == 0, done.stderr


@pytest.mark.parametrize(
    "imports",
    [
        "import sayso",
        "import sayso, sayso.read",
        "import sayso.read",
        "from sayso.read import report; import sayso",
        "import sayso.read.document, sayso",
        "import sayso; from sayso.read import reports; assert callable(reports)",
        "import sayso; sayso.read; from sayso.read.document import Known",
        "from sayso import read; import sayso; assert read is sayso.read; assert read.Options",
        "import sayso, importlib; importlib.import_module('sayso.read')",
    ],
)
def test_it_can_be_called_after(imports, tmp_path):
    python(f"{imports}\n{FAKE}\n{CALL}", tmp_path)


def test_it_is_still_the_package(tmp_path):
    python("import sayso; assert sayso.read.__path__; assert callable(sayso.read.reports)", tmp_path)


def test_a_path_object_is_a_source_too(tmp_path):
    python(
        f"import sayso, pathlib\n{FAKE}\nassert sayso.read(pathlib.Path('report.txt'), outlet='x')", tmp_path
    )


def test_what_cannot_be_read_is_raised(tmp_path):
    python(
        "import sayso, sayso.errors\n"
        "try: sayso.read('missing.txt')\n"
        "except sayso.errors.NotFound as refused: assert refused.source == 'missing.txt'\n"
        "else: raise SystemExit('not raised')",
        tmp_path,
    )


def test_importing_it_loads_nothing_else(tmp_path):
    python(
        "import sys, sayso\n"
        "assert not {'numpy', 'click', 'lxml', 'sayso.types', 'sayso.read'} & set(sys.modules)",
        tmp_path,
    )


def test_another_name_is_an_error(tmp_path):
    python("import sayso\ntry: sayso.write\nexcept AttributeError: pass\nelse: raise SystemExit(1)", tmp_path)
