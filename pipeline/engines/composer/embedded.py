"""Composer that comes with the install: writes and plays every style on this CPU."""

from __future__ import annotations

from pathlib import Path
from typing import ClassVar

from pipeline.contracts.composer import Composer, MusicCue
from pipeline.contracts.engine import Availability, Licence
from pipeline.errors import AssetMissing
from pipeline.vocabulary import MusicStyle


class EmbeddedComposer(Composer):
    """Ragas and modes by phrases, Western styles by harmony, played by synthesis and a SoundFont."""

    name: ClassVar[str] = "embedded"
    version: ClassVar[str] = "3"
    rank: ClassVar[int] = 10
    licence: ClassVar[Licence] = Licence(code="Apache-2.0", weights="GPL-2.0-only", commercial=True)

    def is_available(self) -> Availability:
        """Whether the SoundFont is unpacked."""
        from pipeline.assets import locate

        try:
            locate()
        except AssetMissing as missing:
            return Availability(available=False, reason=str(missing))
        return Availability(available=True)

    def styles(self) -> frozenset[MusicStyle]:
        """All of them."""
        return frozenset(MusicStyle)

    def compose(self, cue: MusicCue, path: Path) -> None:
        """See Composer.compose."""
        from pipeline.assets import locate
        from pipeline.sound.compose import compose
        from pipeline.sound.perform import perform
        from pipeline.sound.wav import write_wav
        from pipeline.timeline import samples_of

        write_wav(path, perform(compose(cue), locate().soundfont, samples_of(cue.duration_ms), cue.seed))
