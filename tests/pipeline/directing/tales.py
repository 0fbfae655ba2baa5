"""Generated stories: up to four people, who come, go, sit, handle things and talk, in scenes of every pace and beat."""

from __future__ import annotations

from dataclasses import replace

from hypothesis import strategies as st

from pipeline.film import Deed, Line, Moment, Scene, Story
from pipeline.vocabulary import Action, Beat, Emotion, Pace, Role
from tests import factories

NAMES = ("Meera", "Ravi", "Kala", "Arun")
_WORDS = ("Look", "the lamp", "is here", "Ravi", "we wait", "the river", "Kala", "again", "a boat")


@st.composite
def _texts(draw: st.DrawFn) -> str:
    words = draw(st.lists(st.sampled_from(_WORDS), min_size=1, max_size=14))
    return " ".join(words) + draw(st.sampled_from((".", "?", "!")))


@st.composite
def _moments(draw: st.DrawFn, number: int, people: tuple[str, ...]) -> tuple[Moment, ...]:
    kinds = draw(st.lists(st.booleans(), min_size=1, max_size=12))
    moments: list[Moment] = []
    for index, spoken in enumerate(kinds):
        who = draw(st.sampled_from((*people, *people, None)))
        # A number keeps all words apart, so that each is found again by itself.
        text = f"{number}.{index} {draw(_texts())}"
        if spoken:
            emotion, strength = draw(st.sampled_from(Emotion)), draw(st.floats(0, 1))
            moments.append(Line(f"s{number}.l{index}", who, text, emotion, strength))
        else:
            moments.append(Deed(who, draw(st.sampled_from(Action)), text))
    return tuple(moments)


@st.composite
def _scenes(draw: st.DrawFn, number: int, people: tuple[str, ...]) -> Scene:
    return replace(
        factories.scene(number, draw(_moments(number, people)), present=people),
        beat=draw(st.sampled_from(Beat) | st.none()),
        pace=draw(st.sampled_from(Pace)),
        objects=draw(st.sampled_from(((), ("lamp",), ("lamp", "boat")))),
    )


@st.composite
def tales(draw: st.DrawFn, *, podcast: bool = False) -> Story:
    """A story of one to three scenes; in a podcast the first of the people is the host, wherever they appear."""
    people = NAMES[: draw(st.integers(1, 4))]
    scenes = [
        draw(_scenes(number, tuple(draw(st.permutations(people))))) for number in range(1, draw(st.integers(1, 3)) + 1)
    ]
    roles = (Role.HOST, *(Role.GUEST,) * 3) if podcast else (Role.PROTAGONIST, *(Role.SUPPORTING,) * 3)
    characters = tuple(factories.character(name, role=role) for name, role in zip(people, roles, strict=False))
    return replace(factories.story(scenes, podcast=podcast), characters=characters)
