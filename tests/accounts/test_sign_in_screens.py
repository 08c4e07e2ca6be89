"""Screens of keys and school accounts say what there is and offer nothing that leads nowhere."""

from __future__ import annotations

import pytest
from allauth.mfa.models import Authenticator
from django.urls import reverse

from kit import clock

pytestmark = pytest.mark.django_db


def test_without_a_system_of_school_accounts_none_is_offered(signed_in, nina):
    page = signed_in(nina).get(reverse("socialaccount_connections")).content.decode()
    assert "nie jest połączona z żadnym systemem kont szkolnych" in page
    assert "Połącz konto szkolne" not in page


def test_with_one_it_can_be_joined(signed_in, nina, settings):
    settings.SOCIALACCOUNT_PROVIDERS = {"google": {"APPS": [{"client_id": "x", "secret": "y"}]}}
    page = signed_in(nina).get(reverse("socialaccount_connections")).content.decode()
    assert "Połącz konto szkolne" in page
    assert reverse("google_login") in page


def test_the_list_of_keys_speaks_polish_with_and_without_keys(signed_in, nina):
    browser = signed_in(nina)
    assert "Nie ma jeszcze żadnego klucza." in browser.get(reverse("mfa_list_webauthn")).content.decode()
    Authenticator.objects.create(
        user=nina, type=Authenticator.Type.WEBAUTHN, data={"name": "Telefon", "credential": {}}, created_at=clock.now()
    )
    page = browser.get(reverse("mfa_list_webauthn")).content.decode()
    assert "Telefon" in page
    assert "jeszcze nie użyto" in page
