"""What is held about experts and those who ask for them (PD-01)."""

from __future__ import annotations

from typing import Any

from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from accounts.personal_data import BLANK, ERASE, KEEP, register
from networks.experts.models import Expert, ExpertRequest


def _cards(user: Any) -> Any:
    own = Q(email=user.email) if user.email else Q(pk__in=[])
    return Expert.objects.filter(Q(user=user) | own)


def _erase_card(user: Any) -> None:
    """The person's own card goes for good; cards the person wrote about others stay without the writer's name."""
    _cards(user).delete()
    Expert.objects.filter(created_by=user).update(created_by=None)


ABOUT = "whom networks can ask for; the expert knows and agreed"
register(
    Expert,
    plain="id county subjects forms voivodeships counties online retired_at created_at updated_at once",
    personal={
        **dict.fromkeys(
            ("user", "name", "email", "provider", "topics", "availability", "about", "agreed_on", "folded"),
            (ABOUT, ERASE),
        ),
        "created_by": ("who put the expert on the register", BLANK),
    },
    rows=lambda user: Expert.objects.filter(Q(pk__in=_cards(user).values("pk")) | Q(created_by=user)),
    erase=_erase_card,
)
register(
    ExpertRequest,
    plain="id county edition theme form wanted_on when hours needs state asked_at expert answer decided_at rating once",
    personal={
        "asked_by": ("who asked for an expert", BLANK),
        "decided_by": ("who answered for the county", BLANK),
        "rating_words": (_("what an expert's work gave the network; a document of the network"), KEEP),
    },
    people="asked_by decided_by",
)
