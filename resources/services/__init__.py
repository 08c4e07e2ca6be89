"""The verbs of the library, one file a theme."""

from resources.services.depositing import (
    MOST_FILES,
    MOST_TAGS,
    change,
    deposit,
    remove,
    space_of,
    take_in,
    take_over,
)
from resources.services.importing import Tried, attempt, take_row, told
from resources.services.keeping import fetched, fetched_version, hide, prepared, show
from resources.services.links import ask_anew, watch_links
from resources.services.shelving import (
    arrange,
    change_shelf,
    make_shelf,
    place,
    remove_shelf,
    take_off,
)
from resources.services.tagging import follow, merge, rename, tags_for, tell_followers, unfollow
from resources.services.using import (
    hide_note,
    hide_review,
    note_use,
    review,
    show_note,
    show_review,
    take_back_note,
    take_back_review,
)
from resources.services.versioning import drop_version
from resources.services.walking import say_step, walk

__all__ = [
    "MOST_FILES",
    "MOST_TAGS",
    "Tried",
    "arrange",
    "ask_anew",
    "attempt",
    "change",
    "change_shelf",
    "deposit",
    "drop_version",
    "fetched",
    "fetched_version",
    "follow",
    "hide",
    "hide_note",
    "hide_review",
    "make_shelf",
    "merge",
    "note_use",
    "place",
    "prepared",
    "remove",
    "remove_shelf",
    "rename",
    "review",
    "say_step",
    "show",
    "show_note",
    "show_review",
    "space_of",
    "tags_for",
    "take_back_note",
    "take_back_review",
    "take_in",
    "take_off",
    "take_over",
    "take_row",
    "tell_followers",
    "told",
    "unfollow",
    "walk",
    "watch_links",
]  # fmt: skip
