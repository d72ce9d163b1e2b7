"""A real server in a thread of this process."""

import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager

import uvicorn

from api.app import create_app
from api.options import Options
from kb.settings import Settings
from tests.support import WordEncoder


@contextmanager
def running(settings: Settings, options: Options | None = None) -> Iterator[str]:
    """A server over a base whose encoder counts words, on a port of its own; its address."""
    app = create_app(settings, options or Options(), encoder=WordEncoder())
    server = uvicorn.Server(uvicorn.Config(app, port=0, log_level="warning", lifespan="on", ws="none"))
    thread = threading.Thread(target=server.run, daemon=True)
    thread.start()
    while not server.started:
        assert thread.is_alive(), "the server did not start"
        time.sleep(0.02)
    port = server.servers[0].sockets[0].getsockname()[1]
    try:
        yield f"http://127.0.0.1:{port}"
    finally:
        server.should_exit = True
        thread.join(20)
