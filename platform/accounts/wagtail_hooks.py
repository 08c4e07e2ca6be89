"""The editors' side of people: screens of users and groups are for administrators only (CM-04, K6)."""

from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.shortcuts import redirect
from django.urls import include, path, reverse
from django.utils.translation import gettext_lazy as _
from wagtail import hooks
from wagtail.admin.widgets.button import Button

from accounts import rules, services
from accounts.enums import Seen
from accounts.models import User
from accounts.templatetags.people import photo_address
from accounts.views import appointments
from kit.verdicts import NotThere, Refused


@hooks.register("after_create_user")
def complete(request: Any, user: Any) -> None:
    """A person made by an administrator has a profile and an address that counts as known."""
    services.complete_person(user=user)


@hooks.register("before_delete_user")
def farewell(request: Any, user: Any) -> Any:
    """People leave by the register of personal data, never by deleting their row: nothing is forgotten or torn off."""
    guard(request)
    if request.method != "POST":
        return None
    try:
        services.erase_person(by=request.user, person=user)
    except Refused as refused:
        messages.error(request, str(refused.reason))
        return redirect("wagtailusers_users:edit", user.pk)
    messages.success(request, _("The account is deleted, as its person would have deleted it."))
    return redirect("wagtailusers_users:index")


@hooks.register("before_bulk_action")
def one_by_one(request: Any, action_type: str, objects: Any, _action: Any) -> Any:
    """Accounts are deleted one at a time, each with its own farewell."""
    if action_type == "delete" and any(isinstance(one, User) for one in objects):
        messages.error(request, _("Delete accounts one at a time: each hands over what it leaves."))
        return redirect("wagtailusers_users:index")
    return None


@hooks.register("before_create_user")
@hooks.register("before_edit_user")
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
        path("osoby/", include([path("<int:number>/role/", appointments.RolesView.as_view(), name="accounts_roles")])),
    ]


@hooks.register("get_avatar_url")
def photo(user: Any, _size: int) -> str | None:
    """One picture for the whole platform: the profile's own, where everybody signed in may see it."""
    profile = getattr(user, "profile", None)
    return (profile and profile.about_seen_by == Seen.SIGNED_IN and photo_address(profile)) or None


@hooks.register("register_account_menu_item")
def profile_item(_request: Any) -> dict[str, Any]:
    """From the account screen of the editors' side to the profile."""
    return {
        "url": reverse("accounts:profile"),
        "label": _("My profile and photo"),
        "help_text": _("The photo, the school and a few words about you stand in the profile."),
    }
