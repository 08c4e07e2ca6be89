"""Words of blogs."""

from __future__ import annotations

from django.db.models import TextChoices
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy


class Form(TextChoices):
    """How an entry is built."""

    FREE = "free", _("free text")
    STORY = "story", _("classroom story")


SECTIONS: tuple[tuple[str, str, str], ...] = (
    (
        "context",
        pgettext_lazy("classroom story", "Context"),
        _("Which class, subject and moment of the year. No names of pupils."),
    ),
    ("aim", pgettext_lazy("classroom story", "Aim"), _("What was to change, and for whom.")),
    (
        "course",
        pgettext_lazy("classroom story", "What happened in the classroom"),
        _("Step by step, so that somebody else can try it tomorrow."),
    ),
    (
        "effect",
        pgettext_lazy("classroom story", "What came of it"),
        _("What worked and what did not; how you know."),
    ),
    ("change", pgettext_lazy("classroom story", "What is worth changing"), _("What to do differently next time.")),
)
"""Parts of a classroom story: key, heading, what to write there."""
SECTION_KEYS = tuple(key for key, _heading, _help in SECTIONS)


class Reading(TextChoices):
    """Which comments somebody who steers the network reads before others see them; the same modes as in its forum."""

    OPEN = "open", _("nothing: everything stands at once")
    FIRST = "first", _("the first comments of a new person")
    QUIET = "quiet", _("what comes in quiet hours")
    EVERYTHING = "everything", _("everything")


class CommentState(TextChoices):
    """Whether others see a comment."""

    SHOWN = "shown", pgettext_lazy("comment", "shown")
    WAITING = "waiting", pgettext_lazy("comment", "waits to be read")
    REJECTED = "rejected", pgettext_lazy("comment", "not published")
