"""What allauth's screens need of us."""

from __future__ import annotations

from typing import Any

from django import template
from django.conf import settings
from django.forms import BaseForm
from django.urls import reverse
from django.utils.translation import gettext as _

from accounts import demo, forms

register = template.Library()

BROWSERS = (("Edg", "Edge"), ("OPR", "Opera"), ("Firefox", "Firefox"), ("Chrom", "Chrome"), ("Safari", "Safari"))
SYSTEMS = (
    ("Android", "Android"), ("iPhone", "iPhone"), ("iPad", "iPad"), ("CrOS", "Chromebook"), ("Windows", "Windows"),
    ("Mac OS", "macOS"), ("Linux", "Linux"),
)  # fmt: skip


@register.simple_tag
def demo_people() -> list[tuple[demo.DemoEntry, Any]]:
    """People of the demo for one-click entry; nobody outside the demo."""
    return demo.people()


@register.simple_tag
def open_signup() -> bool:
    """Whether anybody may make an account."""
    return settings.OPEN_SIGNUP


@register.filter
def plain(form: BaseForm) -> BaseForm:
    """The form without placeholders that repeat its labels."""
    forms.plain(form)
    return form


@register.filter
def device(user_agent: str) -> str:
    """The browser and the system as people call them: Chrome, Windows."""
    browser = next((name for mark, name in BROWSERS if mark in user_agent), "")
    system = next((name for mark, name in SYSTEMS if mark in user_agent), "")
    return ", ".join(part for part in (browser, system) if part) or _("unknown browser")


@register.filter
def is_phone(user_agent: str) -> bool:
    """Whether the browser runs on a phone or tablet."""
    return any(mark in user_agent for mark in ("Mobile", "Android", "iPhone", "iPad"))


@register.filter
def photo_address(profile: Any) -> str:
    """Where the photo of a profile is served; empty when there is none. A new photo has a new address."""
    if not profile or not profile.photo:
        return ""
    mark = profile.photo.name.rsplit("/", 1)[-1][:8]
    return f"{reverse('accounts:photo', kwargs={'number': profile.user_id})}?v={mark}"


@register.inclusion_tag("accounts/tabs.html", takes_context=True)
def account_tabs(context: template.Context) -> dict[str, Any]:
    """The way through the screens of one's own account, with the present one marked."""
    name = context["request"].resolver_match.view_name if context["request"].resolver_match else ""
    tabs = [
        ("profile", "accounts:profile", _("Profile"), "circle-user", ("accounts:profile", "accounts:school")),
        ("email", "account_email", _("E-mail"), "at-sign", ("account_email",)),
        ("password", "account_change_password", _("Password"), "key-round", ("account_change", "account_set")),
        ("factors", "mfa_index", _("Second factor"), "shield-check", ("mfa_", "accounts:second_factor")),
        ("sessions", "usersessions_list", _("Sessions"), "monitor", ("usersessions",)),
        ("consents", "accounts:consents", _("Consents"), "clipboard-check", ("accounts:consents",)),
        (
            "data",
            "accounts:own_data",
            _("My data"),
            "archive",
            ("accounts:own_data", "accounts:erase", "accounts:copy"),
        ),
    ]
    rows = [
        {"name": key, "url": reverse(route), "label": label, "icon": icon, "is_now": name.startswith(marks)}
        for key, route, label, icon, marks in tabs
    ]
    return {"tabs": rows, "tab": next((row["name"] for row in rows if row["is_now"]), ""), "title": _("My account")}
