"""Runs the desk on an address."""

from __future__ import annotations

import logging
import socket
import sys
import threading
import webbrowser
from collections.abc import Callable
from typing import Final

import uvicorn

from dateline.errors import DatelineError
from dateline.serve.app import create_app
from dateline.serve.serving import Serving
from dateline.serve.viewer import Gate

GRACE: Final[int] = 3  # seconds that open streams have when the desk closes
TURN: Final[float] = (
    0.0002  # seconds after which one thread lets another have its turn: a short answer does not wait for a long one
)
PAUSE: Final[float] = 0.5  # seconds before the browser is opened


def run(serving: Serving, opens: bool = False, ready: Callable[[], object] | None = None, gate: Gate | None = None) -> None:
    """Serves the desk until it is interrupted; calls `ready` once it listens and its ledger is open.

    Raises DatelineError `serve.port`, and those of `Ledger.open`.
    """
    with listen(serving.host, serving.port) as listening:
        app = create_app(serving, gate)
        if ready is not None:
            ready()
        logging.getLogger("dateline.serve").addHandler(logging.StreamHandler())
        config = uvicorn.Config(
            app,
            log_level="warning",
            access_log=False,
            server_header=False,
            timeout_graceful_shutdown=GRACE,
            forwarded_allow_ips=serving.proxy or "",
        )
        sys.setswitchinterval(TURN)
        if opens:
            threading.Timer(PAUSE, webbrowser.open, [address(serving)]).start()
        uvicorn.Server(config).run(sockets=[listening])


def address(serving: Serving) -> str:
    """The address to open: "http://127.0.0.1:8765/"."""
    host = f"[{serving.host}]" if ":" in serving.host else serving.host
    return f"http://{host}:{serving.port}/"


def listen(host: str, port: int) -> socket.socket:
    """A socket that listens there. Raises DatelineError `serve.port`."""
    made = socket.socket(socket.AF_INET6 if ":" in host else socket.AF_INET)
    made.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
    try:
        made.bind((host, port))
        made.listen()
    except OSError as error:
        made.close()
        raise DatelineError("serve.port", f"{host}:{port}: {error.strerror or error}.") from error
    return made
