"""Words of the plan (template 4.1)."""

from django.db.models import TextChoices
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy


class PointKind(TextChoices):
    """What a point of the plan is."""

    MEETING = "meeting", pgettext_lazy("point of the plan", "meeting")
    TASK = "task", pgettext_lazy("point of the plan", "joint task")
    BETWEEN = "between", pgettext_lazy("point of the plan", "activity between meetings")
    EXPERT = "expert", pgettext_lazy("point of the plan", "expert wanted")


KIND_TITLES = {
    PointKind.TASK: _("Tasks to do together"),
    PointKind.MEETING: _("Schedule of meetings"),
    PointKind.BETWEEN: _("Activities between meetings"),
    PointKind.EXPERT: _("Experts wanted"),
}
"""Chapters of points, in the order of the template."""
KIND_ICONS = {
    PointKind.MEETING: "calendar-days",
    PointKind.TASK: "list-checks",
    PointKind.BETWEEN: "messages-square",
    PointKind.EXPERT: "graduation-cap",
}


class Light(TextChoices):
    """The traffic light of a point: what has become of it by today."""

    DONE = "done", pgettext_lazy("point of the plan", "done")
    DUE = "due", pgettext_lazy("point of the plan", "under way")
    LATE = "late", pgettext_lazy("point of the plan", "late")
    AHEAD = "ahead", pgettext_lazy("point of the plan", "ahead")


class Section(TextChoices):
    """Chapters of words; the general goal is the goal of the network's year."""

    DIAGNOSIS = "diagnosis", _("Diagnosis: needs and strengths of the members")
    MATERIALS = "materials", _("Materials and literature for self-study")
    RULES = "rules", _("Rules of cooperation")
    EVALUATION = "evaluation", _("Monitoring and evaluation")
    PROMOTION = "promotion", _("Promotion and sharing of what is worked out")


SECTION_HELP = {
    Section.DIAGNOSIS: _("What members need, what they can give, and how you know: a vote, a meeting, a survey."),
    Section.MATERIALS: _("What members can read or watch on their own."),
    Section.RULES: _("What you agreed on: how you talk, share materials and keep things safe."),
    Section.EVALUATION: _("What you will check, how and when."),
    Section.PROMOTION: _("To whom and how you will show what the network works out."),
}


class Part(TextChoices):
    """What a remark is about."""

    WHOLE = "whole", _("the whole plan")
    DIAGNOSIS = "diagnosis", _("the diagnosis")
    GOALS = "goals", _("the goals")
    POINTS = "points", _("tasks and dates")
    MATERIALS = "materials", _("the materials")
    RULES = "rules", _("the rules of cooperation")
    EVALUATION = "evaluation", _("the evaluation")
    PROMOTION = "promotion", _("the promotion")


class Outcome(TextChoices):
    """What the coordinator does with a remark."""

    TAKEN = "taken", pgettext_lazy("remark on the plan", "taken into account")
    NOT_TAKEN = "not_taken", pgettext_lazy("remark on the plan", "not taken into account")
