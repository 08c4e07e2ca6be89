"""Files of minutes: for whoever may read the minutes."""

from files.registry import parent
from meetings import rules
from meetings.models import Minutes

parent("minutes", model=Minutes, may_read=rules.may_read_minutes)
