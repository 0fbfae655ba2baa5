"""The settings behind Access, read once at a process's door from the environment (STUDIO_…) and `.env`."""

from __future__ import annotations

from functools import cached_property
from pathlib import Path

from pydantic import Field, SecretStr
from pydantic_settings import BaseSettings, SettingsConfigDict

from pipeline.access import NO_ACCESS, Access

PREFIX = "STUDIO_"


class AccessSettings(BaseSettings):
    """What engines beyond this install need. None is asked unless it is chosen by name."""

    model_config = SettingsConfigDict(
        env_prefix=PREFIX, env_file=".env", env_ignore_empty=True, extra="ignore", frozen=True
    )

    openai_api_key: SecretStr | None = None
    openai_base_url: str | None = None
    openai_model: str = NO_ACCESS.openai_model
    anthropic_api_key: SecretStr | None = None
    anthropic_base_url: str | None = None
    anthropic_model: str = NO_ACCESS.anthropic_model
    llm_base_url: str | None = Field(
        default=None, description="A language model server of one's own that speaks OpenAI's chat completions."
    )
    llm_model: str | None = Field(default=None, description="The model's name on that server.")
    llm_api_key: SecretStr | None = None
    llm_folder: Path | None = Field(default=None, description="Folder of a language model for transformers.")

    @cached_property
    def access(self) -> Access:
        """How engines beyond this install are reached."""
        return Access(
            openai_key=_shown(self.openai_api_key),
            openai_url=self.openai_base_url,
            openai_model=self.openai_model,
            anthropic_key=_shown(self.anthropic_api_key),
            anthropic_url=self.anthropic_base_url,
            anthropic_model=self.anthropic_model,
            llm_url=self.llm_base_url,
            llm_model=self.llm_model,
            llm_key=_shown(self.llm_api_key),
            llm_folder=self.llm_folder,
        )


def _shown(secret: SecretStr | None) -> str | None:
    return None if secret is None else secret.get_secret_value()
