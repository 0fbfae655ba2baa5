"""What the studio says to visitors, in one place so that it can be translated."""

from __future__ import annotations

from babel.numbers import format_currency

from pipeline.vocabulary import Aspect, Naturalness, PodcastStyle
from server.vocabulary import ProjectStatus, Tier, UploadKind

STUDIO = "AI Film Studio"
NOTICE = "The studio"
LOGGED_OUT = "Your log-in has ended. Log in again and go on where you were."
UNREACHABLE = "The studio does not answer just now. Nothing is lost; try again in a moment."
PRONUNCIATIONS_WRONG = "How words are said: up to 100 words, a line each, and up to 100 letters for how one is said."
INVALID = "One of the choices cannot be used. Reload the page and choose again."

# The door
HEADLINE = "Write a page. <em>Watch the film.</em>"
PROMISE = (
    "Paste a script of up to 500 words in any of twenty languages. The studio casts it, gives everyone a voice and "
    "moving lips, draws every scene in its own light, composes the music and hands you a finished film."
)
PROMISES = (
    ("1 to 5 minutes", "as long as your story needs"),
    ("20 languages", "spoken and subtitled"),
    ("3 credits free", "every month, enough for a first film"),
)
REGISTER, LOG_IN = "Register", "Log in"
NAME, EMAIL, PASSWORD = "Your name (optional)", "E-mail", "Password"
PASSWORD_HINT = "8 characters or more"  # noqa: S105 - a hint
REGISTER_DO, LOG_IN_DO = "Open the studio", "Log in"
ELSEWHERE = "Or come in with"
NOT_LET_IN = {
    "denied": "You were not let in there. Try again, or log in with a password.",
    "not_begun": "That took too long, or was begun in another browser. Try again.",
    "no_verified_email": "There is no confirmed e-mail address there to know you by: confirm it there, or register.",
    "provider_away": "The other place does not answer just now. Try again in a moment, or log in with a password.",
    "banned": "This account was closed by the studio.",
}
FORGOT = "Forgot your password?"
EMAIL_FIRST = "Type your e-mail address above: we write to it."
CONFIRMED, SEAL_USED_UP = "Your address is confirmed", "That link opens nothing any more"
TO_THE_STUDIO = "To the studio"
RESET_TITLE, RESET_DO = "Set a new password", "Set the password"
RESET_LEAD = "You will be logged out everywhere, and log in with the new one."
CHOOSE_TITLE = "Choose your password"
CHOOSE_LEAD = "Your address is confirmed with it. Log in with both from now on."
RESET_DONE, RESET_DONE_LEAD = "Your password is set", "Log in with it."
EMAIL_MISSING = "Type your e-mail address and a password."

# The lead
NAV = (("write", "Write"), ("films", "My films"), ("account", "Account"))
TROUBLE = "The studio does not answer"
TROUBLE_TEXT = "It may be starting again. This page tries by itself every few seconds; what you wrote is kept."

# Writing
WRITE_TITLE = "What is your story?"
WRITE_LEAD = "A screenplay, a dialogue or plain prose. Names before a colon speak; places and times set the scene."
SCRIPT, TITLE = "Your script", "Title"
TITLE_PLACEHOLDER = "As the script says"
SCRIPT_PLACEHOLDER = """EXT. RIVER GHAT - DUSK

A girl sits by the river with a clay lamp.

MEERA
(whispering)
Will it reach the other side?

Or write plain prose. Up to 500 words, in any of twenty languages."""
TRY_ONE = "Or begin with one of these"
CHOICES = "Choices"
LANGUAGE, LANGUAGE_AUTO = "Language", "Found by itself"
MINUTES, MINUTES_AUTO = "Length in minutes", "As needed"
FRAME, QUALITY, SUBTITLES, MUSIC = "Frame", "Picture", "Subtitles", "Music"
SLOKA, SLOKA_NONE = "Sloka or poem before the story", "None"
PODCAST, PODCAST_AUTO = "Podcast", "If the script is one"
PODCASTS = {
    PodcastStyle.INTERVIEW: "Interview",
    PodcastStyle.DEBATE: "Debate",
    PodcastStyle.STORY: "Two tell a story",
    PodcastStyle.EXPLAINER: "Explainer",
}
MUSIC_AUTO, MUSIC_NONE, MUSIC_OWN = "Composed to the story", "None", "Your own: {name}"
ASPECTS = {Aspect.WIDE: "Wide 16:9", Aspect.TALL: "Tall 9:16", Aspect.SQUARE: "Square 1:1"}
QUALITIES = ((720, "720p"), (1080, "1080p"))
SUBTITLE_CHOICES = (("soft", "Switchable"), ("burn", "Drawn in"), ("none", "None"))
VOICES, VOICES_LEAD = "Voices", "Everyone has been cast. Choose another voice for whom you like."
ACCENTS = {
    Naturalness.NATIVE: "",
    Naturalness.ACCENTED: "an accent is heard",
    Naturalness.FOREIGN: "a strong accent, an effort to follow",
}
PRONUNCIATIONS, PRONUNCIATIONS_PLACEHOLDER = "How words are said", "Nguyen = win\nMeera = /ˈmiːrə/"
VOICES_WAIT = "The cast appears here once the script has been read."
NARRATOR = "Narrator"
MAKE = "Make the film"
QUOTE_EMPTY = "Write or paste a script, and its length and price appear here."
QUOTE_WAIT = "Working out length and cast…"
FORMS = {"screenplay": "a screenplay", "dialogue": "a dialogue", "prose": "prose"}
SHORT = "This film costs {price} and you have {balance}."
SHORT_WAY_OUT = "Choose {lengths}."
SHORT_WAIT = "Your plan's next credits come on {day}."
REFUSED = "This script cannot be filmed as it is"
REFUSED_KEPT = (
    "Nothing has been charged, and what you wrote stays here. Change that part, and your film's price appears."
)
HELD = "A person will look at this script first"
ALLOWED = "The studio has looked at this script and allows it: you can make the film."
HELD_KEPT = "Your script is kept in My films. Once the studio has allowed it, make the film from there or from here."
WATERMARK = "The free tier puts a small mark on the picture."

# The storyboard
BOARD, BOARD_SEE = "Storyboard", "See the storyboard"
BOARD_LEAD = "What will be seen, shot by shot, and why. Nothing is filmed yet: change what you like."
BOARD_SCRIPT = "Change the script"
BOARD_SCENE = "Scene {number}"
BOARD_INFERRED, BOARD_FOUND, BOARD_CHOSEN = "inferred · {confidence} %", "“{words}”", "your choice"
BOARD_CHANGE, BOARD_SIZE, BOARD_CAMERA = "Change", "Size", "Camera"
BOARD_EARLIER, BOARD_LATER = "Earlier", "Later"
BOARD_HOLD, BOARD_MERGE, BOARD_DROP, BOARD_SPLIT = "Hold longer", "Merge with next", "Drop", "Split here"
BOARD_SCENE_EARLIER, BOARD_SCENE_LATER = "Scene earlier", "Scene later"
BOARD_SCENE_CHANGE, BOARD_SCENE_MERGE, BOARD_NEW_SCENE = (
    "Change the scene",
    "Merge with next scene",
    "New scene from here",
)
BOARD_NOT_SAID = "Not said"
BOARD_FEELING, BOARD_SAID_BY = "Feeling", "Said by"
BOARD_LINE_FEELING, BOARD_LINE_SAID_BY = "Feeling of “{words}”", "“{words}” said by"
BOARD_PEOPLE, BOARD_PEOPLE_LEAD = "The people", "Another age, gender, look or voice, in the whole film."
BOARD_AGE, BOARD_GENDER, BOARD_DRESS, BOARD_HAIR, BOARD_VOICE = "Age", "Gender", "Dress", "Hair", "Voice"
BOARD_AS_CAST = "As cast"
BOARD_NOTES = "What to know"
BOARD_NO_CHANGES, BOARD_ONE_CHANGE, BOARD_CHANGES = "No changes yet", "1 change", "{number} changes"
BOARD_UNDO, BOARD_OVER = "Undo", "Start over"
BOARD_SEEN_BY = {
    "place": "Place",
    "time": "Time",
    "weather": "Weather",
    "season": "Season",
    "culture": "Culture",
    "feeling": "Feeling",
}

# Watching
STEPS = {
    None: "Waiting for a place in the studio",
    "queued": "Waiting for a place in the studio",
    "plan": "Reading the script and planning the shots",
    "read": "Reading the script",
    "understand": "Understanding the story",
    "direct": "Planning the shots",
    "cast": "Casting the characters",
    "record": "Recording the voices",
    "time": "Cutting to length",
    "paint": "Painting the scenes",
    "animate": "Bringing everybody to life",
    "shot": "Filming the shots",
    "shots": "Filming the shots",
    "score": "Composing the music",
    "mix": "Mixing the sound",
    "subtitle": "Writing the subtitles",
    "compose": "Cutting the film together",
    "assemble": "Cutting the film together",
    "review": "Watching it once through",
    "deliver": "Packing the film",
}
RECONNECTING = "The studio does not answer just now. Reconnecting; your film goes on being made."
STOP, STOP_SURE, STOP_NOT = "Stop making it", "Yes, stop", "Keep going"
STOP_TEXT = "Stop making this film? Work has begun, so its credits are kept."
STOP_TEXT_QUEUED = "Stop making this film? Work has not begun, so nothing has been charged."
FAILED, FAILED_TEXT = "This film could not be finished", "Its credits have been given back to you."
NOT_CHARGED = "Nothing was charged."
CANCELLED, CANCELLED_TEXT = "This film was stopped", "Its script is kept. You can make it again whenever you like."
REMAKE_FAILED, REMAKE_CANCELLED = "The new version could not be finished", "The new version was stopped"
FILM_BEFORE = "Here is the film as it was before."
DRAFT, DRAFT_TEXT = "This film has not been made yet", "Its script and choices are kept."
AGAIN, REWRITE = "Try again", "Change the script"
DOWNLOAD_FILM, DOWNLOADS = "Download film (MP4)", "Subtitles"
NOTES = "From the cutting room"
NO_FILM = "That film is not here. It may have been deleted."

# A film's own files, its versions, its link
FILES = "Your own files"
FILES_LEAD = (
    "Pictures become places of the film: laid into planes, lit by the scene's hour, with the cast standing in them. "
    "A narration is your own recording of the script's lines, which lips and subtitles follow. "
    "Music is played in place of what we compose: cut on the beat to the film's length, and quiet under speech."
)
FILES_ADD, FILES_NONE = "Bring a file", "Nothing here yet."
FILES_ROOM = "{used} of {quota} taken, by all your films"
FILES_BUSY, FILES_LARGE = "On its way…", "That file is larger than the {most} that your plan takes as {kind}."
FILES_AS = {
    UploadKind.IMAGE: "a picture",
    UploadKind.NARRATION: "a narration",
    UploadKind.MUSIC: "music",
    UploadKind.CLIP: "a clip",
}
FILES_AWAY = "It did not arrive. Try again."
FILES_KINDS = {
    UploadKind.IMAGE: "Picture",
    UploadKind.NARRATION: "Narration",
    UploadKind.MUSIC: "Music",
    UploadKind.CLIP: "Clip",
}
FILES_USE = "Use of {name}"
FILES_UNUSED, FILES_USED, FILES_FREE_SCENE, FILES_SCENE = (
    "Not in the film",
    "In the film",
    "Next free scene",
    "Scene {number}",
)
FILES_DELETE, FILES_SAVE = "Delete", "Save"
VERSIONS, VERSIONS_LEAD = "Versions", "As it was after each change. Nothing is lost by bringing one back."
VERSIONS_NOW, VERSIONS_BACK, VERSIONS_DIFF = "Now", "Bring back", "What is other now"
VERSIONS_MORE = "Show older"
VERSIONS_DONE = "Version {number} is back, as a new one."
VERSIONS_FROM = "brought back from {number}"
VERSIONS_SAME = "Nothing is other."
VERSION_PARTS = {"title": "title", "script": "script", "settings": "choices", "storyboard": "storyboard"}
SHARE, SHARE_LEAD = (
    "Show it to others",
    "Whoever has the link sees the film, without an account, until you withdraw it.",
)
SHARE_MAKE, SHARE_AGAIN, SHARE_WITHDRAW = "Make a link", "Make another link", "Withdraw the link"
SHARE_LINK = "The link is told this once: copy it now."
SHARE_SINCE, SHARE_NONE = "A link works since {day}.", "No link works."
SHARE_NO_FILM = "Once the film is there, you can show it by a link."

# My films
FILMS_TITLE, FILMS_EMPTY = "My films", "No films yet"
FILMS_EMPTY_TEXT = "Your first one is a page away."
FILMS_WRITE, FILMS_MORE = "Write a film", "Show older films"
DELETE, DELETE_SURE, DELETE_NOT = "Delete", "Delete for good", "Keep it"
DELETE_TEXT = "Delete this film, its script and its files?"
STATUS = {
    ProjectStatus.DRAFT: "Not made yet",
    ProjectStatus.PROCESSING: "In the making",
    ProjectStatus.COMPLETED: "Ready",
    ProjectStatus.FAILED: "Not finished",
}

# Account
ACCOUNT_TITLE, LOG_OUT, SAVE, SAVED = "Account", "Log out", "Save", "Saved."
ACCOUNT_NAME = "Your name"
ACCESS, NEW_PASSWORD, CURRENT_PASSWORD = "Access", "New password", "Password until now"
PASSWORD_SAVED = "Your password is set. Everybody else was logged out."  # noqa: S105 - a sentence
NEW_EMAIL, NEW_EMAIL_DO = "Another e-mail address", "Write to that address"
EMAIL_CONFIRMED, EMAIL_UNCONFIRMED = "confirmed", "not confirmed yet"
CONFIRM_AGAIN = "Send the letter again"
LEAVING, LOG_OUT_EVERYWHERE, EXPORT = "Leaving", "Log out everywhere", "Save all that is kept of you"
DELETE_ACCOUNT = "Delete the account"
DELETE_HINT = "Deleting the account deletes all scripts, films and credits at once. There is no way back."
DELETED = "Your account is deleted."
HISTORY, HISTORY_MORE = "Where credits came from and went", "Show older"
TIERS = {Tier.FREE: "Free", Tier.STANDARD: "Standard", Tier.PRO: "Pro", Tier.ENTERPRISE: "Enterprise"}
UNLIMITED = "Unlimited"
BUY, BUY_LEAD = "More credits", "They stay until they are spent."
UPGRADE, UPGRADE_LEAD = "Plans", "A month at a time; what is not paid again becomes free when it ends."
BUY_NOTHING = "Nothing can be bought here yet."
BUY_DO, UPGRADE_DO, UPGRADE_AGAIN, UPGRADE_HAS = "Buy", "Choose", "Another month", "Yours"


def credits_of(number: int) -> str:
    """Like "1 credit" and "3 credits"."""
    return f"{number} credit" if number == 1 else f"{number} credits"


def confirmed_of(email: str) -> str:
    """What is said of an address that was confirmed."""
    return f"Letters to {email} arrive, and you can come in with it."


def size_of(count: int) -> str:
    """Like "3.2 MB"."""
    return f"{count / 1e9:.1f} GB" if count >= 1e9 else f"{count / 1e6:.1f} MB"


def money_of(cents: int, currency: str) -> str:
    """Like "US$9.99"."""
    return format_currency(cents / 100, currency.upper(), locale="en_GB")


def minutes_of(number: int) -> str:
    """Like "1 minute" and "2 minutes"."""
    return f"{number} minute" if number == 1 else f"{number} minutes"


def length_of(seconds: float) -> str:
    """Like "1:48"."""
    whole = round(seconds)
    return f"{whole // 60}:{whole % 60:02d}"


def left_of(seconds: int) -> str:
    """How long it will still take, no more exactly than anybody knows."""
    if seconds < 10:
        return "a few seconds left"
    if seconds < 55:
        return f"about {round(seconds / 10) * 10} seconds left"
    return f"about {minutes_of(max(1, round(seconds / 60)))} left"


def lengths_of(lengths: tuple[int, ...]) -> str:
    """Like "1, 2 or 3 minutes"."""
    if len(lengths) < 2:
        return " ".join(minutes_of(length) for length in lengths)
    return f"{', '.join(str(length) for length in lengths[:-1])} or {minutes_of(lengths[-1])}"


def step_of(step: str | None) -> str:
    """A step in human words; one that is not known stays as the server names it."""
    if step is None or step in STEPS:
        return STEPS[step]
    return step[:1].upper() + step[1:]
