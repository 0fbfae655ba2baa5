"""espeak-ng by ctypes: what a phrase sounds like, in IPA.

The library keeps one voice for the whole process, so one lock guards it.
"""

from __future__ import annotations

import ctypes
from collections.abc import Iterator
from contextlib import contextmanager
from functools import cache
from threading import Lock

TIE = "^"
_OUTPUT_SYNCHRONOUS = 2
_PHONEME_EVENTS = 0x1
_PHONEMES_AS_IPA = 0x2
_DO_NOT_EXIT = 0x8000
_UTF8 = 1
_IPA_TIED = 0x02 | 0x80 | ord(TIE) << 8

_lock = Lock()


@cache
def _library() -> ctypes.CDLL:
    import espeakng_loader

    library = ctypes.CDLL(espeakng_loader.get_library_path())
    library.espeak_TextToPhonemes.restype = ctypes.c_char_p
    library.espeak_TextToPhonemes.argtypes = [ctypes.POINTER(ctypes.c_char_p), ctypes.c_int, ctypes.c_int]
    options = _DO_NOT_EXIT | _PHONEME_EVENTS | _PHONEMES_AS_IPA
    rate = library.espeak_Initialize(_OUTPUT_SYNCHRONOUS, 0, espeakng_loader.get_data_path().encode(), options)
    if rate <= 0:
        raise OSError("espeak-ng found no voices; install espeakng-loader again")
    return library


@contextmanager
def speaking(voice: str) -> Iterator[ctypes.CDLL]:
    """The library with this voice set, for nobody else meanwhile. Raises ValueError for an unknown voice."""
    with _lock:
        library = _library()
        if library.espeak_SetVoiceByName(voice.encode()) != 0:
            raise ValueError(f"espeak-ng has no voice {voice!r}")
        yield library


def spell(phrase: str, voice: str) -> str:
    """IPA of a phrase without punctuation, words parted by spaces, sounds of one piece tied by "^".

    `voice` is a path under espeak-ng's lang folder ("gmw/en-US") or a language code. Raises ValueError for an unknown
    voice.
    """
    with speaking(voice) as library:
        rest = ctypes.c_char_p(phrase.encode())
        clauses: list[str] = []
        while rest.value:
            spelled = library.espeak_TextToPhonemes(ctypes.byref(rest), _UTF8, _IPA_TIED)
            clauses.append((spelled or b"").decode())
        return " ".join(clauses)
