"""Words into values."""

from moderation.forms.arranging import GroundForm, ReadFirstForm, WatchwordForm
from moderation.forms.deciding import BulkForm, DangerForm, DecideForm, RemarkForm
from moderation.forms.reporting import OutsideForm, ReportForm

__all__ = [
    "BulkForm",
    "DangerForm",
    "DecideForm",
    "GroundForm",
    "OutsideForm",
    "ReadFirstForm",
    "RemarkForm",
    "ReportForm",
    "WatchwordForm",
]
