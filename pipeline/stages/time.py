"""Time: shots get their lengths, lines their places, and the film the length asked for.

Words are never cut or hurried: a film is fitted by its pauses and holds. One ease for the whole film says how generous
they are; it moves in steps, shots are rounded up to half seconds and scenes to two, and what is left over goes to the
one shot of each scene that can best bear it. A line that grows a little is so absorbed by its own shot, or by that one
shot of its scene, and nothing else in the film changes. One that grows more would move the ease of the whole: where
there was a film before (`Brief.former`), scenes that are as they were keep their lengths, and the others share the
rest.
"""

from __future__ import annotations

import math
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from itertools import pairwise

from pipeline.directing.pace import line_ms
from pipeline.directing.talk import MANNERS
from pipeline.film import BoardScene, Brief, FormerScene, FormerShot, Line, Shot, Storyboard
from pipeline.speech.manner import holds_beat
from pipeline.timeline import Dissolve, LineCue, Spoken, TimedShot, Timeline, frames_of, ms_of_frame
from pipeline.vocabulary import Language, ShotSize

LEAD_MS, BETWEEN_MS, TAIL_MS = 260, 320, 420
"""Quiet before, between and after the lines of a shot, at ease."""
TIGHT_LEAD_MS, TIGHT_BETWEEN_MS, TIGHT_TAIL_MS = 120, 180, 200
"""The same when time is short."""
BEAT_MS, TIGHT_BEAT_MS = 900, 450
"""Silence before a line whose direction asks for a beat, at ease and when time is short."""
TURN_LEAD_MS = 60
"""In a podcast, from the cut to the first word of who has just been given it."""
SHORTEST_TURN_MS = 700
TIGHT_HOLD = 0.55
"""Share of a hold that is kept when time is short."""
SHORTEST_MS = 1_000
SHOT_STEP_MS, SCENE_STEP_MS = 500, 2_000
EASES = tuple(step / 4 for step in range(17))
"""0 is tight, 1 at ease, 4 as slow as a film can be before it drags."""
SPOKEN_STRETCH_MS = 800
"""What each ease above 1 adds to a shot with lines; one without grows by its hold."""
TALK_STRETCH_MS = 120
"""The same for a turn of a podcast: it would be heard as a pause behind the words, and people who talk make none."""
DISSOLVE_MS = 800
MINUTES = range(1, 6)
"""The lengths that the studio offers."""
TOLERANCE_MS = 1_000


@dataclass(frozen=True, slots=True)
class Length:
    """What a shot can be: `tight` at least, `easy` at best, and `stretch` more for each ease above 1."""

    tight_ms: int
    easy_ms: int
    stretch_ms: int
    step_ms: int = SHOT_STEP_MS

    def at(self, ease: float) -> int:
        """Length in ms at an ease, rounded up to a whole step."""
        if ease <= 1:
            ms = self.tight_ms + ease * (self.easy_ms - self.tight_ms)
        else:
            ms = self.easy_ms + (ease - 1) * self.stretch_ms
        return _up(ms, self.step_ms)


@dataclass(frozen=True, slots=True)
class Quiet:
    """Quiet before, between and after the lines of a shot in ms, at ease and when time is short.

    After the last it may be below 0: the next speaker cuts in. A line of a podcast's talk needs no rest of the step.
    """

    lead_ms: int = LEAD_MS
    between_ms: int = BETWEEN_MS
    tail_ms: int = TAIL_MS
    tight_lead_ms: int = TIGHT_LEAD_MS
    tight_between_ms: int = TIGHT_BETWEEN_MS
    tight_tail_ms: int = TIGHT_TAIL_MS
    talk: bool = False

    @property
    def step_ms(self) -> int:
        """What a shot's length is rounded up to: in talk half a second of silence would be a stumble."""
        return 1 if self.talk else SHOT_STEP_MS


AT_EASE = Quiet()
Lengths = Mapping[str, Length]
"""By shot id."""


@dataclass(frozen=True, slots=True)
class FilmLengths:
    """What a whole film can be: words with hardly a pause, told at ease, and as slow as it can bear."""

    tightest_ms: int
    easy_ms: int
    longest_ms: int


def time(board: Storyboard, recordings: Mapping[str, Spoken], brief: Brief) -> Timeline:
    """Storyboard and recorded lines (by line id) to a Timeline of the length asked for.

    Where the words do not allow it, of the nearest length they do, with a note that says so.
    """
    quiet = _quiets(board)
    lengths = {
        shot.shot_id: _length(
            shot,
            [recordings[line.line_id].duration_ms for line in shot.lines],
            board.story.language,
            quiet.get(shot.shot_id, AT_EASE),
        )
        for shot in board.shots
    }
    wanted = _wanted(_film(board, lengths, brief.fps), brief)
    shots = _fit(board, lengths, wanted.ms, brief.fps, brief.former)
    timed: list[TimedShot] = []
    start = 0
    for shot in board.shots:
        frames = shots[shot.shot_id]
        spoken = [recordings[line.line_id] for line in shot.lines]
        cues = _cues(spoken, ms_of_frame(frames, brief.fps), board.story.language, quiet.get(shot.shot_id, AT_EASE))
        timed.append(TimedShot(shot, start, frames, cues))
        start += frames
    return Timeline(brief.fps, tuple(timed), _dissolves(timed, brief.fps), wanted.notes)


def lengths_kept(board: Storyboard, timeline: Timeline) -> tuple[FormerScene, ...]:
    """What a film that takes this one's place needs to know of it (`Brief.former`)."""
    frames = {timed.shot.shot_id: timed.frames for timed in timeline.shots}
    return tuple(tuple(_former(shot, frames[shot.shot_id]) for shot in scene.shots) for scene in board.scenes)


def estimate(board: Storyboard, brief: Brief) -> dict[str, int]:
    """Length of each shot in ms, by shot id, before anything is recorded."""
    lengths = _estimated(board)
    wanted = _wanted(_film(board, lengths, brief.fps), brief)
    frames = _fit(board, lengths, wanted.ms, brief.fps)
    return {shot_id: ms_of_frame(count, brief.fps) for shot_id, count in frames.items()}


def film_lengths(board: Storyboard, brief: Brief) -> FilmLengths:
    """How long the film can be, before anything is recorded. Of the brief only the frame rate counts."""
    return _film(board, _estimated(board), brief.fps)


def fits(lengths: FilmLengths, minutes: float) -> bool:
    """Whether the film can be made that long, give or take the tolerance."""
    asked_ms = round(minutes * 60_000)
    return lengths.tightest_ms - TOLERANCE_MS <= asked_ms <= lengths.longest_ms + TOLERANCE_MS


def minutes_that_fit(lengths: FilmLengths) -> tuple[int, ...]:
    """The whole minutes of MINUTES that would do."""
    return tuple(minutes for minutes in MINUTES if fits(lengths, minutes))


# ------------------------------------------------------------------------------------------------------ length


def _quiets(board: Storyboard) -> dict[str, Quiet]:
    """In a podcast, by shot: turns are quick, and who is eager begins before the other has ended."""
    if board.story.talk is None:
        return {}
    manner = MANNERS[board.story.talk]
    found: dict[str, Quiet] = {}
    for scene in board.scenes:
        for index, shot in enumerate(scene.shots):
            if not shot.lines:
                continue
            before = scene.shots[index - 1] if index else None
            after = scene.shots[index + 1] if index + 1 < len(scene.shots) else None
            lead = TURN_LEAD_MS if before is not None and before.lines else LEAD_MS
            tail = TAIL_MS
            if after is not None and after.lines:
                turn = after.lines[0].character != shot.lines[-1].character
                tail = (manner.gap_ms if turn else manner.own_ms) - TURN_LEAD_MS
            inner = {one.character for one in shot.lines}
            between = max(0, manner.gap_ms) if len(inner) > 1 else manner.own_ms
            found[shot.shot_id] = Quiet(lead, between, tail, lead, between, tail, talk=True)
    return found


def _length(shot: Shot, spoken_ms: Sequence[int], language: Language, quiet: Quiet = AT_EASE) -> Length:
    words, gaps = sum(spoken_ms), max(0, len(spoken_ms) - 1)
    beats = sum(_beats(shot.lines, language))
    if not spoken_ms:
        card = shot.size is ShotSize.CARD
        # A card that is read, and a thing that is seen, wait no longer for being looked at; a place does.
        stretch = shot.hold_ms // 4 if card or shot.size is ShotSize.INSERT else shot.hold_ms
        tight = round(shot.hold_ms * (0.8 if card else TIGHT_HOLD))
        return Length(
            max(SHORTEST_MS, tight),
            max(SHORTEST_MS, shot.hold_ms),
            stretch,
        )
    # Nobody is talked over for more than a sixth of a short line.
    tail = max(quiet.tail_ms, -(spoken_ms[-1] // 6))
    tight_tail = max(quiet.tight_tail_ms, -(spoken_ms[-1] // 6))
    tight = words + quiet.tight_lead_ms + tight_tail + gaps * quiet.tight_between_ms + beats * TIGHT_BEAT_MS
    easy = words + quiet.lead_ms + tail + gaps * quiet.between_ms + beats * BEAT_MS
    shortest = SHORTEST_TURN_MS if quiet.talk else SHORTEST_MS
    return Length(
        max(shortest, tight, round(shot.hold_ms * TIGHT_HOLD)),
        max(shortest, easy, shot.hold_ms),
        TALK_STRETCH_MS if quiet.talk else SPOKEN_STRETCH_MS,
        quiet.step_ms,
    )


def _estimated(board: Storyboard) -> Lengths:
    language = board.story.language
    quiet = _quiets(board)
    return {
        shot.shot_id: _length(
            shot, [line_ms(line, language) for line in shot.lines], language, quiet.get(shot.shot_id, AT_EASE)
        )
        for shot in board.shots
    }


def _film(board: Storyboard, lengths: Lengths, fps: int) -> FilmLengths:
    """The whole film of shots that can be so long."""
    # In whole frames, as the shots will be: rounding each up adds most of a second to a film of many shots.
    tightest = sum(_tight_frames(length, fps) for length in lengths.values())
    easy = sum(frames_of(length.at(1), fps) for length in lengths.values())
    longest = sum(_scene_ms(scene, lengths, EASES[-1]) for scene in board.scenes)
    return FilmLengths(ms_of_frame(tightest, fps), ms_of_frame(easy, fps), longest)


@dataclass(frozen=True, slots=True)
class Wanted:
    """The length the film will have; None is as long as it is at ease."""

    ms: int | None
    notes: tuple[str, ...] = ()


def _wanted(film: FilmLengths, brief: Brief) -> Wanted:
    if brief.minutes is None:
        return _at_most(film, brief.most_minutes)
    asked = round(brief.minutes * 60_000)
    if asked < film.tightest_ms - TOLERANCE_MS:
        return _too_long(film, brief.minutes)
    if asked > film.longest_ms + TOLERANCE_MS:
        note = (
            f"The script is too short for {_minutes(brief.minutes)}: told at ease it takes {_clock(film.easy_ms)}. "
            f"Longer pauses and holds brought the film to {_clock(film.longest_ms)}."
        )
        return Wanted(film.longest_ms, (note,))
    return Wanted(max(asked, film.tightest_ms))


def _at_most(film: FilmLengths, minutes: float | None) -> Wanted:
    """At ease if there is room for it, else as long as there is room."""
    most = None if minutes is None else round(minutes * 60_000)
    if minutes is None or most is None or film.easy_ms <= most:
        return Wanted(None)
    if most < film.tightest_ms - TOLERANCE_MS:
        return _too_long(film, minutes)
    return Wanted(max(most, film.tightest_ms))


def _too_long(film: FilmLengths, minutes: float) -> Wanted:
    tight = _clock(film.tightest_ms)
    note = (
        f"The script is too long for {_minutes(minutes)}: its words alone take {tight}. "
        f"Nothing was cut; the film is {tight} long."
    )
    return Wanted(film.tightest_ms, (note,))


def _minutes(minutes: float) -> str:
    return f"{minutes:g} minute" + ("" if minutes == 1 else "s")


def _clock(ms: int) -> str:
    return f"{ms // 60_000}:{ms % 60_000 / 1000:04.1f}"


# --------------------------------------------------------------------------------------------------------- fit


def _fit(
    board: Storyboard, lengths: Lengths, wanted_ms: int | None, fps: int, former: Sequence[FormerScene] = ()
) -> dict[str, int]:
    """Frames of each shot by id. With no length asked for, every shot is as long as it is at ease."""
    if wanted_ms is None:
        return {shot.shot_id: frames_of(lengths[shot.shot_id].at(1), fps) for shot in board.shots}
    frames = frames_of(wanted_ms, fps)
    # A film that was another length had another pace.
    same = frames == sum(shot.frames for scene in former for shot in scene)
    kept, changed = _kept(board, lengths, former if same else (), fps)
    left = frames - sum(kept.values())
    if kept and _has_room(changed, lengths, left, fps):
        return kept | _fit_into(changed, lengths, left, fps)
    return _fit_into(board, lengths, frames, fps)


def _kept(
    board: Storyboard, lengths: Lengths, former: Sequence[FormerScene], fps: int
) -> tuple[dict[str, int], Storyboard]:
    """Frames by shot id of the scenes that are as they were, and a board of the others."""
    known = list(former)
    kept: dict[str, int] = {}
    changed = []
    for scene in board.scenes:
        found = next((one for one in known if _is_as_before(scene, one, lengths, fps)), None)
        if found is None:
            changed.append(scene)
            continue
        known.remove(found)
        kept |= {shot.shot_id: before.frames for shot, before in zip(scene.shots, found, strict=True)}
    return kept, replace(board, scenes=tuple(changed))


def _is_as_before(scene: BoardScene, former: FormerScene, lengths: Lengths, fps: int) -> bool:
    if [_former(shot, 0) for shot in scene.shots] != [replace(before, frames=0) for before in former]:
        return False
    # Another voice may need more time for the same words; a frame is what rounding may have taken.
    pairs = zip(scene.shots, former, strict=True)
    return all(before.frames + 1 >= _tight_frames(lengths[shot.shot_id], fps) for shot, before in pairs)


def _former(shot: Shot, frames: int) -> FormerShot:
    return FormerShot(tuple(line.text for line in shot.lines) or (shot.about,), shot.why, frames, shot.hold_ms)


def _has_room(board: Storyboard, lengths: Lengths, frames: int, fps: int) -> bool:
    """Whether these scenes can be that long."""
    if not board.scenes:
        return frames == 0
    longest = frames_of(sum(_scene_ms(scene, lengths, EASES[-1]) for scene in board.scenes), fps)
    return sum(_tight_frames(lengths[shot.shot_id], fps) for shot in board.shots) <= frames <= longest


def _fit_into(board: Storyboard, lengths: Lengths, wanted: int, fps: int) -> dict[str, int]:
    """Frames of each shot by id, `wanted` in all."""
    if not board.scenes:
        return {}
    wanted_ms = ms_of_frame(wanted, fps)
    eases = [ease for ease in EASES if sum(_scene_ms(scene, lengths, ease) for scene in board.scenes) <= wanted_ms]
    if not eases:
        return _squeeze(board.shots, lengths, wanted, fps)
    ease = eases[-1]
    frames = {shot.shot_id: frames_of(lengths[shot.shot_id].at(ease), fps) for shot in board.shots}
    left = wanted - sum(frames_of(_scene_ms(scene, lengths, ease), fps) for scene in board.scenes)
    for index, scene in enumerate(board.scenes):
        mine = frames_of(_scene_ms(scene, lengths, ease), fps) - sum(frames[shot.shot_id] for shot in scene.shots)
        share = left * (index + 1) // len(board.scenes) - left * index // len(board.scenes)
        frames[_absorber(scene).shot_id] += mine + share
    return frames


def _scene_ms(scene: BoardScene, lengths: Lengths, ease: float) -> int:
    return _up(sum(lengths[shot.shot_id].at(ease) for shot in scene.shots), SCENE_STEP_MS)


def _absorber(scene: BoardScene) -> Shot:
    """The shot that takes what is left: one that shows the place without words, else the last."""
    quiet = [shot for shot in scene.shots if not shot.lines and shot.size not in (ShotSize.CARD, ShotSize.INSERT)]
    wide = [shot for shot in quiet if shot.size in (ShotSize.WIDE, ShotSize.FULL)]
    return (wide or quiet or [scene.shots[-1]])[0]


def _squeeze(shots: Sequence[Shot], lengths: Lengths, frames: int, fps: int) -> dict[str, int]:
    """No room for steps: every shot at its tightest, and what is left spread evenly."""
    tight = [_tight_frames(lengths[shot.shot_id], fps) for shot in shots]
    left = max(0, frames - sum(tight))
    spread = [left * (index + 1) // len(shots) - left * index // len(shots) for index in range(len(shots))]
    return {shot.shot_id: count + more for shot, count, more in zip(shots, tight, spread, strict=True)}


def _tight_frames(length: Length, fps: int) -> int:
    return math.ceil(length.tight_ms * fps / 1000)


def _up(ms: float, step_ms: int) -> int:
    return math.ceil(ms / step_ms) * step_ms


# -------------------------------------------------------------------------------------------------------- cues


def _cues(spoken: Sequence[Spoken], length_ms: int, language: Language, around: Quiet = AT_EASE) -> tuple[LineCue, ...]:
    """Lines in a shot: a quarter of the quiet before, a part between, the rest after, so that sound leads a little.

    A line whose direction asks for a beat waits for it. In a podcast's talk a shot begins with the words, and what is
    left over is heard as a pause behind them.
    """
    if not spoken:
        return ()
    cues: list[LineCue] = []
    gaps = len(spoken) - 1
    beats = _beats([line.line for line in spoken], language)
    quiet = max(0, length_ms - sum(line.duration_ms for line in spoken))
    if around.talk:
        at = around.lead_ms
        for line, waits in zip(spoken, beats, strict=True):
            at += BEAT_MS if waits else 0
            cues.append(LineCue(line, at))
            at += line.duration_ms + around.between_ms
        return tuple(cues)
    least = TIGHT_LEAD_MS + TIGHT_TAIL_MS + gaps * TIGHT_BETWEEN_MS + sum(beats) * TIGHT_BEAT_MS
    beat = 0
    if any(beats):
        beat = TIGHT_BEAT_MS + min(BEAT_MS - TIGHT_BEAT_MS, max(0, quiet - least) // sum(beats))
        least += sum(beats) * (beat - TIGHT_BEAT_MS)
    spare = max(0, quiet - least)
    lead = min(quiet, TIGHT_LEAD_MS + min(1_200, round(spare * 0.3)))
    between = TIGHT_BETWEEN_MS + (min(1_000, round(spare * 0.35 / gaps)) if gaps else 0)
    at = lead
    for line, waits in zip(spoken, beats, strict=True):
        at += beat if waits else 0
        cues.append(LineCue(line, at))
        at += line.duration_ms + between
    return tuple(cues)


def _beats(lines: Sequence[Line], language: Language) -> list[bool]:
    """Whether a beat comes before each line. The parts of one speech share its direction: the first of them waits."""
    before: Line | None = None
    found = []
    for line in lines:
        goes_on = before is not None and (before.character, before.parenthetical) == (
            line.character,
            line.parenthetical,
        )
        found.append(not goes_on and holds_beat(line.parenthetical, line.language or language))
        before = line
    return found


def _dissolves(timed: Sequence[TimedShot], fps: int) -> tuple[Dissolve, ...]:
    """A dissolve wherever time or place changes, and around the cards."""
    frames = frames_of(DISSOLVE_MS, fps) // 2 * 2
    cuts = []
    for index, (before, after) in enumerate(pairwise(timed)):
        card = ShotSize.CARD in (before.shot.size, after.shot.size)
        if card or before.shot.scene_number != after.shot.scene_number:
            room = min(before.frames, after.frames) // 2 // 2 * 2
            cuts.append(Dissolve(index, min(frames, room)))
    return tuple(cuts)
