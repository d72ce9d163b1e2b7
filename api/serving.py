"""Running the service: one process, or several that share the index through the system's page cache."""

from __future__ import annotations

import logging
import socket
from functools import partial

import uvicorn
from uvicorn.supervisors import Multiprocess

from api import log
from api.app import create_app
from api.options import Options
from api.state import Keys, State
from kb.base import KnowledgeBase
from kb.errors import InvalidInput
from kb.settings import Settings

START_SECONDS = 60
"""How long a process may take to import what it needs before it is taken for dead."""

SHUTDOWN_SECONDS = 20
"""How long requests under way may take to finish once the service is told to stop."""


def serve(settings: Settings, options: Options) -> None:
    """Answer until told to stop.

    InvalidInput for an address that cannot be listened on, or not without keys; BaseError for a base that cannot be
    opened, EncoderError for one made with another model: all of it before the server starts, which has no words of its
    own for them.
    """
    _check_keys(settings, options)
    with KnowledgeBase.open(settings, create=True) as base:
        base.check_model()
    _check_address(options)
    config = uvicorn.Config(
        partial(create_app, settings, options),
        factory=True,
        host=options.host,
        port=options.port,
        workers=options.workers,
        lifespan="on",
        access_log=False,
        server_header=False,
        log_config=log.CONFIG,
        timeout_graceful_shutdown=SHUTDOWN_SECONDS,
        timeout_worker_healthcheck=START_SECONDS,
        limit_concurrency=1000,
        h11_max_incomplete_event_size=64 * 1024,
    )
    if options.workers == 1:
        uvicorn.Server(config).run()
    else:
        Multiprocess(config, sockets=[config.bind_socket()]).run()
    logging.shutdown()


def _check_address(options: Options) -> None:
    family = socket.AF_INET6 if ":" in options.host else socket.AF_INET
    try:
        socket.create_server((options.host, options.port), family=family).close()
    except OSError as error:
        where = f"{options.host}:{options.port}"
        raise InvalidInput(
            f"no se puede escuchar en {where} ({error.strerror}): elige otro puerto con --port, o para lo que lo ocupa"
        ) from error


def _check_keys(settings: Settings, options: Options) -> None:
    """Where others can call, nobody is let in without a key, so there has to be one."""
    state = State(settings.home)
    try:
        if not options.open and not any(key.valid for key in Keys(state).all().values()):
            option = "--allow-host y --prefix" if options.local else "--host"
            raise InvalidInput(
                f"para que llamen desde otros equipos hacen falta claves: crea una con `kb keys create NOMBRE` "
                f"o quita {option}"
            )
    finally:
        state.close()
