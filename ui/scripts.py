"""Three short scripts to begin with."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Example:
    """A script with what its button says."""

    key: str
    title: str
    blurb: str
    script: str


LAMP = """Title: The Lamp

EXT. RIVER GHAT - DUSK

MEERA, a girl of nine, kneels at the water with a clay lamp. Her grandmother PAATI sits beside her.

MEERA
(sad)
Paati, the wind keeps blowing it out!

PAATI
(calm)
Then we will wait, kanna. Even the wind gets sleepy.

A star comes out. Meera floats the lamp on the river.

MEERA
(afraid)
It is so small. And the dark is so big.

Across the river a lamp is lit, then ten, then a hundred.

MEERA
(joyful)
They saw mine!

PAATI
(tenderly)
They were all waiting, Meera. Somebody only had to be first.
"""

SKY = """Title: Why the Sky Turns Red

Maya: Welcome to the show! Tonight, a question we all asked once: why is the sky red at dusk? Dr. Rao, are you ready?

Dr. Rao: (laughing) The old questions are the best ones. Sunlight holds every colour, Maya. Air scatters the blue.

Maya: So where does the blue go?

Dr. Rao: All over the sky, all day long. But at dusk the light crosses far more air. The blue is lost, and red arrives.

Maya: (happy) Then our sunset is somebody's blue sky. Good night, everyone!
"""

PETALS = """Title: 花びら

○ 庭・春の朝

桜の花びらが舞う。九歳の少女ゆきが木の下で泣いている。祖父が歩いてくる。

祖父：ゆき、どうした。

ゆき：（悲しそうに）明日、遠い町へ行くの。もう、桜に会えない。

祖父は古い本をゆきに渡す。花びらが一枚、はらりと落ちる。

祖父：（優しく）おばあちゃんがくれた花びらだ。五十年、春のままだよ。

ゆき：（嬉しそうに）これは私の春。来年、見せに帰るね。
"""

EXAMPLES = (
    Example("lamp", "The Lamp", "A screenplay", LAMP),
    Example("sky", "The Red Sky", "A podcast", SKY),
    Example("petals", "花びら", "日本語", PETALS),
)
