"""Lists of attendance and certificates: who gets them, and that they say what the ledger says."""

from __future__ import annotations

import io
from datetime import timedelta
from typing import Any

import docx
import pypdfium2
import pytest
from django.test import Client
from django.urls import reverse

from kit import clock
from meetings import services
from meetings.models import Meeting
from tests.networks.test_screens import sign_in

pytestmark = pytest.mark.django_db


def words(answer: Any) -> str:
    """The words of a PDF or of a DOCX."""
    assert answer.status_code == 200, answer.status_code
    if answer["Content-Type"] == "application/pdf":
        pdf = pypdfium2.PdfDocument(answer.content)
        return " ".join(" ".join(page.get_textpage().get_text_range().split()) for page in pdf)
    read = docx.Document(io.BytesIO(answer.content))
    cells = [cell.text for table in read.tables for row in table.rows for cell in row.cells]
    return " ".join([*(paragraph.text for paragraph in read.paragraphs), *cells])


@pytest.fixture
def held(plan: Any, ada: Any, ben: Any, ewa: Any) -> Any:
    """A meeting of two hours ago at which Ben was and Ewa was not."""
    meeting = plan(in_minutes=60, title="Błąd jako informacja")
    begun = clock.now() - timedelta(hours=3)
    Meeting.objects.filter(pk=meeting.pk).update(starts_at=begun, ends_at=begun + timedelta(minutes=150))
    meeting.refresh_from_db()
    services.mark_held(by=ada, meeting=meeting)
    services.correct(by=ada, meeting=meeting, present={ben.pk})
    return Meeting.objects.get(pk=meeting.pk)


def listed(meeting: Any, form: str = "pdf") -> str:
    return reverse("meetings:attendance_print", kwargs={"pk": meeting.pk, "form": form})


def certificate(network: Any, edition: Any, person: Any = None, form: str = "pdf") -> str:
    values = {"slug": network.slug, "begins": edition.school_year.starts_on.year, "form": form}
    if person is None:
        return reverse("meetings:certificate", kwargs=values)
    return reverse("meetings:certificate_of", kwargs=values | {"person": person.pk})


@pytest.mark.parametrize("form", ["pdf", "docx"])
def test_before_a_meeting_the_list_waits_for_signatures(client, plan, ada, ben, ewa, form):
    meeting = plan(in_minutes=60, title="Błąd jako informacja")
    said = words(sign_in(client, ada).get(listed(meeting, form)))
    for part in ("Lista obecności", "Błąd jako informacja", "Ben Lis", "Ewa Maj", "Podpis"):
        assert part in said
    assert " tak" not in said
    assert listed(meeting) in client.get(meeting.get_absolute_url()).content.decode()


def test_afterwards_it_says_who_was_there(client, held, ada):
    said = words(sign_in(client, ada).get(listed(held, "docx")))
    assert "Ben Lis" in said
    assert "tak" in said.split()
    assert "nie" in said.split()


@pytest.mark.parametrize(
    ("who", "status"),
    [("ada", 200), ("ben", 403), ("gen", 403), ("cleo", 404), ("dov", 404), ("nina", 404)],
)
def test_who_prints_the_list(request, client, held, who, status):
    assert sign_in(client, request.getfixturevalue(who)).get(listed(held)).status_code == status


def test_visitors_are_led_to_sign_in(held, network, edition, ben):
    for address in (listed(held), certificate(network, edition), certificate(network, edition, ben)):
        assert Client().get(address).status_code == 302


@pytest.mark.parametrize("form", ["pdf", "docx"])
def test_a_certificate_names_the_meetings_a_person_was_at_and_their_time(client, held, network, edition, ben, form):
    said = words(sign_in(client, ben).get(certificate(network, edition, form=form)))
    for part in ("Zaświadczenie", "Ben Lis", "Błąd jako informacja", "2 godz. 30 min", "1 spotkanie", "Ada Kowal"):
        assert part in said


@pytest.mark.parametrize(
    ("who", "status"),
    [("ada", 200), ("ben", 200), ("ewa", 404), ("gen", 404), ("cleo", 404), ("nina", 404), ("dov", 404)],
)
def test_who_prints_bens_certificate(request, client, held, network, edition, ben, who, status):
    sign_in(client, request.getfixturevalue(who))
    assert client.get(certificate(network, edition, ben)).status_code == status


def test_who_was_at_no_meeting_has_none(client, held, network, edition, ada, ewa):
    assert sign_in(client, ewa).get(certificate(network, edition)).status_code == 404
    assert sign_in(client, ada).get(certificate(network, edition, ewa)).status_code == 404


def test_the_page_of_progress_leads_to_certificates(client, held, network, edition, ada, ben, ewa):
    progress = reverse("networks:progress", kwargs={"slug": network.slug})
    page = sign_in(client, ada).get(progress).content.decode()
    assert certificate(network, edition, ben) in page
    assert certificate(network, edition, ewa) not in page
    own = sign_in(client, ben).get(progress).content.decode()
    assert certificate(network, edition, ben) in own


def test_it_is_there_in_the_next_year_too(client, held, network, edition, ada, ben):
    from networks import services as networks
    from tests.networks.test_year import carried, next_year

    networks.renew(by=ada, edition=edition, school_year=next_year(edition), carried=carried(edition, ben))
    past = reverse("networks:year_past", kwargs={"slug": network.slug, "begins": edition.school_year.starts_on.year})
    assert certificate(network, edition) in sign_in(client, ben).get(past).content.decode()
    assert "Błąd jako informacja" in words(client.get(certificate(network, edition)))
