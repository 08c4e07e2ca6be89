"""Outside the named roles a process does not exist; the single check and its queryset agree."""

from __future__ import annotations

from support import rules
from support.models import Process


def test_rules_and_their_twins_agree(started, dov, hal, sara, ben, nina, jan, foreign_sore, foreign_county):
    for user in (dov, hal, sara, ben, nina, jan, foreign_sore, foreign_county):
        assert bool(rules.may_see(user, started)) == rules.visible_processes(user).filter(pk=started.pk).exists()
        inside = rules.open_processes(user).filter(pk=started.pk).exists()
        assert bool(rules.may_read_inside(user, started)) == inside


def test_what_waits_is_what_one_may_do(started, school, days, dov, hal, sara, ben, jan, foreign_sore, foreign_county):
    from support import services

    services.open_process(by=dov, institution=school, title="Drugi rok wspomagania", **days)
    for process in Process.objects.all():
        for user in (dov, hal, sara, ben, jan, foreign_sore, foreign_county):
            row = rules.waiting_processes(user).filter(pk=process.pk).first()
            agrees, writes = bool(rules.may_agree(user, process)), bool(rules.may_write(user, process))
            assert (bool(row and row.agrees), bool(row and row.writes)) == (agrees, writes), user
            assert (row is not None) == (agrees or writes)


def test_strangers_get_nothing_not_even_existence(started, client, ben, jan, foreign_sore, foreign_county):
    for stranger in (ben, jan, foreign_sore, foreign_county):
        client.force_login(stranger)
        for path in ("", "diagnoza/", "plan/", "plan/tresc/", "ocena/", "dziennik/", "kontakty/"):
            assert client.get(f"/wspomaganie/{started.pk}/{path}").status_code == 404
        assert started.title not in client.get("/wspomaganie/").content.decode()


def test_the_county_sees_the_stage_and_not_the_diagnosis(started, client, dov, sara):
    from support import services

    services.record_diagnosis(by=sara, process=started, version=1, area="Tajemny obszar", strengths="Mocne strony")
    client.force_login(dov)
    page = client.get(started.get_absolute_url()).content.decode()
    assert "Tajemny obszar" not in page
    assert client.get(f"/wspomaganie/{started.pk}/diagnoza/").status_code == 404


def test_the_list_asks_the_same_number_of_questions_for_one_and_for_many(
    client, dov, school, started, django_assert_max_num_queries
):
    client.force_login(dov)
    client.get("/wspomaganie/")

    def count() -> int:
        from django.db import connection
        from django.test.utils import CaptureQueriesContext

        with CaptureQueriesContext(
            connection,
        ) as seen:
            client.get("/wspomaganie/")
        return len(seen)

    few = count()
    Process.objects.bulk_create(
        Process(
            institution=school,
            school_year=started.school_year,
            title=f"Temat {number}",
            starts_on=started.starts_on,
            ends_on=started.ends_on,
        )
        for number in range(300)
    )
    assert count() == few
