"""Cases, decisions and reports about what people wrote, the rules they rest on, and the append-only trail."""

from moderation.enums import Act
from moderation.models.cases import Case, Remark
from moderation.models.decisions import Decision, Pause, Report
from moderation.models.grounds import Ground, Watchword
from moderation.models.outside import OutsideReport
from moderation.models.trail import TrailEntry

__all__ = [
    "Act",
    "Case",
    "Decision",
    "Ground",
    "OutsideReport",
    "Pause",
    "Remark",
    "Report",
    "TrailEntry",
    "Watchword",
]
