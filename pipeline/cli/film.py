"""`studio film` and `studio storyboard`."""

from __future__ import annotations

import json
import os
import signal
import sys
import threading
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path
from types import FrameType
from typing import Annotated

import typer
from platformdirs import user_cache_path
from rich.console import Console

from pipeline.access import Access
from pipeline.chant.library import piece
from pipeline.cli.progress import watch
from pipeline.context import StageContext
from pipeline.crew import crew_of
from pipeline.edits import Edit
from pipeline.errors import BadBrief, BadScript, UnknownLanguage
from pipeline.film import Brief, SceneImage, Script
from pipeline.takes import TakeStore
from pipeline.vocabulary import Aspect, Language, PodcastStyle

FRAME_RATES = (24, 25, 30)
HEIGHTS = (720, 1080)
DRAFT_HEIGHTS = (180, 360)
"""Small frames for a quick look and for tests."""
STANDARD_INPUT = "-"


def default_workers() -> int:
    """One worker for each core this process may use."""
    return len(os.sched_getaffinity(0)) if hasattr(os, "sched_getaffinity") else os.cpu_count() or 1


def default_takes() -> Path:
    """Where takes are kept when nobody says: the user's cache folder."""
    return user_cache_path("ai-film-studio") / "takes"


ScriptOrNone = Annotated[
    str | None, typer.Argument(metavar="[SCRIPT.txt]", help="The script; `-` reads standard input.")
]
SlokaOption = Annotated[
    str | None,
    typer.Option(metavar="NAME", help="Recite a piece of `studio slokas` before the story; without a script, film it."),
]
LanguageOption = Annotated[
    str | None, typer.Option(help="The script's language, e.g. `hi`; found by itself when not given.")
]
PodcastOption = Annotated[
    PodcastStyle | None, typer.Option(help="Make it a podcast; a podcast's style is found by itself.")
]
MinutesOption = Annotated[
    float | None,
    typer.Option(min=1, max=5, help="Length of the film; as long as the story needs when not given."),
]
AspectOption = Annotated[Aspect, typer.Option(help="Shape of the frame.")]
SeedOption = Annotated[int, typer.Option(help="Another number, another film of the same script.")]
TakesOption = Annotated[
    Path | None,
    typer.Option("--takes", metavar="DIR", envvar="STUDIO_TAKES", help="Where finished takes are kept for reuse."),
]
EditsOption = Annotated[
    Path | None,
    typer.Option(metavar="FILE.json", help="Your changes of the storyboard; `studio storyboard --json` has anchors."),
]
EngineOption = Annotated[
    list[str] | None,
    typer.Option("--engine", metavar="WHAT=NAME", help="Choose an engine, e.g. `analyst=openai`."),
]


def film(
    script: ScriptOrNone = None,
    output: Annotated[Path, typer.Option("-o", "--output", help="Where the film goes.")] = Path("film.mp4"),
    language: LanguageOption = None,
    minutes: MinutesOption = None,
    aspect: AspectOption = Aspect.WIDE,
    height: Annotated[int, typer.Option(help="720 for a draft, 1080 for a master; 180 or 360 for a quick look.")] = 720,
    fps: Annotated[int, typer.Option(help="Frames a second: 24, 25 or 30.")] = 24,
    subtitles: Annotated[
        str | None, typer.Option(metavar="LANGS", help="Languages, e.g. `hi,en`; `none` for no subtitles.")
    ] = None,
    burn_subtitles: Annotated[
        bool, typer.Option("--burn-subtitles", help="Draw the first subtitle language into the picture.")
    ] = False,
    also: Annotated[
        list[str] | None,
        typer.Option("--script", metavar="LANG=FILE", help="The same script in another language."),
    ] = None,
    music: Annotated[str, typer.Option(help="`auto`, `none` or a style; `studio music` lists them.")] = "auto",
    music_file: Annotated[
        Path | None,
        typer.Option("--music-file", metavar="FILE", help="Your own music instead, cut to the film's length."),
    ] = None,
    sloka: SlokaOption = None,
    podcast: PodcastOption = None,
    seed: SeedOption = 0,
    workers: Annotated[
        int | None, typer.Option(min=1, max=256, help="Worker processes; one a core by default.")
    ] = None,
    takes: TakesOption = None,
    engine: EngineOption = None,
    voice: Annotated[
        list[str] | None,
        typer.Option("--voice", metavar="NAME=SPEAKER", help="Who speaks whom, e.g. `Meera=af_bella`, `narrator=…`."),
    ] = None,
    say: Annotated[
        list[str] | None,
        typer.Option(
            "--say", metavar="WORD=HOW", help="How a word is said: `Nguyen=win`, or in IPA, `Meera=/ˈmiːrə/`."
        ),
    ] = None,
    edits: EditsOption = None,
    image: Annotated[
        list[str] | None,
        typer.Option("--image", metavar="[SCENE=]FILE", help="Your own picture of a place, e.g. `2=temple.jpg`."),
    ] = None,
    mask: Annotated[
        list[str] | None,
        typer.Option("--mask", metavar="[SCENE=]FILE", help="What is near in the image: white near, black far."),
    ] = None,
    narration: Annotated[
        Path | None,
        typer.Option(
            metavar="FILE", help="Your own recording of the script's lines, in their order, in place of voices."
        ),
    ] = None,
    stems: Annotated[
        Path | None, typer.Option(metavar="DIR", help="Write dialogue, music and effects there, each as WAV.")
    ] = None,
    report: Annotated[Path | None, typer.Option(metavar="FILE.json", help="Write what was measured as JSON.")] = None,
) -> None:
    """Make a film from a script."""
    # Seconds to load, for who makes films; other commands of the program should not wait for it.
    from pydantic import TypeAdapter

    from pipeline.render import STAGES, make_film

    given, invocation = _asked_for(script, language, sloka)
    brief = Brief(
        minutes=minutes,
        aspect=aspect,
        height=_one_of("--height", height, HEIGHTS + DRAFT_HEIGHTS),
        fps=_one_of("--fps", fps, FRAME_RATES),
        music=music,
        subtitles=_languages(subtitles),
        translations=tuple(_translation(pair) for pair in also or ()),
        burn_subtitles=burn_subtitles,
        seed=seed,
        engines=tuple(_engine(pair) for pair in engine or ()),
        voices=tuple(_voice(pair) for pair in voice or ()),
        pronunciations=tuple(_pronunciation(pair) for pair in say or ()),
        edits=_edits(edits),
        images=_images(image or (), mask or ()),
        narration=narration,
        music_file=music_file,
        sloka=invocation,
        podcast=podcast,
    )
    _check_report(report)
    console = Console(stderr=True, highlight=False)
    crew = crew_of(workers or default_workers())
    try:
        with _stoppable() as stopped, watch(console, STAGES) as progress:
            context = StageContext(TakeStore(takes or default_takes()), seed, progress, stopped.is_set, _access())
            made, measured = make_film(given, brief, output, crew, context, stems)
    finally:
        crew.close()
    if report is not None:
        report.write_bytes(TypeAdapter(type(measured)).dump_json(measured, indent=2))
    for note in made.notes:
        console.print(f"Note: {note}", style="yellow", markup=False, soft_wrap=True)
    seconds = made.duration_ms / 1000
    console.print(
        f"{made.video}  {int(seconds // 60)}:{seconds % 60:04.1f}",
        style="green",
        markup=False,
        soft_wrap=True,
    )


def storyboard(
    script: ScriptOrNone = None,
    language: LanguageOption = None,
    minutes: MinutesOption = None,
    aspect: AspectOption = Aspect.WIDE,
    seed: SeedOption = 0,
    takes: TakesOption = None,
    sloka: SlokaOption = None,
    podcast: PodcastOption = None,
    edits: EditsOption = None,
    engine: EngineOption = None,
    as_json: Annotated[bool, typer.Option("--json", help="Print everything as JSON.")] = False,
) -> None:
    """Show what was understood and what would be shot, without making anything."""
    from pipeline.storyboard import make_storyboard
    from pipeline.storyboard_json import storyboard_json

    engines = tuple(_engine(pair) for pair in engine or ())
    given, invocation = _asked_for(script, language, sloka)
    brief = Brief(
        minutes=minutes,
        aspect=aspect,
        seed=seed,
        engines=engines,
        edits=_edits(edits),
        sloka=invocation,
        podcast=podcast,
    )
    context = StageContext(TakeStore(takes or default_takes()), seed, access=_access())
    board = storyboard_json(make_storyboard(given, brief, context), brief)
    if as_json:
        sys.stdout.write(json.dumps(board, ensure_ascii=False, indent=2) + "\n")
        return
    console = Console(highlight=False)
    console.print(f"{board['title']}  [{board['language']}]  {board['seconds']:.0f} s", style="bold", markup=False)
    for note in (*board["review"], *board["notes"]):
        Console(stderr=True, highlight=False).print(f"Note: {note}", style="yellow", markup=False, soft_wrap=True)
    for number, scene in enumerate(board["scenes"], 1):
        place = f"{scene['setting']}, {scene['time_of_day']}, {scene['weather']}, {scene['pace']}"
        console.print(
            f"\n{number}. {place}  ({scene['duration_seconds']:.0f} s)",
            style="cyan",
            markup=False,
        )
        for shot in scene["shots"]:
            seconds = f"{shot['duration_seconds']:.1f} s"
            console.print(
                f"   {shot['shot_id']:<9}{seconds:>7}  {shot['size']:<18}{shot['move']:<12}{shot['why']}", markup=False
            )
            for line in shot["lines"]:
                console.print(f"      {line['character'] or '(narrator)'}: {line['text']}", style="dim", markup=False)


# ---------------------------------------------------------------------------------------------- what was asked


def _asked_for(script: str | None, language: str | None, sloka: str | None) -> tuple[Script, str | None]:
    """What is filmed, and what is recited before it: a sloka alone is the film."""
    if sloka is None:
        if script is None:
            raise BadScript("Name the script file, `-` for standard input, or a piece of the library with --sloka.")
        return read_script(script, language), None
    chosen = piece(sloka)
    if script is None:
        return Script(chosen.text, chosen.spoken_as, chosen.title, verse=True), None
    return read_script(script, language), chosen.key


def read_script(name: str, language: str | None) -> Script:
    """The script in a file, or on standard input for `-`. Raises BadScript, UnknownLanguage."""
    return Script(text=_text(name), language=None if language is None else _language(language))


def _text(name: str) -> str:
    from pipeline.stages.read import decode

    if name == STANDARD_INPUT:
        return decode(sys.stdin.buffer.read(), "standard input")
    path = Path(name)
    try:
        return decode(path.read_bytes(), name)
    except FileNotFoundError as missing:
        raise BadScript(f"There is no file '{name}'.") from missing
    except IsADirectoryError as folder:
        raise BadScript(f"'{name}' is a folder; name the script file in it.") from folder
    except PermissionError as denied:
        raise BadScript(f"'{name}' may not be read by this user.") from denied


def _language(code: str) -> Language:
    try:
        return Language(code.strip().lower())
    except ValueError as unknown:
        known = ", ".join(Language)
        raise UnknownLanguage(f"'{code}' is not a language the studio speaks. It speaks: {known}.") from unknown


def _languages(codes: str | None) -> tuple[Language, ...] | None:
    if codes is None:
        return None
    if codes.strip().lower() == "none":
        return ()
    return tuple(dict.fromkeys(_language(code) for code in codes.split(",") if code.strip()))


def _translation(pair: str) -> Script:
    code, separator, name = pair.partition("=")
    if not separator or not name:
        raise BadBrief(f"--script takes LANG=FILE, e.g. --script hi=story-hi.txt, not '{pair}'.")
    return Script(text=_text(name), language=_language(code))


def _access() -> Access:
    from pipeline.access_settings import AccessSettings  # pydantic-settings, for who makes films

    return AccessSettings().access


def _engine(pair: str) -> tuple[str, str]:
    what, separator, name = pair.partition("=")
    if not separator or not name:
        raise BadBrief(f"--engine takes WHAT=NAME, e.g. --engine voice=kokoro, not '{pair}'.")
    return what, name


def _voice(pair: str) -> tuple[str, str]:
    name, separator, speaker = pair.rpartition("=")
    if not separator or not name or not speaker:
        raise BadBrief(f"--voice takes NAME=SPEAKER, e.g. --voice Meera=af_bella, not '{pair}'.")
    return name, speaker


def _pronunciation(pair: str) -> tuple[str, str]:
    word, separator, how = pair.partition("=")
    if not separator or not word or not how:
        raise BadBrief(f"--say takes WORD=HOW, e.g. --say Nguyen=win, not '{pair}'.")
    return word, how


def _images(images: Sequence[str], masks: Sequence[str]) -> tuple[SceneImage, ...]:
    """Images with their masks: those of the same scene, or else the n-th mask of the n-th image without a scene."""
    pairs = [_numbered_file("--image", one) for one in images]
    waiting = [_numbered_file("--mask", one) for one in masks]
    found = []
    for scene, path in pairs:
        own = next((one for one in waiting if one[0] == scene), None)
        if own is not None:
            waiting.remove(own)
        found.append(SceneImage(path, scene, own[1] if own else None))
    if waiting:
        raise BadBrief(f"There is no --image for the mask '{waiting[0][1]}'. A mask names the same scene as its image.")
    return tuple(found)


def _numbered_file(option: str, given: str) -> tuple[int | None, Path]:
    """The scene and the file of `2=temple.jpg`; the file alone, which may have `=` in its own name, without a scene."""
    number, separator, name = given.partition("=")
    if separator and number.strip().isdecimal():
        if not name:
            raise BadBrief(f"{option} takes [SCENE=]FILE, e.g. {option} 2=temple.jpg, not '{given}'.")
        return int(number), Path(name)
    return None, Path(given)


def _edits(file: Path | None) -> tuple[Edit, ...]:
    if file is None:
        return ()
    from pipeline.directing.edits_json import read_edits

    return read_edits(_text(str(file)))


def _one_of(option: str, value: int, allowed: tuple[int, ...]) -> int:
    if value not in allowed:
        choices = ", ".join(map(str, sorted(allowed)))
        raise BadBrief(f"{option} is one of {choices}, not {value}.")
    return value


def _check_report(report: Path | None) -> None:
    if report is not None and not report.absolute().parent.is_dir():
        raise BadBrief(f"The folder of --report {report} does not exist.")


# ------------------------------------------------------------------------------------------------------ stopping


@contextmanager
def _stoppable() -> Iterator[threading.Event]:
    """An event that Ctrl-C or SIGTERM sets; a second Ctrl-C ends the program at once."""
    stopped = threading.Event()

    def stop(number: int, _frame: FrameType | None) -> None:
        if stopped.is_set():
            signal.signal(number, signal.SIG_DFL)
            signal.raise_signal(number)
        stopped.set()

    before = {number: signal.signal(number, stop) for number in (signal.SIGINT, signal.SIGTERM)}
    try:
        yield stopped
    finally:
        for number, handler in before.items():
            signal.signal(number, handler)
