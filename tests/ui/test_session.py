"""Tokens: traded once, whoever asks; and never anybody else's."""

from __future__ import annotations

import threading
from collections.abc import Iterator
from pathlib import Path

import pytest

from server.accounts.schemas import Tokens
from tests.ui.conftest import Served
from tests.ui.peer import Peer
from ui.session import Door, Succession, kept_of, tokens_of


def tokens(name: str) -> Tokens:
    return Tokens(access_token=f"a-{name}", refresh_token=f"r-{name}", expires_in=60)


@pytest.fixture(scope="module")
def door(tmp_path_factory: pytest.TempPathFactory) -> Iterator[tuple[Door, Peer]]:
    folder: Path = tmp_path_factory.mktemp("door")
    served = Served(Peer(folder))
    opened = Door(served.peer.url, served.peer.url)
    yield opened, served.peer
    opened.http.close()
    served.stop()


def test_many_at_once_trade_a_token_once(door: tuple[Door, Peer]) -> None:
    way, peer = door
    told: list[Tokens | None] = []
    first = way.client({}, told.append).register("many@studio.test", "a long password")
    assert isinstance(first, Tokens)
    peer.end_access_tokens()
    emails: list[str] = []

    def ask() -> None:
        emails.append(way.client(kept_of(first), lambda _: None).me().email)

    threads = [threading.Thread(target=ask) for _ in range(8)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert emails == ["many@studio.test"] * 8
    assert len(peer.refresh) == 1


def test_an_heir_is_told_to_the_browser(door: tuple[Door, Peer]) -> None:
    way, peer = door
    first = way.client({}, lambda _: None).register("heir@studio.test", "a long password")
    assert isinstance(first, Tokens)
    peer.end_access_tokens()
    told: list[Tokens | None] = []
    way.client(kept_of(first), told.append).me()
    again: list[Tokens | None] = []
    way.client(kept_of(first), again.append).me()
    assert again == told


def test_succession_follows_the_line_and_forgets_the_oldest(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("ui.session.REMEMBERED", 2)
    line = Succession()
    for old, new in (("1", "2"), ("2", "3"), ("3", "4")):
        line.record(f"r-{old}", tokens(new))
    assert line.latest(tokens("2")) == tokens("4")
    assert line.latest(tokens("1")) == tokens("1")
    assert line.latest(tokens("other")) == tokens("other")


def test_an_old_token_is_worth_nothing_after_ten_minutes() -> None:
    now = [1000.0]
    line = Succession(lambda: now[0])
    line.record("r-1", tokens("2"))
    now[0] += 400
    line.record("r-2", tokens("3"))
    now[0] += 199
    assert line.latest(tokens("1")) == tokens("3")
    now[0] += 2
    assert line.latest(tokens("1")) == tokens("1"), "whoever brings it now has not just been at work in another tab"
    assert line.latest(tokens("2")) == tokens("3")
    now[0] += 400
    assert line.latest(tokens("2")) == tokens("2")
    assert not line._heirs


@pytest.mark.parametrize("kept", [None, {}, {"access_token": "x"}, {"refresh_token": None, "access_token": 3}])
def test_what_never_came_from_here_is_nobody(kept: dict[str, object] | None) -> None:
    assert tokens_of(kept) is None


def test_links_are_made_whole() -> None:
    way = Door("http://api:8000", "https://films.example/studio/")
    assert way.link("https://elsewhere.example/a.mp4") == "https://elsewhere.example/a.mp4"
    assert way.link("/api/v1/media/x") == "https://films.example/api/v1/media/x"
    way.http.close()
