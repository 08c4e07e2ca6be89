"""Doors of people's own things and of others' cards."""

from __future__ import annotations

from typing import Any

from accounts import services
from tests.access.doors import Door, made, page, post, thing_at


@made
def _shy(world: Any) -> Any:
    """Ewa with a photo shown to nobody: it exists for nobody else."""
    from django.core.files.base import ContentFile

    ewa = world.fixture("ewa")
    services.change_profile(by=ewa, about_seen_by="nobody", photo=ContentFile(b"webp", name="photo.webp"))
    return ewa


_ewa = thing_at(number=lambda world: world.fixture("ewa"))

DOORS: list[Door] = [
    *(
        page("signed_in", name, f"accounts:{name}")
        for name in ("profile", "profile_edit", "school", "settings", "consents", "own_data", "second_factor")
    ),
    page("fresh_proof", "copy of my data", "accounts:copy"),
    page("fresh_proof", "leaving asks", "accounts:erase"),
    post(
        "signed_in",
        "change profile",
        "accounts:profile_edit",
        None,
        {
            "first_name": "Ala",
            "last_name": "Nowa",
            "about": "Uczę",
            "contact_seen_by": "nobody",
            "about_seen_by": "nobody",
        },
    ),
    post("signed_in", "choose school", "accounts:school", None, lambda w: {"institution": w.fixture("school").pk}),
    post("signed_in", "agree", "accounts:consents", None, {"kind": "publication", "answer": "give"}),
    post("fresh_proof", "leaving", "accounts:erase"),
    page("person_card_read", "card of a person", "accounts:person", _ewa),
    page("private_photo_read", "photo shown to nobody", "accounts:photo", thing_at(number=_shy), surface="file"),
    page("public", "rules", "accounts:rules"),
    page("public", "privacy", "accounts:privacy"),
    page("cms_users", "roles of a person", "accounts_roles", _ewa),
    post("cms_users", "give a role", "accounts_roles", _ewa, {"role": "editor", "from_on": "2026-09-01"}),
]
