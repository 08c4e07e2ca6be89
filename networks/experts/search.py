"""Public cards of experts can be found by everybody; the register itself has its own screen."""

from __future__ import annotations

from typing import Any

from django.db.models import QuerySet
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from networks.experts.models import Expert
from search.registry import PUBLIC, Face, entry


def face(expert: Expert) -> Face | None:
    """What the index knows of a card; nothing without a consent in force."""
    if expert.agreed_on is None or expert.retired_at is not None:
        return None
    return Face(
        title=expert.name,
        text="\n".join([expert.topics, expert.about, *expert.form_names]),
        url=reverse("experts:card", kwargs={"pk": expert.pk}),
        audience=[PUBLIC],
        dated_at=expert.created_at,
        facets={"subject": [subject.name for subject in expert.subjects.all()]},
    )


def among(user: Any) -> QuerySet[Expert]:
    """Cards everybody may see."""
    return Expert.objects.public()


entry(
    "expert",
    label=_("Experts"),
    model=Expert,
    face=face,
    among=among,
    rows=Expert.objects.all,
    icon="user-star",
    knows=True,
)
