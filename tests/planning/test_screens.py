"""Screens of the plan: what each person sees, what bad input gets, how many questions the database is asked."""

from __future__ import annotations

import io
from datetime import timedelta

import docx
import pypdfium2
import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from kit import clock
from networks.planning import registry, services
from networks.planning.models import Plan, Point
from provenance.registry import Reference
from provenance.services import record
from tests.planning.conftest import sign_in


def at(name, network, *args, **more):
    return reverse(f"planning:{name}", kwargs={"slug": network.slug, **more})


def text(answer):
    return answer.content.decode()


def test_a_plan_nobody_was_shown_has_an_empty_history(client, network, draft, ada):
    assert sign_in(client, ada).get(at("history", network)).status_code == 200


def test_members_do_not_see_a_draft(client, network, draft, ben):
    page = text(sign_in(client, ben).get(at("plan", network)))
    assert "Osoba koordynująca przygotowuje plan" in page
    assert "Więcej prób" not in page
    assert "Błąd jako informacja" not in page
    assert client.get(at("history", network)).status_code == 404
    assert client.get(at("print", network, form="pdf")).status_code == 404


def test_the_plan_with_its_year(client, network, adopted, ben):
    page = text(sign_in(client, ben).get(at("plan", network)))
    for words in ("Więcej prób, mniej lęku", "Błąd jako informacja", "Dwa zadania otwarte", "Rok szkolny", "przyjęty"):
        assert words in page
    assert "Zaznacz jako wykonane" not in page


def test_the_breaks_of_the_voivodeship_stand_on_the_timeline(client, network, adopted, ben, school_year, voivodeship):
    from directory.models import CalendarBreak

    CalendarBreak.objects.all().delete()
    CalendarBreak.objects.create(
        name="Ferie zimowe", voivodeship=voivodeship,
        starts_on=school_year.starts_on + timedelta(days=140), ends_on=school_year.starts_on + timedelta(days=153),
    )  # fmt: skip
    assert "Ferie zimowe" in text(sign_in(client, ben).get(at("plan", network)))


def test_a_plan_without_goals_is_refused_in_words(client, network, edition, ada, days):
    services.add_point(by=ada, edition=edition, kind="task", title="x", starts_on=days(1), ends_on=days(1))
    answer = sign_in(client, ada).post(at("consult", network), {"until_on": clock.today().isoformat()})
    assert "Plan nie ma jeszcze celów" in text(answer)
    assert Plan.objects.get().state == "draft"


def test_a_day_outside_the_year_stands_beside_its_field_and_words_stay(client, network, edition, ada, school_year):
    day = school_year.ends_on + timedelta(days=3)
    sent = {"kind": "meeting", "title": "Za późno", "starts_on": day.isoformat()}
    answer = sign_in(client, ada).post(at("point_add", network), sent)
    page = text(answer)
    assert "poza rokiem szkolnym" in page
    assert "Za późno" in page
    assert not Point.objects.exists()


def test_a_month_is_enough(client, network, edition, ada, school_year):
    sign_in(client, ada).post(at("point_add", network), {"kind": "meeting", "title": "Spotkanie", "month": "2"})
    point = Point.objects.get()
    assert (point.starts_on.day, point.starts_on.month, point.ends_on.month, point.whole_months) == (1, 2, 2, True)
    page = text(client.get(at("plan", network)))
    assert f"luty {school_year.ends_on.year}" in page


def test_neither_month_nor_day(client, network, edition, ada):
    page = text(sign_in(client, ada).post(at("point_add", network), {"kind": "meeting", "title": "Spotkanie"}))
    assert "Proszę wybrać miesiąc albo podać pierwszy dzień." in page


@pytest.mark.parametrize("who", ["ben", "gen"])
def test_members_are_refused_where_the_coordinator_writes(request, client, network, draft, who):
    sign_in(client, request.getfixturevalue(who))
    for name in ("words", "goal_add", "point_add", "begin", "consult", "adopt", "example"):
        assert client.get(at(name, network)).status_code == 403, name


def test_a_number_of_another_network_is_not_found(client, network, draft, other_network, days):
    other = other_network.editions.get()
    head = other.memberships.get().user
    services.add_goal(by=head, edition=other, title="Obcy")
    sign_in(client, head)
    point = draft.points.first()
    assert client.get(at("point_change", other_network, number=point.pk)).status_code == 404
    assert client.post(at("point_remove", other_network, number=point.pk)).status_code == 404
    assert draft.points.count() == 2


def test_the_way_from_an_example_to_adoption(client, network, edition, ada, ben):
    sign_in(client, ada)
    assert "Matematyka bez lęku" in text(client.get(at("begin", network)))
    client.post(at("begin", network), {"outline": "matematyka"})
    client.post(at("consult", network), {"until_on": clock.today().isoformat(), "words": ""})
    sign_in(client, ben)
    assert client.post(at("remark", network), {"part": "points", "words": ""}).status_code == 422
    client.post(at("remark", network), {"part": "points", "words": "Luty to ferie."})
    client.post(at("agree", network))
    page = text(client.get(at("plan", network)))
    assert "Luty to ferie." in page
    assert "Zgoda na tę wersję planu jest zapisana" in page
    sign_in(client, ada)
    remark = Plan.objects.get().remarks.get()
    client.post(at("answer", network, number=remark.pk), {"outcome": "taken", "answer": "Tak."})
    client.post(at("adopt", network), {"adopted_on": clock.today().isoformat(), "words": "Jednomyślnie."})
    plan = Plan.objects.get()
    assert (plan.state, plan.number) == ("adopted", 2)
    point = plan.points.first()
    client.post(at("point_done", network, number=point.pk), {"words": "Udało się."})
    assert "Udało się." in text(client.get(at("plan", network)))
    assert "Wersja 2" in text(client.get(at("history", network)))


def test_a_held_meeting_asks_whether_its_point_is_done(client, network, adopted, ada, monkeypatch):
    point = adopted.points.first()
    record(by=ada, source=Reference("plan_point", point.pk), result=Reference("plan_goal", adopted.goals.get().pk))
    page = text(sign_in(client, ada).get(at("plan", network)))
    assert "Czy punkt jest wykonany?" not in page
    with registry.FINISHED.swapped(plan_goal=lambda pks: set(pks)):
        page = text(client.get(at("plan", network)))
    assert "Czy punkt jest wykonany?" in page


def test_the_page_asks_as_much_for_many_points_as_for_few(client, network, adopted, ada, days):
    sign_in(client, ada)
    client.get(at("plan", network))
    with CaptureQueriesContext(
        connection,
    ) as few:
        client.get(at("plan", network))
    Point.objects.bulk_create(
        Point(plan=adopted, kind="task", title=f"Zadanie {number}", starts_on=days(number % 300), ends_on=days(340),
              goal=adopted.goals.get())
        for number in range(500)
    )  # fmt: skip
    with CaptureQueriesContext(connection) as many:
        client.get(at("plan", network))
    assert len(many) == len(few)
    assert len(many) <= 25


def test_pdf_and_docx_hold_the_plan(client, network, adopted, ben):
    sign_in(client, ben)
    pdf = client.get(at("print", network, form="pdf")).content
    with pypdfium2.PdfDocument(pdf) as made:
        words = "".join(page.get_textpage().get_text_bounded() for page in made)
    assert "Więcej prób, mniej lęku" in words
    assert b"pdfuaid" in pdf
    word = docx.Document(io.BytesIO(client.get(at("print", network, form="docx")).content))
    assert "Błąd jako informacja" in "".join(cell.text for table in word.tables for cell in table._cells)


def test_the_county_reads_what_was_shown(client, network, draft, ada, dov):
    sign_in(client, dov)
    assert client.get(at("county", network)).status_code == 404
    services.consult(by=ada, plan=draft, until_on=clock.today())
    assert "Więcej prób" in text(client.get(at("county", network)))


def test_start_pages_show_what_waits(client, network, consulted, ada, ben):
    desk = "/pulpit/"
    assert "Plan czeka na Twój głos" in text(sign_in(client, ben).get(desk))
    services.agree(by=ben, plan=consulted)
    assert "Plan czeka na Twój głos" not in text(client.get(desk))
    assert "konsultacjach" in text(client.get(network.get_absolute_url()))


def test_late_points_are_in_the_report_and_the_county_table(client, network, adopted, ada, dov, days):
    with clock.moved_to(clock.now().replace(year=days(300).year, month=6, day=20)):
        client = sign_in(client, dov)
        page = text(client.get(reverse("networks:county")))
        assert "2 punkty planu po terminie" in page
        report = text(sign_in(client, ada).get(reverse("networks:report", kwargs={"slug": network.slug})))
        assert "Wykonano 0 z 2 punktów planu." in report
