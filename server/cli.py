"""The studio's commands: `studio up` and its parts."""

from __future__ import annotations

import os
import signal
import sys
import threading
from pathlib import Path
from types import FrameType
from typing import Annotated, NoReturn

import typer
from pydantic import ValidationError
from rich.console import Console

from pipeline.access_settings import PREFIX
from pipeline.errors import NotReady
from server.logs import configure
from server.settings import Settings, share_metrics

ROOT = Path(__file__).resolve().parent.parent

db = typer.Typer(help="The database.", no_args_is_help=True)
admin = typer.Typer(help="Accounts of those who run the studio.", no_args_is_help=True)


def register(app: typer.Typer) -> None:
    """Add the commands to `studio`."""
    for command in (up, api, worker, clock, valkey, ui, admin_ui):
        app.command()(command)
    app.add_typer(db, name="db")
    app.add_typer(admin, name="admin")


def read_settings() -> Settings:
    """The settings. Raises NotReady with a sentence for each that cannot be."""
    try:
        return Settings()
    except ValidationError as wrong:
        said = "; ".join(
            f"{PREFIX}{'_'.join(map(str, error['loc'])).upper()}: {error['msg']}"
            if error["loc"]
            else error["msg"].removeprefix("Value error, ")
            for error in wrong.errors()
        )
        raise NotReady(f"The settings cannot be used: {said}") from wrong


# --------------------------------------------------------------------------------------------------------- the house


def up() -> None:
    """Run the whole studio on this machine."""
    from server.house.procfile import read, resolve
    from server.house.service import Service, responds
    from server.house.up import up as run_house
    from server.house.valkey import answers, log_path

    settings = read_settings()
    addresses = {
        "Creator app": settings.ui_url,
        "Admin app": settings.local_url(settings.admin_port),
        "API": f"{settings.api_url}/docs",
    }
    embedded = settings.redis_url is None
    ready = {
        "valkey": lambda: answers(settings.data),
        "api": responds(f"{settings.local_url(settings.api_port)}/health"),
        "ui": responds(f"{settings.local_url(settings.ui_port)}/"),
        "admin": responds(f"{settings.local_url(settings.admin_port)}/_stcore/health"),
    }
    # The doors open first: workers load for seconds what nobody asks for before a script is written.
    doors = ("api", "ui", "admin")
    after = {"worker": doors, "clock": doors}
    count = {"valkey": int(embedded), "worker": settings.workers}
    services = [
        Service(
            name=name,
            command=resolve(command),
            count=count.get(name, 1),
            after=after.get(name, ()),
            ready=ready.get(name),
            hint=f"Its log is {log_path(settings.data)}." if name == "valkey" else "",
        )
        for name, command in read(ROOT / "Procfile").items()
    ]
    ports = {
        "api": (settings.api_host, settings.api_port),
        "ui": (settings.api_host, settings.ui_port),
        "admin": (settings.api_host, settings.admin_port),
    }
    # One thread each: the studio's processes share the machine already, and a worker must be one to fork well.
    environment = {"OPENBLAS_NUM_THREADS": "1", "OMP_NUM_THREADS": "1", **os.environ}
    code = run_house(
        services,
        settings.data,
        environment,
        addresses=addresses,
        ports=ports,
        on_ready=lambda: _welcome(addresses, settings),
    )
    raise typer.Exit(code)


def _welcome(addresses: dict[str, str], settings: Settings) -> None:
    note = settings.first_admin_note
    log_in = note.read_text().strip() if note.exists() else "as made with 'studio admin create'"
    console = Console(highlight=False)
    width = max(len(label) for label in addresses)
    console.print()
    console.print("The studio is open.", style="bold green")
    for label, address in addresses.items():
        console.print(f"  {label:<{width}}  {address}", soft_wrap=True)
    console.print(f"  {'Admin log-in':<{width}}  {log_in}", soft_wrap=True, markup=False)
    console.print(f"  {'Kept in':<{width}}  {settings.data}", soft_wrap=True, markup=False)
    console.print("Ctrl-C closes it. Nothing is lost: what was being made goes on at the next start.\n", soft_wrap=True)


# --------------------------------------------------------------------------------------------------------- its parts


def api() -> None:
    """Run the job server; brings the database to the newest version first."""
    import uvicorn

    from server.opening import prepare

    settings = read_settings()
    configure(as_json=settings.logs_json)
    if settings.api_processes > 1:
        share_metrics(settings.data / "metrics")
    prepare(settings)
    uvicorn.run(
        "server.app:create_from_environment",
        factory=True,
        workers=settings.api_processes,
        host=settings.api_host,
        port=settings.api_port,
        log_level="warning",
        log_config=None,
        access_log=False,
        ws="websockets-sansio",
        timeout_graceful_shutdown=3,
        proxy_headers=False,
    )


def worker() -> None:
    """Run one worker: it makes films, a step at a time."""
    from server.house.valkey import address
    from server.queue import open_redis
    from server.worker import work

    settings = read_settings()
    configure(as_json=settings.logs_json)
    work(settings, open_redis(settings.redis_url or address(settings.data)))


def clock() -> None:
    """Run the clock: it has lost work done again, and letters and webhooks sent."""
    from server.clock import Clock
    from server.mails.postman import Postman
    from server.rounds import go_round
    from server.webhooks.courier import Courier
    from server.wiring import open_studio

    settings = read_settings()
    configure(as_json=settings.logs_json)
    stopped = threading.Event()

    def stop(_number: int, _frame: FrameType | None) -> None:
        stopped.set()

    for number in (signal.SIGINT, signal.SIGTERM):
        signal.signal(number, stop)
    studio = open_studio(settings)
    # A mail server may take its time: the clock does not wait for it, nor for whoever is told by webhook.
    for who, deliver in (("postman", Postman(studio).deliver), ("courier", Courier(studio).deliver)):
        threading.Thread(target=go_round, args=(who, deliver, stopped), name=who, daemon=True).start()
    Clock(studio).keep_time(stopped)


def valkey() -> None:
    """Run the embedded queue, or watch over the one that is there."""
    from server.house.valkey import serve

    serve(read_settings().data)


def ui() -> None:
    """Run the creator app."""
    settings = read_settings()
    public, temp = ("--public-url", settings.api_url), ("--temp", str(settings.data / "ui"))
    _become("ui", settings, settings.ui_port, *public, *temp)


def admin_ui() -> None:
    """Run the admin app."""
    settings = read_settings()
    _become("admin_dashboard", settings, settings.admin_port)


def _become(package: str, settings: Settings, port: int, *more: str) -> NoReturn:
    """Turn into a front end: a program of its own, which knows the job server by its address alone."""
    options = (
        "--api-url",
        settings.local_url(settings.api_port),
        "--host",
        settings.api_host,
        "--port",
        str(port),
        *more,
    )
    os.execv(sys.executable, [sys.executable, "-m", package, *options])  # noqa: S606 - no shell is wanted


# --------------------------------------------------------------------------------------------- database and accounts


@db.command("upgrade")
def db_upgrade() -> None:
    """Bring the database to the newest version."""
    from server.opening import prepare
    from server.schema_versions import newest

    prepare(read_settings(), first_admin=False)
    Console(highlight=False).print(f"The database is at version {newest()}.")


@db.command("write-version", hidden=True)
def db_write_version(message: str) -> None:
    """Write the file that brings the database from the newest version to what the models say."""
    import tempfile

    from server.database import open_database
    from server.schema_versions import upgrade, write_version

    with tempfile.TemporaryDirectory(prefix="studio-version-") as folder:
        engine = open_database(f"sqlite:///{folder}/studio.db")
        upgrade(engine)
        write_version(engine, message)
        engine.dispose()


@admin.command("create")
def admin_create(
    email: Annotated[str, typer.Argument(help="The admin's e-mail address.")],
    password: Annotated[
        str | None, typer.Option(help="Asked for when not given; `-` reads standard input.", show_default=False)
    ] = None,
    promote: Annotated[bool, typer.Option("--promote", help="Also if the address is a creator's already.")] = False,
) -> None:
    """Make an admin, or give one another password and log them out everywhere."""
    if password is None:
        password = typer.prompt("Password", hide_input=True, confirmation_prompt=True)
    elif password == "-":  # noqa: S105 - a sign, not a secret
        password = sys.stdin.readline().rstrip("\n")
    from server.opening import make_admin, prepare

    settings = read_settings()
    prepare(settings, first_admin=False)
    make_admin(settings, email, password, promote=promote)
    Console(highlight=False).print(f"{email} is an admin.", markup=False)


@admin.command("audit")
def admin_audit() -> None:
    """Prove that every balance is the sum of its movements; exits with 1 if one is not."""
    from sqlalchemy.orm import sessionmaker

    from server.credits.audit import audit
    from server.database import open_database

    engine = open_database(read_settings().database)
    try:
        found = audit(sessionmaker(engine))
    finally:
        engine.dispose()
    console = Console(highlight=False)
    for whose, problem in found.problems:
        console.print(f"{whose}: {problem}.", markup=False, soft_wrap=True)
    looked_at = f"{found.accounts} accounts, {found.movements} movements, {found.payments} payments"
    if found.problems:
        console.print(f"{looked_at}: {len(found.problems)} problems.")
        raise typer.Exit(1)
    console.print(f"{looked_at}: every sum holds.")
