"""A creator's own picture and music in a film: chosen, quoted, ordered, painted, laid under it."""

from __future__ import annotations

import json
from io import BytesIO
from pathlib import Path
from uuid import UUID, uuid4

import pytest

from pipeline.context import StageContext
from pipeline.errors import BadRecording
from pipeline.film import SceneImage
from pipeline.stages.images import check_images
from pipeline.stages.narrate import check_narration, narrate
from pipeline.storyboard import make_storyboard
from server.client import ApiError, StudioClient
from server.database import unit_of_work
from server.films.order import FilmOrder
from server.films.own_files import FileGone, brought
from server.integrations.s3 import S3Bucket
from server.models import Project
from server.projects.schemas import ImageChoice, ProjectDraft, ProjectSettings
from server.uploads.schemas import Upload
from server.vocabulary import UploadKind
from tests.pipeline.stages.test_narrate import Deaf
from tests.server.people import DRAFT, job_of, sign_up
from tests.server.running import Served
from tests.server.stagehand import Stagehand
from tests.server.uploads import files


def choose(client: StudioClient, project: UUID, **settings: object) -> None:
    chosen = ProjectSettings.model_validate({"height": 360, **settings})
    client.update_project(project, DRAFT.model_copy(update={"settings": chosen}))


def bring(client: StudioClient, project: UUID, size: tuple[int, int] = (640, 360)) -> Upload:
    return client.upload(project, UploadKind.IMAGE, "beach.jpg", BytesIO(files.picture(size=size)))


def problem(client: StudioClient, project: UUID) -> tuple[int, str]:
    with pytest.raises(ApiError) as refused:
        client.start_job(project)
    return refused.value.status, refused.value.code


def test_an_order_brings_its_pictures_to_the_painter(any_api: Served) -> None:
    client, studio = sign_up(any_api), any_api.studio
    project = client.create_project(DRAFT).id
    picture, mask = bring(client, project), bring(client, project)
    choose(client, project, images=[{"upload": str(picture.id), "scene": 1, "mask": str(mask.id)}])
    assert client.storyboard(project).quote is not None
    job = client.start_job(project)
    order = FilmOrder.model_validate(job_of(studio, job.id).order)
    assert set(order.files) == {picture.id, mask.id}
    with brought(order, studio.media) as here:
        brief = here.to_brief()
        [image] = brief.images
        assert image == SceneImage(here.paths[picture.id], 1, here.paths[mask.id])
        assert image.path.stat().st_size == picture.bytes
        board = make_storyboard(here.to_script(), brief, StageContext(studio.takes(client.me().id)))
        check_images(board.story.scenes, brief)
    with pytest.raises(ApiError) as used:
        client.delete_upload(project, picture.id)
    assert (used.value.status, used.value.code) == (409, "in_use")
    client.cancel_job(job.id)
    client.delete_upload(project, mask.id)
    assert client.project(project).settings.images == (ImageChoice(upload=picture.id, scene=1),)
    client.delete_upload(project, picture.id)
    assert client.project(project).settings.images == ()
    assert [line.changed for line in client.versions(project).items][:2] == [("settings",), ("settings",)]
    with pytest.raises(FileGone), brought(order, studio.media):
        pytest.fail("its files are not there")


def test_an_order_brings_its_narration_and_says_words_as_asked(api: Served) -> None:
    """What is brought can be heard, and another text is told of before anything is recorded."""
    client, studio = sign_up(api), api.studio
    project = client.create_project(DRAFT).id
    mine = client.upload(project, UploadKind.NARRATION, "mine.wav", BytesIO(files.sound()))
    choose(client, project, narration=str(mine.id), pronunciations={"Anna": "/ˈanːa/"})
    job = client.start_job(project)
    order = FilmOrder.model_validate(job_of(studio, job.id).order)
    with brought(order, studio.media) as here:
        brief = here.to_brief()
        assert brief.narration == here.paths[mine.id]
        assert brief.pronunciations == (("Anna", "/ˈanːa/"),)
        context = StageContext(studio.takes(client.me().id))
        check_narration(brief, context)
        board = make_storyboard(here.to_script(), brief, context)
        with pytest.raises(BadRecording, match="not of this script"):
            narrate(board, brief, Deaf(), context)
    with pytest.raises(ApiError) as used:
        client.delete_upload(project, mine.id)
    assert (used.value.status, used.value.code) == (409, "in_use")


def test_choices_that_cannot_be_met(api: Served) -> None:
    client = sign_up(api)
    project = client.create_project(DRAFT).id
    wide, tall = bring(client, project), bring(client, project, (360, 640))
    song = client.upload(project, UploadKind.MUSIC, "song", BytesIO(files.sound(seconds=6)))
    for images, refused in (
        ([{"upload": str(uuid4())}], (409, "upload_missing")),
        ([{"upload": str(song.id)}], (409, "upload_missing")),
        ([{"upload": str(wide.id), "mask": str(tall.id)}], (422, "bad_image")),
        ([{"upload": str(wide.id), "scene": 9}], (422, "bad_image")),
        ([{"upload": str(wide.id)}, {"upload": str(tall.id)}], (422, "bad_image")),
    ):
        choose(client, project, images=images)
        assert problem(client, project) == refused
    with pytest.raises(ApiError) as nowhere:
        client.quote(DRAFT.script, ProjectSettings(images=(ImageChoice(upload=wide.id),)))
    assert (nowhere.value.status, nowhere.value.code) == (409, "upload_missing")
    choose(client, project, images=[{"upload": str(wide.id)}])
    assert client.quote(DRAFT.script, client.project(project).settings, project).refusal is None
    for one, count in ((wide.id, 101), ("nonsense", 1)):
        with pytest.raises(ValueError, match="images"):
            ProjectDraft(
                script="x", settings=ProjectSettings.model_validate({"images": [{"upload": str(one)}] * count})
            )


def test_from_a_bucket_it_is_fetched(api: Served, bucket: S3Bucket, tmp_path: Path) -> None:
    file = tmp_path / "image.jpg"
    file.write_bytes(files.picture())
    upload = uuid4()
    bucket.put(file, "users/a/projects/b/raw/c/image.jpg")
    client = sign_up(api)
    project = client.create_project(DRAFT).id
    job = client.start_job(project)
    order = FilmOrder.model_validate(job_of(api.studio, job.id).order)
    order = order.model_copy(update={"files": {upload: "users/a/projects/b/raw/c/image.jpg"}})
    with brought(order, bucket) as here:
        path = here.paths[upload]
        assert path.read_bytes() == file.read_bytes()
    assert not path.exists()


def test_a_picture_is_seen_in_the_film(api: Served, tmp_path: Path) -> None:
    from server.films import steps

    client, studio = sign_up(api), api.studio
    project = client.create_project(DRAFT).id
    red = bring(client, project)
    stills = []
    for images in ((), ({"upload": str(red.id)},)):
        choose(client, project, images=list(images))
        job = client.start_job(project)
        Stagehand(studio).lose_all()
        with unit_of_work(studio.sessions, write=False) as session:
            owner = session.get_one(Project, project).user_id
        place = steps.Place(studio.media, owner, project, job.id)
        with brought(FilmOrder.model_validate(job_of(studio, job.id).order), studio.media) as order:
            key = steps.shot(order, 0, StageContext(studio.takes(owner)), place)
        stills.append(average_red(studio.media.file(key)))
        client.cancel_job(job.id)
    assert stills[1] > stills[0] + 20


def test_own_music_is_heard_in_the_film(api: Served) -> None:
    from server.films import steps

    client, studio = sign_up(api), api.studio
    project = client.create_project(DRAFT).id
    assert UploadKind.MUSIC in client.uploads(project).in_films
    song = client.upload(project, UploadKind.MUSIC, "song.wav", BytesIO(files.sound(seconds=8)))
    choose(client, project, music_file=str(song.id))
    assert client.quote(DRAFT.script, client.project(project).settings, project).refusal is None
    job = client.start_job(project)
    Stagehand(studio).lose_all()
    order = FilmOrder.model_validate(job_of(studio, job.id).order)
    assert set(order.files) == {song.id}
    with unit_of_work(studio.sessions, write=False) as session:
        owner = session.get_one(Project, project).user_id
    takes = studio.takes(owner)
    with brought(order, studio.media) as here:
        assert here.to_brief().music_file == here.paths[song.id]
        steps.score(here, StageContext(takes))
    facts = [json.loads(path.read_text())["facts"] for path in takes.folder.rglob("*.json")]
    played = [one for one in facts if one.get("engine") == "own music"]
    assert len(played) == 1
    assert played[0]["lufs"] == pytest.approx(-18, abs=0.5)
    assert not [one for one in facts if str(one.get("engine", "")).startswith("embedded") and "style" in one]
    client.cancel_job(job.id)
    client.delete_upload(project, song.id)
    assert client.project(project).settings.music_file is None


def average_red(path: Path | None) -> float:
    """How much more red than green and blue a picture's left half is."""
    import numpy as np
    from PIL import Image

    assert path is not None
    pixels = np.asarray(Image.open(path).convert("RGB"), float)
    left = pixels[:, : pixels.shape[1] // 2]
    return float(left[..., 0].mean() - left[..., 1:].mean())
