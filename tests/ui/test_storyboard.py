"""The storyboard: seen with its reasons, changed with a few controls, undone, and filmed."""

from __future__ import annotations

from uuid import UUID

import pytest
from playwright.sync_api import BrowserContext, Locator, Page, expect

from pipeline.edits import (
    DropShot,
    MergeScenes,
    MergeShots,
    MoveScene,
    MoveShot,
    Recast,
    Reframe,
    SetHold,
    SetLine,
    SetScene,
    SplitScene,
    SplitShot,
)
from server.vocabulary import ReviewDecision
from tests.ui.conftest import App
from tests.ui.peer import Peer
from tests.ui.studio_pages import Studio
from tests.ui.test_visit import SCRIPT

pytestmark = pytest.mark.xdist_group("ui")
SPOKEN = "If you let it go gently."


def see(studio: Studio) -> UUID:
    """Write, and look at the storyboard; the project."""
    studio.register()
    studio.write(SCRIPT)
    studio.page.click("#see-board")
    expect(studio.page.locator(".panel").first).to_be_visible()
    return UUID(studio.page.url.split("board=")[1])


def panel(page: Page, text: str) -> Locator:
    return page.locator(".panel", has_text=text).first


def change(page: Page, text: str, label: str) -> None:
    """A button of the shot of a line, which is opened if need be."""
    shot = panel(page, text)
    if shot.locator("details[open]").count() == 0:
        shot.locator("summary").click()
    shot.get_by_role("button", name=label).first.click()


def changes(page: Page, number: int) -> None:
    """Wait until there are so many."""
    said = "No changes yet" if number == 0 else "1 change" if number == 1 else f"{number} changes"
    expect(page.locator("#board-offer")).to_contain_text(said)
    expect(page.locator(".board.busy")).to_have_count(0)


def test_what_is_seen_and_why(studio: Studio, page: Page) -> None:
    see(studio)
    expect(page.locator("#board-title")).to_have_text("The Boat")
    scene = page.locator(".scene").first
    found, inferred = (scene.locator(".facts-found li", has_text=value) for value in ("river ghat", "clear"))
    expect(found).to_contain_text("“RIVER <b>GHAT</b>”")
    expect(found.locator(".inferred")).to_have_count(0)
    expect(inferred.locator(".inferred")).to_have_text("inferred · 50 %")
    expect(scene.locator(".facts-found")).to_contain_text("dusk")
    expect(scene.locator(".facts-found")).to_contain_text("north indian")
    expect(scene.locator(".facts-found")).to_contain_text("calm")
    shot = panel(page, SPOKEN)
    expect(shot).to_contain_text("Close")
    expect(shot).to_contain_text("Ravi")
    expect(shot.locator(".why")).not_to_be_empty()
    assert shot.locator(".sketch circle").count() == 1
    page.click(".people summary")
    expect(page.locator(".people li", has_text="Meera").first).to_contain_text("inferred · 62 %")
    expect(page.locator("#board-make")).to_contain_text("3 credits")


def test_a_shot_is_changed_and_changed_back(studio: Studio, page: Page, peer: Peer) -> None:
    project = see(studio)
    panel(page, SPOKEN).locator("summary").click()
    panel(page, SPOKEN).get_by_label("Size").select_option("full")
    changes(page, 1)
    expect(panel(page, SPOKEN)).to_contain_text("Your choice")
    # It was open, so it is open still.
    panel(page, SPOKEN).get_by_label("Camera").select_option("pull")
    changes(page, 2)
    expect(panel(page, SPOKEN).locator(".kind")).to_contain_text("Full · pull")
    before = panel(page, SPOKEN).locator(".kind span").inner_text()
    change(page, SPOKEN, "Hold longer")
    changes(page, 3)
    assert panel(page, SPOKEN).locator(".kind span").inner_text() != before
    assert [type(edit) for edit in peer.edits[project]] == [Reframe, Reframe, SetHold]
    page.reload()
    changes(page, 3)
    page.click("#board-undo")
    changes(page, 2)
    page.click("#board-over")
    changes(page, 0)
    expect(page.locator("#board-undo")).to_be_disabled()
    expect(panel(page, SPOKEN)).not_to_contain_text("Your choice")
    assert peer.edits[project] == ()


def test_order_cuts_and_people(studio: Studio, page: Page, peer: Peer) -> None:
    project = see(studio)
    many = page.locator(".panel").count()
    change(page, SPOKEN, "Earlier")
    changes(page, 1)
    change(page, SPOKEN, "Later")
    changes(page, 2)
    change(page, SPOKEN, "Merge with next")
    changes(page, 3)
    expect(page.locator(".panel")).to_have_count(many - 1)
    change(page, SPOKEN, "Split here")
    changes(page, 4)
    expect(page.locator(".panel")).to_have_count(many)
    change(page, "Meera comes down the steps", "Drop")
    changes(page, 5)
    expect(page.locator(".panel")).to_have_count(many - 1)
    expect(page.locator("#board .notes")).to_contain_text("A shot is missed.")
    page.get_by_role("button", name="Scene later").click()
    changes(page, 6)
    page.click(".people summary")
    page.locator(".people li", has_text="Ravi").last.get_by_label("Dress").select_option("suit")
    changes(page, 7)
    expect(page.locator(".people li", has_text="Ravi").last.get_by_label("Dress")).to_have_value("suit")
    kinds = [MoveShot, MoveShot, MergeShots, SplitShot, DropShot, MoveScene, Recast]
    assert [type(edit) for edit in peer.edits[project]] == kinds


def test_what_another_tab_has_changed_is_not_overwritten(
    studio: Studio, page: Page, context: BrowserContext, app: App, peer: Peer
) -> None:
    project = see(studio)
    other = Studio(context.new_page(), app.url)
    other.open(f"?board={project}")
    change(other.page, SPOKEN, "Hold longer")
    changes(other.page, 1)
    change(page, "Then watch.", "Hold longer")
    expect(page.get_by_text("changed elsewhere").first).to_be_visible()
    changes(page, 1)
    assert len(peer.edits[project]) == 1
    change(page, "Then watch.", "Hold longer")
    changes(page, 2)
    assert other.complaints == []


def test_a_film_is_made_of_it_and_leads_back(studio: Studio, page: Page, peer: Peer) -> None:
    project = see(studio)
    change(page, SPOKEN, "Hold longer")
    changes(page, 1)
    orders = len(peer.orders)
    page.dblclick("#board-make")
    page.wait_for_url(f"**/?film={project}")
    studio.wait_for_film()
    assert len(peer.orders) == orders + 1
    page.click("#film-board")
    changes(page, 1)
    expect(page.locator("#board-refusal")).to_contain_text("costs 3 credits")
    expect(page.locator("#board-make")).to_be_disabled()
    page.click("#nav-write")
    expect(page.locator("#script textarea")).to_have_value("")
    page.go_back()
    page.click("#board-script")
    expect(page.locator("#script textarea")).to_have_value(SCRIPT)


def test_a_voice_that_was_chosen_is_still_chosen_after_a_look(studio: Studio, page: Page, peer: Peer) -> None:
    studio.register()
    studio.write(SCRIPT)
    page.click("#voices button")
    studio.pick("voice-1", "Onyx")
    page.click("#see-board")
    expect(page.locator(".panel").first).to_be_visible()
    project = UUID(page.url.split("board=")[1])
    page.click("#board-script")
    expect(page.locator("#script textarea")).to_have_value(SCRIPT)
    studio.write(f"{SCRIPT} Always.")
    assert studio.make() == str(project)
    assert peer.projects[project].settings.voices == {"Anna": "en-onyx"}


def test_a_storyboard_that_is_not_there(studio: Studio, page: Page) -> None:
    studio.register()
    for key in ("nonsense", str(UUID(int=7))):
        studio.open(f"?board={key}")
        expect(page.locator("#films")).to_be_visible()


def scene_change(page: Page, number: int, label: str, value: str) -> None:
    """A list of the scene of that number, which is opened if need be."""
    scene = page.locator(".scene").nth(number)
    if scene.locator(".scene-change[open]").count() == 0:
        scene.locator(".scene-change summary").click()
    scene.locator(".scene-change").get_by_label(label).select_option(value)


def test_a_scene_is_put_right_and_says_whose_choice_it_was(studio: Studio, page: Page, peer: Peer) -> None:
    project = see(studio)
    first, second = (page.locator(".scene").nth(number) for number in (0, 1))
    for number, (label, value) in enumerate(
        (("Place", "kitchen"), ("Time", "night"), ("Weather", "rain"), ("Culture", "japanese"), ("Feeling", "angry")), 1
    ):
        # It was open, so it is open still.
        assert number == 1 or first.locator(".scene-change[open]").count() == 1
        scene_change(page, 0, label, value)
        changes(page, number)
        expect(first.locator(".facts-found li", has_text=value).first).to_contain_text("your choice")
    assert [type(edit) for edit in peer.edits[project]] == [SetScene] * 5
    expect(second.locator(".facts-found")).not_to_contain_text("your choice")
    expect(second.locator(".facts-found")).to_contain_text("river ghat")
    page.click("#board-undo")
    changes(page, 4)
    expect(first.locator(".facts-found")).not_to_contain_text("angry")
    page.click("#board-over")
    changes(page, 0)
    expect(first.locator(".facts-found")).to_contain_text("river ghat")
    expect(first.locator(".facts-found")).not_to_contain_text("your choice")


def test_a_scene_is_split_before_a_line_and_merged_again(studio: Studio, page: Page, peer: Peer) -> None:
    project = see(studio)
    expect(page.locator(".scene")).to_have_count(2)
    change(page, "Then watch.", "New scene from here")
    changes(page, 1)
    expect(page.locator(".scene")).to_have_count(3)
    expect(page.locator(".scene").nth(1)).to_contain_text("Then watch.")
    expect(page.locator(".scene").nth(1)).to_contain_text("Establish")
    # A scene's first words begin it already.
    shot = page.locator(".scene").nth(1).locator(".panel", has_text="Then watch.").last
    expect(shot.get_by_role("button", name="New scene from here", include_hidden=True)).to_have_count(0)
    page.locator(".scene").first.locator(".scene-change summary").click()
    page.locator(".scene").first.get_by_role("button", name="Merge with next scene").click()
    changes(page, 2)
    expect(page.locator(".scene")).to_have_count(2)
    expect(page.get_by_role("button", name="Merge with next scene", include_hidden=True)).to_have_count(1)
    assert [type(edit) for edit in peer.edits[project]] == [SplitScene, MergeScenes]


def test_a_line_is_felt_and_said_otherwise_and_somebody_is_younger(studio: Studio, page: Page, peer: Peer) -> None:
    project = see(studio)
    panel(page, SPOKEN).locator("summary").click()
    panel(page, SPOKEN).get_by_label("Feeling").select_option("angry")
    changes(page, 1)
    expect(panel(page, SPOKEN).get_by_label("Feeling")).to_have_value("angry")
    expect(panel(page, SPOKEN).locator(".why")).to_have_text("Anger")
    panel(page, SPOKEN).get_by_label("Said by").select_option("Meera")
    changes(page, 2)
    expect(panel(page, SPOKEN).locator(".said")).to_contain_text("Meera")
    page.click(".people summary")
    ravi = page.locator(".people li", has_text="Ravi").last
    ravi.get_by_label("Age").select_option("child")
    changes(page, 3)
    ravi.get_by_label("Gender").select_option("female")
    changes(page, 4)
    expect(ravi).to_contain_text("your choice")
    assert [type(edit) for edit in peer.edits[project]] == [SetLine, SetLine, Recast, Recast]


def test_what_the_studio_has_decided_on_a_script_is_said(studio: Studio, page: Page, peer: Peer) -> None:
    project = see(studio)
    expect(page.locator("#board .notes")).to_have_count(0)
    for decision, said in ((ReviewDecision.PENDING, "will look at this script"), (ReviewDecision.ALLOWED, "allows it")):
        peer.review = decision
        studio.open(f"?film={project}")
        expect(page.locator("#film-end")).to_contain_text(said)
    studio.open(f"?board={project}")
    expect(page.locator("#board .notes")).to_contain_text("allows it")
    expect(page.locator("#board-make")).to_be_enabled()
