"""The editors' side of people: screens of users and groups are for administrators only (CM-04, K6)."""

from __future__ import annotations

from typing import Any

from django.urls import include, path, reverse
from django.utils.translation import gettext_lazy as _
from wagtail import hooks
from wagtail.admin.widgets.button import Button

from accounts import rules, services
from accounts.views import appointments
from kit.verdicts import NotThere


@hooks.register("after_create_user")
def complete(request: Any, user: Any) -> None:
    """A person made by an administrator has a profile and an address that counts as known."""
    services.complete_person(user=user)


@hooks.register("before_create_user")
@hooks.register("before_edit_user")
@hooks.register("before_delete_user")
def guard(request: Any, *_things: Any) -> None:
    """Whatever groups grant: only administrators touch people."""
    if not rules.may_administer_people(request.user):
        raise NotThere


@hooks.register("register_user_listing_buttons")
def roles_button(user: Any, request_user: Any) -> list[Button]:
    """From a person in the list to the roles of that person."""
    if not rules.may_administer_people(request_user):
        return []
    return [Button(_("Roles"), reverse("accounts_roles", args=[user.pk]), icon_name="group", priority=20)]


@hooks.register("register_admin_urls")
def addresses() -> list[Any]:
    """Where roles are given and ended."""
    return [
        path("osoby/", include([path("<int:number>/role/", appointments.RolesView.as_view(), name="accounts_roles")]))
    ]
