"""The whole suite runs where no socket leaves the machine; here is the proof that the bar holds."""

from __future__ import annotations

import http.client
import socket

import pytest


class TestTheBar:
    @pytest.mark.parametrize("host", ["example.org", "192.0.2.1", "2001:db8::1"])
    def test_nothing_reaches_another_machine(self, host: str) -> None:
        with pytest.raises(BaseException, match="socket") as raised:
            http.client.HTTPConnection(host, timeout=0.1).request("GET", "/")
        assert type(raised.value).__name__ == "NetworkUsed"

    def test_a_look_up_of_a_name_is_refused_too(self) -> None:
        with pytest.raises(BaseException, match="getaddrinfo"):
            socket.getaddrinfo("example.org", 80)

    def test_this_machine_may_talk_to_itself(self) -> None:
        with socket.create_server(("127.0.0.1", 0)) as server:
            socket.create_connection(server.getsockname()[:2], timeout=1).close()
