"""Words about experts."""

from django.db.models import TextChoices
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy


class Provider(TextChoices):
    """What kind of specialist (D111)."""

    TRAINER = "trainer", pgettext_lazy("kind of expert", "trainer")
    EDUCATOR = "educator", pgettext_lazy("kind of expert", "educator")
    COACH = "coach", pgettext_lazy("kind of expert", "coach")
    METHODOLOGIST = "methodologist", pgettext_lazy("kind of expert", "teaching methodology adviser")
    CONSULTANT = "consultant", pgettext_lazy("kind of expert", "teacher-consultant")
    LECTURER = "lecturer", pgettext_lazy("kind of expert", "lecturer")
    SPECIALIST = "specialist", pgettext_lazy("kind of expert", "field specialist")
    THERAPIST = "therapist", pgettext_lazy("kind of expert", "therapist")
    MEDIATOR = "mediator", pgettext_lazy("kind of expert", "mediator")
    TEACHER = "teacher", pgettext_lazy("kind of expert", "teacher")
    OTHER = "other", pgettext_lazy("kind of expert", "other expert")


class Form(TextChoices):
    """Forms of support an expert runs (domain 3.3, D112)."""

    WORKSHOP = "workshop", _("workshop")
    LECTURE = "lecture", _("lecture")
    SEMINAR = "seminar", _("seminar")
    CONFERENCE = "conference", _("conference")
    COUNCIL_TRAINING = "council_training", _("training of a whole council")
    CPD_COURSE = "cpd_course", _("CPD course")
    CONSULT_GROUP = "consult_group", _("group consultation")
    CONSULT_IND = "consult_ind", _("individual consultation")
    SUPERVISION = "supervision", _("supervision")
    OPEN_LESSON = "open_lesson", _("open lesson")
    OBSERVATION = "observation", _("observation of a lesson with feedback")
    MENTORING = "mentoring", _("mentoring")
    ONLINE = "online", _("online meeting")
