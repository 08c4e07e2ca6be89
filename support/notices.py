"""Kinds of notices of school support. All are discreet: mail carries neither names nor text, only a link (NT-02)."""

from typing import Any

from django.utils.translation import gettext_lazy as _

from notifications.registry import MAIL, kind
from support import rules
from support.models import Process


def _sees(user: Any, process: Process) -> bool:
    return bool(rules.may_see(user, process))


AGREE = kind("support.agree", _("A support process waits for your approval"), reads=_sees, discreet=True, asks=True)
STARTED = kind("support.started", _("A support process has started"), reads=_sees, discreet=True)
MOVED = kind("support.moved", _("A support process has entered its next stage"), reads=_sees, discreet=True)
EXTENDED = kind("support.extended", _("A support process lasts longer"), reads=_sees, discreet=True)
NAMED = kind("support.named", _("You have been assigned to a school"), level=MAIL, reads=_sees, discreet=True)


def _reads(user: Any, process: Process) -> bool:
    return bool(rules.may_read_inside(user, process))


ADOPT = kind("support.adopt", _("A support plan waits for your decision"), reads=_reads, discreet=True, asks=True)
DECIDED = kind("support.decided", _("A support plan was adopted or sent back"), reads=_reads, discreet=True)
