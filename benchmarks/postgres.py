"""A PostgreSQL server of one's own for a while: on loopback, in a temporary folder, as a user without rights.

    with server() as postgres:
        store = Store.open(postgres.database(), clock)

PostgreSQL refuses to run as root, so that root starts it as another user of the machine. Its answers to fsync are the default ones:
what it says is on disk is on disk. The tests of the ledger and its benchmark share this file.
"""

from __future__ import annotations

import contextlib
import itertools
import os
import pwd
import secrets
import shutil
import signal
import socket
import subprocess
import tempfile
import time
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any, Final

OWNERS: Final = ("postgres", "nobody")  # users to run as, in the order in which they are looked for, where we are root
KEPT: Final = Path("/usr/lib/postgresql")  # where Debian keeps the programs, by version
SINCE: Final[int] = 15  # the oldest version that the ledger is made for
PATIENCE: Final[float] = 60.0  # seconds that a start or a stop may take
ADMIN: Final = "dateline"  # the server's only role


class NoServer(RuntimeError):
    """There is no PostgreSQL here that could be started; the message says why."""


@dataclass(frozen=True, slots=True)
class Server:
    """A running server: its folder, its port on loopback, the password of its only role, the postmaster's process."""

    folder: Path
    port: int
    password: str
    process: subprocess.Popen[bytes]
    numbers: Iterator[int] = field(default_factory=itertools.count)

    def url(self, database: str) -> str:
        """The URL of one of its databases, as `--ledger` takes it."""
        return f"postgresql://{ADMIN}:{self.password}@127.0.0.1:{self.port}/{database}"

    def database(self, like: str = "template1") -> str:
        """The URL of a new database, a copy of `like`."""
        name = f"d{next(self.numbers)}"
        self.run(f"CREATE DATABASE {name} TEMPLATE {like}")
        return self.url(name)

    def drop(self, url: str) -> None:
        """Takes a database away, whoever is still connected to it."""
        self.run(f"DROP DATABASE IF EXISTS {url.rpartition('/')[2]} WITH (FORCE)")

    @contextlib.contextmanager
    def tablespace(self, folder: Path) -> Iterator[str]:
        """The URL of a new database whose tables lie in a folder of their own; both are taken away in the end."""
        inside, owner = folder / "tables", _owner()
        inside.mkdir()
        if owner:
            folder.chmod(0o755)
            os.chown(inside, owner["user"], owner["group"])
        name = f"t{next(self.numbers)}"
        self.run(f"CREATE TABLESPACE {name} LOCATION '{inside}'")
        self.run(f"CREATE DATABASE {name} TABLESPACE {name}")
        try:
            yield self.url(name)
        finally:
            self.drop(self.url(name))
            self.run(f"DROP TABLESPACE {name}")

    def backends(self) -> list[int]:
        """The numbers of its processes that serve somebody now."""
        import psycopg

        with psycopg.connect(self.url("postgres"), autocommit=True) as connection:
            asked = "SELECT pid FROM pg_stat_activity WHERE backend_type = 'client backend' AND pid <> pg_backend_pid()"
            return [pid for (pid,) in connection.execute(asked)]

    def limit_files(self, size: int | None) -> None:
        """Lets no file grow beyond so many bytes (None: no limit); for whoever is served now or later. As its owner: root may not."""
        for process in (self.process.pid, *self.backends()):
            words = ["prlimit", f"--pid={process}", f"--fsize={'unlimited' if size is None else size}:"]
            subprocess.run(words, check=True, **_owner())

    def settle(self, killed: int) -> None:
        """Waits until it answers again, after one of its processes was killed and it plays its log.

        As long as the killed process has not been waited for, the server does not know of its end and still answers.
        """
        import psycopg

        until = time.monotonic() + PATIENCE
        while Path(f"/proc/{killed}").exists() and time.monotonic() < until:
            time.sleep(0.005)
        while True:
            try:
                return self.run("SELECT 1")
            except psycopg.OperationalError:
                if time.monotonic() > until:
                    raise
                time.sleep(0.05)

    def run(self, statement: str) -> None:
        """Runs one statement outside of any transaction, as an administrator does."""
        import psycopg

        with psycopg.connect(self.url("postgres"), autocommit=True) as connection:
            connection.execute(statement.encode())


def programs() -> Path:
    """The folder with `initdb` and `postgres` of the newest version here. Raises NoServer."""
    found = [p for p in KEPT.glob("*/bin") if p.parent.name.isdigit() and int(p.parent.name) >= SINCE and (p / "initdb").is_file()]
    if found:
        return max(found, key=lambda p: int(p.parent.name))
    named = shutil.which("initdb")
    if named is None:
        raise NoServer(f"no PostgreSQL {SINCE} or later here (apt-get install postgresql)")
    return Path(named).resolve().parent


@contextlib.contextmanager
def server(settings: Mapping[str, str] | None = None, segment: int = 16) -> Iterator[Server]:
    """A server that runs until the block ends, and whose data are deleted then. `settings`: lines of postgresql.conf.

    `segment`: megabytes of a file of its journal (a power of two). Raises NoServer.
    """
    bin, owner = programs(), _owner()
    folder = Path(tempfile.mkdtemp(prefix="dateline-postgres-"))
    try:
        if owner:
            os.chown(folder, owner["user"], owner["group"])
        password = secrets.token_hex(16)
        _lay_out(bin, folder, password, segment, owner)
        port = _free_port()
        process = _start(bin, folder, {"port": str(port), **(settings or {})}, owner)
        try:
            _await(folder, port, process)
            yield Server(folder, port, password, process)
        finally:
            _stop(process)
    finally:
        shutil.rmtree(folder, ignore_errors=True)


def _owner() -> dict[str, Any]:
    """Whom to run as, as arguments of `subprocess`; empty: as we are."""
    if os.geteuid() != 0:
        return {}
    for name in OWNERS:
        with contextlib.suppress(KeyError):
            found = pwd.getpwnam(name)
            return {"user": found.pw_uid, "group": found.pw_gid, "extra_groups": []}
    raise NoServer(f"root may not run PostgreSQL, and none of the users {', '.join(OWNERS)} is here")


def _lay_out(bin: Path, folder: Path, password: str, segment: int, owner: Mapping[str, Any]) -> None:
    secret = folder / "password"
    secret.write_text(password)
    secret.chmod(0o600)
    if owner:
        os.chown(secret, owner["user"], owner["group"])
    data = ["-D", str(folder / "data"), "-U", ADMIN, f"--pwfile={secret}", "--auth=scram-sha-256", f"--wal-segsize={segment}"]
    words = [str(bin / "initdb"), *data, "-E", "UTF8", "--no-locale"]
    done = subprocess.run(words, cwd=folder, capture_output=True, text=True, check=False, **owner)
    secret.unlink()
    if done.returncode:
        raise NoServer(f"initdb failed: {(done.stderr or done.stdout).strip().splitlines()[-1]}")


def _free_port() -> int:
    with socket.socket() as asked:
        asked.bind(("127.0.0.1", 0))
        port: int = asked.getsockname()[1]
        return port


def _start(bin: Path, folder: Path, settings: Mapping[str, str], owner: Mapping[str, Any]) -> subprocess.Popen[bytes]:
    told = {"listen_addresses": "127.0.0.1", "unix_socket_directories": str(folder), **settings}
    words: Sequence[str] = [str(bin / "postgres"), "-D", str(folder / "data"), *(f"--{k}={v}" for k, v in told.items())]
    if shutil.which("setpriv"):  # so that no server outlives a parent that is killed
        words = ["setpriv", "--pdeathsig", "INT", *words]
    with (folder / "log").open("wb") as log:
        return subprocess.Popen(words, cwd=folder, stdin=subprocess.DEVNULL, stdout=log, stderr=log, **owner)


def _await(folder: Path, port: int, process: subprocess.Popen[bytes]) -> None:
    """Waits until the server says that it takes connections: its fourth line of postmaster.pid is the port, its eighth "ready"."""
    until = time.monotonic() + PATIENCE
    told = folder / "data" / "postmaster.pid"
    while time.monotonic() < until and process.poll() is None:
        lines = told.read_text().splitlines() if told.is_file() else []
        if len(lines) >= 8 and lines[3].strip() == str(port) and lines[7].strip() == "ready":
            return
        time.sleep(0.02)
    last = (folder / "log").read_text(errors="replace").strip().splitlines()[-1:]
    _stop(process)
    raise NoServer(f"PostgreSQL did not start: {''.join(last) or 'no word of why'}")


def _stop(process: subprocess.Popen[bytes]) -> None:
    """Ends the server, its connections with it ("fast"), and by force where that takes too long."""
    if process.poll() is None:
        process.send_signal(signal.SIGINT)
    try:
        process.wait(PATIENCE)
    except subprocess.TimeoutExpired:
        process.send_signal(signal.SIGQUIT)
        process.wait(PATIENCE)
