"""The plan: who writes it, what refuses, what becomes a version, what is done and late."""

from __future__ import annotations

from datetime import UTC, date, datetime, timedelta
from uuid import uuid4

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kit import clock
from kit.verdicts import Refused
from moderation.models import TrailEntry
from networks.planning import selectors, services
from networks.planning.models import Goal, Plan, Point, Version
from networks.planning.outlines import days_of, end_of, outline_of, ready
from networks.planning.versions import content_of
from notifications.models import Notice


def put(plan, **values):
    fields = {"kind": "task", "title": "Zadanie", "starts_on": values.pop("on"), "ends_on": values.pop("until", None)}
    fields["ends_on"] = fields["ends_on"] or fields["starts_on"]
    return services.add_point(edition=plan.edition, **fields | values)


@pytest.mark.parametrize("who", ["ben", "gen", "cleo", "dov", "jan", "nina"])
def test_only_who_steers_writes(request, edition, who, days):
    by = request.getfixturevalue(who)
    with pytest.raises(Refused):
        services.add_goal(by=by, edition=edition, title="Cel")
    with pytest.raises(Refused):
        services.add_point(by=by, edition=edition, kind="task", title="x", starts_on=days(1), ends_on=days(1))
    with pytest.raises(Refused):
        services.write_words(by=by, edition=edition, goal="x", words={}, revision=1)
    assert not Goal.objects.exists()
    assert not Point.objects.exists()
    edition.refresh_from_db()
    assert edition.goal == ""


def test_a_plan_without_goals_is_not_put_to_consultation(edition, ada, days):
    plan = services.plan_of(edition)
    put(plan, by=ada, on=days(20))
    with pytest.raises(Refused, match="nie ma jeszcze celów"):
        services.consult(by=ada, plan=plan, until_on=clock.today())
    plan.refresh_from_db()
    assert (plan.state, plan.number) == ("draft", 0)
    assert not Version.objects.exists()
    assert not Notice.objects.filter(kind="planning.consulted").exists()


def test_nor_a_plan_without_points(edition, ada):
    services.add_goal(by=ada, edition=edition, title="Cel")
    with pytest.raises(Refused, match="nie ma jeszcze punktów"):
        services.consult(by=ada, plan=services.plan_of(edition), until_on=clock.today())


def test_a_consultation_does_not_end_in_the_past_or_after_the_year(draft, ada, school_year):
    for day in (clock.today() - timedelta(days=1), school_year.ends_on + timedelta(days=1)):
        with pytest.raises(Refused):
            services.consult(by=ada, plan=draft, until_on=day)
    draft.refresh_from_db()
    assert draft.state == "draft"


@pytest.mark.parametrize(("first", "last"), [(-1, 5), (360, 370), (30, 29)])
def test_a_point_lies_within_the_school_year(draft, ada, days, first, last):
    with pytest.raises(Refused):
        put(draft, by=ada, on=days(first), until=days(last))
    assert draft.points.count() == 2


def test_a_goal_of_another_plan_is_refused(draft, ada, other_network, days):
    other = other_network.editions.get()
    foreign = services.add_goal(by=other.memberships.get().user, edition=other, title="Obcy cel")
    with pytest.raises(Refused):
        put(draft, by=ada, on=days(9), goal=foreign)


def test_twice_with_one_key_is_once(draft, ada, days):
    key = uuid4()
    first = put(draft, by=ada, on=days(9), key=key)
    assert put(draft, by=ada, on=days(9), key=key) == first
    assert draft.points.count() == 3


def test_consultation_tells_members_and_makes_the_first_version(draft, ada, ben, ewa, gen):
    plan = services.consult(by=ada, plan=draft, until_on=clock.today())
    assert (plan.state, plan.number) == ("consulted", 1)
    assert set(Notice.objects.filter(kind="planning.consulted").values_list("user", flat=True)) == {ben.pk, ewa.pk}


def test_a_change_after_that_needs_a_reason_and_makes_a_version(consulted, ada, ben, days):
    point = consulted.points.first()
    values = {"kind": "meeting", "title": point.title, "starts_on": days(84), "ends_on": days(84)}
    with pytest.raises(Refused):
        services.change_point(by=ada, point=point, **values)
    point.refresh_from_db()
    assert point.starts_on == days(70)
    services.change_point(by=ada, point=point, why="Ekspert jest chory.", **values)
    latest, first = selectors.history_of(Plan.objects.get())
    assert (latest.version.number, latest.version.why) == (2, "Ekspert jest chory.")
    assert first.is_first
    [change] = latest.changes
    assert change.title == "Błąd jako informacja"
    assert {one.label for one in change.fields} == {"Kiedy", "Służy celowi"}
    assert Notice.objects.filter(kind="planning.changed", user=ben, text="Ekspert jest chory.").exists()


def test_a_version_never_changes(consulted, ada):
    before = Version.objects.get(number=1).content
    services.remove_goal(by=ada, goal=consulted.goals.get(), why="Za mało czasu.")
    assert Version.objects.get(number=1).content == before
    assert Version.objects.get(number=2).content["goals"] == []


def test_words_saved_meanwhile_are_not_overwritten(draft, ada):
    revision = draft.revision
    services.write_words(by=ada, edition=draft.edition, goal="Cel", words={"rules": "Ich"}, revision=revision)
    with pytest.raises(services.Clash):
        services.write_words(by=ada, edition=draft.edition, goal="Inny", words={"rules": "Moje"}, revision=revision)
    assert Plan.objects.get().words["rules"] == "Ich"


def test_adoption_follows_a_consultation_and_is_recorded(draft, ada):
    with pytest.raises(Refused):
        services.adopt(by=ada, plan=draft, adopted_on=clock.today())
    plan = services.consult(by=ada, plan=draft, until_on=clock.today())
    with pytest.raises(Refused):
        services.adopt(by=ada, plan=plan, adopted_on=clock.today() + timedelta(days=1))
    plan = services.adopt(by=ada, plan=plan, adopted_on=clock.today(), words="Na spotkaniu, jednomyślnie.")
    assert (plan.state, plan.number, plan.adopted_by) == ("adopted", 2, ada)
    assert TrailEntry.objects.filter(action="planning.plan.adopt", by_id=ada.pk).exists()


def test_points_are_followed_once_the_plan_is_adopted(consulted, ada, ben):
    point = consulted.points.first()
    with pytest.raises(Refused):
        services.mark_done(by=ada, point=point)
    plan = services.adopt(by=ada, plan=consulted, adopted_on=clock.today())
    with pytest.raises(Refused):
        services.mark_done(by=ben, point=point)
    services.mark_done(by=ada, point=point, words="Siedemnaście osób.")
    services.mark_done(by=ada, point=point)
    plan.refresh_from_db()
    point.refresh_from_db()
    assert (plan.state, point.done_words, point.light) == ("in_progress", "Siedemnaście osób.", "done")
    services.mark_undone(by=ada, point=point)
    point.refresh_from_db()
    assert point.done_at is None


def test_a_completed_plan_rests_until_taken_up_again(adopted, ada, days):
    plan = services.complete(by=ada, plan=adopted)
    with pytest.raises(Refused):
        put(plan, by=ada, on=days(3), why="bo tak")
    plan = services.reopen(by=ada, plan=plan)
    put(plan, by=ada, on=days(3), why="Dodatkowe zadanie.")
    assert plan.points.count() == 3


@pytest.mark.parametrize(
    ("day", "light"), [(date(2026, 9, 30), "ahead"), (date(2026, 10, 1), "due"), (date(2026, 10, 31), "due"),
                       (date(2026, 11, 1), "late")],
)  # fmt: skip
def test_the_traffic_light(day, light):
    point = Point(starts_on=date(2026, 10, 1), ends_on=date(2026, 10, 31))
    assert point.light_on(day) == light
    point.done_at = datetime(2026, 10, 5, tzinfo=UTC)
    assert point.light_on(day) == "done"


def test_remarks_are_answered_and_refusing_needs_words(consulted, ada, ben, gen, cleo):
    for stranger in (gen, cleo):
        with pytest.raises(Refused):
            services.remark(by=stranger, plan=consulted, words="Uwaga")
    made = services.remark(by=ben, plan=consulted, part="points", words="Luty to ferie.")
    assert Notice.objects.filter(user=ada, kind="planning.remarked").exists()
    with pytest.raises(Refused):
        services.answer_remark(by=ada, remark=made, outcome="not_taken")
    services.answer_remark(by=ada, remark=made, outcome="taken", answer="Przesuwam na marzec.")
    assert Notice.objects.filter(user=ben, kind="planning.answered").exists()


def test_consent_is_to_a_version(consulted, ada, ben):
    services.agree(by=ben, plan=consulted)
    assert selectors.talk_of(ben, Plan.objects.get()).agrees
    assert not selectors.plans_to_consult(ben)
    services.add_goal(by=ada, edition=consulted.edition, title="Drugi cel", why="Z uwag uczestników.")
    assert not selectors.talk_of(ben, Plan.objects.get()).agrees
    assert list(selectors.plans_to_consult(ben)) == [consulted]


@pytest.mark.parametrize("name", sorted(ready()))
def test_every_ready_plan_can_begin_a_year(edition, ada, name):
    plan = services.begin_from(by=ada, edition=edition, outline=ready()[name])
    assert plan.goals.exists()
    assert all(edition.school_year.holds(one.starts_on) and edition.school_year.holds(one.ends_on)
               for one in plan.points.all())  # fmt: skip
    assert services.consult(by=ada, plan=plan, until_on=clock.today()).state == "consulted"


def test_an_example_holds_nobody(consulted, ada, ben):
    services.write_words(
        by=ada,
        edition=consulted.edition,
        goal="Prowadzi Ada Kowal",
        words={"rules": "Pisz: ada@szkola.example.org albo 601 602 603, decyduje BEN LIS."},
        revision=Plan.objects.get().revision,
        why="Kontakt.",
    )
    made = services.make_example(by=ada, plan=consulted, title="Wzór")
    text = str(made.content)
    for trace in ("Kowal", "example.org", "601", "lis", "LIS", "who"):
        assert trace not in text
    services.remove_example(by=ada, example=made)


def test_last_years_plan_is_offered(draft, ada, network):
    from directory.selectors import school_year_for
    from networks.models import Edition, Membership

    draft.edition.is_current = False
    draft.edition.save()
    later = Edition.objects.create(
        network=network, school_year=school_year_for(draft.edition.school_year.ends_on + timedelta(days=1)),
        state="active",
    )  # fmt: skip
    standing = Membership.objects.create(edition=later, user=ada, role="coordinator")
    outline = selectors.outline_named(standing, "before")
    plan = services.begin_from(by=ada, edition=later, outline=outline)
    assert [point.title for point in plan.points.all()] == [point.title for point in draft.points.all()]
    assert all(later.school_year.holds(point.starts_on) for point in plan.points.all())


@given(month=st.integers(1, 12), months=st.integers(1, 30))
def test_an_outlines_months_always_lie_in_the_year(month, months):
    first, last = days_of({"month": month, "months": months}, date(2026, 9, 1))
    assert date(2026, 9, 1) <= first <= last <= date(2027, 8, 31)
    assert last == end_of(last.replace(day=1))


@given(starts=st.dates(date(2026, 9, 1), date(2027, 8, 31)), length=st.integers(0, 200))
def test_an_outline_begins_in_the_month_of_its_point(starts, length):
    ends = min(starts + timedelta(days=length), date(2027, 8, 31))
    content = {"goal": "", "words": {}, "goals": [], "points": [
        {"kind": "task", "title": "", "text": "", "outcome": "", "goal": None, "starts_on": starts.isoformat(),
         "ends_on": ends.isoformat()}]}  # fmt: skip
    [point] = outline_of(content)["points"]
    first, last = days_of(point, date(2027, 9, 1))
    assert (first.month, last.month) == (starts.month, ends.month)


def test_content_is_plain(draft):
    import json

    assert json.loads(json.dumps(content_of(draft))) == content_of(draft)


def test_the_form_of_adoption_begins_with_a_day_that_is_let_through(ada, network, consulted):
    from networks.planning.forms import AdoptForm
    from networks.planning.services.course import check_adopted

    year = consulted.edition.school_year
    for day in (year.starts_on - timedelta(days=3), year.starts_on, year.ends_on, year.ends_on + timedelta(days=2)):
        with clock.moved_to(clock.now() + (day - clock.today())):
            offered = AdoptForm(plan=consulted)["adopted_on"].initial
            assert check_adopted(consulted, offered) == [], day
    assert check_adopted(consulted, year.starts_on - timedelta(days=40))
