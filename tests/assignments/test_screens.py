"""Screens of tasks as people meet them."""

from __future__ import annotations

from datetime import timedelta

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import connection
from django.test.utils import CaptureQueriesContext

from kit import clock
from kit.panels import DESK, SPACE, TABS, drawn
from networks import rules as networks
from networks.assignments import services
from networks.assignments.models import Assignment, Task

pytestmark = pytest.mark.django_db


@pytest.fixture
def as_ada(client, ada):
    client.force_login(ada)
    return client


@pytest.fixture
def as_ben(client, ben):
    client.force_login(ben)
    return client


def page_of(client, address, status=200):
    response = client.get(address)
    assert response.status_code == status, response.status_code
    return response.content.decode()


def sent(**changes):
    day = clock.today() + timedelta(days=10)
    return {
        "title": "Trzy wypowiedzi uczniów",
        "whom": "all",
        "day": f"{day}",
        "hour": "18:00",
        "description": "Zapytajcie <klasę> o informację zwrotną",
        "checklist": "Zapytać\n\nSpisać",
        "links": "https://example.org/karta\n",
    } | changes


def test_the_coordinator_gives_a_task_with_a_file(as_ada, network, ben):
    address = f"/sieci/{network.slug}/zadania/nowe/"
    assert "Wyznacz zadanie" in page_of(as_ada, address)
    upload = SimpleUploadedFile("karta.txt", b"Pytania do klasy")
    response = as_ada.post(address, sent(files=upload))
    task = Task.objects.get()
    assert response.url == f"/zadania/{task.pk}/"
    assert task.checklist == ["Zapytać", "Spisać"]
    assert [file.name for file in task.files.all()] == ["karta.txt"]
    page = page_of(as_ada, response.url)
    for words in ("&lt;klasę&gt;", "karta.txt", "example.org/karta", "Ben Lis"):
        assert words in page


@pytest.mark.parametrize(
    ("changes", "words"),
    [
        ({"day": "2001-01-01"}, "poza rokiem szkolnym"),
        ({"day": "{yesterday}"}, "już minął"),
        ({"title": ""}, "Zadanie musi mieć tytuł"),
        ({"whom": "some"}, "Zaznacz przynajmniej jedną osobę"),
        ({"whom": "some", "people": ["{cleo}"]}, "nie należy już do sieci"),
        ({"links": "javascript:alert(1)"}, "To nie jest adres"),
    ],
)
def test_what_is_wrong_stands_beside_its_field_and_nothing_is_lost(as_ada, network, ben, cleo, changes, words):
    known = {"{yesterday}": f"{clock.today() - timedelta(days=1)}", "{cleo}": str(cleo.pk)}
    changes = {
        name: [known.get(one, one) for one in value] if isinstance(value, list) else known.get(value, value)
        for name, value in changes.items()
    }
    response = as_ada.post(f"/sieci/{network.slug}/zadania/nowe/", sent(**changes))
    assert response.status_code == 422
    page = response.content.decode()
    assert words in page
    assert "Zapytajcie &lt;klasę&gt;" in page
    assert not Task.objects.exists()


def test_a_taken_file_survives_a_refused_form(as_ada, network, ben):
    upload = SimpleUploadedFile("karta.txt", b"Pytania do klasy")
    page = as_ada.post(f"/sieci/{network.slug}/zadania/nowe/", sent(title="", files=upload)).content.decode()
    draft = page.split('name="draft" value="')[1].split('"')[0]
    as_ada.post(f"/sieci/{network.slug}/zadania/nowe/", sent(draft=draft))
    assert [file.name for file in Task.objects.get().files.all()] == ["karta.txt"]


def test_a_member_sets_a_task_for_oneself(as_ben, network, ben):
    page = page_of(as_ben, f"/sieci/{network.slug}/zadania/nowe/")
    assert "Wyznacz sobie zadanie" in page
    assert 'name="whom"' not in page
    as_ben.post(f"/sieci/{network.slug}/zadania/nowe/", sent())
    assert [one.user for one in Task.objects.get().assignments.all()] == [ben]


def test_handing_in_with_a_file_and_the_way_back(client, give, ada, ben):
    task = give(people=[ben], checklist=["Przeczytać", "Opisać"])
    client.force_login(ben)
    page = page_of(client, f"/zadania/{task.pk}/")
    assert "Oddaj" in page
    client.post(f"/zadania/{task.pk}/kroki/", {"step": ["0", "x", "99"]})
    assert Assignment.objects.get().ticked == [0]
    refused = client.post(f"/zadania/{task.pk}/oddanie/", {"text": "  "})
    assert "Trzeba coś oddać" in refused.content.decode()
    upload = SimpleUploadedFile("wynik.txt", "Co powiedziała klasa".encode())
    client.post(f"/zadania/{task.pk}/oddanie/", {"text": "Poszło dobrze", "files": upload})
    part = Assignment.objects.get()
    assert (part.state, [file.name for file in part.files.all()]) == ("handed_in", ["wynik.txt"])
    again = client.post(f"/zadania/{task.pk}/oddanie/", {"text": "Jeszcze raz"}, follow=True)
    assert "jest już oddane" in again.content.decode()
    client.force_login(ada)
    assert "Poszło dobrze" in page_of(client, f"/zadania/{task.pk}/")
    client.post(f"/zadania/oddane/{part.pk}/", {"act": "return", "comment": "Dopisz wnioski"})
    client.force_login(ben)
    page = page_of(client, f"/zadania/{task.pk}/")
    assert "Dopisz wnioski" in page
    assert "wynik.txt" in page
    client.post(f"/zadania/{task.pk}/oddanie/", {"text": "Z wnioskami", "drop": str(part.files.get().pk)})
    client.force_login(ada)
    client.post(f"/zadania/oddane/{part.pk}/", {"act": "accept"})
    part.refresh_from_db()
    assert (part.state, part.files.count()) == ("accepted", 0)
    client.force_login(ben)
    assert "Czy przyda się też innym?" in page_of(client, f"/zadania/{task.pk}/")


def test_results_and_their_files_are_closed_to_other_members(client, task, part, ben, ewa, cleo):
    client.force_login(ben)
    upload = SimpleUploadedFile("wynik.txt", b"Tylko dla Ady")
    client.post(f"/zadania/{task.pk}/oddanie/", {"text": "Moje przemyślenia", "files": upload})
    address = part.files.get().address
    assert client.get(address).status_code == 200
    client.force_login(ewa)
    assert "Moje przemyślenia" not in page_of(client, f"/zadania/{task.pk}/")
    assert client.get(address).status_code == 404
    assert client.post(f"/zadania/oddane/{part.pk}/", {"act": "accept"}).status_code == 404
    client.force_login(cleo)
    assert client.get(f"/zadania/{task.pk}/").status_code == 404


def test_board_and_calendar(as_ada, network, task, part, ben):
    services.hand_in(by=ben, assignment=part, text="<p>Mam</p>")
    page = page_of(as_ada, f"/sieci/{network.slug}/zadania/?widok=tablica")
    for words in ("Do zrobienia", "Do poprawy", "Oddane", "Przyjęte", "Ben Lis", "Przyjmij"):
        assert words in page
    address = f"/sieci/{network.slug}/zadania/?widok=tablica"
    response = as_ada.post(f"/zadania/oddane/{part.pk}/", {"act": "accept", "back": address})
    assert response.url == address
    month = f"{task.due_at:%Y-%m}"
    assert task.title in page_of(as_ada, f"/sieci/{network.slug}/zadania/?widok=kalendarz&miesiac={month}")
    assert task.title not in page_of(as_ada, f"/sieci/{network.slug}/zadania/?widok=kalendarz&miesiac=2031-01")


def test_going_back_leads_nowhere_else(as_ada, part, ben):
    services.hand_in(by=ben, assignment=part, text="<p>Mam</p>")
    response = as_ada.post(f"/zadania/oddane/{part.pk}/", {"act": "accept", "back": "https://example.org/"})
    assert response.url.startswith("/zadania/")


def test_my_tasks_over_all_networks(client, give, ben, other_network):
    from networks.services import seat

    other = other_network.editions.get(is_current=True)
    seat(edition=other, user=ben)
    give(people=[ben], title="W jednej sieci")
    give(
        by=other.memberships.get(role="coordinator").user,
        edition=other,
        people=[ben],
        title="W drugiej sieci",
        in_days=3,
    )
    client.force_login(ben)
    page = page_of(client, "/zadania/")
    assert page.index("W drugiej sieci") < page.index("W jednej sieci")
    assert "W jednej sieci" in page_of(
        client, f"/zadania/?widok=kalendarz&miesiac={Task.objects.earliest('pk').due_at:%Y-%m}"
    )


def test_changing_and_withdrawing(as_ada, task, ben, ewa):
    assert task.title in page_of(as_ada, f"/zadania/{task.pk}/zmiana/")
    values = sent(whom="some", people=[str(ben.pk), str(ewa.pk)], version="1")
    assert as_ada.post(f"/zadania/{task.pk}/zmiana/", values).url == f"/zadania/{task.pk}/"
    assert task.assignments.count() == 2
    clash = as_ada.post(f"/zadania/{task.pk}/zmiana/", values)
    assert "w międzyczasie" in clash.content.decode()
    assert "napisz, dlaczego" in as_ada.post(f"/zadania/{task.pk}/wycofanie/", {"words": ""}).content.decode().lower()
    as_ada.post(f"/zadania/{task.pk}/wycofanie/", {"words": "Robi to inna sieć"})
    assert "Robi to inna sieć" in page_of(as_ada, f"/zadania/{task.pk}/")


def test_start_pages_show_what_one_can_act_on(client, task, part, ada, ben, ewa, edition):
    def named(registry, user, place=None):
        return {panel.name for panel, _values in drawn(registry, user, place)}

    here = {user.pk: networks.standing(user, edition.network) for user in (ada, ben, ewa)}
    assert "tasks" in named(DESK, ben)
    assert "tasks" in named(SPACE, ben, here[ben.pk])
    assert "tasks" not in named(DESK, ada) | named(DESK, ewa) | named(SPACE, ewa, here[ewa.pk])
    services.hand_in(by=ben, assignment=part, text="<p>Mam</p>")
    assert "tasks" in named(DESK, ada)
    assert "tasks" not in named(DESK, ben)
    assert "tasks" in {tab.name for tab in TABS}
    for user, address in ((ada, "/pulpit/"), (ada, f"/sieci/{edition.network.slug}/"), (ben, "/zadania/")):
        client.force_login(user)
        assert task.title in page_of(client, address) or "czeka na decyzję" in page_of(client, address)


def counted(client, address):
    page_of(client, address)
    with CaptureQueriesContext(connection) as seen:
        page_of(client, address)
    return len(seen)


@pytest.mark.parametrize("who", ["ada", "ben"])
@pytest.mark.parametrize(
    "ending", ["sieci/{slug}/zadania/", "sieci/{slug}/zadania/?widok=tablica", "sieci/{slug}/zadania/?widok=kalendarz",
               "zadania/", "zadania/?widok=kalendarz", "pulpit/", "sieci/{slug}/", "zadania/{task}/"]
)  # fmt: skip
def test_as_many_questions_for_hundreds_as_for_a_few(who, ending, client, request, give, network, edition, person, ben):
    client.force_login(request.getfixturevalue(who))
    first = give(people=[ben])
    give(by=ben, people=[ben])
    address = "/" + ending.format(slug=network.slug, task=first.pk)
    few = counted(client, address)
    for number in range(20):
        give(people=[ben], title=f"Zadanie {number}", in_days=3 + number)
    model, due = Task, clock.now() + timedelta(days=9)
    many = model.objects.bulk_create(
        model(edition=edition, title=f"Masowe {n}", due_at=due, owner=ben, created_by=ben) for n in range(300)
    )
    Assignment.objects.bulk_create(Assignment(task=one, user=ben) for one in many)
    Assignment.objects.filter(task__in=many[:100]).update(state="handed_in", handed_in_at=clock.now())
    Assignment.objects.filter(task__in=many[100:200]).update(state="accepted", decided_at=clock.now())
    assert counted(client, address) <= few + 1
    assert counted(client, address) <= (36 if ending == "pulpit/" else 25)  # the start page asks every room


def test_a_result_goes_to_the_library_with_its_file(client, task, part, ada, ben, network):
    from provenance.models import Step
    from resources.models import Resource

    client.force_login(ben)
    upload = SimpleUploadedFile("karta.txt", b"Karta pracy")
    client.post(f"/zadania/{task.pk}/oddanie/", {"text": "Sprawdzona karta", "files": upload})
    part.refresh_from_db()
    services.accept(by=ada, assignment=part)
    assert f"/sieci/{network.slug}/zasoby/dodaj/?z=task_result:{part.pk}" in page_of(client, f"/zadania/{task.pk}/")
    form = page_of(client, f"/sieci/{network.slug}/zasoby/dodaj/?z=task_result:{part.pk}")
    assert "Sprawdzona karta" in form
    file = part.files.get()
    assert f'name="take_over" value="{file.pk}"' in form
    values = {"title": task.title, "licence": "cc_by", "kind": "lesson_plan", "visibility": "network", "language": "pl"}
    values |= {"made_from": f"task_result:{part.pk}", "take_over": str(file.pk)}
    response = client.post(f"/sieci/{network.slug}/zasoby/dodaj/", values)
    assert response.status_code == 302, response.content.decode()[:2000]
    resource = Resource.objects.get()
    assert [one.name for one in resource.files.all()] == ["karta.txt"]
    assert part.files.count() == 1
    assert Step.objects.filter(source_kind="task_result", source_id=part.pk, result_kind="resource").exists()
    assert "Co z tego wynikło" in page_of(client, f"/zadania/{task.pk}/")
    assert task.title in page_of(client, resource.get_absolute_url())


def test_nobody_takes_over_a_file_of_anothers_result(client, task, part, ben, ewa, network):
    client.force_login(ben)
    upload = SimpleUploadedFile("karta.txt", b"Karta pracy")
    client.post(f"/zadania/{task.pk}/oddanie/", {"text": "Moje", "files": upload})
    client.force_login(ewa)
    assert client.get(f"/sieci/{network.slug}/zasoby/dodaj/?z=task_result:{part.pk}").status_code == 404
    values = {"title": "Cudze", "licence": "cc_by", "kind": "lesson_plan", "visibility": "network", "language": "pl"}
    response = client.post(f"/sieci/{network.slug}/zasoby/dodaj/", values | {"take_over": str(part.files.get().pk)})
    assert response.status_code == 422


def test_what_stands_in_a_task_comes_back_to_its_form_as_it_was_written(as_ada, give, ben):
    task = give(people=[ben], description="<p>Zapytaj <strong>klasę</strong></p>")
    page = page_of(as_ada, f"/zadania/{task.pk}/zmiana/")
    assert 'name="description_as" value="html"' in page
    values = sent(whom="some", people=[str(ben.pk)], version="1", description=task.description, description_as="html")
    as_ada.post(f"/zadania/{task.pk}/zmiana/", values)
    task.refresh_from_db()
    assert task.description == "<p>Zapytaj <strong>klasę</strong></p>"
    assert task.version == 2
