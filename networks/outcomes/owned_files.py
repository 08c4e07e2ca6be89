"""Materials of promotion files: whoever reads the file or decides about it. The public page has copies of its own."""

from files.registry import parent
from networks.outcomes import rules
from networks.outcomes.models import Outcome

parent("outcome", model=Outcome, may_read=rules.may_read_files)
