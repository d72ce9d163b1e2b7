"""A service like the BOE's on this machine: files by address, and failures by script."""

import time
from collections import defaultdict, deque
from collections.abc import Callable
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from threading import Lock, Thread

ABSENT = b"""<?xml version="1.0" encoding="utf-8"?>
<response><status><code>404</code><text>La informaci\xc3\xb3n solicitada no existe</text></status><data/></response>"""
MODIFIED = "Fri, 27 Mar 2026 07:56:01 GMT"


@dataclass
class Reply:
    """What is sent instead of the file. `cut` bytes fewer come than announced; `hang` is in seconds."""

    status: int = 200
    body: bytes | None = None
    headers: dict[str, str] = field(default_factory=dict)
    cut: int = 0
    hang: float = 0.0


class _Server(ThreadingHTTPServer):
    def handle_error(self, *_: object) -> None:
        """A client that hangs up on a refusal is no error: what is printed of it would be taken for the command's."""


class Gazette:
    """Serves `files` by path; `script` has the next replies of a path; `asked` is what came, in order."""

    def __init__(self) -> None:
        self.files: dict[str, bytes] = {}
        self.script: dict[str, deque[Reply]] = defaultdict(deque)
        self.asked: list[tuple[str, dict[str, str], int]] = []
        self.delay = 0.0
        self.under_way = self.most = 0
        self._lock = Lock()
        self._server = _Server(("127.0.0.1", 0), _handler(self))
        self._thread = Thread(target=self._server.serve_forever, kwargs={"poll_interval": 0.02})
        self.url = f"http://127.0.0.1:{self._server.server_port}"

    def __enter__(self) -> "Gazette":
        self._thread.start()
        return self

    def __exit__(self, *_: object) -> None:
        self._server.shutdown()
        self._thread.join()
        self._server.server_close()

    @property
    def paths(self) -> list[str]:
        return [path for path, _, _ in self.asked]

    @property
    def statuses(self) -> list[int]:
        return [status for _, _, status in self.asked]

    def fail(self, path: str, *replies: Reply) -> None:
        self.script[path].extend(replies)

    def item(self, document_id: str, data: bytes) -> str:
        path = f"/diario_boe/xml.php?id={document_id}"
        self.files[path] = data
        return path

    def law(self, document_id: str, data: bytes) -> str:
        path = f"/datosabiertos/api/legislacion-consolidada/id/{document_id}"
        self.files[path] = data
        return path

    def day(self, day: str, data: bytes) -> str:
        path = f"/datosabiertos/api/boe/sumario/{day}"
        self.files[path] = data
        return path

    def answer(self, path: str, headers: dict[str, str], send: Callable[[Reply], None]) -> None:
        with self._lock:
            self.under_way += 1
            self.most = max(self.most, self.under_way)
            reply = self.script[path].popleft() if self.script[path] else self._file(path, headers)
            self.asked.append((path, headers, reply.status))
        try:
            time.sleep(self.delay + reply.hang)
        finally:
            with self._lock:
                self.under_way -= 1
        send(reply)

    def _file(self, path: str, headers: dict[str, str]) -> Reply:
        data = self.files.get(path)
        if data is None:
            return Reply(status=404, body=ABSENT)
        etag = f'"{hash(data):x}"'
        said = {"ETag": etag, "Last-Modified": MODIFIED, "Content-Type": "text/xml"}
        if headers.get("If-None-Match") == etag:
            return Reply(status=304, headers=said, body=b"")
        return Reply(body=data, headers=said)


def _handler(gazette: Gazette) -> type[BaseHTTPRequestHandler]:
    class Handler(BaseHTTPRequestHandler):
        protocol_version = "HTTP/1.1"

        def do_GET(self) -> None:
            gazette.answer(self.path, dict(self.headers), self._send)

        def _send(self, reply: Reply) -> None:
            body = reply.body if reply.body is not None else gazette.files.get(self.path, b"")
            try:
                self.send_response(reply.status)
                for name, value in reply.headers.items():
                    self.send_header(name, value)
                if reply.status != 304:
                    self.send_header("Content-Length", str(len(body)))
                self.end_headers()
                self.wfile.write(body[: len(body) - reply.cut])
                self.close_connection = self.close_connection or bool(reply.cut)
            except OSError:
                self.close_connection = True

        def log_message(self, *_: object) -> None:
            pass

    return Handler
