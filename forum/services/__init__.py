"""The verbs of the forum. Each asks the rule again, and its effects leave after the commit."""

from forum.services import attachments, drafts, feeds, planned, polls
from forum.services.citations import note_citations
from forum.services.consent import answer_consent, ask_consent
from forum.services.holding import change_held, withdraw_held
from forum.services.importing import import_letters
from forum.services.marks import accept, bookmark, count_signs, drop_bookmark, leave_sign
from forum.services.order import (
    arrange_section,
    lock,
    merge,
    move,
    pin,
    slow_down,
    split,
    take_back,
    unpin_expired,
)
from forum.services.posts import (
    bring_back,
    cleaned,
    count_answers,
    delete,
    edit,
    hide,
    purge_taken_back,
    recount,
    reply,
    restore,
    show,
)
from forum.services.reading import follow, mark_all_seen, mark_seen, read_as, settle
from forum.services.sections import (
    FIRST_SECTION,
    change_section,
    default_section,
    name_keeper,
    open_common_section,
    open_section,
    release_keeper,
)
from forum.services.stamps import touch
from forum.services.threads import open_thread, sum_up

__all__ = [
    "FIRST_SECTION",
    "accept",
    "answer_consent",
    "arrange_section",
    "ask_consent",
    "attachments",
    "bookmark",
    "bring_back",
    "change_held",
    "change_section",
    "cleaned",
    "count_answers",
    "count_signs",
    "default_section",
    "delete",
    "drafts",
    "drop_bookmark",
    "edit",
    "feeds",
    "follow",
    "hide",
    "import_letters",
    "leave_sign",
    "lock",
    "mark_all_seen",
    "mark_seen",
    "merge",
    "move",
    "name_keeper",
    "note_citations",
    "open_common_section",
    "open_section",
    "open_thread",
    "pin",
    "planned",
    "polls",
    "purge_taken_back",
    "read_as",
    "recount",
    "release_keeper",
    "reply",
    "restore",
    "settle",
    "show",
    "slow_down",
    "split",
    "sum_up",
    "take_back",
    "touch",
    "unpin_expired",
    "withdraw_held",
]
