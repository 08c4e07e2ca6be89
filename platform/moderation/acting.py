"""The buttons under a case: what can be done with it now, each with its key."""

from __future__ import annotations

from dataclasses import dataclass

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from moderation.enums import NEEDS_RULE, Act
from moderation.selectors import Row


@dataclass(frozen=True)
class Choice:
    """One act as a button."""

    act: str
    key: str
    label: str | Promise
    icon: str
    mood: str = ""
    needs_reasons: bool = True

    @property
    def needs_rule(self) -> bool:
        """Whether a rule of the list must be chosen."""
        return self.act in NEEDS_RULE


CHOICES: dict[Act, Choice] = {
    choice.act: choice  # type: ignore[misc]
    for choice in (
        Choice(Act.PUBLISH, "p", _("Publish"), "check", "primary", needs_reasons=False),
        Choice(Act.EDIT, "e", _("Publish with changes"), "pencil"),
        Choice(Act.ASK, "m", _("Ask for changes"), "message-square"),
        Choice(Act.REJECT, "n", _("Do not publish"), "x", "danger"),
        Choice(Act.HIDE, "u", _("Hide and tell the author"), "eye-off", "danger"),
        Choice(Act.KEEP, "z", _("Leave it as it is"), "check", needs_reasons=False),
        Choice(Act.WARN, "o", _("Warn the author"), "triangle-alert"),
        Choice(Act.PAUSE, "w", _("Pause the author's writing"), "hourglass"),
        Choice(Act.SHOW, "s", _("Show again"), "eye", "primary", needs_reasons=False),
        Choice(Act.UPHOLD, "t", _("The decision stands"), "gavel"),
        Choice(Act.OVERTURN, "c", _("Take the decision back"), "undo-2", "primary"),
    )
}
BULK = (Act.PUBLISH, Act.REJECT, Act.KEEP, Act.HIDE)
"""Decisions that can be made about many cases at once."""


def acts_for(row: Row) -> list[Choice]:
    """What can be done with the thing now."""
    if row.is_appeal:
        wanted = [Act.OVERTURN, Act.UPHOLD]
    elif row.is_objection:
        wanted = [Act.UPHOLD] + ([] if row.is_hidden else [Act.HIDE])
        wanted += [Act.WARN, Act.PAUSE] if row.author is not None else []
    elif row.is_held:
        wanted = [Act.PUBLISH, Act.EDIT, Act.ASK, Act.REJECT]
    elif row.is_hidden:
        wanted = [Act.SHOW]
    else:
        wanted = [Act.KEEP] if row.case is not None else []
        wanted += [Act.ASK] if row.case is not None and row.kind.changeable and row.author is not None else []
        wanted += [Act.HIDE]
        wanted += [Act.WARN, Act.PAUSE] if row.author is not None else []
    return [CHOICES[act] for act in wanted]
