"""Who supports a school, where, within what and how long."""

from __future__ import annotations

import io
import zipfile
from datetime import timedelta

import pytest
from django.urls import reverse

from kit import clock
from kit.verdicts import Refused
from support import selectors, services
from support.models import Activity, Process
from support.papers import written
from support.states import State
from tests.support import walking

pytestmark = pytest.mark.django_db


def test_a_sore_who_works_at_the_school_is_warned_of_for_as_long_as_it_lasts(client, started, dov, hal, sara, nina):
    """The county is warned when naming, and the page keeps saying it to all who read it; it is no refusal (D43)."""
    nina.profile.institution = started.institution
    nina.profile.save()
    person, warning = services.name_sore(by=dov, process=started, email=nina.email)
    assert (person, bool(warning)) == (nina, True)
    address = reverse("support:process", args=[started.pk])
    for reader in (dov, hal, sara):
        client.force_login(reader)
        assert client.get(address).content.decode().count("pracuje w tej szkole") == 1
    nina.profile.institution = None
    nina.profile.save()
    assert "pracuje w tej szkole" not in client.get(address).content.decode()


def test_several_people_support_a_school_with_the_same_rights(client, started, dov, sara, nina):
    """A team has the whole school year in its care: both write the log, each entry says whose it is (D108)."""
    assert services.name_sore(by=dov, process=started, email=nina.email)[1] == ""
    for by in (sara, nina):
        services.log(by=by, process=started, done_on=clock.today(), hours=1, act="contact", text=f"Był {by}")
    assert {entry.written_by for entry in selectors.log_of(started)} == {sara, nina}
    client.force_login(nina)
    assert client.get(reverse("support:diagnosis", args=[started.pk])).status_code == 200
    page = client.get(reverse("support:process", args=[started.pk])).content.decode()
    assert all(str(one) in page for one in (sara, nina))


def test_training_happens_at_the_school_unless_another_place_is_named(client, started, sara, hal):
    """An activity without a place is at the school (D101)."""
    process = walking.to(State.IMPLEMENTATION, started, sara, hal)
    one = Activity.objects.get(goal__plan__process=process)
    client.force_login(sara)
    address = reverse("support:activity", args=[process.pk, one.pk])
    assert "w szkole" in client.get(address).content.decode()
    Activity.objects.update(place="Biblioteka pedagogiczna")
    page = client.get(address).content.decode()
    assert "Biblioteka pedagogiczna" in page
    assert "w szkole" not in page


def test_support_within_a_project_says_so_on_its_page_and_papers(client, hal, dov, sara, school, days):
    """Whoever starts it may name the project or programme; left out, nothing is said of one (D1, D44)."""
    client.force_login(hal)
    address = reverse("support:process_open")
    sent = {name: str(value) for name, value in days.items()} | {"institution": school.pk, "title": "Czytanie"}
    project = "Lipowo uczy się razem"
    for named in ("", project):
        assert client.post(address, sent | {"project": named}).status_code == 302
    plain, within = Process.objects.order_by("pk")
    assert (plain.project, within.project) == ("", project)
    for reader in (hal, dov, sara):
        client.force_login(reader)
        assert project in client.get(within.get_absolute_url()).content.decode()
        assert "Projekt lub program" not in client.get(plain.get_absolute_url()).content.decode()
    services.agree(by=dov, process=within)
    assert project in _words(written.diagnosis(within).bytes_as("docx"))


def test_a_short_programme_can_be_extended_into_process_support(client, hal, dov, sara, school, days):
    """A semester, extended with a reason by the county or the director, keeps what was agreed before (D110)."""
    short = days | {"ends_on": clock.today() + timedelta(days=120), "duration": "semester"}
    process = services.open_process(by=dov, institution=school, title="Krótki", short_because="Jeden cel", **short)
    later = process.ends_on + timedelta(days=30)
    with pytest.raises(Refused):
        services.extend(by=hal, process=process, until=later, why="Za wcześnie: nie ma zgód")
    services.agree(by=hal, process=process)
    before = walking.whole()
    for by, until, why in (
        (sara, later, "Nie moja decyzja"),
        (hal, later, " "),
        (hal, process.ends_on, "Ten sam dzień"),
        (hal, process.ends_on + timedelta(days=400), "Za długo"),
    ):
        with pytest.raises(Refused):
            services.extend(by=by, process=process, until=until, why=why)
    assert walking.whole() == before
    assert services.extend(by=hal, process=process, until=later, why="Choroba").kind == "short"
    client.force_login(dov)
    key = client.get(process.get_absolute_url()).context["extend_form"]["once"].value()
    sent = {"until": str(clock.today() + timedelta(days=240)), "why": "Rada prosi o drugi semestr", "once": key}
    for _press in range(2):
        assert client.post(reverse("support:process_extend", args=[process.pk]), sent).status_code == 302
    process.refresh_from_db()
    assert (process.kind, process.ends_on) == ("statutory", clock.today() + timedelta(days=240))
    assert [one.why for one in process.extensions.all()] == ["Choroba", "Rada prosi o drugi semestr"]
    assert "Rada prosi o drugi semestr" in client.get(process.get_absolute_url()).content.decode()


def _words(docx: bytes) -> str:
    return zipfile.ZipFile(io.BytesIO(docx)).read("word/document.xml").decode()
