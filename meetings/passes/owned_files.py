"""Files laid beside a pass."""

from files.registry import parent
from meetings.passes import rules
from meetings.passes.models import ExpertPass

parent("expert_pass", model=ExpertPass, may_read=rules.may_read_files)
