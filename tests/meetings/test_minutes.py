"""Minutes: a draft, given to members, put right; a meeting closed by attendance and minutes (A11)."""

from __future__ import annotations

from datetime import timedelta

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile

from kit import clock
from kit.verdicts import Refused
from meetings import rules, services, watching
from meetings.models import Decision, Meeting, Minutes, Remark
from networks.assignments.models import Task
from networks.states import EditionState
from notifications.models import Notice
from provenance.models import Step

pytestmark = pytest.mark.django_db

EVERYBODY = ("ada", "ben", "gen", "cleo", "dov", "jan", "nina")


@pytest.fixture
def begun(plan, ben):
    """A meeting that began an hour ago."""
    return plan(in_minutes=-60)


def write(by, meeting, version=1, **changes):
    values = {
        "summary": "Krótko o tym, co ustaliliśmy.",
        "texts": [{"title": "Rundka jednego zdania", "text": "Każdy coś wypróbował."}],
        "questions": "",
        "decisions": [],
    } | changes
    return services.save_minutes(by=by, meeting=meeting, version=version, **values)


def row(text, **changes):
    return {"id": 0, "text": text, "person": None, "for_all": False, "until_on": None} | changes


def test_minutes_are_written_by_those_who_steer_once_the_meeting_began(plan, begun, ada, ben):
    with pytest.raises(Refused, match="tylko osoba koordynująca"):
        write(ben, begun)
    with pytest.raises(Refused, match="jeszcze się nie zaczęło"):
        write(ada, plan(in_minutes=60))
    assert not Minutes.objects.exists()
    minutes, _numbers = write(ada, begun)
    assert (minutes.version, minutes.saved_by, minutes.state) == (2, ada, "draft")


def test_an_older_version_overwrites_nothing(begun, ada):
    write(ada, begun)
    with pytest.raises(Refused, match="w międzyczasie"):
        write(ada, begun, version=1, summary="Nadpisane")
    assert Minutes.objects.get().summary == "Krótko o tym, co ustaliliśmy."


def test_decisions_keep_their_numbers_through_savings(begun, ada, ben):
    day = clock.today() + timedelta(days=20)
    _minutes, numbers = write(
        ada, begun, decisions=[row("Każdy dodaje jedną kartę", for_all=True), row(""), row("Ben pyta", person=ben)]
    )
    assert numbers[1] == 0
    rows = [
        row("Każdy dodaje dwie karty", id=numbers[0], for_all=True),
        row("", id=numbers[2]),
        row("Nowa", until_on=day),
    ]
    _minutes, again = write(ada, begun, version=2, decisions=rows)
    assert again[:2] == [numbers[0], 0]
    assert [one.text for one in Decision.objects.all()] == ["Każdy dodaje dwie karty", "Nowa"]


def test_publishing_tells_members_holds_the_meeting_and_attendance_closes_it(begun, ada, ben):
    with pytest.raises(Refused, match="kilka słów"):
        services.publish_minutes(by=ada, meeting=begun)
    write(ada, begun)
    minutes = services.publish_minutes(by=ada, meeting=begun)
    begun.refresh_from_db()
    assert (minutes.is_published, begun.state) == (True, "held")
    assert Notice.objects.get(kind="meetings.minutes").user == ben
    with pytest.raises(Refused, match="mają już"):
        services.publish_minutes(by=ada, meeting=begun)
    services.correct(by=ada, meeting=begun, present=[ada.pk, ben.pk])
    begun.refresh_from_db()
    assert begun.state == "minuted"


def test_a_meeting_with_attendance_is_closed_by_its_minutes(begun, ada, ben):
    services.mark_held(by=ada, meeting=begun)
    services.correct(by=ada, meeting=begun, present=[ben.pk])
    begun.refresh_from_db()
    assert begun.state == "held"
    write(ada, begun)
    services.publish_minutes(by=ada, meeting=begun)
    begun.refresh_from_db()
    assert begun.state == "minuted"
    assert not rules.may_change(ada, begun)


def test_the_county_counts_a_meeting_as_held_also_once_it_has_its_minutes(begun, ada, ben, edition):
    services.mark_held(by=ada, meeting=begun)
    assert watching.counted([edition.pk])[edition.pk].held == 1
    write(ada, begun)
    services.correct(by=ada, meeting=begun, present=[ben.pk])
    services.publish_minutes(by=ada, meeting=begun)
    begun.refresh_from_db()
    assert (begun.state, watching.counted([edition.pk])[edition.pk].held) == ("minuted", 1)


def test_each_check_equals_its_twin(begun, plan, ada, edition, request):
    write(ada, begun)
    other = plan(in_minutes=-30)
    write(ada, other)
    services.publish_minutes(by=ada, meeting=other)
    for state in (EditionState.ACTIVE, EditionState.CLOSED):
        type(edition).objects.filter(pk=edition.pk).update(state=state)
        for name in EVERYBODY:
            user = request.getfixturevalue(name)
            readable = set(rules.readable_minutes(user).values_list("pk", flat=True))
            assert readable == {one.pk for one in Minutes.objects.all() if rules.may_read_minutes(user, one)}, name
            writable = set(rules.minutable_meetings(user).values_list("pk", flat=True))
            assert writable == {one.pk for one in Meeting.objects.all() if rules.may_write_minutes(user, one)}, name


def test_members_ask_for_a_correction_and_hear_what_came_of_it(begun, ada, ben, nina):
    minutes, _numbers = write(ada, begun)
    with pytest.raises(Refused):
        services.remark(by=ben, minutes=minutes, text="Za wcześnie")
    minutes = services.publish_minutes(by=ada, meeting=begun)
    with pytest.raises(Refused):
        services.remark(by=nina, minutes=minutes, text="Obca")
    said = services.remark(by=ben, minutes=minutes, text="Kartę przygotowała Ewa.")
    services.answer_remark(by=ada, remark=said, answer="Poprawione, dziękuję.")
    with pytest.raises(Refused):
        services.answer_remark(by=ada, remark=said, answer="Jeszcze raz")
    told = Notice.objects.filter(kind="meetings.remark").order_by("pk").values_list("user", flat=True)
    assert list(told) == [ada.pk, ben.pk]


# --- screens


def sent(version, **changes):
    rows = {
        "decyzje-TOTAL_FORMS": "2",
        "decyzje-INITIAL_FORMS": "0",
        "decyzje-0-text": "Każdy dodaje jedną kartę pracy",
        "decyzje-0-whom": "all",
        "decyzje-0-until_on": f"{clock.today() + timedelta(days=14)}",
    }
    return {"summary": "W skrócie", "title": ["Rundka"], "text-0": "Dużo pomysłów", "version": version} | rows | changes


def test_writing_publishing_and_one_click_to_a_task(client, begun, ada, ben, network):
    client.force_login(ada)
    page = client.get(f"/spotkania/{begun.pk}/notatka/pisanie/").content.decode()
    assert "Rundka jednego zdania" in page
    assert "data-minutes" in page
    upload = SimpleUploadedFile("zdjecie.txt", b"Tablica po warsztacie")
    client.post(f"/spotkania/{begun.pk}/notatka/pisanie/", sent(1, publish="1", files=upload))
    page = client.get(f"/spotkania/{begun.pk}/notatka/").content.decode()
    for words in ("Dużo pomysłów", "Każdy dodaje jedną kartę pracy", "zdjecie.txt", "Zrób z tego zadanie"):
        assert words in page
    decision = Decision.objects.get()
    form = client.get(f"/sieci/{network.slug}/zadania/nowe/?z=decision:{decision.pk}").content.decode()
    assert 'value="Każdy dodaje jedną kartę pracy"' in form
    assert f'value="{decision.until_on}"' in form
    assert f'value="decision:{decision.pk}"' in form
    values = {
        "title": decision.text,
        "whom": "all",
        "day": f"{decision.until_on}",
        "made_from": f"decision:{decision.pk}",
    }
    client.post(f"/sieci/{network.slug}/zadania/nowe/", values)
    task = Task.objects.get()
    assert Step.objects.filter(source_kind="decision", result_kind="task", result_id=task.pk).exists()
    assert task.title in client.get(f"/spotkania/{begun.pk}/notatka/").content.decode()
    assert "decyzja" in client.get(f"/zadania/{task.pk}/").content.decode()
    version = Minutes.objects.get().version
    gone = {f"decyzje-0-{name}": "" for name in ("text", "whom", "until_on")} | {"decyzje-0-number": decision.pk}
    clash = client.post(f"/spotkania/{begun.pk}/notatka/pisanie/", sent(version, **gone))
    assert "powstało zadanie" in clash.content.decode()
    assert Decision.objects.exists()


def test_the_draft_saves_itself_and_says_when_it_cannot(client, begun, ada, ben):
    client.force_login(ada)
    address = f"/spotkania/{begun.pk}/notatka/szkic/"
    first = client.post(address, sent(1)).json()
    assert first["version"] == 2
    again = client.post(address, sent(2, **{"decyzje-0-number": first["decisions"][0]})).json()
    assert again["decisions"] == first["decisions"]
    assert client.post(address, sent(1)).status_code == 409
    assert client.post(address, sent(3, **{"decyzje-1-whom": "all"})).status_code == 422
    client.force_login(ben)
    assert client.post(address, sent(3)).status_code == 403
    assert client.get(f"/spotkania/{begun.pk}/notatka/").status_code == 404


def test_a_member_reads_published_minutes_and_sends_a_remark(client, begun, ada, ben):
    write(ada, begun)
    services.publish_minutes(by=ada, meeting=begun)
    client.force_login(ben)
    assert "Każdy coś wypróbował." in client.get(f"/spotkania/{begun.pk}/notatka/").content.decode()
    assert "Notatka" in client.get(f"/spotkania/{begun.pk}/").content.decode()
    client.post(f"/spotkania/{begun.pk}/notatka/", {"text": "Kartę zrobiła Ewa"})
    said = Remark.objects.get()
    assert client.post(f"/spotkania/poprawki/{said.pk}/", {"answer": "Nie"}).status_code == 403
    client.force_login(ada)
    client.post(f"/spotkania/poprawki/{said.pk}/", {"answer": "Dopisane"})
    assert "Dopisane" in client.get(f"/spotkania/{begun.pk}/notatka/").content.decode()
