"""A complaint about a licence: reported, decided, told to both sides, and gone from wherever the resource was."""

from __future__ import annotations

from typing import Any

import pytest
from django.urls import reverse

from files.selectors import files_of
from moderation.models import Decision, Report
from notifications.models import Notice
from resources.models import Resource
from resources.moderation import resource_at

pytestmark = pytest.mark.django_db


def _report_page(resource: Resource) -> str:
    return reverse("moderation:report", kwargs={"kind": "resource", "pk": resource.pk})


def _decide_page(resource: Resource) -> str:
    return reverse("moderation:decide", kwargs={"kind": "resource", "pk": resource.pk})


def test_a_licence_complaint_from_report_to_outcome(
    client: Any, network: Any, deposit: Any, ada: Any, ben: Any, ewa: Any, nina: Any, work_done: Any,
    django_capture_on_commit_callbacks: Any,
) -> None:  # fmt: skip
    resource = deposit(ben, network, title="Skan podręcznika", visibility="public")
    address, file = resource.get_absolute_url(), files_of(resource).get()
    client.force_login(ewa)
    assert "licencję" in client.get(_report_page(resource)).content.decode()
    with django_capture_on_commit_callbacks(execute=True):
        client.post(_report_page(resource), {"ground": "licence", "words": "To skan książki wydawnictwa."})
    report = Report.objects.get()
    assert report.ground == "licence"
    assert client.get(address).status_code == 200
    client.force_login(ada)
    with django_capture_on_commit_callbacks(execute=True):
        answer = client.post(
            _decide_page(resource), {"act": "hide", "ground": "licence", "words": "Wydawca nie wyraził zgody."}
        )
    work_done()
    assert answer.status_code == 302
    assert Decision.objects.get().ground == "licence"
    assert Notice.objects.filter(user=ben).exists()
    client.force_login(ewa)
    assert client.get(address).status_code == 404
    assert client.get(file.address).status_code == 404
    assert "Skan podręcznika" not in client.get("/zasoby/").content.decode()
    assert "Wydawca nie wyraził zgody." not in client.get("/zasoby/").content.decode()
    report.refresh_from_db()
    assert report.decision is not None
    assert Notice.objects.filter(user=ewa).exists()
    client.logout()
    assert client.get(address).status_code == 302
    assert "Skan podręcznika" not in client.get("/zasoby/").content.decode()
    client.force_login(ben)
    assert client.get(address).status_code == 200
    client.force_login(ada)
    with django_capture_on_commit_callbacks(execute=True):
        client.post(_decide_page(resource), {"act": "show", "words": "Zgoda przyszła pocztą."})
    client.force_login(ewa)
    assert client.get(address).status_code == 200


def test_somebody_without_an_account_complains_of_a_public_resource(
    client: Any, network: Any, deposit: Any, ben: Any
) -> None:
    page = client.get(reverse("moderation:outside")).content.decode()
    assert 'value="licence"' in page
    resource = deposit(ben, network, title="Cudze zdjęcie", visibility="public")
    assert resource_at(resource.get_absolute_url()) == resource
