from __future__ import annotations

import contextlib
import os
import socket
from collections.abc import Iterator

import pytest

from server.house import ports
from server.house.ports import CannotListen, LibrariesMissing, PortTaken, check_libraries, check_ports
from tests.server.house.stage import House

HERE = "127.0.0.1"


@pytest.fixture
def taken() -> Iterator[int]:
    """A port on which this very process listens."""
    with contextlib.closing(socket.create_server((HERE, 0))) as server:
        yield server.getsockname()[1]


def test_free_ports_pass() -> None:
    with contextlib.closing(socket.create_server((HERE, 0))) as server:
        port = server.getsockname()[1]
    check_ports({"api": (HERE, port)})
    check_ports({"api": (HERE, port)})  # looking leaves nothing behind


def test_names_the_holder_and_the_way_out(taken: int) -> None:
    with pytest.raises(PortTaken) as raised:
        check_ports({"api": (HERE, taken)})
    sentence = str(raised.value)
    assert sentence.startswith(f"Port {taken} for api is taken by ")
    assert f"(pid {os.getpid()})" in sentence
    setting = sentence.partition("STUDIO_API_PORT=")[2]
    assert setting.endswith(" make run")
    check_ports({"api": (HERE, int(setting.split()[0]))})
    assert raised.value.exit_code == 3


def test_tells_of_all_at_once(taken: int) -> None:
    with pytest.raises(PortTaken) as raised:
        check_ports({"api": (HERE, taken), "admin-ui": (HERE, taken)})
    sentence = str(raised.value)
    assert "for admin-ui is also asked for by api" in sentence
    settings = dict(word.split("=") for word in sentence.split() if word.startswith("STUDIO_"))
    assert len({settings["STUDIO_API_PORT"], settings["STUDIO_ADMIN_UI_PORT"]}) == 2


def test_says_when_the_address_is_nobodys() -> None:
    with pytest.raises(CannotListen, match=r"Nothing can listen on 192\.0\.2\.1"):
        check_ports({"api": ("192.0.2.1", 8000)})


def test_a_taken_port_stops_the_house_before_it_starts(house: House, taken: int) -> None:
    house.ports = {"ui": (HERE, taken)}
    house.add("ui", "note('started')")
    with house.open() as opened:
        assert opened.exit_code() == 3
        assert f"studio: Port {taken} for ui is taken by " in opened.said()
        assert house.logged() == []


def test_says_which_libraries_are_missing(monkeypatch: pytest.MonkeyPatch) -> None:
    check_libraries()
    monkeypatch.setattr(ports, "missing_libraries", lambda: ("libEGL.so.1",))
    with pytest.raises(LibrariesMissing, match=r"lacks libEGL\.so\.1\. Run 'make setup'.* libegl1\)"):
        check_libraries()
