"""Where a model is asked: the address, held to what is safe to send reports and a key to."""

from __future__ import annotations

from dataclasses import dataclass
from ipaddress import ip_address
from typing import Final
from urllib.parse import urlsplit

from dateline.errors import DatelineError

PORTS: Final = {"http": 80, "https": 443}
COMPLETIONS: Final = "/chat/completions"


@dataclass(frozen=True, slots=True)
class Endpoint:
    """A server and the path that its API begins with ("/v1")."""

    secure: bool
    host: str
    port: int
    base: str

    @property
    def name(self) -> str:
        """The server as an error names it: "localhost:8000"."""
        return f"[{self.host}]:{self.port}" if ":" in self.host else f"{self.host}:{self.port}"


def read_endpoint(url: str, insecure: bool = False) -> Endpoint:
    """The endpoint of an address: the API's base ("http://localhost:8000/v1"), the server alone, or the full path of the completions.

    https goes anywhere, plain http to this machine only, unless `insecure`. Raises DatelineError `llm.endpoint`.
    """
    try:
        parts = urlsplit(url)
        host, port = parts.hostname, parts.port
    except ValueError as error:
        raise DatelineError("llm.endpoint", f"{error}.") from error
    if parts.scheme not in PORTS or not host or not url.isascii() or any(not c.isprintable() or c.isspace() for c in url):
        raise DatelineError("llm.endpoint", "It is no http or https address.")
    if parts.username is not None or parts.password is not None or parts.query or parts.fragment:
        raise DatelineError("llm.endpoint", "It may hold no user, no password and no query: a key is named with --key-env.")
    if parts.scheme == "http" and not insecure and not is_here(host):
        raise DatelineError("llm.endpoint", f"Plain http would show the reports to whoever is on the way to {host}.")
    base = parts.path.rstrip("/").removesuffix(COMPLETIONS)
    return Endpoint(parts.scheme == "https", host, PORTS[parts.scheme] if port is None else port, base or "/v1")


def is_here(host: str) -> bool:
    """Whether a host is this machine: localhost, or a loopback address."""
    try:
        return ip_address(host).is_loopback
    except ValueError:
        return host == "localhost"
