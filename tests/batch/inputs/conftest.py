"""Archives made up for these tests, and a web server that gives parts of files, or does not."""

from __future__ import annotations

import io
import random
import re
import threading
import time
from collections.abc import Iterator
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer

import pytest
from warcio.statusandheaders import StatusAndHeaders
from warcio.warcwriter import WARCWriter

STORY = (
    "<html><body><article><h1>Lock gates of Ostrau Quay stay shut</h1>"
    "<p>“We wait for one bolt,” said the lock keeper, Jarmila Voss, on day {number}.</p>"
    "</article><!-- {noise} --></body></html>"
)


class Archive:
    """An archive of pages that hardly shrink; ``starts`` are where its records begin."""

    def __init__(self, zipped: bool = True) -> None:
        self.out, self.starts = io.BytesIO(), []
        self._noise = random.Random(1)
        self._writer = WARCWriter(self.out, gzip=zipped)

    def page(self, number: int, noise: int = 5000, **kinds: str) -> Archive:
        body = STORY.format(number=number, noise=self._noise.randbytes(noise).hex())
        return self.payload(f"http://quay.example/{number}", body.encode(), **kinds)

    def payload(
        self, url: str, body: bytes, kind: str = "response", media_type: str = "text/html"
    ) -> Archive:
        http = StatusAndHeaders("200 OK", [("Content-Type", media_type)], protocol="HTTP/1.1")
        self.starts.append(self.out.tell())
        record = self._writer.create_warc_record(url, kind, payload=io.BytesIO(body), http_headers=http)
        self._writer.write_record(record)
        return self

    def pages(self, count: int, noise: int = 5000) -> Archive:
        for number in range(count):
            self.page(number, noise)
        return self

    @property
    def data(self) -> bytes:
        return self.out.getvalue()


@pytest.fixture
def archive() -> type[Archive]:
    return Archive


class Store:
    """A web server of files: ``faults`` answers, as often as it says, are dropped in their middle; before
    each it sends nothing for ``silence`` seconds."""

    def __init__(self) -> None:
        self.files: dict[str, bytes] = {}
        self.ranges = True
        self.faults = 0
        self.silence = 0.0
        self.sent = 0
        self.status = 200
        self.coding: str | None = None
        store = self

        class Handler(BaseHTTPRequestHandler):
            def do_HEAD(self) -> None:
                self._head(store.files.get(self.path))

            def do_GET(self) -> None:
                data = store.files.get(self.path)
                asked = re.match(r"bytes=(\d+)-(\d+)", self.headers.get("Range", ""))
                if data is not None and asked and store.ranges:
                    start, end = int(asked[1]), min(int(asked[2]), len(data) - 1)
                    self._send(data[start : end + 1], 206, f"bytes {start}-{end}/{len(data)}")
                elif self._head(data):
                    self._write(data)

            def _head(self, data: bytes | None) -> bool:
                status = 404 if data is None else store.status
                self.send_response(status)
                self.send_header("Content-Length", str(len(data or b"")))
                self.send_header("Accept-Ranges", "bytes" if store.ranges else "none")
                self._coded()
                self.end_headers()
                return status == 200

            def _send(self, data: bytes, status: int, told: str) -> None:
                self.send_response(status if store.status == 200 else store.status)
                self.send_header("Content-Length", str(len(data)))
                self.send_header("Content-Range", told)
                self._coded()
                self.end_headers()
                self._write(data)

            def _coded(self) -> None:
                if store.coding:
                    self.send_header("Content-Encoding", store.coding)

            def _write(self, data: bytes) -> None:
                if store.faults > 0:
                    store.faults -= 1
                    data = data[: len(data) // 2]
                    self.close_connection = True
                store.sent += len(data)
                time.sleep(store.silence)
                self.wfile.write(data)

            def log_message(self, *_: object) -> None:
                pass

        self.server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
        self.server.daemon_threads = True
        self.url = f"http://127.0.0.1:{self.server.server_address[1]}"


@pytest.fixture
def store() -> Iterator[Store]:
    store = Store()
    serving = threading.Thread(target=store.server.serve_forever, kwargs={"poll_interval": 0.01})
    serving.start()
    yield store
    store.server.shutdown()
    store.server.server_close()
    serving.join()
