"""Mix: lines, music and air become one 48 kHz stereo master, exactly as long as the picture."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from pathlib import Path

from pipeline.context import StageContext
from pipeline.film import Scene, Story
from pipeline.sound.ambience import layers_of
from pipeline.sound.mixdown import EventAt, Mixdown, MixPlan, MusicAt, PlaceAt, SpeechAt, breathe_film, mix_down
from pipeline.sound.wav import RATE, read_wav, write_wav
from pipeline.stages.events import events_of
from pipeline.stages.murmurs import Listening
from pipeline.stages.score import OVERLAP_MS, MusicStem
from pipeline.takes import Facts, Take
from pipeline.timeline import TimedShot, Timeline, samples_of
from pipeline.vocabulary import Setting

VERSION = "6"
SILENT = Listening()
MURMUR_DB, BREATH_DB = -7.0, -34.0
"""A listener's word under the speaker's; the peak of a breath."""
WIDTH = 0.25
"""How far to the side a voice may stand."""
TABLE_WIDTH = 0.3
_SMALL = (0.35, 0.10)
_OPEN = (0.25, 0.03)
_ROOMS: dict[Setting, tuple[float, float]] = {
    Setting.TEMPLE_INTERIOR: (1.8, 0.16),
    Setting.CHURCH: (2.6, 0.18),
    Setting.MOSQUE: (2.2, 0.15),
    Setting.MONASTERY: (1.6, 0.13),
    Setting.PALACE_HALL: (1.7, 0.15),
    Setting.CAVE: (2.2, 0.2),
    Setting.COURTROOM: (0.9, 0.13),
    Setting.THEATRE_STAGE: (1.1, 0.12),
    Setting.LIBRARY: (0.7, 0.11),
    Setting.STATION: (1.4, 0.12),
    Setting.SPACESHIP: (0.6, 0.12),
    Setting.PODCAST_STUDIO: (0.2, 0.03),
    Setting.BEDROOM: (0.25, 0.07),
}
"""Reverberation time in seconds and share of the voice that goes there."""
_HALLS = frozenset({Setting.CHURCH, Setting.MOSQUE, Setting.MONASTERY})


@dataclass(frozen=True, slots=True)
class Master:
    """The film's sound and its three stems, which sum to it: float WAV, 48 kHz, stereo, all of the film's length."""

    mix: Take
    dialogue: Take
    music: Take
    effects: Take
    lufs: float
    true_peak_db: float


def mix(
    timeline: Timeline,
    stems: Sequence[MusicStem],
    story: Story,
    context: StageContext,
    listening: Listening = SILENT,
) -> Master:
    """Timeline with its recorded lines, and the stems, to a Master at -14 LUFS and at most -1 dBTP."""
    plan = plan_mix(timeline, stems, story, context.seed, listening)
    context.step("mix", 0, 1)
    done: list[Mixdown] = []

    def mixed() -> Mixdown:
        # Four takes come of one mix; it is made when the first of them is missing.
        if not done:
            done.append(mix_down(plan, read_wav(_air(plan, context).path)[0]))
        return done[0]

    def take(name: str) -> Take:
        return context.takes.get_or_make(f"mix:{name}", VERSION, plan, ".wav", _writer(name, mixed))

    dialogue, music, effects, whole = take("dialogue"), take("music"), take("effects"), take("mix")
    context.step("mix", 1, 1)
    return Master(whole, dialogue, music, effects, float(whole.facts["lufs"]), float(whole.facts["true_peak_db"]))


def _air(plan: MixPlan, context: StageContext) -> Take:
    """The places without their people: another line leaves them as they are, and they are half of the work."""

    def write(path: Path) -> None:
        write_wav(path, breathe_film(plan.samples, plan.places))

    return context.takes.get_or_make("mix:air", VERSION, (plan.samples, plan.places), ".wav", write)


def _writer(name: str, mixed: Callable[[], Mixdown]) -> Callable[[Path], Facts]:
    def write(path: Path) -> Facts:
        sound = mixed()
        samples = getattr(sound, name)
        write_wav(path, samples)
        facts: dict[str, float | int] = {"samples": len(samples)}
        if name == "mix":
            facts |= {"lufs": round(sound.lufs, 3), "true_peak_db": round(sound.true_peak_db, 3)}
        return facts

    return write


def plan_mix(
    timeline: Timeline, stems: Sequence[MusicStem], story: Story, seed: int, listening: Listening = SILENT
) -> MixPlan:
    """Where everything sounds, in samples. Nothing else of the film is part of the mix's key."""
    samples = round(timeline.frames * RATE / timeline.fps)
    scenes = {scene.scene_number: scene for scene in story.scenes}
    ranges = timeline.scene_ranges_ms()
    places = []
    for index, (number, start_ms, end_ms) in enumerate(ranges):
        end = samples if index == len(ranges) - 1 else samples_of(end_ms)
        places.append(_place(scenes[number], samples_of(start_ms), end, seed))
    seats = _seats(timeline)
    speech = tuple(
        SpeechAt(
            take=cue.spoken.audio,
            start=samples_of(timeline.start_ms(timed) + cue.start_ms),
            pan=seats.get(cue.spoken.line.character, 0.0) if story.talk else _pan(timed, cue.spoken.line.character),
        )
        for timed in timeline.shots
        for cue in timed.cues
    )
    music = tuple(
        MusicAt(
            take=stem.take,
            start=samples_of(stem.start_ms),
            end=samples if stem.last else samples_of(stem.end_ms),
            fade_in=samples_of(OVERLAP_MS) if index else 0,
            fade_out=0 if stem.last else samples_of(OVERLAP_MS),
        )
        for index, stem in enumerate(stems)
    )
    murmurs = tuple(
        SpeechAt(one.take, samples_of(one.start_ms), seats.get(one.character, 0.0), MURMUR_DB)
        for one in listening.murmurs
    )
    breaths = tuple(
        EventAt("breath", samples_of(one.start_ms), BREATH_DB, seats.get(one.character, 0.0), one.start_ms % 997)
        for one in listening.breaths
    )
    return MixPlan(
        samples, (*speech, *murmurs), music, tuple(places), events_of(timeline, scenes, seed), breaths=breaths
    )


def _seats(timeline: Timeline) -> dict[str | None, float]:
    """Around a table from left to right, evenly: nobody moves there, and a host is told from a guest by ear."""
    places: dict[str, float] = {}
    for timed in timeline.shots:
        for placement in (*timed.shot.placements, *timed.shot.unseen):
            places.setdefault(placement.character, placement.x)
    order = sorted(places, key=lambda name: places[name])
    last = max(1, len(order) - 1)
    return {name: round((2 * index / last - 1) * TABLE_WIDTH, 3) for index, name in enumerate(order)}


def _place(scene: Scene, start: int, end: int, seed: int) -> PlaceAt:
    ring_s, wet = _ROOMS.get(scene.setting, _SMALL if scene.indoor else _OPEN)
    if scene.setting in _HALLS and not scene.indoor:
        ring_s, wet = _OPEN
    layers = layers_of(scene.setting, scene.time_of_day, scene.weather, indoor=scene.indoor)
    return PlaceAt(start, end, layers, ring_s, wet, seed * 1_000 + scene.scene_number)


def _pan(timed: TimedShot, character: str | None) -> float:
    """Where the speaker stands on the stage, in the frame or beside it; the narrator in the middle."""
    for placement in (*timed.shot.placements, *timed.shot.unseen):
        if placement.character == character:
            return max(-WIDTH, min(WIDTH, round((placement.x - 0.5) * 2 * WIDTH, 3)))
    return 0.0
