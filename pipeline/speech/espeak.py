"""espeak-ng by ctypes: what a phrase sounds like, in IPA, and its own formant voice.

The library keeps one voice for the whole process, so one lock guards it.
"""

from __future__ import annotations

import ctypes
from dataclasses import dataclass
from functools import cache
from threading import Lock

import numpy as np
from numpy.typing import NDArray

TIE = "^"
RATE = 22_050
"""Of its own voice."""
_OUTPUT_SYNCHRONOUS = 2
_PHONEME_EVENTS = 0x1
_PHONEMES_AS_IPA = 0x2
_DO_NOT_EXIT = 0x8000
_UTF8 = 1
_CHARACTERS = 1
_IPA_TIED = 0x02 | 0x80 | ord(TIE) << 8
_END_OF_LIST, _WORD, _PHONEME = 0, 1, 7
_SPEED, _PITCH, _RANGE = 1, 3, 4

_lock = Lock()


class _Id(ctypes.Union):
    _fields_ = (("number", ctypes.c_int), ("name", ctypes.c_char_p), ("string", ctypes.c_char * 8))


class _Event(ctypes.Structure):
    _fields_ = (
        ("type", ctypes.c_int),
        ("unique_identifier", ctypes.c_uint),
        ("text_position", ctypes.c_int),
        ("length", ctypes.c_int),
        ("audio_position", ctypes.c_int),
        ("sample", ctypes.c_int),
        ("user_data", ctypes.c_void_p),
        ("id", _Id),
    )


_Callback = ctypes.CFUNCTYPE(ctypes.c_int, ctypes.POINTER(ctypes.c_short), ctypes.c_int, ctypes.POINTER(_Event))


@dataclass(frozen=True, slots=True)
class Tone:
    """How it speaks: words a minute (usual 165), height and liveliness from 0 to 100 (usual 50)."""

    words_a_minute: int = 165
    pitch: int = 50
    range: int = 50


@dataclass(frozen=True, slots=True)
class Uttered:
    """Sound at RATE. `words` are (place in the text, ms), `phones` (IPA, ms), each in order of their starts."""

    samples: NDArray[np.int16]
    words: tuple[tuple[int, int], ...]
    phones: tuple[tuple[str, int], ...]


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


def spell(phrase: str, voice: str) -> str:
    """IPA of a phrase without punctuation, words parted by spaces, sounds of one piece tied by "^".

    `voice` is a path under espeak-ng's lang folder ("gmw/en-US") or a language code. Raises ValueError for an unknown
    voice.
    """
    with _lock:
        library = _voiced(voice)
        rest = ctypes.c_char_p(phrase.encode())
        clauses: list[str] = []
        while rest.value:
            spelled = library.espeak_TextToPhonemes(ctypes.byref(rest), _UTF8, _IPA_TIED)
            clauses.append((spelled or b"").decode())
        return " ".join(clauses)


def utter(text: str, voice: str, tone: Tone) -> Uttered:
    """Speak a text with the formant voice, or a variant of it ("de+f3"). Raises ValueError for an unknown one.

    Its noise and phases go on from call to call: the same words are never the same bytes, so it can make no takes.
    """
    sound: list[NDArray[np.int16]] = []
    words: list[tuple[int, int]] = []
    phones: list[tuple[str, int]] = []

    def receive(samples: ctypes._Pointer[ctypes.c_short], count: int, events: ctypes._Pointer[_Event]) -> int:
        if count > 0:  # the last call brings no samples
            sound.append(np.ctypeslib.as_array(samples, (count,)).astype(np.int16))
        place = 0
        while events[place].type != _END_OF_LIST:
            event = events[place]
            if event.type == _WORD:
                words.append((event.text_position - 1, event.audio_position))
            elif event.type == _PHONEME:
                phones.append((event.id.string.decode("utf-8", "ignore"), event.audio_position))
            place += 1
        return 0

    heard = _Callback(receive)
    with _lock:
        library = _voiced(voice)
        library.espeak_SetSynthCallback(heard)
        for what, value in ((_SPEED, tone.words_a_minute), (_PITCH, tone.pitch), (_RANGE, tone.range)):
            library.espeak_SetParameter(what, value, 0)
        written = text.encode()
        library.espeak_Synth(written, len(written) + 1, 0, _CHARACTERS, 0, _UTF8, None, None)
        library.espeak_Synchronize()
    samples = np.concatenate(sound) if sound else np.zeros(0, np.int16)
    return Uttered(samples, tuple(words), tuple(phones))


def _voiced(voice: str) -> ctypes.CDLL:
    library = _library()
    if library.espeak_SetVoiceByName(voice.encode()) != 0:
        raise ValueError(f"espeak-ng has no voice {voice!r}")
    return library
