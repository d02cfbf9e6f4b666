"""How soon `sayso serve` answers, and how much it sends: each page and each question of the API, asked by
eight readers at once while another process adds reports.

    python benchmarks/web.py [--statements 100000] [--reports READINGS.jsonl --linked 10000] [--folder FOLDER]

Two ledgers: one large, of made-up reports (`ledger_made.py`), which have nothing to do with each other; and,
where ``--reports`` names real readings (one a line), one of real stories told again about others
(`origins_made.py`) with their claims, disputes, positions and stories. A reader asks for one address after
another, as a browser does (compressed, over connections that stay open), once looking at each answer for a
second and once without a pause. Milliseconds are from the request to the first byte and to the last. A first
visit is a page with all the scripts, styles and pictures that it names. Prints tables; writes
results/web.json and .md.
"""

from __future__ import annotations

import argparse
import gzip
import http.client
import random
import re
import subprocess
import sys
import threading
import time
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from pathlib import Path
from statistics import median, quantiles
from tempfile import TemporaryDirectory
from typing import Any, NamedTuple
from urllib.parse import quote, urlencode

sys.path.insert(0, str(Path(__file__).parent.parent))  # run as a script, the folder beside is not found

from benchmarks.ledger import grown
from benchmarks.ledger_made import COMMON, MIDDLING, RARE, STATEMENTS, Maker
from benchmarks.speed import machine
from benchmarks.tables import Cell, save, table

from sayso import ledger
from sayso.ask.desk import Desk
from sayso.ledger.base import ClaimOrder

READERS = 8
EACH = 40
"""How often each address is asked in a round, at least."""
LOOKED_SECONDS = 1.0
SERVER = "import sys; from sayso.cli.serve import serve; serve(sys.argv[1:])"
KINDS = {"page": "text/html", "question": "application/json"}

Addresses = Mapping[str, str]


class Answer(NamedTuple):
    first: float
    last: float
    bytes: int


def addresses(desk: Desk, *, linked: bool) -> dict[str, str]:
    """What is asked, by name."""
    newest = desk.search(limit=1).rows[0]
    voice = desk.voices(limit=1).rows[0]
    common = COMMON if not linked else "the"
    api = {
        "search, all": "search",
        "search, a common word": f"search?query={common}",
        "search, best": f"search?query={common}&best=true",
        "timeline": f"timeline?query={common}",
        "who": f"who?{urlencode({'name': voice.id})}",
        "voices": "voices",
        "outlets": "outlets",
        "statement": f"statements/{newest.id}",
        "report": f"reports/{newest.report}",
        "stats": "stats",
        "feeds": "feeds",
        "refusals": "refusals",
    }
    pages = {
        "home": "",
        "search": "search",
        "search, a common word": f"search?q={common}",
        "timeline": f"timeline?q={common}",
        "reports": "reports",
        "report": f"report/{newest.report}",
        "statement": f"statement/{newest.id}",
        "voices": "voices",
        "voice": f"voice/{quote(voice.id)}",
        "outlets": "outlets",
        "feeds": "feeds",
        "refusals": "refusals",
    }
    if linked:
        api, pages = _linked(desk)
    else:
        pages["search, two words"] = f"search?q={COMMON}+{MIDDLING}"
        api["search, a rare word"] = f"search?query={RARE}"
    return {f"page: {name}": f"/{path}" for name, path in pages.items()} | {
        f"API: {name}": f"/api/{path}" for name, path in api.items()
    }


def _linked(desk: Desk) -> tuple[dict[str, str], dict[str, str]]:
    """The questions and the pages about what reports have to do with each other."""
    claim = desk.claims(order=ClaimOrder.REPEATED, limit=1).rows[0]
    story = max(desk.stories(limit=100).rows, key=lambda one: one.reports)
    voice = desk.voices(limit=1).rows[0]
    lists = ("claims", "disputes", "positions", "stories")
    said = urlencode({"query": f'speaker:"{voice.name}"'})
    api = {name: name for name in lists} | {
        "claim": f"claims/{claim.id}",
        "origins": f"origins/{claim.id}",
        "story": f"stories/{story.id}",
        "claims, of a speaker": f"claims?{said}",
        "positions, of a speaker": f"positions?{said}",
    }
    pages = (
        {"home": ""}
        | {name: name for name in lists}
        | {
            "claim": f"claim/{claim.id}",
            "story": f"story/{story.id}",
            "voice": f"voice/{quote(voice.id)}",
            "report": f"report/{desk.search(limit=1).rows[0].report}",
        }
    )
    return api, pages


@contextmanager
def serving(path: Path) -> Iterator[int]:
    """A server of the ledger; its port."""
    command = [sys.executable, "-c", SERVER, "--port", "0", "--read-only", "--ledger", str(path)]
    server = subprocess.Popen(command, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL, text=True)
    try:
        assert server.stdout
        found = re.search(r":(\d+)/", server.stdout.readline())
        assert found
        yield int(found[1])
    finally:
        server.terminate()
        server.wait()


@contextmanager
def adding(path: Path) -> Iterator[None]:
    """Another process adds ten reports a second."""
    script = str(Path(__file__).with_name("ledger.py"))
    other = subprocess.Popen([sys.executable, script, "--write", str(path)], stdout=subprocess.PIPE)
    assert other.stdout
    other.stdout.readline()
    drain = threading.Thread(target=other.stdout.read, daemon=True)
    drain.start()
    try:
        yield
    finally:
        other.kill()
        other.wait()


def asked(line: http.client.HTTPConnection, address: str) -> Answer:
    """One address, asked as a browser does. Raises `RuntimeError` where there is no answer."""
    started = time.perf_counter()
    line.request("GET", address, headers={"Accept-Encoding": "gzip"})
    answer = line.getresponse()
    first = time.perf_counter()
    body = answer.read()
    last = time.perf_counter()
    if answer.status != 200:
        raise RuntimeError(f"{address}: {answer.status}")
    return Answer(1000 * (first - started), 1000 * (last - started), len(body))


def read(port: int, wanted: Addresses, pause: float) -> dict[str, list[Answer]]:
    """All addresses, `EACH` times and in any order, by `READERS` readers."""
    lot = [(name, address) for name, address in wanted.items() for _ in range(EACH)]
    random.Random(1).shuffle(lot)
    found: dict[str, list[Answer]] = {name: [] for name in wanted}
    lock = threading.Lock()
    problems: list[Exception] = []

    def reader() -> None:
        line = http.client.HTTPConnection("127.0.0.1", port, timeout=60)
        try:
            while True:
                with lock:
                    if not lot:
                        return
                    name, address = lot.pop()
                answer = asked(line, address)
                with lock:
                    found[name].append(answer)
                time.sleep(pause)
        except Exception as problem:
            problems.append(problem)

    readers = [threading.Thread(target=reader) for _ in range(READERS)]
    for one in readers:
        one.start()
        time.sleep(pause / READERS)
    for one in readers:
        one.join()
    if problems:
        raise problems[0]
    return found


def visit(port: int, address: str) -> int:
    """The bytes of a first visit: the page and all files of this site that it names."""
    line = http.client.HTTPConnection("127.0.0.1", port, timeout=60)

    def fetched(place: str) -> tuple[int, str]:
        line.request("GET", place, headers={"Accept-Encoding": "gzip"})
        answer = line.getresponse()
        body = answer.read()
        packed = answer.getheader("content-encoding") == "gzip"
        return len(body), (gzip.decompress(body) if packed else body).decode("utf-8", "replace")

    size, page = fetched(address)
    files = set(re.findall(r'(?:src|href)="(/static/[^"]+)"', page))
    return size + sum(fetched(file)[0] for file in sorted(files))


def measured(path: Path, *, linked: bool) -> dict[str, Any]:
    with ledger.view(path) as view:
        wanted = addresses(Desk(view), linked=linked)
        counts = view.counts()
    with serving(path) as port:
        read(port, wanted, 0)  # everybody has been here before
        with adding(path):
            calm, hasty = read(port, wanted, LOOKED_SECONDS), read(port, wanted, 0)
        rows = {
            name: {
                "p50": median(one.last for one in calm[name]),
                "p95": quantiles([one.last for one in calm[name]], n=20)[-1],
                "first byte p50": median(one.first for one in calm[name]),
                "hasty p50": median(one.last for one in hasty[name]),
                "hasty p95": quantiles([one.last for one in hasty[name]], n=20)[-1],
                "bytes": median(one.bytes for one in hasty[name]),
                "first visit": visit(port, address) if name.startswith("page") else None,
            }
            for name, address in wanted.items()
        }
    return {"statements": counts.statements, "reports": counts.current, "rows": rows}


def large(path: Path, statements: int) -> None:
    """A ledger of made-up reports without links."""
    grown(path, Maker(statements // STATEMENTS).readings(), statements, 0)


def told_again(path: Path, lines: Sequence[str], statements: int) -> None:
    """A linked ledger of real stories told again about others."""
    from benchmarks.origins_made import Maker as Retold
    from benchmarks.origins_scale import DAILY, embedded

    from sayso.intake.linking import Linking

    there = 0
    with ledger.writer(path) as writer:
        linking = Linking(writer)
        for reading in Retold(lines, DAILY).readings():
            with writer.transaction():
                vectors = embedded(reading)
                writer.add(reading, model="made up", vectors=vectors)
                linking.add(reading, vectors)
            there += len(reading.statements)
            if there >= statements:
                return


def shown(results: Mapping[str, Any], where: str) -> str:
    parts = []
    for name, result in results.items():
        rows: list[list[Cell]] = [
            [
                what,
                row["p50"],
                row["p95"],
                row["first byte p50"],
                row["hasty p50"],
                row["hasty p95"],
                row["bytes"] / 1000,
                row["first visit"] / 1000 if row["first visit"] else None,
            ]
            for what, row in result["rows"].items()
        ]
        head = [
            f"{name}: {result['statements']:,} statements in {result['reports']:,} reports",
            "p50 ms",
            "p95 ms",
            "first byte ms",
            "p50 without pause",
            "p95 without pause",
            "kB",
            "first visit kB",
        ]
        slow = max(result["rows"], key=lambda what: result["rows"][what]["p95"])
        late = [what for what, row in result["rows"].items() if row["p95"] >= 150]
        heavy = max(row["first visit"] or 0 for row in result["rows"].values())
        worst = result["rows"][slow]["p95"]
        parts += [
            table(head, rows),
            "",
            f"- the slowest: {slow}, p95 {worst:.0f} ms; past 150 ms: {', '.join(late) or 'none'}",
            f"- the largest first visit: {heavy / 1000:.0f} kB",
            "",
        ]
    parts.append(
        f"Eight readers at once, each address {EACH} times, while ten reports a second were added; p50 and"
        f" p95 are of readers who look at each answer for {LOOKED_SECONDS:g} s, and then of those who ask for"
        f" the next at once; bytes are compressed, as they are sent. On {where}."
    )
    return "\n".join(parts)


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawTextHelpFormatter)
    parser.add_argument("--statements", type=int, default=100_000)
    parser.add_argument("--large", type=Path, help="a ledger made before, in place of a new one")
    parser.add_argument("--reports", type=Path, help="real readings, one a line")
    parser.add_argument("--linked", type=int, default=10_000, help="statements of the linked ledger")
    parser.add_argument("--folder", type=Path, help="where the ledgers are made")
    options = parser.parse_args()
    where = machine()  # before our own work makes it busy
    results = {}
    with TemporaryDirectory(dir=options.folder) as scratch:
        path = options.large or Path(scratch, "large.db")
        if not options.large:
            large(path, options.statements)
        results["large"] = measured(path, linked=False)
        print(shown(results, where), flush=True)
        if options.reports:
            path = Path(scratch, "linked.db")
            told_again(path, options.reports.read_text(encoding="utf-8").splitlines(), options.linked)
            results["linked"] = measured(path, linked=True)
    print(shown(results, where))
    save(
        "web",
        "Pages and the API: how soon, and how much",
        shown(results, where),
        {"machine": where, **results},
    )


if __name__ == "__main__":
    main()
