"""Direct: a story becomes shots, by the grammar of the cinema.

A scene opens wide, so that everybody knows where they are; who speaks is seen, closer the stronger they feel; who is
spoken to is seen when it lands; a thing that matters is shown by itself. People keep their places on the stage for the
whole scene and the camera stays on one side of the line between them, so a left-hander stays on the left.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

from pipeline.film import BoardScene, Brief, Deed, Line, Moment, Placement, Scene, Shot, Story, Storyboard
from pipeline.stages.pace import reading_ms, speaking_ms
from pipeline.vocabulary import Action, Aspect, Beat, CameraMove, Emotion, Facing, Language, Role, ShotSize

LONG_SHOT_MS = 8_000
"""A shot of speech that would be longer is cut at a line's end."""
CARD_MS = 2_800
ESTABLISHING_MS = 3_200
DEED_MS = 2_600
INSERT_MS = 2_000
REACTION_MS = 1_500

_CLOSE_FEELINGS = frozenset(
    {
        Emotion.SAD,
        Emotion.TENDER,
        Emotion.AFRAID,
        Emotion.REVERENT,
        Emotion.LONGING,
        Emotion.ANGRY,
        Emotion.SURPRISED,
    }
)
_WALKS = frozenset({Action.WALK_IN, Action.WALK_OUT, Action.WALK, Action.RUN, Action.FALL, Action.DANCE})
_HANDLES = frozenset({Action.HOLD, Action.GIVE, Action.READ, Action.WRITE, Action.POINT})
_SPREAD = {Aspect.WIDE: 0.155, Aspect.SQUARE: 0.27, Aspect.TALL: 0.38}
"""Distance between two people who talk, as a share of the set's width."""
_OPENING_MOVES = {
    Beat.SETUP: CameraMove.PUSH,
    Beat.TURN: CameraMove.TRUCK_RIGHT,
    Beat.CLIMAX: CameraMove.PUSH,
    Beat.RESOLUTION: CameraMove.PULL,
    None: CameraMove.DRIFT,
}


def direct(story: Story, brief: Brief) -> Storyboard:
    """Story to Storyboard: every line of the story in exactly one shot, in order."""
    scenes = [_scene(story, scene, brief) for scene in story.scenes]
    opening, closing = scenes[0], scenes[-1]
    scenes[0] = replace(opening, shots=(_card(opening.scene, "title", story.title), *opening.shots))
    closing = scenes[-1]
    scenes[-1] = replace(closing, shots=(*closing.shots, _card(closing.scene, "end", _END[story.language])))
    return Storyboard(story=story, scenes=tuple(scenes))


_END = {
    Language.ENGLISH: "The End",
    Language.SPANISH: "Fin",
    Language.FRENCH: "Fin",
    Language.GERMAN: "Ende",
    Language.HINDI: "समाप्त",
    Language.TAMIL: "முற்றும்",
    Language.TELUGU: "సమాప్తం",
    Language.BENGALI: "সমাপ্ত",
    Language.MARATHI: "समाप्त",
    Language.GUJARATI: "સમાપ્ત",
    Language.KANNADA: "ಮುಕ್ತಾಯ",
    Language.MALAYALAM: "ശുഭം",
    Language.PUNJABI: "ਸਮਾਪਤ",
    Language.JAPANESE: "終わり",
    Language.CHINESE: "剧终",
    Language.KOREAN: "끝",
    Language.ARABIC: "النهاية",
    Language.PORTUGUESE: "Fim",
    Language.RUSSIAN: "Конец",
    Language.ITALIAN: "Fine",
}


def _card(scene: Scene, kind: str, text: str) -> Shot:
    return Shot(
        shot_id=f"s{scene.scene_number}.{kind}",
        scene_number=scene.scene_number,
        size=ShotSize.CARD,
        move=CameraMove.PUSH if kind == "title" else CameraMove.PULL,
        placements=(),
        focus=None,
        lines=(),
        why=f"{kind} card",
        card=text,
        hold_ms=max(CARD_MS, reading_ms(text)),
    )


def _scene(story: Story, scene: Scene, brief: Brief) -> BoardScene:
    blocking = Blocking.of(story, scene, brief.aspect)
    planned = list(_podcast(story, scene, blocking) if story.podcast else _drama(story, scene, blocking))
    shots = tuple(
        replace(shot, shot_id=f"s{scene.scene_number}.{number}") for number, shot in enumerate(planned, start=1)
    )
    return BoardScene(scene=scene, shots=shots)


# ---------------------------------------------------------------------------------------------------- blocking


@dataclass(frozen=True, slots=True)
class Blocking:
    """Who stands where for the whole scene, from the left, and who they are turned to."""

    scene: Scene
    places: tuple[tuple[str, float], ...]

    @classmethod
    def of(cls, story: Story, scene: Scene, aspect: Aspect) -> Blocking:
        """Places by order of appearance; in a podcast the host sits on the left."""
        names = list(scene.present)
        if story.podcast:
            names.sort(key=lambda name: story.character(name).role is not Role.HOST)
        spread = _SPREAD[aspect] * min(1.0, 2.2 / max(1, len(names) - 1))
        left = 0.5 - spread * (len(names) - 1) / 2
        return cls(scene, tuple((name, round(left + spread * index, 4)) for index, name in enumerate(names)))

    @property
    def names(self) -> tuple[str, ...]:
        """From the left."""
        return tuple(name for name, _ in self.places)

    def x(self, name: str) -> float:
        """Place of a character on the stage, 0..1."""
        return dict(self.places)[name]

    def partner(self, name: str, lines: Sequence[Line]) -> str | None:
        """Whom `name` talks to: the other voice in these lines, else the nearest neighbour."""
        for line in lines:
            if line.character not in (None, name) and line.character in self.names:
                return line.character
        here = dict(self.places).get(name, 0.5)
        others = [(abs(x - here), other) for other, x in self.places if other != name]
        return min(others)[1] if others else None

    def place(
        self,
        name: str,
        looks_at: str | None,
        actions: tuple[Action, ...] = (),
        *,
        back: bool = False,
        alone: Facing = Facing.RIGHT,
    ) -> Placement:
        """A placement turned to whom they look at."""
        facing = alone
        if looks_at is not None and looks_at in self.names:
            facing = Facing.RIGHT if self.x(looks_at) > self.x(name) else Facing.LEFT
        elif len(self.names) > 1:
            facing = Facing.RIGHT if self.x(name) < 0.5 else Facing.LEFT
        return Placement(name, self.x(name), facing, looks_at, actions, back_to_camera=back)

    def everybody(self, speaker: str | None, partner: str | None, deeds: Sequence[Deed] = ()) -> tuple[Placement, ...]:
        """All who are present: they look at the speaker, the speaker at the partner, each doing their deeds."""
        doing = {name: tuple(deed.what for deed in deeds if deed.who == name) for name in self.names}
        return tuple(
            self.place(
                name,
                partner if name == speaker else (speaker if speaker in self.names else None),
                doing[name],
            )
            for name in self.names
        )


# ------------------------------------------------------------------------------------------------------- drama


def _drama(story: Story, scene: Scene, blocking: Blocking) -> Iterator[Shot]:
    groups = list(_groups(scene.moments, story.language))
    opening = _opening(scene, blocking, groups)
    yield opening.shot
    shown: set[str] = set()
    previous: str | None = None
    rest = groups[opening.used :]
    for turn, group in enumerate(rest):
        thing = _thing(scene, group, shown)
        if thing is not None:
            shown.add(thing)
            yield _shot(scene, ShotSize.INSERT, CameraMove.PUSH, (), None, (), f"show {thing}", INSERT_MS, thing)
        if not group.lines:
            yield _action_shot(scene, blocking, group)
        elif group.speaker is None:
            yield _told_shot(scene, blocking, group, turn)
        else:
            yield _speech_shot(scene, blocking, group, turn, previous)
            previous = group.speaker
            reaction = _reaction(scene, blocking, group, rest[turn + 1 :])
            if reaction is not None:
                yield reaction


@dataclass(frozen=True, slots=True)
class Group:
    """Lines of one voice that go into one shot, with what is done just before and while they are said."""

    speaker: str | None
    lines: tuple[Line, ...]
    deeds: tuple[Deed, ...]

    @property
    def strongest(self) -> Line:
        """The line that feels most."""
        return max(self.lines, key=lambda line: line.strength)


def _groups(moments: Sequence[Moment], language: Language) -> Iterator[Group]:
    deeds: list[Deed] = []
    lines: list[Line] = []
    length_ms = 0

    def flush() -> Iterator[Group]:
        nonlocal length_ms
        if lines or deeds:
            yield Group(lines[0].character if lines else None, tuple(lines), tuple(deeds))
        lines.clear()
        deeds.clear()
        length_ms = 0

    for moment in moments:
        if isinstance(moment, Deed):
            # What is done after words starts a new shot; many deeds in a row share one, a few at a time.
            if lines or len(deeds) == 2:
                yield from flush()
            deeds.append(moment)
            continue
        added_ms = speaking_ms(moment.text, language)
        new_voice = lines and lines[0].character != moment.character
        if new_voice or (lines and length_ms + added_ms > LONG_SHOT_MS):
            yield from flush()
        # A deed by somebody else than the speaker deserves a shot of its own; what a narrator tells is shown meanwhile.
        if deeds and not lines and moment.character and any(deed.who not in (None, moment.character) for deed in deeds):
            yield from flush()
        lines.append(moment)
        length_ms += added_ms
    yield from flush()


@dataclass(frozen=True, slots=True)
class Opening:
    """The establishing shot and how many groups it took in."""

    shot: Shot
    used: int


def _opening(scene: Scene, blocking: Blocking, groups: Sequence[Group]) -> Opening:
    first = groups[0] if groups else None
    move = _OPENING_MOVES[scene.beat]
    # A scene that opens on narration or on movement opens on it in the wide; on speech, the place comes first.
    if first is not None and (not first.lines or first.speaker is None):
        shot = _shot(
            scene,
            ShotSize.WIDE,
            move,
            blocking.everybody(None, None, first.deeds),
            None,
            first.lines,
            "establish",
            ESTABLISHING_MS,
        )
        return Opening(shot, 1)
    hold_ms = ESTABLISHING_MS - 600
    placements = blocking.everybody(None, None)
    return Opening(_shot(scene, ShotSize.WIDE, move, placements, None, (), "establish", hold_ms), 0)


def _thing(scene: Scene, group: Group, shown: set[str]) -> str | None:
    """An object of the scene that this group handles or names, not shown by itself before."""
    words = " ".join([*(line.text for line in group.lines), *(deed.text for deed in group.deeds)]).casefold()
    for thing in scene.objects:
        if thing in shown:
            continue
        named = thing.casefold() in words
        handled = any(deed.what in _HANDLES for deed in group.deeds)
        if (named or handled) and len(shown) < 2:
            return thing
    return None


def _action_shot(scene: Scene, blocking: Blocking, group: Group) -> Shot:
    actors = [deed.who for deed in group.deeds if deed.who in blocking.names]
    focus = actors[0] if actors else None
    moving = any(deed.what in _WALKS for deed in group.deeds)
    if focus is None:
        return _shot(
            scene,
            ShotSize.WIDE,
            CameraMove.DRIFT,
            blocking.everybody(None, None),
            None,
            (),
            "what happens",
            DEED_MS,
        )
    return _shot(
        scene,
        ShotSize.WIDE if moving else ShotSize.FULL,
        CameraMove.DRIFT if moving else CameraMove.PUSH,
        blocking.everybody(None, None, group.deeds),
        focus,
        (),
        f"{group.deeds[0].what.value}",
        DEED_MS * len(group.deeds),
    )


def _told_shot(scene: Scene, blocking: Blocking, group: Group, turn: int) -> Shot:
    """Narration: the picture is of whom it speaks, by turns nearer and farther."""
    told = " ".join(line.text for line in group.lines).casefold()
    actors = [deed.who for deed in group.deeds if deed.who in blocking.names]
    named = [name for name in blocking.names if name.casefold() in told]
    focus = next(iter([*actors, *named, *blocking.names]), None)
    if focus is None:
        return _shot(scene, ShotSize.WIDE, CameraMove.PAN_RIGHT, (), None, group.lines, "told", 0)
    sizes = (ShotSize.FULL, ShotSize.MEDIUM, ShotSize.WIDE)
    size = ShotSize.CLOSE if _feels(group.strongest) else sizes[turn % len(sizes)]
    moves = (CameraMove.PUSH, CameraMove.DRIFT, CameraMove.TRUCK_LEFT)
    everybody = blocking.everybody(None, None, group.deeds)
    placements = (
        everybody
        if size in (ShotSize.FULL, ShotSize.WIDE)
        else tuple(placement for placement in everybody if placement.character == focus)
    )
    return _shot(scene, size, moves[turn % len(moves)], placements, focus, group.lines, "told of " + focus, 0)


def _feels(line: Line) -> bool:
    return line.emotion in _CLOSE_FEELINGS and line.strength >= 0.55


def _speech_shot(scene: Scene, blocking: Blocking, group: Group, turn: int, previous: str | None) -> Shot:
    speaker = group.speaker
    if speaker is None or speaker not in blocking.names:  # somebody who is heard and not seen
        everybody = blocking.everybody(None, None, group.deeds)
        return _shot(scene, ShotSize.WIDE, CameraMove.DRIFT, everybody, None, group.lines, "voice off", 0)
    partner = previous if previous not in (None, speaker) else blocking.partner(speaker, scene.lines)
    line = group.strongest
    body = any(deed.what in _WALKS for deed in group.deeds)
    alone = partner is None or partner not in blocking.names
    actions = tuple(deed.what for deed in group.deeds if deed.who in (None, speaker))
    if body:
        size, move, why = ShotSize.FULL, CameraMove.DRIFT, "speaks, moving"
    elif _feels(line):
        size, move, why = ShotSize.CLOSE, CameraMove.PUSH, line.emotion.value
    elif alone:
        size, move, why = ShotSize.MEDIUM, CameraMove.PUSH, "speaks"
    elif turn == 0:
        size, move, why = ShotSize.TWO_SHOT, CameraMove.DRIFT, "who talks to whom"
    else:
        size = (ShotSize.OVER_SHOULDER, ShotSize.MEDIUM)[turn % 2]
        move, why = CameraMove.DRIFT, "shot, reverse shot"
    if size in (ShotSize.CLOSE, ShotSize.MEDIUM) or alone:
        placements: tuple[Placement, ...] = (blocking.place(speaker, partner, actions),)
    elif size is ShotSize.FULL:
        placements = blocking.everybody(speaker, partner, group.deeds)
    else:
        placements = tuple(
            blocking.place(name, partner, actions)
            if name == speaker
            else blocking.place(name, speaker, back=size is ShotSize.OVER_SHOULDER)
            for name in blocking.names
            if name in (speaker, partner)
        )
    hold_ms = DEED_MS if body else 0
    return _shot(scene, size, move, placements, speaker, group.lines, why, hold_ms)


def _reaction(scene: Scene, blocking: Blocking, group: Group, rest: Sequence[Group]) -> Shot | None:
    """The listener's face after a strong line, unless the listener is about to speak or there is nobody to see."""
    if group.speaker is None or not _feels(group.strongest) or not rest:
        return None
    listener = blocking.partner(group.speaker, scene.lines)
    if listener is None or rest[0].speaker == listener or listener not in blocking.names:
        return None
    placement = blocking.place(listener, group.speaker)
    return _shot(scene, ShotSize.CLOSE, CameraMove.STATIC, (placement,), listener, (), "reaction", REACTION_MS)


# ----------------------------------------------------------------------------------------------------- podcast


def _podcast(story: Story, scene: Scene, blocking: Blocking) -> Iterator[Shot]:
    """Two-shot first and now and then, the speaker otherwise, a listening face when somebody talks long."""
    groups = list(_groups(scene.moments, story.language))

    def seat(name: str, looks_at: str | None, deeds: Sequence[Deed] = ()) -> Placement:
        return blocking.place(name, looks_at, (Action.SIT, *(deed.what for deed in deeds if deed.who == name)))

    for turn, group in enumerate(groups):
        speaker = group.speaker
        hold_ms = 0 if group.lines else DEED_MS
        partner = blocking.partner(speaker, scene.lines) if speaker else None
        if turn == 0 or speaker is None or speaker not in blocking.names or turn % 5 == 4:
            everybody = tuple(
                seat(name, partner if name == speaker else speaker, group.deeds) for name in blocking.names
            )
            size, why = (ShotSize.WIDE, "who is here") if turn == 0 else (ShotSize.TWO_SHOT, "both")
            yield _shot(scene, size, CameraMove.PUSH, everybody, speaker, group.lines, why, hold_ms)
            continue
        size = ShotSize.CLOSE if _feels(group.strongest) else ShotSize.MEDIUM
        placement = seat(speaker, partner, group.deeds)
        yield _shot(scene, size, CameraMove.DRIFT, (placement,), speaker, group.lines, "on the speaker", hold_ms)
    if not groups:
        everybody = tuple(seat(name, None) for name in blocking.names)
        yield _shot(scene, ShotSize.WIDE, CameraMove.PUSH, everybody, None, (), "who is here", ESTABLISHING_MS)


def _shot(
    scene: Scene,
    size: ShotSize,
    move: CameraMove,
    placements: tuple[Placement, ...],
    focus: str | None,
    lines: tuple[Line, ...],
    why: str,
    hold_ms: int,
    insert: str | None = None,
) -> Shot:
    return Shot(
        shot_id="",
        scene_number=scene.scene_number,
        size=size,
        move=move,
        placements=placements,
        focus=focus,
        lines=lines,
        why=why,
        insert=insert,
        hold_ms=hold_ms,
    )
