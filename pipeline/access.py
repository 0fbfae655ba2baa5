"""How engines beyond this install are reached: keys, addresses, models. Read at a process's door, never here."""

from __future__ import annotations

from dataclasses import dataclass, field
from pathlib import Path


@dataclass(frozen=True, slots=True)
class Access:
    """What the owner of a studio has set. Keys are never shown; an address of None is the vendor's own."""

    openai_key: str | None = field(default=None, repr=False)
    openai_url: str | None = None
    openai_model: str = "gpt-4.1-mini"
    openai_moderation_model: str = "omni-moderation-latest"
    anthropic_key: str | None = field(default=None, repr=False)
    anthropic_url: str | None = None
    anthropic_model: str = "claude-sonnet-5-5"
    llm_url: str | None = None
    """A server of one's own that speaks OpenAI's chat completions: vLLM, llama.cpp, Ollama, LM Studio."""
    llm_model: str | None = None
    llm_key: str | None = field(default=None, repr=False)
    llm_folder: Path | None = None
    """A causal language model on disk, as `save_pretrained` writes it."""
    timeout_s: float = 90.0
    """How long one answer may take."""
    retries: int = 2
    """How often a vendor's SDK asks again when a service is busy or away."""


NO_ACCESS = Access()
