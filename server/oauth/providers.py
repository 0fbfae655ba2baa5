"""Which providers the settings name."""

from __future__ import annotations

from server.errors import NotFound
from server.integrations.oauth import GitHubProvider, OpenIdProvider, Provider
from server.settings import Settings

GOOGLE = "https://accounts.google.com"


def providers(settings: Settings) -> dict[str, Provider]:
    """Those that can be logged in at, by name, in the order they are offered."""
    found: list[Provider] = []
    if settings.google_client_id and settings.google_client_secret:
        secret = settings.google_client_secret.get_secret_value()
        found.append(OpenIdProvider("google", "Google", GOOGLE, settings.google_client_id, secret))
    if settings.github_client_id and settings.github_client_secret:
        secret = settings.github_client_secret.get_secret_value()
        found.append(GitHubProvider(settings.github_client_id, secret, settings.github_url, settings.github_api_url))
    if settings.oidc_issuer and settings.oidc_client_id and settings.oidc_client_secret:
        secret = settings.oidc_client_secret.get_secret_value()
        title = settings.oidc_title
        found.append(OpenIdProvider("oidc", title, settings.oidc_issuer, settings.oidc_client_id, secret))
    return {one.name: one for one in found}


def provider(name: str, settings: Settings) -> Provider:
    """One by its name. Raises NotFound."""
    found = providers(settings).get(name)
    if found is None:
        raise NotFound("log-in by", name)
    return found
