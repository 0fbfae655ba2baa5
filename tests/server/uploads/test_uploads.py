"""Uploads over HTTP, on both databases: what is taken, what is refused, what is kept of it."""

from __future__ import annotations

from datetime import timedelta
from io import BytesIO
from pathlib import Path
from uuid import UUID, uuid4

import av
import httpx
import jwt
import pytest
from PIL import Image
from sqlalchemy import select

from server.client import ApiError, StudioClient
from server.database import unit_of_work
from server.media.store import FolderStore
from server.models import MediaRubbish, Upload
from server.models.base import now
from server.projects.schemas import ImageChoice, ProjectSettings
from server.uploads import service
from server.uploads.limits import LIMITS, FileLimits, UploadLimits
from server.vocabulary import Tier, UploadKind, UploadState
from tests.server.people import DRAFT, change, sign_up
from tests.server.running import Served
from tests.server.uploads import files

IMAGE, NARRATION, MUSIC, CLIP = UploadKind


def bring(client: StudioClient, project: UUID, kind: UploadKind, content: bytes, name: str = "file.bin") -> object:
    return client.upload(project, kind, name, BytesIO(content))


def refusal(client: StudioClient, project: UUID, kind: UploadKind, content: bytes) -> tuple[int, str]:
    with pytest.raises(ApiError) as refused:
        bring(client, project, kind, content)
    assert len(refused.value.detail) > 20
    return refused.value.status, refused.value.code


def kept_files(api: Served, client: StudioClient) -> list[Path]:
    media = api.studio.media
    assert isinstance(media, FolderStore)
    return [path for path in media.folder.glob(f"users/{client.me().id}/**/raw/*/*") if path.is_file()]


def no_quarantine(api: Served) -> bool:
    return not list((api.studio.settings.data / "quarantine").glob("*"))


@pytest.fixture
def tight(monkeypatch: pytest.MonkeyPatch) -> None:
    """The free tier takes next to nothing."""
    small = FileLimits(40_000, 640 * 360, 2)
    monkeypatch.setitem(LIMITS, Tier.FREE, UploadLimits(200_000, dict.fromkeys(UploadKind, small)))


def test_a_picture_is_kept_without_what_was_noted_in_it(any_api: Served) -> None:
    client = sign_up(any_api)
    project = client.create_project(DRAFT).id
    came = files.picture(turned=True)
    assert files.SECRET.encode() in came
    upload = client.upload(project, IMAGE, "C:\\My pictures\\तस्वीर.exe", BytesIO(came))
    assert (upload.state, upload.kind, upload.name, upload.content_type) == (
        UploadState.READY,
        IMAGE,
        "तस्वीर.exe",
        "image/jpeg",
    )
    assert (upload.width, upload.height) == (360, 640), "it stands upright"
    with any_api.http.stream("GET", upload.url or "", headers={"Range": "bytes=0-9"}) as part:
        assert (part.status_code, len(part.read())) == (206, 10)
    saved = any_api.http.get(upload.download_url or "")
    assert saved.headers["content-disposition"].endswith(".jpg")
    assert "exe" not in saved.headers["content-disposition"]
    assert (len(saved.content), files.SECRET.encode() in saved.content) == (upload.bytes, False)
    with Image.open(BytesIO(saved.content)) as image:
        assert dict(image.getexif()) == {}
        assert image.getpixel((180, 50))[0] > 200
    [path] = kept_files(any_api, client)
    assert path.parts[-7:] == (
        "users",
        str(client.me().id),
        "projects",
        str(project),
        "raw",
        str(upload.id),
        "image.jpg",
    )
    assert no_quarantine(any_api)
    listed = client.uploads(project)
    assert (listed.used_bytes, [one.id for one in listed.items]) == (upload.bytes, [upload.id])


@pytest.mark.parametrize(
    ("kind", "alpha", "suffix"), [("PNG", True, "png"), ("WEBP", False, "png"), ("PNG", False, "png")]
)
def test_pictures_of_other_kinds(api: Served, kind: str, alpha: bool, suffix: str) -> None:
    client = sign_up(api)
    project = client.create_project(DRAFT).id
    upload = client.upload(project, IMAGE, "a", BytesIO(files.picture(kind, alpha=alpha)))
    content = api.http.get(upload.url or "").content
    with Image.open(BytesIO(content)) as image:
        assert (upload.content_type, image.mode) == (f"image/{suffix}", "RGBA" if alpha else "RGB")
    assert files.SECRET.encode() not in content


@pytest.mark.parametrize(
    ("container", "codec", "kind"),
    [
        ("wav", "pcm_s16le", NARRATION),
        ("flac", "flac", MUSIC),
        ("mp3", "libmp3lame", MUSIC),
        ("ogg", "libopus", NARRATION),
        ("adts", "aac", MUSIC),
        ("matroska", "libopus", MUSIC),
    ],
)
def test_sound_of_every_kind_becomes_flac(api: Served, container: str, codec: str, kind: UploadKind) -> None:
    client = sign_up(api)
    project = client.create_project(DRAFT).id
    rate = 48_000 if codec == "libopus" else 44_100
    seconds = 5.5 if kind is MUSIC else 1.0
    came = files.sound(container, codec, seconds, rate=rate)
    upload = client.upload(project, kind, "song.txt", BytesIO(came))
    assert upload.content_type == "audio/flac"
    assert -50 <= (upload.duration_ms or 0) - 1000 * seconds <= 100
    content = api.http.get(upload.url or "").content
    assert files.SECRET.encode() not in content
    with av.open(BytesIO(content), "r") as opened:
        lane = opened.streams.audio[0]
        heard = sum(frame.samples for frame in opened.decode(lane))
        assert (lane.rate, lane.codec_context.layout.name) == (48_000, "mono")
    assert abs(heard / 48 - (upload.duration_ms or 0)) <= 1
    assert "title" not in {key.lower() for key in opened.metadata}


@pytest.mark.parametrize(
    ("codec", "container", "suffix"),
    [("libx264", "mp4", "mp4"), ("libvpx", "webm", "webm"), ("libvpx-vp9", "webm", "mp4")],
)
def test_a_clip_is_put_into_a_new_box(api: Served, tmp_path: Path, codec: str, container: str, suffix: str) -> None:
    client = sign_up(api)
    project = client.create_project(DRAFT).id
    came = files.clip(tmp_path / "came", 1.5, codec=codec, kind=container)
    assert files.SECRET.encode() in came
    upload = client.upload(project, CLIP, "clip", BytesIO(came))
    assert (upload.content_type, upload.width, upload.height, upload.duration_ms) == (
        f"video/{suffix}",
        320,
        180,
        1_500,
    )
    content = api.http.get(upload.url or "").content
    assert files.SECRET.encode() not in content
    with av.open(BytesIO(content), "r") as opened:
        assert len(list(opened.decode(video=0))) == 19


@pytest.mark.parametrize("kind", list(UploadKind))
@pytest.mark.parametrize(
    "content",
    [files.PLAYLIST, files.CONCAT, files.SVG, files.HTML, b"MZ\x90", b"\xff\xd8\xff" + b"x" * 500, b"ID3" + b"x" * 900],
    ids=["playlist", "concat", "svg", "html", "program", "half a jpeg", "half an mp3"],
)
def test_what_is_none_of_it_is_refused_and_not_kept(api: Served, kind: UploadKind, content: bytes) -> None:
    client = sign_up(api)
    project = client.create_project(DRAFT).id
    status, code = refusal(client, project, kind, content)
    assert status == 422
    assert code in {"bad_image", "wrong_kind", "damaged", "no_sound", "no_picture"}
    assert client.uploads(project).items == ()
    assert kept_files(api, client) == []
    assert no_quarantine(api)


def test_one_kind_is_not_another(api: Served, tmp_path: Path) -> None:
    client = sign_up(api)
    project = client.create_project(DRAFT).id
    assert refusal(client, project, CLIP, files.sound()) == (422, "no_picture")
    assert refusal(client, project, MUSIC, files.clip(tmp_path / "clip")) == (422, "no_sound")
    assert refusal(client, project, MUSIC, files.picture()) == (422, "wrong_kind")
    assert refusal(client, project, IMAGE, files.sound()) == (422, "bad_image")


def test_music_is_long_enough_and_not_silent(api: Served) -> None:
    client = sign_up(api)
    project = client.create_project(DRAFT).id
    assert refusal(client, project, MUSIC, files.sound(seconds=4.5)) == (422, "bad_music")
    assert refusal(client, project, MUSIC, files.sound(seconds=6, level=0)) == (422, "bad_music")
    assert client.uploads(project).items == ()
    bring(client, project, MUSIC, files.sound(seconds=6))


@pytest.mark.usefixtures("tight")
def test_limits_of_a_tier(any_api: Served, tmp_path: Path) -> None:
    client = sign_up(any_api)
    project = client.create_project(DRAFT).id
    assert refusal(client, project, IMAGE, files.picture(size=(1280, 720))) == (422, "too_many_pixels")
    assert refusal(client, project, NARRATION, files.sound("mp3", "libmp3lame", 2.5)) == (422, "too_long")
    assert refusal(client, project, CLIP, files.clip(tmp_path / "a", 2.5)) == (422, "too_long")
    assert refusal(client, project, CLIP, files.clip(tmp_path / "b", 1, (960, 540))) == (422, "too_many_pixels")
    assert refusal(client, project, MUSIC, files.sound("mp3", "libmp3lame", 0.2)) == (422, "too_short")
    assert refusal(client, project, MUSIC, b"x" * 40_001) == (413, "file_too_large")
    assert refusal(client, project, MUSIC, b"x" * 3_000_000) == (413, "file_too_large")
    # Another tier, other limits.
    change(any_api.studio, client.me().id, tier=Tier.PRO)
    bring(client, project, IMAGE, files.picture(size=(1280, 720)))


@pytest.mark.usefixtures("tight")
def test_the_quota_is_of_all_projects_and_deleting_makes_room(any_api: Served) -> None:
    client = sign_up(any_api)
    first, second = client.create_project(DRAFT).id, client.create_project(DRAFT).id
    tone = files.sound("flac", "flac", 1.9)
    uploads = [client.upload(project, NARRATION, "tone", BytesIO(tone)) for project in (first, second)]
    used = client.uploads(first).used_bytes
    assert used == sum(upload.bytes for upload in uploads)
    taken = 0
    while client.uploads(first).used_bytes + uploads[0].bytes <= 200_000:
        bring(client, second, NARRATION, tone)
        taken += 1
    assert refusal(client, second, NARRATION, tone) == (409, "storage_full")
    assert client.uploads(first).used_bytes <= 200_000
    assert len(kept_files(any_api, client)) == 2 + taken
    client.delete_upload(first, uploads[0].id)
    assert len(kept_files(any_api, client)) == 1 + taken
    assert any_api.http.get(uploads[0].url or "").status_code == 404
    bring(client, second, NARRATION, tone)
    client.delete_project(second)
    assert client.uploads(first).used_bytes == 0
    assert kept_files(any_api, client) == []


def test_others_files_are_nobodys_business(any_api: Served) -> None:
    meera, ravi = sign_up(any_api), sign_up(any_api, "ravi@studio.test")
    project = meera.create_project(DRAFT).id
    upload = meera.upload(project, IMAGE, "a.jpg", BytesIO(files.picture()))
    own = ravi.create_project(DRAFT).id
    for ask in (
        lambda: ravi.uploads(project),
        lambda: ravi.delete_upload(project, upload.id),
        lambda: ravi.delete_upload(own, upload.id),
        lambda: ravi.upload_link(project, IMAGE),
        lambda: bring(ravi, project, IMAGE, files.picture()),
        lambda: meera.delete_upload(project, uuid4()),
    ):
        with pytest.raises(ApiError) as refused:
            ask()  # type: ignore[no-untyped-call]
        assert refused.value.status == 404
    settings = ProjectSettings(images=(ImageChoice(upload=upload.id),))
    ravi.update_project(own, DRAFT.model_copy(update={"settings": settings}))
    with pytest.raises(ApiError) as missing:
        ravi.start_job(own)
    assert (missing.value.status, missing.value.code) == (409, "upload_missing")
    with httpx.Client() as stranger:
        answer = stranger.post(f"{any_api.url}/api/v1/projects/{project}/uploads?kind=image", files={"file": b"x"})
    assert answer.status_code == 401


@pytest.mark.parametrize(
    "sent",
    [
        {"content": b"{}", "headers": {"Content-Type": "application/json"}},
        {"content": b"", "headers": {"Content-Type": "multipart/form-data"}},
        {"content": b"--x\r\nnonsense", "headers": {"Content-Type": "multipart/form-data; boundary=x"}},
        {"files": {"picture": ("a.jpg", b"x")}},
        {"data": {"file": "x"}, "files": {"other": ("a", b"x")}},
        {"files": [("file", ("a", b"x")), ("file", ("b", b"x"))]},
        {"files": {"file": ("a.jpg", b"")}},
        {},
    ],
)
def test_a_form_that_is_none(api: Served, sent: dict[str, object]) -> None:
    client = sign_up(api)
    assert client.tokens is not None
    project = client.create_project(DRAFT).id
    headers = {"Authorization": f"Bearer {client.tokens.access_token}", **sent.pop("headers", {})}  # type: ignore[dict-item]
    answer = api.http.post(f"projects/{project}/uploads?kind=image", headers=headers, **sent)  # type: ignore[arg-type]
    assert (answer.status_code, answer.json()["code"]) == (422, "no_file")
    assert client.uploads(project).items == ()
    assert no_quarantine(api)


def test_a_page_sends_a_file_by_a_link(any_api: Served) -> None:
    client = sign_up(any_api)
    project = client.create_project(DRAFT).id
    link = client.upload_link(project, IMAGE)
    assert link.most_bytes == 15_000_000
    with httpx.Client(timeout=60) as page:
        sent = page.post(link.url, files={"file": ("a.jpg", files.picture())})
        assert (sent.status_code, sent.headers["access-control-allow-origin"]) == (201, "*")
        refused = page.post(link.url, files={"file": ("a.jpg", b"nothing")})
        assert (refused.status_code, refused.headers["access-control-allow-origin"]) == (422, "*")
        token = link.url.rpartition("/")[2]
        claims = jwt.decode(token, options={"verify_signature": False})
        key = any_api.studio.settings.signing_key
        for forged in (
            jwt.encode({**claims, "exp": 1}, key, "HS256"),
            jwt.encode({**claims, "aud": "studio-media"}, key, "HS256"),
            jwt.encode(claims, "k" * 40, "HS256"),
            "nonsense",
        ):
            answer = page.post(f"{any_api.url}/api/v1/media/uploads/{forged}", files={"file": ("a", b"x")})
            assert (answer.status_code, answer.json()["code"]) == (404, "not_found")
        client.log_out_everywhere()
        assert page.post(link.url, files={"file": ("a.jpg", files.picture())}).status_code == 401
    with unit_of_work(any_api.studio.sessions, write=False) as session:
        assert [row.state for row in session.scalars(select(Upload))] == [UploadState.READY]


def test_a_server_that_was_killed_leaves_nothing(any_api: Served) -> None:
    studio, client = any_api.studio, sign_up(any_api)
    project = client.create_project(DRAFT).id
    upload_id, cell, _ = service.begin(client.me().id, project, IMAGE, studio)
    cell.arrived.write_bytes(files.picture())
    assert [one.state for one in client.uploads(project).items] == [UploadState.QUARANTINED]
    assert client.uploads(project).items[0].url is None
    service.forget_abandoned(studio)
    assert len(client.uploads(project).items) == 1, "somebody may be at it"
    with unit_of_work(studio.sessions) as session:
        row = session.get_one(Upload, upload_id)
        row.created_at = now() - timedelta(hours=2)
        row.key = f"{service.folder_of(row)}/image.jpg"
    studio.media.put(cell.arrived, row.key or "")
    assert len(kept_files(any_api, client)) == 1
    service.forget_abandoned(studio)
    assert client.uploads(project).items == ()
    assert kept_files(any_api, client) == []
    with unit_of_work(studio.sessions, write=False) as session:
        assert session.scalars(select(MediaRubbish.prefix)).one().endswith(str(upload_id))
    cell.clear()
