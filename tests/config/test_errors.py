"""Whatever goes wrong is said in Polish, in the look of the platform, and says nothing of what is inside (IN-13)."""

from __future__ import annotations

import pytest
from django.core.exceptions import PermissionDenied, SuspiciousOperation
from django.test import Client
from django.urls import reverse

from config import errors

pytestmark = pytest.mark.django_db


@pytest.mark.parametrize(
    ("page", "trouble", "status"),
    [
        (errors.not_found, LookupError("secret"), 404),
        (errors.forbidden, PermissionDenied("secret"), 403),
        (errors.bad_request, SuspiciousOperation("secret"), 400),
    ],
    ids=["absent", "forbidden", "unreadable"],
)
def test_an_error_has_a_page_of_ours(rf, nina, page, trouble, status):
    request = rf.get("/")
    request.user = nina
    answer = page(request, trouble)
    words = answer.content.decode()
    assert answer.status_code == status
    assert '<html lang="pl"' in words
    assert "secret" not in words


def test_a_form_whose_token_has_gone_is_explained_and_changes_nothing(nina):
    browser = Client(enforce_csrf_checks=True)
    browser.force_login(nina, backend="django.contrib.auth.backends.ModelBackend")
    answer = browser.post(reverse("accounts:profile_edit"), {"first_name": "Inna"})
    nina.refresh_from_db()
    assert answer.status_code == 403
    assert "zostało w tej przeglądarce" in answer.content.decode()
    assert nina.first_name == "Nina"
