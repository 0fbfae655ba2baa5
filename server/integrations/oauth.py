"""Logging in elsewhere: OpenID Connect issuers and GitHub, by Authlib. SDK calls and error mapping only."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Annotated, Any, Protocol

import httpx2
from authlib.common.errors import AuthlibBaseError
from authlib.integrations.httpx_client import OAuth2Client
from joserfc import jwt
from joserfc.errors import JoseError
from joserfc.jwk import KeySet
from pydantic import BaseModel, StringConstraints, TypeAdapter, ValidationError

WAIT = httpx2.Timeout(10.0)
ALGORITHMS = ("RS256", "ES256", "PS256", "EdDSA")
LEEWAY_S = 60


class ProviderAway(Exception):
    """It does not answer, or not as it should."""


class ProviderRefused(Exception):
    """It says no: the code was used, has run out, or was never one."""


@dataclass(frozen=True, slots=True)
class Person:
    """Who somebody is at a provider. `email` is None where none is known to be theirs."""

    subject: str
    email: str | None
    name: str | None


@dataclass(frozen=True, slots=True)
class Attempt:
    """What must come back as it was sent (RFC 9700): `verifier` is PKCE's, `nonce` OpenID Connect's."""

    state: str
    verifier: str
    nonce: str
    redirect_uri: str


_Text = Annotated[str, StringConstraints(max_length=255, pattern=r"^[^\x00]*$")]


class _Claims(BaseModel):
    """What an ID token says of somebody."""

    sub: _Text
    email: _Text | None = None
    email_verified: bool = False
    name: _Text | None = None


class _GitHubUser(BaseModel):
    id: int
    login: _Text
    name: _Text | None = None


class _GitHubEmail(BaseModel):
    email: _Text
    primary: bool
    verified: bool


_EMAILS = TypeAdapter(tuple[_GitHubEmail, ...])


class Provider(Protocol):
    """A place to log in at."""

    @property
    def name(self) -> str:
        """As the settings and the database know it."""
        ...

    @property
    def title(self) -> str:
        """As people know it."""
        ...

    def address(self, attempt: Attempt) -> str:
        """Where the browser is sent. Raises ProviderAway."""
        ...

    def person(self, attempt: Attempt, code: str) -> Person:
        """Who came back with a code. Raises ProviderAway or ProviderRefused."""
        ...


@dataclass(frozen=True, slots=True)
class OpenIdProvider:
    """Any issuer with a discovery document (OpenID Connect Core 1.0, code flow with PKCE)."""

    name: str
    title: str
    issuer: str
    client_id: str
    client_secret: str

    def address(self, attempt: Attempt) -> str:
        """See Provider.address."""
        with _client(self.client_id, self.client_secret, "openid email profile", attempt) as client:
            known = self._discovered(client)
            url, _ = client.create_authorization_url(
                known["authorization_endpoint"],
                state=attempt.state,
                code_verifier=attempt.verifier,
                nonce=attempt.nonce,
            )
            return str(url)

    def person(self, attempt: Attempt, code: str) -> Person:
        """See Provider.person."""
        with _client(self.client_id, self.client_secret, "openid email profile", attempt) as client:
            known = self._discovered(client)
            token = _traded(client, known["token_endpoint"], attempt, code)
            keys = _json(client, known["jwks_uri"])
        checks = jwt.JWTClaimsRegistry(
            leeway=LEEWAY_S,
            iss={"essential": True, "value": known["issuer"]},
            aud={"essential": True, "value": self.client_id},
            sub={"essential": True},
            exp={"essential": True},
            nonce={"essential": True, "value": attempt.nonce},
        )
        try:
            claims = jwt.decode(str(token.get("id_token")), KeySet.import_key_set(keys), ALGORITHMS).claims
            checks.validate(claims)
            told = _Claims.model_validate(claims)
        except (JoseError, ValueError) as wrong:  # pydantic's is a ValueError too
            raise ProviderRefused(f"its ID token is not good: {wrong}") from wrong
        return Person(told.sub, told.email if told.email_verified else None, told.name)

    def _discovered(self, client: OAuth2Client) -> dict[str, Any]:
        known: dict[str, Any] = _json(client, f"{self.issuer.rstrip('/')}/.well-known/openid-configuration")
        if str(known.get("issuer", "")).rstrip("/") != self.issuer.rstrip("/"):
            raise ProviderAway(f"{self.issuer} says that it is another issuer")
        if missing := {"authorization_endpoint", "token_endpoint", "jwks_uri"} - known.keys():
            raise ProviderAway(f"{self.issuer} does not tell its {', '.join(sorted(missing))}")
        return known


@dataclass(frozen=True, slots=True)
class GitHubProvider:
    """GitHub, or a GitHub of one's own: OAuth 2.0 without OpenID Connect."""

    client_id: str
    client_secret: str
    url: str
    api_url: str
    name: str = "github"
    title: str = "GitHub"

    def address(self, attempt: Attempt) -> str:
        """See Provider.address."""
        with _client(self.client_id, self.client_secret, "read:user user:email", attempt) as client:
            url, _ = client.create_authorization_url(
                f"{self.url}/login/oauth/authorize", state=attempt.state, code_verifier=attempt.verifier
            )
            return str(url)

    def person(self, attempt: Attempt, code: str) -> Person:
        """See Provider.person."""
        with _client(self.client_id, self.client_secret, "read:user user:email", attempt) as client:
            _traded(client, f"{self.url}/login/oauth/access_token", attempt, code)
            answers = [_json(client, f"{self.api_url}/{path}", signed=True) for path in ("user", "user/emails")]
        try:
            user, emails = _GitHubUser.model_validate(answers[0]), _EMAILS.validate_python(answers[1])
        except ValidationError as odd:
            raise ProviderAway(f"{self.api_url} does not answer as GitHub does") from odd
        email = next((one.email for one in emails if one.primary and one.verified), None)
        return Person(str(user.id), email, user.name or user.login)


def _client(client_id: str, client_secret: str, scope: str, attempt: Attempt) -> OAuth2Client:
    return OAuth2Client(
        client_id,
        client_secret,
        scope=scope,
        redirect_uri=attempt.redirect_uri,
        code_challenge_method="S256",
        timeout=WAIT,
        headers={"Accept": "application/json"},
    )


def _traded(client: OAuth2Client, endpoint: str, attempt: Attempt, code: str) -> dict[str, Any]:
    try:
        token: dict[str, Any] = client.fetch_token(endpoint, code=code, code_verifier=attempt.verifier)
    except AuthlibBaseError as no:
        raise ProviderRefused(str(no)) from no
    except (httpx2.HTTPError, ValueError) as away:
        raise ProviderAway(str(away) or type(away).__name__) from away
    return token


def _json(client: OAuth2Client, url: str, *, signed: bool = False) -> Any:
    try:
        answer = client.request("GET", url, withhold_token=not signed)
        answer.raise_for_status()
        body: Any = answer.json()
    except (httpx2.HTTPError, ValueError) as away:
        raise ProviderAway(f"{url}: {away}") from away
    return body
