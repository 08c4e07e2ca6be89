"""The verbs of blogs."""

from networks.blogs.services.approval import approve, ask_public, return_entry, take_back, unpublish
from networks.blogs.services.authors import add_coauthor, hand_over, leave_entry
from networks.blogs.services.comments import (
    amend,
    arrange_comments,
    change_comment,
    comment,
    delete_comment,
    hide_comment,
    refuse,
    release,
    show_comment,
)
from networks.blogs.services.planting import blog_of, plant
from networks.blogs.services.publishing import hide, plan, publish_due, show, show_again, unplan
from networks.blogs.services.writing import (
    MOST_FILES,
    Clash,
    add_picture,
    attach,
    begin,
    delete,
    drop_file,
    restore,
    save,
    space_of,
)

__all__ = [
    "MOST_FILES",
    "Clash",
    "add_coauthor",
    "add_picture",
    "amend",
    "approve",
    "arrange_comments",
    "ask_public",
    "attach",
    "begin",
    "blog_of",
    "change_comment",
    "comment",
    "delete",
    "delete_comment",
    "drop_file",
    "hand_over",
    "hide",
    "hide_comment",
    "leave_entry",
    "plan",
    "plant",
    "publish_due",
    "refuse",
    "release",
    "restore",
    "return_entry",
    "save",
    "show",
    "show_again",
    "show_comment",
    "space_of",
    "take_back",
    "unplan",
    "unpublish",
]
