"""Animals and crowds through the doors that the film uses."""

from __future__ import annotations

from dataclasses import replace

import numpy as np
import pytest
import skia
from numpy.typing import NDArray

from pipeline.contracts.painter import Light, Palette
from pipeline.film import Brief, Deed, Scene
from pipeline.picture.animals import BREEDS, FLYERS, Stir, footfalls, strides
from pipeline.picture.extras import apart, extras_of
from pipeline.picture.ink import Ink
from pipeline.picture.menagerie import Animal, alive, draw_animal, live, placed
from pipeline.stages.paint import design_set
from pipeline.story.crowds import CHILDREN, PEOPLE, SOLDIERS, crowd_of
from pipeline.story.lexicon import lexicon
from pipeline.vocabulary import Action, AgeGroup, Dress, Language, Setting
from tests import factories

LIGHT = Light(Palette("6FB1D6", "FBE6C2", "FFF1CF", "4D6A7C", "F2A541"), 0.3, 0.2, 0.2, 0.8, lamplit=False)
FPS = 24


def picture(kind: str, stir: Stir) -> NDArray[np.uint8]:
    surface = skia.Surface(420, 320)
    canvas = surface.getCanvas()
    canvas.clear(skia.ColorTRANSPARENT)
    canvas.translate(210, 260 if kind in BREEDS else 160)
    canvas.scale(100, 100)
    draw_animal(canvas, Ink(LIGHT, -1.0), kind, stir)
    return np.array(surface.makeImageSnapshot().toarray())


def scene(setting: Setting = Setting.VILLAGE, objects: tuple[str, ...] = (), told: str = "") -> Scene:
    one = factories.scene(1, [Deed(None, Action.STAND, told)])
    return replace(one, setting=setting, objects=objects, description=told)


@pytest.mark.parametrize("kind", BREEDS)
def test_a_foot_that_stands_does_not_slide(kind: str) -> None:
    breed = BREEDS[kind]
    way = 3.4
    stride = strides(way, breed.stride)
    went = np.linspace(0, way, 600)
    feet = np.array([footfalls(float(gone), way, stride) for gone in went])
    on_floor = feet[..., 0] + went[:, None]
    for foot in range(4):
        stands = feet[:, foot, 1] == 0
        both = stands[1:] & stands[:-1]
        assert np.abs(np.diff(on_floor[:, foot]))[both].max() < 1e-6
        assert (feet[:, foot, 1] > 0.05).any()
        # It never lags or reaches further than a leg can.
        assert np.abs(feet[:, foot, 0]).max() < stride
    # At least two feet carry it, and it stops on all fours under itself.
    assert ((feet[..., 1] == 0).sum(axis=1) >= 2).all()
    assert np.abs(feet[-1]).max() < 1e-6


@pytest.mark.parametrize("kind", BREEDS)
def test_a_beast_stands_on_the_ground(kind: str) -> None:
    for stir in (Stir(), Stir(breath=1, tail=0.5, ear=0.3, nod=0.2)):
        rows = np.flatnonzero((picture(kind, stir)[..., 3] > 128).any(axis=1))
        assert abs(rows[-1] - 259) <= 1, kind


@pytest.mark.parametrize("kind", [*BREEDS, *FLYERS, "fish"])
def test_animals_live(kind: str) -> None:
    animal = Animal(kind, 0.3, leftward=False)
    moments = [live(animal, frame / FPS, 10.0) for frame in range(10 * FPS)]
    assert moments == [live(animal, frame / FPS, 10.0) for frame in range(10 * FPS)]
    stirs = [moment.stir for moment in moments if moment.seen]
    pictures = {picture(kind, stir).tobytes() for stir in stirs[:: max(1, len(stirs) // 12)]}
    assert len(pictures) > 5
    if kind in BREEDS:
        shut = np.array([moment.stir.blink > 0.6 for moment in moments])
        assert 2 <= int((np.diff(shut.astype(int)) == 1).sum()) <= 4


def test_who_walks_arrives_at_its_place() -> None:
    (animal,) = placed(("horse",), walking=True)
    moments = [live(animal, frame / FPS, 8.0) for frame in range(8 * FPS)]
    assert moments[0].ahead < -0.5
    assert abs(moments[-1].ahead) < 1e-6
    (still,) = placed(("horse",), walking=False)
    assert still.x == animal.x
    assert live(still, 3.0, 8.0).ahead == 0


def test_monkeys_and_peacocks_are_alive_in_every_language() -> None:
    for language in Language:
        words = lexicon(language).words["object"]
        told = ", ".join(words[label][0].strip("*") for label in ("monkey", "peacock"))
        labels = [hit.label for hit in lexicon(language).find(told, "object")]
        assert alive(labels, indoor=False, water=False) == ("monkey", "peacock"), language


def test_a_peacock_opens_its_wheel_and_folds_it() -> None:
    animal = Animal("peacock", 0.3, leftward=False)
    opened = [live(animal, frame / FPS, 20.0).stir.wing for frame in range(20 * FPS)]
    assert max(opened) == 1
    assert min(opened) == 0
    assert np.abs(np.diff(opened)).max() < 0.15, "it opens, it does not jump"
    wide = [np.ptp(np.flatnonzero((picture("peacock", Stir(wing=wing))[..., 3] > 128).any(axis=0))) for wing in (0, 1)]
    tall = [np.ptp(np.flatnonzero((picture("peacock", Stir(wing=wing))[..., 3] > 128).any(axis=1))) for wing in (0, 1)]
    assert wide[1] != wide[0]
    assert tall[1] > tall[0]


def test_the_set_leaves_living_animals_to_the_compositor() -> None:
    named = scene(Setting.BEACH, ("dog", "lamp", "fish", "elephant"))
    assert alive(named.objects, indoor=False, water=True) == ("dog", "fish", "elephant")
    assert design_set(named, Brief(), 0).objects == ("lamp",)
    # In a room an elephant is only spoken of, and a fish is cooked: that stays a thing.
    assert alive(named.objects, indoor=True, water=False) == ("dog",)
    assert design_set(replace(named, setting=Setting.KITCHEN), Brief(), 0).objects == ("lamp", "fish")


def test_a_crowd_is_where_the_story_has_one_and_the_same_in_every_shot() -> None:
    assert extras_of(scene(Setting.BEDROOM), 1, None) == ()
    market = extras_of(scene(Setting.MARKET), 1, None)
    assert len(market) >= 4
    assert market == extras_of(scene(Setting.MARKET), 1, None)
    assert len({extra.look.dress_colours for extra in market}) > 2
    assert extras_of(scene(), 1, PEOPLE)
    soldiers = extras_of(scene(Setting.BATTLEFIELD), 1, SOLDIERS)
    assert {extra.look.dress for extra in soldiers} == {Dress.UNIFORM}
    young = [extra.look.age_group for extra in extras_of(scene(), 1, CHILDREN)]
    assert young.count(AgeGroup.CHILD) >= 4
    assert set(young) <= {AgeGroup.CHILD, AgeGroup.TEEN}


GATHERED = {
    Language.ENGLISH: "The villagers gather under the tree.",
    Language.HINDI: "पेड़ के नीचे गाँव के लोग इकट्ठा होते हैं।",
    Language.MARATHI: "झाडाखाली गावकरी जमले आहेत.",
    Language.BENGALI: "গাছের নিচে গ্রামবাসীরা জড়ো হয়েছে।",
    Language.GUJARATI: "ઝાડ નીચે ગામના લોકો ભેગા થયા છે.",
    Language.PUNJABI: "ਰੁੱਖ ਹੇਠ ਪਿੰਡ ਦੇ ਲੋਕ ਇਕੱਠੇ ਹੋਏ ਹਨ।",
    Language.TAMIL: "மரத்தடியில் ஊர் மக்கள் கூடியிருக்கிறார்கள்.",
    Language.TELUGU: "చెట్టు కింద గ్రామస్థులు గుమిగూడారు.",
    Language.KANNADA: "ಮರದ ಕೆಳಗೆ ಹಳ್ಳಿಯ ಜನ ಸೇರಿದ್ದಾರೆ.",
    Language.MALAYALAM: "മരച്ചുവട്ടിൽ നാട്ടുകാർ കൂടിയിരിക്കുന്നു.",
    Language.SPANISH: "Los aldeanos se reúnen bajo el árbol.",
    Language.FRENCH: "Les villageois se rassemblent sous l'arbre.",
    Language.GERMAN: "Die Dorfbewohner versammeln sich unter dem Baum.",
    Language.ITALIAN: "Gli abitanti del villaggio si radunano sotto l'albero.",
    Language.PORTUGUESE: "Os aldeões reúnem-se debaixo da árvore.",
    Language.RUSSIAN: "Жители деревни собрались под деревом.",
    Language.JAPANESE: "木の下に村人たちが集まっている。",
    Language.CHINESE: "村民们聚在树下。",
    Language.KOREAN: "나무 아래에 마을 사람들이 모였다.",
    Language.ARABIC: "يجتمع أهل القرية تحت الشجرة.",
}


@pytest.mark.parametrize("language", Language)
def test_a_crowd_is_heard_of_in_every_language(language: Language) -> None:
    assert crowd_of(scene(told=GATHERED[language]), language) == PEOPLE
    known = lexicon(language).words["crowd"]
    assert set(known) == {PEOPLE, CHILDREN, SOLDIERS}
    for label in (SOLDIERS, CHILDREN):
        word = known[label][0].strip("*")
        assert crowd_of(scene(told=f"{GATHERED[language]} {word}"), language) == label, word


def test_somebody_alone_is_no_crowd() -> None:
    assert crowd_of(scene(told="A girl sits under the tree."), Language.ENGLISH) is None
    assert crowd_of(scene(told="ஒரு சிறுமி மரத்தடியில் உட்கார்ந்திருக்கிறாள்."), Language.TAMIL) is None


def test_nobody_of_a_crowd_stands_right_behind_the_cast() -> None:
    market = extras_of(scene(Setting.MARKET), 1, None)
    beside = apart(market, [market[0].x])
    assert market[0] not in beside
    assert len(beside) == len(market) - 1
