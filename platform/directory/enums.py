"""Words of the field that are not edited."""

from django.db.models import TextChoices
from django.utils.translation import gettext_lazy as _


class Audience(TextChoices):
    """Whom a network or a form of support is for (D24)."""

    TEACHERS = "teachers", _("teachers")
    PEDAGOGUES = "pedagogues", _("school pedagogues")
    PSYCHOLOGISTS = "psychologists", _("school psychologists")
    PRINCIPALS = "principals", _("principals of schools and kindergartens")
    LIBRARIANS = "librarians", _("teacher-librarians")
    COORDINATORS = "coordinators", _("network coordinators")
    FACILITATORS = "facilitators", _("support staff, SOREs")
    LOCAL_GOVERNMENT = "local_government", _("local government staff")
    SPECIALISTS = "specialists", _("speech therapists, career advisers, special educators")


def audience_labels(values: list[str]) -> list[str]:
    """Labels of stored audience words; unknown ones are left out."""
    known = dict(Audience.choices)
    return [str(known[value]) for value in values if value in known]
