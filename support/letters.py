"""What school support adds to the weekly letter: that something waits, never about what or about whom (NT-02)."""

from __future__ import annotations

from typing import Any

from django.utils.translation import gettext as _

from notifications.registry import Line, section
from support import rules
from support.states import State


def waits(user: Any) -> list[Line]:
    """Processes that wait for the person's approval."""
    processes = rules.visible_processes(user).exclude(state=State.CLOSED).select_related("institution__county")[:20]
    return [
        Line(text=_("A support process waits for your approval"), url=process.get_absolute_url())
        for process in processes
        if rules.may_agree(user, process)
    ]


section("support", waits=waits, covers=("support.agree",))
