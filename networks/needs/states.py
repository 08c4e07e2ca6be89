"""The way of a reported need (domain 3.4): a table, importing nothing of ours."""

from django.db.models import TextChoices
from django.utils.translation import pgettext_lazy


class NeedState(TextChoices):
    """What has become of a need reported to the county (D33)."""

    REPORTED = "reported", pgettext_lazy("need", "reported")
    ANALYSED = "analysed", pgettext_lazy("need", "under analysis")
    NETWORK = "network", pgettext_lazy("need", "answered by a network")
    PROCESS = "process", pgettext_lazy("need", "answered by a support process")
    REFUSED = "refused", pgettext_lazy("need", "refused with a reason")


WAITING = (NeedState.REPORTED, NeedState.ANALYSED)
NEED_NEXT: dict[str, set[str]] = {
    NeedState.REPORTED: {NeedState.ANALYSED, NeedState.NETWORK, NeedState.PROCESS, NeedState.REFUSED},
    NeedState.ANALYSED: {NeedState.NETWORK, NeedState.PROCESS, NeedState.REFUSED},
    NeedState.NETWORK: {NeedState.ANALYSED},
    NeedState.PROCESS: {NeedState.ANALYSED},
    NeedState.REFUSED: {NeedState.ANALYSED},
}
"""An answered need can be taken up again."""
