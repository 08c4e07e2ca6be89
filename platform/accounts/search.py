"""People who let themselves be found by what they can be asked about; nobody is found without having said so."""

from __future__ import annotations

from typing import Any

from django.db.models import QuerySet
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from accounts import rules
from accounts.enums import Seen
from accounts.models import Profile
from search.registry import SIGNED_IN, Face, entry


def face(profile: Profile) -> Face | None:
    """What the index knows of a person: what all who signed in may see anyway, and the topics.

    Of members of common networks the last check decides; the index does not know who shares a network with whom.
    """
    if not profile.topics or profile.topics_found_by == Seen.NOBODY or not profile.user.is_active:
        return None
    school = profile.institution.name if profile.institution else ""
    subjects = [subject.name for subject in profile.subjects.all()]
    return Face(
        title=profile.user.get_full_name(),
        text="\n".join(part for part in (profile.topics, profile.position, school, ", ".join(subjects)) if part),
        url=reverse("accounts:person", kwargs={"number": profile.user_id}),
        audience=[SIGNED_IN],
        dated_at=profile.user.date_joined,
        facets={"subject": subjects},
    )


def among(user: Any) -> QuerySet[Profile]:
    """Profiles of people `user` may find."""
    return rules.askable_profiles(user)


entry(
    "person",
    label=_("people"),
    model=Profile,
    face=face,
    among=among,
    rows=lambda: Profile.objects.select_related("user", "institution"),
    icon="user",
    knows=True,
)
