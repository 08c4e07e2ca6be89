"""Words of school support."""

from django.db.models import TextChoices
from django.utils.translation import gettext_lazy as _


class Duration(TextChoices):
    """How long a process is meant to last (BR6, BR7)."""

    SCHOOL_YEAR = "school_year", _("school year")
    SEMESTER = "semester", _("semester")
    OTHER = "other", _("another period")


class Source(TextChoices):
    """What a diagnosis rests on."""

    SELF_EVALUATION = "self_evaluation", _("internal evaluation")
    SUPERVISION = "supervision", _("findings of pedagogical supervision")
    EXAMS = "exams", _("exam results")
    SURVEY = "survey", _("survey")
    INTERVIEW = "interview", _("interview")
    OBSERVATION = "observation", _("observation")
    DOCUMENTS = "documents", _("review of documents")
    WORKSHOP = "workshop", _("diagnostic and development workshop")


class Direction(TextChoices):
    """Whether a need leads away from a discomfort or towards a higher quality."""

    AWAY = "away", _("away from a difficulty")
    TOWARDS = "towards", _("towards higher quality")


class Priority(TextChoices):
    """How pressing a need is."""

    HIGH = "high", _("high")
    MIDDLE = "middle", _("middle")
    LOW = "low", _("low")


class Act(TextChoices):
    """What a SORE did (template 4.6)."""

    CONTACT = "contact", _("contact with the school")
    DIAGNOSIS = "diagnosis", _("diagnosis")
    WORKSHOP = "workshop", _("workshop")
    CONSULTATION = "consultation", _("consultation")
    DIRECTOR = "director", _("talk with the director")
    COUNCIL = "council", _("part in a council meeting")
    MONITORING = "monitoring", _("monitoring")
    ORGANISING = "organising", _("organising")
    PAPERS = "papers", _("documentation")
