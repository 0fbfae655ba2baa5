from __future__ import annotations

import pytest

from pipeline.culture.packs import pack
from pipeline.vocabulary import AgeGroup, Culture, Emotion, Gender, TimeOfDay


@pytest.mark.parametrize("culture", Culture)
def test_every_culture_dresses_everybody(culture: Culture) -> None:
    book = pack(culture)
    for age in AgeGroup:
        for gender in Gender:
            assert book.garments(gender, age)
            assert book.hair_styles(gender, age)


@pytest.mark.parametrize("culture", Culture)
def test_every_culture_has_colours_and_music(culture: Culture) -> None:
    book = pack(culture)
    colours = [*book.accents, *book.skins, *book.hair_colours, *book.royal.colours, *book.holy.colours]
    colours += [colour for garment in book.wardrobe for triple in garment.colours for colour in triple]
    assert all(len(colour) == 6 and int(colour, 16) >= 0 for colour in colours)
    for hour in TimeOfDay:
        for emotion in (None, *Emotion):
            assert book.music(emotion, hour)
