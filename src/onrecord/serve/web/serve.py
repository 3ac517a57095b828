"""Runs the app on a port of this machine until it is stopped."""

from __future__ import annotations

from pathlib import Path

from msgspec import Struct

from onrecord.errors import SetupError
from onrecord.serve.web.app import create_app
from onrecord.serve.web.guard import Rules, rules
from onrecord.store.lens import Lens

PORT = 8710
HERE = "127.0.0.1"


class Address(Struct, frozen=True, kw_only=True):
    """Where a record is shown."""

    path: Path
    host: str = HERE
    port: int = PORT
    rules: Rules
    lens: Lens = Lens()

    @property
    def url(self) -> str:
        """What to open in a browser; with the key where one is needed."""
        host = f"[{self.host}]" if ":" in self.host else self.host
        key = f"?key={self.rules.key}" if self.rules.key else ""
        return f"http://{host}:{self.port}/{key}"


def addressed(
    path: Path,
    listen: str | None = None,
    port: int = PORT,
    key: str | None = None,
    lens: Lens | None = None,
) -> Address:
    """Return where the record at ``path`` is to be shown: on loopback, or on ``listen`` behind a key."""
    return Address(path=path, host=listen or HERE, port=port, rules=rules(listen, key), lens=lens or Lens())


def serve(where: Address) -> None:
    """Show the record until the process is interrupted.

    Raises:
        SetupError: the port is taken.
    """
    import socket

    import uvicorn

    family = socket.AF_INET6 if ":" in where.host else socket.AF_INET
    with socket.socket(family, socket.SOCK_STREAM) as door:
        door.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            door.bind((where.host, where.port))
        except OSError as error:
            raise SetupError(
                f"cannot listen there: {error.strerror or error}",
                where=f"{where.host}:{where.port}",
                remedy="Give another --port, e.g. --port 8711.",
            ) from error
        config = uvicorn.Config(
            create_app(where.path, where.rules, where.lens),
            log_level="warning",
            server_header=False,
            date_header=False,
            ws="none",
            timeout_graceful_shutdown=2,
        )
        uvicorn.Server(config).run(sockets=[door])
