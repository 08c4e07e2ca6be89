"""Personal data in plans: what every field is, and what happens to it on erasure (PD-01)."""

from django.utils.translation import gettext_lazy as _

from accounts.personal_data import BLANK, ERASE, register
from networks.planning.models import Consent, Example, Goal, Plan, Point, Remark, Version

register(
    Plan,
    plain="id edition state words number revision consulted_until_on adopted_on adopted_words completed_at updated_at",
    personal={"adopted_by": (_("who adopted the plan"), BLANK)},
    people="adopted_by",
)
register(Goal, plain="id plan position title criteria effect once")
register(
    Point,
    plain="id plan kind title text starts_on ends_on whole_months who outcome goal done_at done_words once",
    personal={"done_by": (_("who marked a point of the plan as done"), BLANK)},
    people="done_by",
)
register(
    Version,
    plain="id plan number why content made_at",
    personal={"made_by": (_("who changed the plan"), BLANK)},
    people="made_by",
)


register(
    Remark,
    plain="id plan part words made_at outcome answer answered_at once",
    personal={
        "author": (_("who remarked on the plan"), BLANK),
        "answered_by": (_("who answered the remark"), BLANK),
    },
    people="author answered_by",
)
register(
    Consent,
    plain="id plan",
    personal={
        "user": (_("who agreed to the plan"), ERASE),
        "number": (_("to which version"), ERASE),
        "made_at": (_("when"), ERASE),
    },
    rows=lambda user: Consent.objects.filter(user=user),
)
register(
    Example,
    plain="id title summary content made_at once",
    personal={"made_by": (_("who made a plan an example"), BLANK)},
    people="made_by",
)
