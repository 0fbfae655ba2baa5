"""Where webhooks may go: to a server on the internet, and never into a network that the studio stands in.

A name is looked up once, every address it has must be public, and the connection is made to that very address: a name
that means another place a moment later leads nowhere.
"""

from __future__ import annotations

import ipaddress
import socket
from dataclasses import dataclass
from urllib.parse import urlsplit

from server.errors import Unprocessable

_TRANSLATED = ipaddress.ip_network("64:ff9b::/96")
"""IPv6 addresses that stand for IPv4 ones, which may be private."""


class NotPublic(Exception):
    """The address leads, or may lead, into somebody's own network."""


@dataclass(frozen=True, slots=True)
class Target:
    """A looked-up address: connect to `address`, ask for `host`."""

    scheme: str
    host: str
    port: int
    address: str
    path: str

    @property
    def url(self) -> str:
        """With the number in place of the name."""
        number = f"[{self.address}]" if ":" in self.address else self.address
        return f"{self.scheme}://{number}:{self.port}{self.path}"

    @property
    def authority(self) -> str:
        """What the other side's server is called."""
        name = f"[{self.host}]" if ":" in self.host else self.host
        usual = {"https": 443, "http": 80}[self.scheme]
        return name if self.port == usual else f"{name}:{self.port}"


def check_address(url: str, *, private: bool) -> None:
    """Raises Unprocessable, saying what to write, for what no webhook can be sent to. Looks nothing up."""
    try:
        _parsed(url, private=private)
    except NotPublic as wrong:
        raise Unprocessable("bad_webhook_address", str(wrong)) from wrong


def look_up(url: str, *, private: bool) -> Target:
    """Where it leads now. Raises NotPublic, and OSError for a name that is not known."""
    scheme, host, port, path = _parsed(url, private=private)
    try:
        found = [entry[4][0] for entry in socket.getaddrinfo(host, port, type=socket.SOCK_STREAM)]
    except UnicodeError as odd:  # an empty label, or one of more than 63 letters
        raise NotPublic(f"No server can be called {host}.") from odd
    addresses = list(dict.fromkeys(str(one) for one in found))
    if not private:
        for address in addresses:
            _refuse_private(address)
    return Target(scheme, host, port, addresses[0], path)


def _parsed(url: str, *, private: bool) -> tuple[str, str, int, str]:
    """(scheme, host, port, path with query)."""
    try:
        parts = urlsplit(url)
        port, host = parts.port, parts.hostname
    except ValueError as odd:
        raise NotPublic(f"That is not an address: {odd}. Write one like https://studio.example.com/hook.") from odd
    if parts.scheme != "https" and not (private and parts.scheme == "http"):
        raise NotPublic("A webhook's address begins with https://.")
    if not host or not url.isascii() or any(sign.isspace() or not sign.isprintable() for sign in url):
        raise NotPublic("That is not an address. Write one like https://studio.example.com/hook.")
    if parts.username is not None or parts.password is not None:
        raise NotPublic("Leave name and password out of the address: what is sent is signed.")
    if not private:
        try:
            ipaddress.ip_address(host)
        except ValueError:
            pass  # a name: seen when it is looked up
        else:
            _refuse_private(host)
    query = f"?{parts.query}" if parts.query else ""
    return parts.scheme, host, port or {"https": 443, "http": 80}[parts.scheme], (parts.path or "/") + query


def _refuse_private(written: str) -> None:
    address = ipaddress.ip_address(written.partition("%")[0])
    inner = getattr(address, "ipv4_mapped", None) or getattr(address, "sixtofour", None)
    hidden = isinstance(address, ipaddress.IPv6Address) and address in _TRANSLATED
    if hidden or not address.is_global or address.is_multicast or (inner is not None and not inner.is_global):
        raise NotPublic("That address leads into a private network. Webhooks go to servers on the internet alone.")
