"""Where a connection goes, and that what is public never leads to what is private."""

from __future__ import annotations

import shutil
import socket
import ssl
import subprocess
import threading
from collections.abc import Mapping, Sequence
from pathlib import Path

import httpx
import pytest
from loopback import PAGE, FakeClock, unused_port

from onrecord.fetch import FetchOptions, Outcome, fetch
from onrecord.fetch.wire import Failure, Reply, Wire

NUMBERS = {
    "news.test": ["93.184.216.34"],
    "other.test": ["93.184.216.35"],
    "inside.test": ["10.0.0.7"],
    "both.test": ["93.184.216.34", "192.168.0.1"],
    "mapped.test": ["::ffff:127.0.0.1"],
    "cloud.test": ["169.254.169.254"],
}


def look_up(host: str, port: int) -> Sequence[str]:
    if host not in NUMBERS:
        raise socket.gaierror("no such name")
    return NUMBERS[host]


class Net(httpx.MockTransport):
    """Answers by Host header and path; 404 where nothing was said."""

    def __init__(self, answers: Mapping[str, httpx.Response]) -> None:
        self.sent: list[httpx.Request] = []
        self._answers = answers
        super().__init__(self._answer)

    def _answer(self, request: httpx.Request) -> httpx.Response:
        self.sent.append(request)
        known = self._answers.get(request.headers["host"] + request.url.raw_path.decode())
        if known is None:
            return httpx.Response(404)
        stream = httpx.ByteStream(known.content)
        return httpx.Response(known.status_code, headers=known.headers, stream=stream)

    @property
    def hosts(self) -> set[str]:
        return {request.headers["host"] for request in self.sent}


def redirect(location: str) -> httpx.Response:
    return httpx.Response(302, headers={"location": location})


def outcomes(folder: Path, net: Net, *addresses: str, **options: bool) -> dict[str, str]:
    seen: dict[str, str] = {}
    fetch(
        addresses,
        folder,
        FetchOptions(allow_private=options.get("allow_private", False)),
        clock=FakeClock(),
        transport=net,
        look_up=look_up,
        progress=lambda visit, *_: seen.update({visit.address: str(visit.outcome)}),
    )
    return seen


@pytest.mark.parametrize("inside", ["inside.test", "both.test", "mapped.test", "cloud.test"])
def test_public_page_does_not_lead_to_a_private_address(tmp_path: Path, inside: str) -> None:
    net = Net(
        {"news.test/a": redirect(f"http://{inside}/x"), f"{inside}/x": httpx.Response(200, content=PAGE)}
    )
    assert outcomes(tmp_path, net, "http://news.test/a") == {"http://news.test/a": "refused"}
    assert net.hosts == {"news.test"}


def test_private_redirect_is_followed_when_allowed(tmp_path: Path) -> None:
    net = Net(
        {"news.test/a": redirect("http://inside.test/x"), "inside.test/x": httpx.Response(200, content=PAGE)}
    )
    found = outcomes(tmp_path, net, "http://news.test/a", allow_private=True)
    assert found == {"http://news.test/a": "stored"}


def test_private_address_that_the_user_names_is_asked_and_may_lead_to_another(tmp_path: Path) -> None:
    NUMBERS["inside2.test"] = ["10.0.0.8"]
    net = Net(
        {
            "inside.test/a": redirect("http://inside2.test/b"),
            "inside2.test/b": httpx.Response(200, content=PAGE),
        }
    )
    assert outcomes(tmp_path, net, "http://inside.test/a") == {"http://inside.test/a": "stored"}


def test_way_back_inside_over_a_public_page_is_closed(tmp_path: Path) -> None:
    net = Net(
        {"inside.test/a": redirect("http://news.test/b"), "news.test/b": redirect("http://inside.test/c")}
    )
    assert outcomes(tmp_path, net, "http://inside.test/a") == {"http://inside.test/a": "refused"}


def test_public_feed_does_not_lead_to_a_private_address(tmp_path: Path) -> None:
    feed = b"<rss><channel><item><link>http://inside.test/admin?delete=1</link></item></channel></rss>"
    net = Net({"news.test/feed": httpx.Response(200, content=feed)})
    found = outcomes(tmp_path, net, "http://news.test/feed")
    assert found == {"http://inside.test/admin?delete=1": "refused", "http://news.test/feed": "listing"}
    assert net.hosts == {"news.test"}


def test_robots_that_leads_inside_forbids_its_site(tmp_path: Path) -> None:
    net = Net(
        {
            "news.test/robots.txt": redirect("http://inside.test/robots.txt"),
            "news.test/a": httpx.Response(200, content=PAGE),
        }
    )
    assert outcomes(tmp_path, net, "http://news.test/a") == {"http://news.test/a": "unclear"}
    assert net.hosts == {"news.test"}


def test_connection_goes_to_the_number_that_was_checked(tmp_path: Path) -> None:
    net = Net({"news.test/a": httpx.Response(200, content=PAGE, headers={"set-cookie": "id=1"})})
    outcomes(tmp_path, net, "https://news.test/a", "https://news.test/b")
    assert {request.url.host for request in net.sent} == {"93.184.216.34"}
    assert {request.extensions["sni_hostname"] for request in net.sent} == {"news.test"}
    assert not any("cookie" in request.headers for request in net.sent)


def test_unknown_host_is_unreachable() -> None:
    reply = Wire(FetchOptions(), FakeClock(), transport=Net({}), look_up=look_up).get(
        "http://nowhere.test/", trusted=True
    )
    assert isinstance(reply, Failure)
    assert (reply.outcome, reply.passing) == (Outcome.UNREACHABLE, True)


def test_second_number_of_a_host_is_tried_when_the_first_does_not_connect() -> None:
    with socket.create_server(("127.0.0.1", 0)) as server:
        port = server.getsockname()[1]
        threading.Thread(target=answer_once, args=(server,), daemon=True).start()
        wire = Wire(
            FetchOptions(timeout=5), FakeClock(), look_up=lambda host, port: ["127.0.0.2", "127.0.0.1"]
        )
        reply = wire.get(f"http://two.test:{port}/", trusted=True)
        wire.close()
    assert isinstance(reply, Reply)
    assert reply.content == b"ok"


def answer_once(server: socket.socket) -> None:
    connection, _ = server.accept()
    with connection:
        connection.recv(65_536)
        connection.sendall(b"HTTP/1.1 200 OK\r\nContent-Length: 2\r\n\r\nok")


def test_closed_port_is_a_failure_without_a_connection() -> None:
    wire = Wire(FetchOptions(timeout=5), FakeClock())
    reply = wire.get(f"http://127.0.0.1:{unused_port()}/", trusted=True)
    wire.close()
    assert isinstance(reply, Failure)
    assert (reply.outcome, reply.connected, reply.passing) == (Outcome.UNREACHABLE, False, True)


@pytest.fixture
def encrypted(tmp_path: Path) -> tuple[Path, int]:
    """A certificate for secret.test and the port of a server that shows it, twice."""
    if shutil.which("openssl") is None:
        pytest.skip("needs openssl to make a certificate")
    key, certificate = tmp_path / "key.pem", tmp_path / "certificate.pem"
    command = "openssl req -x509 -newkey ec -pkeyopt ec_paramgen_curve:prime256v1 -nodes -days 2"
    name = ["-subj", "/CN=secret.test", "-addext", "subjectAltName=DNS:secret.test"]
    files = ["-keyout", str(key), "-out", str(certificate)]
    subprocess.run([*command.split(), *name, *files], check=True, capture_output=True)
    context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
    context.load_cert_chain(certificate, key)
    server = socket.create_server(("127.0.0.1", 0))

    def serve() -> None:
        with server:
            for _ in range(2):
                connection, _ = server.accept()
                try:
                    with context.wrap_socket(connection, server_side=True) as wrapped:
                        wrapped.recv(65_536)
                        wrapped.sendall(b"HTTP/1.1 200 OK\r\nContent-Length: 2\r\n\r\nok")
                except OSError:
                    connection.close()

    threading.Thread(target=serve, daemon=True).start()
    return certificate, server.getsockname()[1]


def test_certificate_is_checked_against_the_name_not_the_number(encrypted: tuple[Path, int]) -> None:
    certificate, port = encrypted
    transport = httpx.HTTPTransport(verify=ssl.create_default_context(cafile=str(certificate)))
    wire = Wire(FetchOptions(), FakeClock(), transport=transport, look_up=lambda host, port: ["127.0.0.1"])
    good = wire.get(f"https://secret.test:{port}/", trusted=True)
    bad = wire.get(f"https://other.test:{port}/", trusted=True)
    wire.close()
    assert isinstance(good, Reply)
    assert good.content == b"ok"
    assert isinstance(bad, Failure)
    assert (bad.outcome, bad.passing) == (Outcome.UNREACHABLE, False)


def test_certificate_of_an_unknown_maker_is_not_taken(encrypted: tuple[Path, int]) -> None:
    wire = Wire(FetchOptions(), FakeClock(), look_up=lambda host, port: ["127.0.0.1"])
    reply = wire.get(f"https://secret.test:{encrypted[1]}/", trusted=True)
    wire.close()
    assert isinstance(reply, Failure)
    assert "CERTIFICATE_VERIFY_FAILED" in reply.detail
    assert not reply.passing
