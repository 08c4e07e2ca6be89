"""Personal data in surveys of networks: who made one (PD-01). Who has answered stands in the papers of surveys."""

from django.utils.translation import gettext_lazy as _

from accounts.personal_data import BLANK, register
from networks.surveying.models import NetworkSurvey

register(
    NetworkSurvey,
    plain="edition survey reminded_at shared_at once",
    personal={"made_by": (_("who made the survey"), BLANK)},
    people="made_by",
)
