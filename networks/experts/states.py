"""The way of a request for an expert (domain 3.4, D14)."""

from django.db.models import TextChoices
from django.utils.translation import pgettext_lazy


class RequestState(TextChoices):
    """Submitted → under review → accepted or refused → assigned → done → evaluated."""

    SUBMITTED = "submitted", pgettext_lazy("request for an expert", "submitted")
    REVIEW = "review", pgettext_lazy("request for an expert", "under review")
    ACCEPTED = "accepted", pgettext_lazy("request for an expert", "accepted, an expert is being found")
    REFUSED = "refused", pgettext_lazy("request for an expert", "refused")
    ASSIGNED = "assigned", pgettext_lazy("request for an expert", "an expert is assigned")
    DONE = "done", pgettext_lazy("request for an expert", "done")
    EVALUATED = "evaluated", pgettext_lazy("request for an expert", "evaluated")
    WITHDRAWN = "withdrawn", pgettext_lazy("request for an expert", "withdrawn")


S = RequestState
REQUEST_NEXT: dict[str, set[str]] = {
    S.SUBMITTED: {S.REVIEW, S.ACCEPTED, S.REFUSED, S.ASSIGNED, S.WITHDRAWN},
    S.REVIEW: {S.ACCEPTED, S.REFUSED, S.ASSIGNED, S.WITHDRAWN},
    S.ACCEPTED: {S.ASSIGNED, S.REFUSED, S.WITHDRAWN},
    S.REFUSED: set(),
    S.ASSIGNED: {S.DONE, S.ACCEPTED, S.WITHDRAWN},
    S.DONE: {S.EVALUATED},
    S.EVALUATED: set(),
    S.WITHDRAWN: set(),
}
WAITING = (S.SUBMITTED, S.REVIEW, S.ACCEPTED)
"""States in which the county has something to do."""
