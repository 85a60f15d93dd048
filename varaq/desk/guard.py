"""The guard: which requests the desk answers.

Loopback is no wall: any page that is open in the browser can send requests there, and names
can be made to lead there (DNS rebinding). So the name that is asked for has to be the desk's
own, other origins are refused, and all that reads or changes a catalog takes a token.
"""

from __future__ import annotations

import secrets
from collections.abc import Mapping
from dataclasses import dataclass
from ipaddress import ip_address
from socket import getaddrinfo
from urllib.parse import parse_qs

SHELL_POLICY = (
    "default-src 'none'; script-src 'self'; style-src 'self'; connect-src 'self'; "
    "img-src 'self' data:; frame-src 'self'; base-uri 'none'; form-action 'none'; "
    "frame-ancestors 'none'"
)
"""What the desk's own page may load."""
_USUAL = 80
"""The port that browsers leave out."""
TOKEN_HEADER = "x-varaq-token"  # noqa: S105 - the name of a header


@dataclass(frozen=True, slots=True)
class Asked:
    """What the guard looks at of a request."""

    method: str
    path: str
    query: str
    headers: Mapping[str, str]
    """By name in lower case."""


@dataclass(frozen=True, slots=True)
class Guard:
    """Who may ask what."""

    host: str
    """The address that the desk listens at."""
    port: int
    token: str
    """Of this run."""

    @property
    def local(self) -> bool:
        """Whether nobody outside this machine can ask."""
        return is_loopback(self.host)

    @property
    def names(self) -> frozenset[str]:
        """What a browser may call the desk, in its Host header."""
        own = spoken(self.host)
        found = {own} if not self.local else {"localhost", "127.0.0.1", "[::1]", own}
        ports = (f":{self.port}", "") if self.port == _USUAL else (f":{self.port}",)
        return frozenset(name + port for name in found for port in ports)

    def refusal(self, asked: Asked) -> str | None:
        """Why a request is not answered, for the person who made it; None where it is."""
        if asked.headers.get("host", "").lower() not in self.names:
            return "this is not the desk's address"
        framed = asked.path.startswith("/page/")
        if framed:
            # the frame has an origin of its own, so that the token is in its address
            given = asked.path.removeprefix("/page/").partition("/")[0]
            return (
                None if self._holds(given) else "this page is of another run; open the desk again"
            )
        if refusal := self._foreign(asked):
            return refusal
        if asked.path.startswith("/api/"):
            return (
                None if self._holds(asked.headers.get(TOKEN_HEADER, "")) else "the token is missing"
            )
        if asked.method not in ("GET", "HEAD"):
            return "nothing is to be changed here"
        if asked.path == "/" and not self.local:
            given = parse_qs(asked.query).get("token", [""])[0]
            if not self._holds(given):
                return "open the address that the desk said when it was started, token and all"
        return None

    def _foreign(self, asked: Asked) -> str | None:
        """Whether a request was made by another page than the desk's own."""
        origin = asked.headers.get("origin")
        if origin is not None and origin.lower() not in {f"http://{name}" for name in self.names}:
            return "another page has asked"
        if origin is None and asked.method not in ("GET", "HEAD"):
            return "it is not said which page has asked"
        site = asked.headers.get("sec-fetch-site", "same-origin")
        if site not in ("same-origin", "none"):
            return "another page has asked"
        return None

    def _holds(self, token: str) -> bool:
        return secrets.compare_digest(token.encode(errors="replace"), self.token.encode())


def spoken(host: str) -> str:
    """A host as browsers write it in addresses.

    >>> spoken("MyPC"), spoken("fd00:0:0::1")
    ('mypc', '[fd00::1]')
    """
    host = host.lower()
    try:
        found = ip_address(host)
    except ValueError:
        return host
    return f"[{found.compressed}]" if found.version == 6 else host


def is_loopback(host: str) -> bool:
    """Whether an address is this machine's alone.

    >>> is_loopback("127.0.0.1"), is_loopback("localhost"), is_loopback("0.0.0.0")
    (True, True, False)
    """
    if host.lower() == "localhost":
        return True
    try:
        return ip_address(host).is_loopback
    except ValueError:
        return False


def is_everywhere(host: str) -> bool:
    """Whether what listens at a host would listen at all addresses of this machine.

    >>> is_everywhere(""), is_everywhere("0"), is_everywhere("0::0"), is_everywhere("127.0.0.1")
    (True, True, True, False)
    """
    try:
        found = getaddrinfo(host, None) if host else []
    except (OSError, UnicodeError):
        return False  # nothing can listen there
    return not host or any(ip_address(place[0]).is_unspecified for *_, place in found)


def new_token() -> str:
    """A token that nobody can guess."""
    return secrets.token_urlsafe(24)
