"""The shared libraries that Python wheels expect from the system: checked, and installed where that is allowed.

Set-up runs `python -m pipeline.system` before there is a virtual environment: it uses the standard library alone.
"""

from __future__ import annotations

import ctypes
import importlib.util
import os
import shutil
import subprocess
import sys
from dataclasses import dataclass

NOT_READY = 3
INSTALL_TIMEOUT_S = 900


@dataclass(frozen=True, slots=True)
class Library:
    """A shared library, the packages that bring it, and who asks for it."""

    soname: str
    debian: str
    fedora: str
    wanted_by: str


# Every DT_NEEDED of the locked wheels that is neither in its wheel nor part of glibc and libgcc.
LIBRARIES = (
    Library("libEGL.so.1", "libegl1", "libglvnd-egl", "skia-python"),
    Library("libGL.so.1", "libgl1", "libglvnd-glx", "skia-python"),
    Library("libexpat.so.1", "libexpat1", "expat", "skia-python"),
    Library("libstdc++.so.6", "libstdc++6", "libstdc++", "numpy, onnxruntime and others"),
    Library("libz.so.1", "zlib1g", "zlib", "llvmlite, av and others"),
)


def missing_libraries() -> tuple[str, ...]:
    """The sonames that the dynamic linker does not find."""
    return tuple(library.soname for library in LIBRARIES if not _loads(library.soname))


def can_make_environments() -> bool:
    """Whether this Python can make a virtual environment: Debian ships `ensurepip` apart, in pythonX.Y-venv."""
    return importlib.util.find_spec("venv") is not None and importlib.util.find_spec("ensurepip") is not None


def main() -> int:
    """Install what is missing, or say in one line what to install. Returns the exit code."""
    lacking = _lacking_packages()
    if not lacking:
        return 0
    apt = _apt_command()
    if apt is None:
        sys.stderr.write(f"setup: {_advice(lacking)}\n")
        return NOT_READY
    sys.stderr.write(f"setup: installing {' '.join(lacking)} with apt-get\n")
    _run([*apt, "update"])
    installed = _run([*apt, "install", "-y", "--no-install-recommends", *lacking])
    if not installed or _still_lacking():
        sys.stderr.write(f"setup: apt-get could not install them. {_advice(lacking)}\n")
        return NOT_READY
    return 0


def _loads(soname: str) -> bool:
    try:
        ctypes.CDLL(soname)
    except OSError:
        return False
    return True


def _lacking_packages() -> tuple[str, ...]:
    absent = set(missing_libraries())
    packages = [library.debian for library in LIBRARIES if library.soname in absent]
    if not can_make_environments():
        packages.append(_venv_package())
    return tuple(packages)


def _still_lacking() -> bool:
    importlib.invalidate_caches()
    return bool(_lacking_packages())


def _venv_package() -> str:
    return f"python{sys.version_info.major}.{sys.version_info.minor}-venv"


def _apt_command() -> list[str] | None:
    """apt-get with the rights to install, or None. `env` rather than an inherited variable: sudo drops those."""
    if shutil.which("apt-get") is None:
        return None
    quiet_apt = ["env", "DEBIAN_FRONTEND=noninteractive", "apt-get", "-qq"]
    if os.geteuid() == 0:
        return quiet_apt
    if shutil.which("sudo") and _run(["sudo", "-n", "true"], quiet=True):
        return ["sudo", "-n", *quiet_apt]
    return None


def _run(command: list[str], *, quiet: bool = False) -> bool:
    """Run without standard input, so that nothing waits for an answer that nobody gives."""
    sink = subprocess.DEVNULL if quiet else None
    try:
        done = subprocess.run(
            command,
            check=False,
            stdin=subprocess.DEVNULL,
            stdout=sink,
            stderr=sink,
            timeout=INSTALL_TIMEOUT_S,
        )
    except (OSError, subprocess.TimeoutExpired):
        return False
    return done.returncode == 0


def _advice(lacking: tuple[str, ...]) -> str:
    if shutil.which("dnf"):
        fedora = {library.debian: library.fedora for library in LIBRARIES} | {_venv_package(): "python3"}
        return f"Run this once, then again what you ran: sudo dnf install {' '.join(fedora[name] for name in lacking)}"
    command = f"sudo apt-get update && sudo apt-get install -y --no-install-recommends {' '.join(lacking)}"
    if shutil.which("apt-get"):
        return f"Run this once, then again what you ran: {command}"
    wanted = ", ".join((*missing_libraries(), *(() if can_make_environments() else ("Python's venv and ensurepip",))))
    return f"Install the packages of your system that hold {wanted} (on Debian: {command})"


if __name__ == "__main__":
    sys.exit(main())
