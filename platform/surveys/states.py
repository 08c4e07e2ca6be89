"""The life of a survey; closed is final, as later answers would show themselves as a difference."""

from django.db.models import TextChoices
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy


class SurveyState(TextChoices):
    """Where a survey stands."""

    DRAFT = "draft", _("in preparation")
    OPEN = "open", _("collecting answers")
    CLOSED = "closed", pgettext_lazy("survey", "closed")
