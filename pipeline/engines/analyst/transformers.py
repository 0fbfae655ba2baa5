"""An analyst with a language model on this machine, held to the schema token by token."""

from __future__ import annotations

import json
from functools import cached_property
from importlib.util import find_spec
from typing import Any, ClassVar

from pipeline.contracts.engine import Availability, Licence, Needs
from pipeline.engines.analyst.labels import BadAnswer
from pipeline.engines.analyst.language_model import MOST_TOKENS, LanguageModelAnalyst
from pipeline.takes import file_digest

_PACKAGES = ("torch", "transformers", "xgrammar")


class TransformersAnalyst(LanguageModelAnalyst):
    """Loads a causal language model from a folder; nothing is fetched and nothing leaves the machine."""

    name: ClassVar[str] = "transformers"
    version: ClassVar[str] = "1"
    rank: ClassVar[int] = 0
    needs: ClassVar[Needs] = Needs(extra="transformers", weights=("a causal language model in STUDIO_LLM_FOLDER",))
    licence: ClassVar[Licence] = Licence(code="Apache-2.0", weights="as the model in the folder")

    @cached_property
    def model(self) -> str:
        """Digest of the model's configuration and of the names and sizes of its weights."""
        folder = self.access.llm_folder
        if folder is None:
            return ""
        weights = sorted((path.name, path.stat().st_size) for path in folder.glob("*.safetensors"))
        return f"{file_digest(folder / 'config.json')[:16]}.{json.dumps(weights)}"

    def is_available(self) -> Availability:
        """Whether the packages are installed and the folder holds a model."""
        missing = [package for package in _PACKAGES if find_spec(package) is None]
        if missing:
            reason = f"{' and '.join(missing)} missing; run 'make extra EXTRA=transformers'"
            return Availability(available=False, reason=reason)
        if self.access.llm_folder is None or not (self.access.llm_folder / "config.json").is_file():
            return Availability(available=False, reason="it needs a model's folder; set STUDIO_LLM_FOLDER")
        return Availability(available=True)

    def answer(self, system: str, question: str, schema: dict[str, Any]) -> str:
        """See LanguageModelAnalyst.answer. Greedy: the same question has the same answer."""
        import torch
        from xgrammar.contrib.hf import LogitsProcessor

        tokenizer, model, compiler = self._loaded
        prompt = self._prompt(system, question)
        given = tokenizer(prompt, return_tensors="pt").to(model.device)
        grammar = compiler.compile_json_schema(json.dumps(schema), any_whitespace=False)
        with torch.inference_mode():
            told = model.generate(
                **given,
                do_sample=False,
                max_new_tokens=MOST_TOKENS,
                logits_processor=[LogitsProcessor(grammar)],
                pad_token_id=tokenizer.eos_token_id,
            )
        answer = told[0, given["input_ids"].shape[1] :]
        if len(answer) >= MOST_TOKENS:
            raise BadAnswer("it is too long and broke off")
        text: str = tokenizer.decode(answer, skip_special_tokens=True)
        return text

    def _prompt(self, system: str, question: str) -> str:
        tokenizer = self._loaded[0]
        if tokenizer.chat_template is None:
            return f"{system}\n\n{question}\n\n"
        said = [{"role": "system", "content": system}, {"role": "user", "content": question}]
        text: str = tokenizer.apply_chat_template(said, tokenize=False, add_generation_prompt=True)
        return text

    @cached_property
    def _loaded(self) -> tuple[Any, Any, Any]:
        """Tokenizer, model and grammar compiler."""
        import torch
        import xgrammar
        from transformers import AutoModelForCausalLM, AutoTokenizer

        folder = self.access.llm_folder
        tokenizer = AutoTokenizer.from_pretrained(folder, local_files_only=True)
        model = AutoModelForCausalLM.from_pretrained(folder, local_files_only=True, dtype="auto")
        model = model.to("cuda" if torch.cuda.is_available() else "cpu").eval()
        info = xgrammar.TokenizerInfo.from_huggingface(tokenizer, vocab_size=model.config.vocab_size)
        return tokenizer, model, xgrammar.GrammarCompiler(info)
