"""What pages load: whole, as it was built, small, and under names for good."""

from __future__ import annotations

import gzip
import hashlib
import json
from importlib.resources import files
from pathlib import Path

import brotli
import pytest

from sayso.serve.assets import FOREVER, address, assets

STATIC = files("sayso.serve") / "static"
HASHES = json.loads((STATIC / "hashes.json").read_text("utf-8"))
BUNDLES = Path(__file__).resolve().parents[2] / "tools" / "assets"
MOST_SCRIPT = 350_000


@pytest.mark.parametrize("name", sorted(HASHES))
def test_scripts_are_those_that_were_built(name):
    assert hashlib.sha256((STATIC / name).read_bytes()).hexdigest() == HASHES[name]


def test_every_script_has_its_hash_and_its_packed_self():
    scripts = {file.name for file in STATIC.iterdir() if file.name.endswith((".js", ".br"))}
    assert scripts == set(HASHES)
    for name in HASHES:
        if name.endswith(".br"):
            assert brotli.decompress((STATIC / name).read_bytes()) == (STATIC / name[:-3]).read_bytes()


def test_all_scripts_together_are_small():
    assert sum(len((STATIC / name).read_bytes()) for name in HASHES if name.endswith(".br")) < MOST_SCRIPT


def test_every_package_in_a_script_has_its_licence():
    licences = (STATIC / "LICENCES.txt").read_text("utf-8")
    wanted = json.loads((BUNDLES / "package.json").read_text("utf-8"))["devDependencies"]
    for name in set(wanted) - {"esbuild", "axe-core"}:  # one builds, the other tests
        assert f"{name} {wanted[name]} (" in licences


@pytest.mark.parametrize("name", ["page.js", "plot.js"])
def test_scripts_make_no_style_that_the_policy_would_keep_out(name):
    source = (STATIC / name).read_text("utf-8")
    assert 'append("style")' not in source
    assert "sourceMappingURL" not in source


@pytest.mark.parametrize("name", ["site.css", "lit.css", "page.js", "plot.js", "mark.svg"])
def test_files_are_served_packed_and_for_good(client, name):
    whole = client.get(address(name), headers={"Accept-Encoding": "identity"})
    assert whole.content == assets()[name].data
    assert whole.headers["cache-control"] == FOREVER
    for coding, unpacked in (("gzip", gzip.decompress), ("br", brotli.decompress)):
        packed = assets()[name].packed(f"{coding};q=1, deflate")
        if packed[1] == coding:
            assert unpacked(packed[0]) == assets()[name].data


def test_a_name_with_another_hash_is_not_there(client):
    assert client.get("/static/site.000000000000.css").status_code == 404
    assert client.get("/static/site.css").status_code == 404
    assert client.get("/static/..%2Fapp.py").status_code == 404
