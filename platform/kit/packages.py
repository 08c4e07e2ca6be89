"""The packages of this project, as Django knows them."""

from __future__ import annotations

from django.apps import AppConfig, apps
from django.conf import settings


def own_apps() -> list[AppConfig]:
    """Our own apps in the order of the settings; one may stand inside another (`networks.planning`)."""
    return [apps.get_app_config(name.rpartition(".")[2]) for name in settings.OWN_APPS]
