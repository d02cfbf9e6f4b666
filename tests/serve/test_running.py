"""``sayso serve`` itself: the address it prints, the port it takes, and its end."""

from __future__ import annotations

import re
import signal
import socket
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import httpx2
import pytest

from sayso.errors import BadSetting
from sayso.serve.running import Listening, address_of, bound

COMMAND = "import sys; from sayso.cli.serve import serve; serve(sys.argv[1:])"


@contextmanager
def serving(*arguments: str) -> Iterator[tuple[subprocess.Popen[str], str]]:
    """A ``sayso serve`` of its own on a free port, and what it printed first."""
    process = subprocess.Popen(
        [sys.executable, "-c", COMMAND, "--port", "0", *arguments],
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
    )
    try:
        assert process.stdout
        yield process, process.stdout.readline()
    finally:
        process.kill()
        process.communicate()


def test_it_prints_an_address_and_ends_when_interrupted(file):
    with serving("--ledger", str(file)) as (process, line):
        address = re.search(r"http://127\.0\.0\.1:\d+/$", line.strip())
        assert address
        assert httpx2.get(address[0]).status_code == 200
        process.send_signal(signal.SIGINT)
        assert process.wait(10) == 0


def test_for_others_it_makes_up_a_token(file):
    with serving("--ledger", str(file), "--host", "0.0.0.0", "--read-only") as (_, line):
        port, token = re.search(r":(\d+)/\?token=([\w-]{20,})$", line.strip()).groups()
        assert httpx2.get(f"http://127.0.0.1:{port}/").status_code == 401
        with httpx2.Client(follow_redirects=True) as visitor:
            assert visitor.get(f"http://127.0.0.1:{port}/?token={token}").status_code == 200


@pytest.mark.parametrize("host", ["192.0.2.7", "no such host"])
def test_where_nobody_can_listen_is_said(host):
    with pytest.raises(BadSetting, match=r"--host or --port"):
        bound(Listening(host, 0))


def test_the_end_of_an_answer_does_not_wait_for_its_beginning_to_be_acknowledged():
    with bound(Listening("127.0.0.1", 0)) as door:
        assert door.proto == socket.IPPROTO_TCP  # what asyncio looks at before it sets TCP_NODELAY


def test_a_port_that_is_taken_is_said():
    with socket.create_server(("127.0.0.1", 0)) as taken, pytest.raises(BadSetting, match="in use"):
        bound(Listening("127.0.0.1", taken.getsockname()[1]))


def test_a_ledger_that_is_not_there_is_said(tmp_path: Path):
    code = subprocess.run(
        [sys.executable, "-c", COMMAND, "--port", "0", "--ledger", str(tmp_path / "none.db")],
        capture_output=True,
        text=True,
    )
    assert code.returncode != 0
    assert "no such ledger" in code.stderr


def test_addresses_are_written_as_browsers_take_them():
    assert address_of(Listening("::1", 1), 80, None) == "http://[::1]:80/"
    assert address_of(Listening("127.0.0.1", 1), 80, "a b") == "http://127.0.0.1:80/?token=a%20b"
    assert address_of(Listening("0.0.0.0", 1), 80, None) == f"http://{socket.gethostname()}:80/"


def test_help_comes_without_the_server():
    code = "import sys; from sayso.cli.serve import serve; print('starlette' in sys.modules)"
    assert subprocess.run([sys.executable, "-c", code], capture_output=True, text=True).stdout == "False\n"
