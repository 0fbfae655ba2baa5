"""The API's own page: /docs, where one can try it. It runs nothing but what it names."""

from __future__ import annotations

import base64
import hashlib
import re
from functools import cache

from fastapi import APIRouter
from fastapi.openapi.docs import get_swagger_ui_html
from fastapi.responses import HTMLResponse

from server.edge import API

router = APIRouter(include_in_schema=False)
_CDN = "https://cdn.jsdelivr.net/npm/swagger-ui-dist@5/"
_ICON = "data:,"


@router.get("/docs", response_class=HTMLResponse)
def docs() -> HTMLResponse:
    """All routes, to read and to try."""
    page, policy = _page()
    return HTMLResponse(page, headers={"Content-Security-Policy": policy})


@cache
def _page() -> tuple[bytes, str]:
    page = bytes(
        get_swagger_ui_html(openapi_url=f"{API}/openapi.json", title="AI Film Studio", swagger_favicon_url=_ICON).body
    )
    inline = re.findall(rb"<script>(.*?)</script>", page, re.DOTALL)
    hashes = " ".join(f"'sha256-{base64.b64encode(hashlib.sha256(one).digest()).decode()}'" for one in inline)
    policy = (
        f"default-src 'none'; script-src {_CDN} {hashes}; style-src {_CDN} 'unsafe-inline'; img-src 'self' data:; "
        "connect-src 'self'; base-uri 'none'; form-action 'none'; frame-ancestors 'none'"
    )
    return page, policy
