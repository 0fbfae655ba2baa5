"""An OpenID Connect issuer, and a GitHub, on this machine: they check what a client sends and sign what they answer."""

from __future__ import annotations

import base64
import hashlib
import secrets
import socket
import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from typing import Any
from urllib.parse import urlencode

import uvicorn
from fastapi import FastAPI, Form, Header, Request
from fastapi.responses import JSONResponse, RedirectResponse
from joserfc import jwt
from joserfc.jwk import RSAKey

CLIENT, SECRET = "studio", "a secret between the two"


@dataclass
class Issuer:
    """Who is logged in there, and how it misbehaves."""

    url: str = ""
    subject: str = "subject-1"
    email: str = "meera@studio.test"
    verified: bool = True
    spoilt: dict[str, Any] = field(default_factory=dict)
    """Claims that are not as they should be."""
    key: RSAKey = field(default_factory=lambda: RSAKey.generate_key(2048, {"kid": "one"}))
    strange_key: bool = False
    asked: dict[str, dict[str, str]] = field(default_factory=dict)
    """What the browser brought, by the code that it was sent back with."""
    broken: bool = False

    def app(self) -> FastAPI:
        """Its endpoints."""
        app = FastAPI()
        app.add_api_route("/.well-known/openid-configuration", self.discovery)
        app.add_api_route("/jwks", self.jwks)
        app.add_api_route("/authorize", self.authorize)
        app.add_api_route("/login/oauth/authorize", self.authorize)
        app.add_api_route("/token", self.token, methods=["POST"])
        app.add_api_route("/login/oauth/access_token", self.token, methods=["POST"])
        app.add_api_route("/user", self.user)
        app.add_api_route("/user/emails", self.emails)
        return app

    def discovery(self) -> Any:  # noqa: ANN401
        if self.broken:
            return JSONResponse({}, 500)
        return {
            "issuer": self.url,
            "authorization_endpoint": f"{self.url}/authorize",
            "token_endpoint": f"{self.url}/token",
            "jwks_uri": f"{self.url}/jwks",
        }

    def jwks(self) -> dict[str, Any]:
        return {"keys": [self.key.as_dict(private=False)]}

    def authorize(self, request: Request) -> RedirectResponse:
        asked = dict(request.query_params)
        assert asked["client_id"] == CLIENT
        assert (asked["response_type"], asked["code_challenge_method"]) == ("code", "S256")
        code = secrets.token_hex(8)
        self.asked[code] = asked
        return RedirectResponse(f"{asked['redirect_uri']}?{urlencode({'code': code, 'state': asked['state']})}", 302)

    def token(
        self,
        code: str = Form(),
        redirect_uri: str = Form(),
        code_verifier: str = Form(),
        authorization: str = Header(),
    ) -> Any:  # noqa: ANN401
        asked = self.asked.pop(code, None)
        client = base64.b64decode(authorization.removeprefix("Basic ")).decode()
        digest = hashlib.sha256(code_verifier.encode()).digest()
        challenge = base64.urlsafe_b64encode(digest).decode().rstrip("=")
        if client != f"{CLIENT}:{SECRET}" or asked is None:
            return JSONResponse({"error": "invalid_grant", "error_description": "no such code"}, 400)
        if (challenge, redirect_uri) != (asked["code_challenge"], asked["redirect_uri"]):
            return JSONResponse({"error": "invalid_grant", "error_description": "another browser's code"}, 400)
        claims = {
            "iss": self.url,
            "aud": CLIENT,
            "sub": self.subject,
            "exp": int(time.time()) + 300,
            "iat": int(time.time()),
            "nonce": asked.get("nonce"),
            "email": self.email,
            "email_verified": self.verified,
            "name": "Meera",
            **self.spoilt,
        }
        key = RSAKey.generate_key(2048, {"kid": "one"}) if self.strange_key else self.key
        signed = jwt.encode({"alg": "RS256", "kid": "one"}, claims, key)
        return {"access_token": "opens", "token_type": "Bearer", "expires_in": 300, "id_token": signed}

    def user(self, authorization: str = Header()) -> dict[str, Any]:
        assert authorization == "Bearer opens"
        return {"id": 4711, "login": "meera", "name": None}

    def emails(self, authorization: str = Header()) -> list[dict[str, Any]]:
        assert authorization == "Bearer opens"
        return [
            {"email": "other@studio.test", "primary": False, "verified": True},
            {"email": self.email, "primary": True, "verified": self.verified},
        ]


@contextmanager
def issuing() -> Iterator[Issuer]:
    """An issuer on a port of this machine."""
    issuer = Issuer()
    with socket.socket() as listener:
        listener.bind(("127.0.0.1", 0))
        issuer.url = f"http://127.0.0.1:{listener.getsockname()[1]}"
        server = uvicorn.Server(uvicorn.Config(issuer.app(), log_level="warning", ws="none"))
        thread = threading.Thread(target=server.run, kwargs={"sockets": [listener]}, daemon=True)
        thread.start()
        while not server.started:
            time.sleep(0.01)
        yield issuer
        server.should_exit = True
        thread.join(10)
