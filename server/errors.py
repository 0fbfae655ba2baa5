"""Errors of the job server, each with the status it answers, a code for programs and a sentence for people.

Problem
├── NotFound 404
├── Unauthorised 401          nobody is logged in, or the token has ended
├── Forbidden 403
├── Conflict 409              what is asked does not go with how things stand
├── Gone 410                  it was there, and is not any more
├── Outdated 412              it was changed since it was looked at
├── TooLarge 413
├── Unprocessable 422         what is sent cannot be used
├── TooManyRequests 429
└── InsufficientCredits 402
"""

from __future__ import annotations

from typing import Any, ClassVar


class Problem(Exception):
    """Rendered once, at the edge, as application/problem+json (RFC 9457). `facts` are added to the body."""

    status: ClassVar[int] = 500

    def __init__(self, code: str, detail: str, **facts: Any) -> None:
        super().__init__(detail)
        self.code = code
        self.detail = detail
        self.facts = facts
        self.headers: dict[str, str] = {}


class NotFound(Problem):
    """It is not there, or belongs to somebody else: which of the two is nobody's business."""

    status = 404

    def __init__(self, what: str, key: object) -> None:
        super().__init__("not_found", f"There is no {what} {key}.")


class Unauthorised(Problem):
    """Log in first."""

    status = 401

    def __init__(self, detail: str = "Log in first.", code: str = "unauthorised") -> None:
        super().__init__(code, detail)


class Forbidden(Problem):
    """Logged in, but not allowed."""

    status = 403


class Conflict(Problem):
    """What is asked does not go with how things stand."""

    status = 409


class Gone(Problem):
    """It was there, and is not any more."""

    status = 410


class Outdated(Problem):
    """What it was asked for is not there any more: it was changed since."""

    status = 412


class TooLarge(Problem):
    """More than is taken."""

    status = 413


class Unprocessable(Problem):
    """What was sent cannot be used."""

    status = 422


class TooManyRequests(Problem):
    """More often than one may."""

    status = 429

    def __init__(self, seconds: int) -> None:
        super().__init__("too_many_requests", f"That was too often. Try again in {seconds} seconds.")
        self.headers = {"Retry-After": str(seconds)}


class InsufficientCredits(Problem):
    """The balance does not cover the price."""

    status = 402

    def __init__(self, price: int, balance: int) -> None:
        super().__init__(
            "insufficient_credits",
            f"The film costs {price} credits and the balance is {balance}. Choose a shorter film or get more credits.",
            price=price,
            balance=balance,
        )
