"""Words of school support."""

from django.db.models import TextChoices
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy


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


class Kind(TextChoices):
    """What kind of help a process is: process support in the regulations' sense, or a shorter programme (BR6, D80)."""

    STATUTORY = "statutory", _("process support")
    SHORT = "short", _("short programme")


class Form(TextChoices):
    """Forms of support (domain 3.3, D112)."""

    WORKSHOP = "workshop", _("training workshop")
    COUNCIL_TRAINING = "council_training", _("training of the teaching council")
    DIAGNOSTIC_WORKSHOP = "diagnostic_workshop", _("diagnostic and development workshop")
    CONSULT_IND = "consult_individual", _("individual consultation")
    CONSULT_GROUP = "consult_group", _("group consultation")
    OPEN_LESSON = "open_lesson", _("open lesson")
    OBSERVATION = "lesson_observation", _("lesson observation with feedback")
    PEER_OBSERVATION = "peer_observation", _("peer observation")
    CPD_COURSE = "cpd_course", _("professional development course")
    ONLINE_COURSE = "online_course", _("online course")
    CONFERENCE = "conference", _("conference")
    SEMINAR = "seminar", _("seminar")
    LECTURE = "lecture", _("lecture")
    LAB = "lab", _("laboratory")
    PRACTICE = "practice", _("practical exercises")
    SUPERVISION = "supervision", _("professional supervision")
    INTERPERSONAL = "interpersonal", _("interpersonal training")
    MENTORING = "mentoring", _("mentoring, tutoring or coaching")
    SUPPORT_GROUP = "support_group", _("support group")
    TASK = "task", _("individual development task")
    OFFSITE = "offsite", _("off-site training")
    EVALUATION = "evaluation_meeting", _("evaluation meeting")


class Audience(TextChoices):
    """With whom an activity is done (BR14, D91)."""

    COUNCIL = "council", _("the whole teaching council")
    TEAM = "team", _("a chosen team")
    PERSON = "person", _("single teachers")


class Progress(TextChoices):
    """What became of a planned activity."""

    PLANNED = "planned", pgettext_lazy("support activity", "planned")
    HELD = "held", pgettext_lazy("support activity", "held")
    CANCELLED = "cancelled", pgettext_lazy("support activity", "cancelled")


class Attainment(TextChoices):
    """How far a goal was reached (D114)."""

    NOT = "not", _("not reached")
    PARTLY = "partly", _("partly reached")
    REACHED = "reached", _("reached")
    BEYOND = "beyond", _("surpassed")


class Addressee(TextChoices):
    """Whom a recommendation is for (template 4.9)."""

    DIRECTOR = "director", _("the director")
    COUNCIL = "council", _("the teaching council")
    TEAM = "team", _("a team of teachers")


class Advice(TextChoices):
    """The way of a recommendation (domain 3.4)."""

    PROPOSED = "proposed", pgettext_lazy("recommendation", "proposed")
    ADOPTED = "adopted", pgettext_lazy("recommendation", "adopted by the teaching council")
    TAKEN = "taken", pgettext_lazy("recommendation", "taken into the next year")
    DROPPED = "dropped", pgettext_lazy("recommendation", "dropped")
