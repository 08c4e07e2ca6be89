"""Personal data in steps (PD-01)."""

from django.utils.translation import gettext_lazy as _

from kit.personal_data import BLANK, register
from provenance.models import Step

register(
    Step,
    plain="id source_kind source_id result_kind result_id made_at",
    personal={"made_by": (_("who made one thing from another"), BLANK)},
    rows=lambda user: Step.objects.filter(made_by=user),
    erase=lambda user: Step.objects.filter(made_by=user).update(made_by=None) and None,
)
