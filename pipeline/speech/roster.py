"""Kokoro's speakers: how high each speaks, and who speaks which language."""

from __future__ import annotations

import tomllib
from dataclasses import dataclass
from functools import cache
from pathlib import Path

from pipeline.vocabulary import Gender, Language, Naturalness

# Median fundamental in Hz of a calm sentence in the speaker's own language, by autocorrelation.
_HERTZ = {
    "af_alloy": 144, "af_aoede": 176, "af_bella": 192, "af_heart": 197, "af_jessica": 209, "af_kore": 153,
    "af_nicole": 145, "af_nova": 159, "af_river": 179, "af_sarah": 195, "af_sky": 161,
    "am_adam": 116, "am_echo": 107, "am_eric": 155, "am_fenrir": 144, "am_liam": 120, "am_michael": 112,
    "am_onyx": 87, "am_puck": 109, "am_santa": 164,
    "bf_alice": 212, "bf_emma": 183, "bf_isabella": 211, "bf_lily": 189,
    "bm_daniel": 122, "bm_fable": 123, "bm_george": 139, "bm_lewis": 88,
    "ef_dora": 173, "em_alex": 127, "em_santa": 123, "ff_siwis": 211,
    "hf_alpha": 203, "hf_beta": 182, "hm_omega": 122, "hm_psi": 130, "if_sara": 226, "im_nicola": 96,
    "jf_alpha": 264, "jf_gongitsune": 231, "jf_nezumi": 232, "jf_tebukuro": 336, "jm_kumo": 89,
    "pf_dora": 182, "pm_alex": 134, "pm_santa": 136,
    "zf_xiaobei": 245, "zf_xiaoni": 233, "zf_xiaoxiao": 238, "zf_xiaoyi": 300,
    "zm_yunjian": 119, "zm_yunxi": 178, "zm_yunxia": 291, "zm_yunyang": 127,
}  # fmt: skip


# The letter with which Kokoro's names of a language's own speakers begin; the other languages have none.
_NATIVES = {
    Language.ENGLISH: "ab",
    Language.SPANISH: "e",
    Language.FRENCH: "f",
    Language.HINDI: "h",
    Language.ITALIAN: "i",
    Language.JAPANESE: "j",
    Language.PORTUGUESE: "p",
    Language.CHINESE: "z",
}

# Kokoro has a Dora and an Alex of Spain too, and blends of both stand side by side.
_NAMESAKES = {"pf_dora": "Doralice", "pm_alex": "Aleixo"}


@dataclass(frozen=True, slots=True)
class Speakers:
    """Who speaks a language, the best first; the narrator's voice is kept for the narrator."""

    female: tuple[str, ...]
    male: tuple[str, ...]
    narrator: str


# Natives where Kokoro has them (English by its authors' own grades), else who was measured to be understood best.
# Where there are few, blends of a native with a neighbour keep the accent and change the person.
_INDIC = Speakers(
    ("hf_alpha", "hf_beta", "hf_alpha+hf_beta:0.5", "hf_alpha+af_heart:0.35", "hf_beta+if_sara:0.35"),
    ("hm_omega", "hm_omega+hm_psi:0.5", "hm_omega+em_alex:0.35", "hm_psi+am_michael:0.35", "hm_omega+am_fenrir:0.4"),
    "hm_psi",
)
_ROSTER = {
    Language.ENGLISH: Speakers(
        (
            "af_heart", "af_bella", "bf_isabella", "af_sarah", "af_aoede", "af_kore", "af_nova", "bf_lily",
            "af_jessica", "af_alloy", "bf_alice", "af_sky", "af_river", "af_nicole",
        ),
        (
            "am_michael", "am_fenrir", "bm_george", "am_puck", "am_eric", "bm_fable", "am_onyx", "am_liam",
            "bm_lewis", "bm_daniel", "am_echo", "am_adam",
        ),
        "bf_emma",
    ),
    Language.SPANISH: Speakers(
        ("ef_dora", "ef_dora+if_sara:0.4", "ef_dora+pf_dora:0.5", "ef_dora+af_bella:0.35"),
        ("em_alex", "em_alex+im_nicola:0.4", "em_alex+pm_alex:0.5", "em_alex+am_fenrir:0.35"),
        "em_santa",
    ),
    Language.FRENCH: Speakers(
        ("ff_siwis", "ff_siwis+if_sara:0.35", "ff_siwis+af_bella:0.35", "ff_siwis+bf_isabella:0.35"),
        ("ff_siwis+im_nicola:0.75", "ff_siwis+am_fenrir:0.75", "ff_siwis+em_alex:0.75", "ff_siwis+bm_daniel:0.75"),
        "ff_siwis+bf_emma:0.4",
    ),
    Language.GERMAN: Speakers(
        ("if_sara", "if_sara+bf_isabella:0.35", "if_sara+ff_siwis:0.4", "if_sara+af_bella:0.35"),
        ("im_nicola", "im_nicola+em_alex:0.5", "im_nicola+bm_daniel:0.4", "im_nicola+am_fenrir:0.4"),
        "if_sara+bf_emma:0.5",
    ),
    Language.ITALIAN: Speakers(
        ("if_sara", "if_sara+ef_dora:0.4", "if_sara+pf_dora:0.4", "if_sara+af_bella:0.35"),
        ("im_nicola", "im_nicola+em_alex:0.5", "im_nicola+pm_alex:0.4", "im_nicola+am_fenrir:0.4"),
        "if_sara+ff_siwis:0.5",
    ),
    Language.PORTUGUESE: Speakers(
        ("pf_dora", "pf_dora+ef_dora:0.5", "pf_dora+if_sara:0.35", "pf_dora+af_bella:0.35"),
        ("pm_alex", "pm_alex+em_alex:0.5", "pm_alex+im_nicola:0.4", "pm_alex+am_fenrir:0.35"),
        "pm_santa",
    ),
    Language.RUSSIAN: Speakers(
        ("ef_dora", "if_sara", "ef_dora+if_sara:0.5", "ef_dora+hf_beta:0.35"),
        ("em_alex", "em_alex+im_nicola:0.4", "em_alex+hm_omega:0.35", "em_alex+am_fenrir:0.35"),
        "em_santa",
    ),
    Language.ARABIC: Speakers(
        ("hf_alpha", "if_sara", "hf_beta", "ef_dora"),
        ("hm_omega", "em_alex", "im_nicola", "hm_omega+em_alex:0.5"),
        "hm_psi",
    ),
    Language.JAPANESE: Speakers(
        ("jf_alpha", "jf_gongitsune", "jf_nezumi", "jf_tebukuro"),
        ("jm_kumo", "jm_kumo+zm_yunjian:0.35", "jm_kumo+am_fenrir:0.35", "jm_kumo+bm_daniel:0.35"),
        "jf_alpha+jf_gongitsune:0.5",
    ),
    Language.KOREAN: Speakers(
        ("jf_alpha", "jf_gongitsune", "jf_nezumi", "jf_alpha+jf_tebukuro:0.5"),
        ("jm_kumo", "jm_kumo+zm_yunjian:0.35", "jm_kumo+am_fenrir:0.35", "jm_kumo+bm_daniel:0.35"),
        "jf_alpha+jf_gongitsune:0.5",
    ),
    Language.CHINESE: Speakers(
        ("zf_xiaoxiao", "zf_xiaobei", "zf_xiaoni", "zf_xiaoyi"),
        ("zm_yunxi", "zm_yunjian", "zm_yunjian+zm_yunxi:0.5", "zm_yunjian+zm_yunyang:0.5"),
        "zm_yunyang",
    ),
}  # fmt: skip


def speakers_of(language: Language) -> Speakers:
    """Who speaks a language; the Indian languages share theirs."""
    return _ROSTER.get(language, _INDIC)


@dataclass(frozen=True, slots=True)
class Understood:
    """How a language's voices were heard by `benchmarks/voices.py`, over so many sentences: two shares, of 0 to 1.

    `misheard` of the letters; `likelihood` that it is that language, which is asked only where the ear cannot write it.
    """

    misheard: float
    sentences: int
    likelihood: float | None = None


CLEAR, UNDERSTOOD = 0.1, 0.2
"""Letters misheard at most by somebody who speaks like a native, and with an accent."""
_SURE = 0.8
"""How likely the language must be where letters say nothing of the voice."""


def naturalness_of(language: Language) -> Naturalness:
    """By what was measured, and nothing else: foreign where nothing was.

    Letters misheard decide. Where Whisper base itself cannot write a language (`benchmarks/voices.py` says which, and
    how that is known) they would count its errors against the voice: there it decides whether it knows the language
    again, however many letters were misheard. Native are only those who also grew up with the language.
    """
    heard = _understood().get(language)
    if heard is None:
        return Naturalness.FOREIGN
    if heard.likelihood is not None:
        clear = understood = heard.likelihood >= _SURE
    else:
        clear, understood = heard.misheard <= CLEAR, heard.misheard <= UNDERSTOOD
    if clear and language in _NATIVES:
        return Naturalness.NATIVE
    return Naturalness.ACCENTED if understood else Naturalness.FOREIGN


@cache
def _understood() -> dict[Language, Understood]:
    tables = tomllib.loads(Path(__file__).with_name("understood.toml").read_text("utf-8"))
    return {Language(code): Understood(**row) for code, row in tables.items()}


def hertz_of(speaker: str) -> float:
    """Median fundamental of a speaker or a blend; KeyError for a speaker that Kokoro does not have."""
    first, other, part = parts_of(speaker)
    return float(_HERTZ[first]) if other is None else float(_HERTZ[first] ** (1 - part) * _HERTZ[other] ** part)


def parts_of(speaker: str) -> tuple[str, str | None, float]:
    """A blend's two speakers and the share of the second (0.5 where none is said); a speaker alone has None and 0."""
    first, _, rest = speaker.partition("+")
    if not rest:
        return first, None, 0.0
    other, _, share = rest.partition(":")
    return first, other, float(share or 0.5)


def gender_of(speaker: str) -> Gender:
    """Of a speaker, or of the larger part of a blend."""
    return Gender.FEMALE if _leader(speaker)[1] == "f" else Gender.MALE


def is_native(speaker: str, language: Language) -> bool:
    """Whether a speaker, or the larger part of a blend, grew up with the language."""
    return _leader(speaker)[0] in _NATIVES.get(language, "")


def name_of(speaker: str) -> str:
    """A speaker's own name: "Heart", of a blend "Alpha & Heart", the larger part first."""
    first, other, part = parts_of(speaker)
    if other is None:
        return _own_name(first)
    leader, second = (other, first) if part > 0.5 else (first, other)
    return f"{_own_name(leader)} & {_own_name(second)}"


def _leader(speaker: str) -> str:
    first, other, part = parts_of(speaker)
    return other if other is not None and part > 0.5 else first


def _own_name(speaker: str) -> str:
    return _NAMESAKES.get(speaker) or speaker.partition("_")[2].capitalize()
