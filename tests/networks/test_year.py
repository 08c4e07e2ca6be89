"""The way of a year: who takes which step, what an archived year refuses, and the year after."""

from __future__ import annotations

from datetime import timedelta

import pytest
from django.urls import reverse
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from directory.selectors import school_year_for
from forum import services as forum
from kit import clock
from kit.verdicts import Refused
from meetings import services as meetings
from moderation.models import TrailEntry
from networks import rules, selectors, services
from networks.models import Edition, Membership, YearStep
from networks.states import COORDINATORS_STEPS, EDITION_NEXT, EditionState
from notifications.models import Notice
from resources import services as resources
from tests.networks.test_joining import refused, taken_is_true
from tests.networks.test_screens import sign_in

STEPS = [(before, after) for before, afters in EDITION_NEXT.items() for after in sorted(afters)]


def put(edition, state):
    Edition.objects.filter(pk=edition.pk).update(state=state)
    return Edition.objects.get(pk=edition.pk)


def page(network, name="year"):
    return reverse(f"networks:{name}", kwargs={"slug": network.slug})


@pytest.mark.parametrize(("before", "after"), STEPS)
def test_the_county_takes_every_step_and_it_is_written_down(edition, dov, ben, before, after):
    moved = services.move_year(by=dov, edition=put(edition, before), state=after, reason="Tak ustalono.")
    assert moved.state == after
    step = YearStep.objects.filter(edition=edition).latest("pk")
    assert (step.before, step.after, step.made_by, step.reason) == (before, after, dov, "Tak ustalono.")
    assert TrailEntry.objects.filter(action="networks.edition.move").count() == 1
    told = Notice.objects.filter(user=ben, kind="networks.year_moved").count()
    assert told == (0 if before == EditionState.DRAFT else 1)


@pytest.mark.parametrize(("before", "after"), STEPS)
def test_the_coordinator_opens_and_starts_summing_up_and_no_more(edition, ada, before, after):
    fresh = put(edition, before)
    if (before, after) in COORDINATORS_STEPS:
        assert services.move_year(by=ada, edition=fresh, state=after).state == after
    else:
        refused(services.move_year, by=ada, edition=fresh, state=after, reason="Chcę.")


@pytest.mark.parametrize("who", ["ben", "gen", "cleo", "nina"])
def test_nobody_else_moves_a_year(request, edition, who):
    by = request.getfixturevalue(who)
    refused(services.move_year, by=by, edition=edition, state="summarising")


def test_no_step_is_skipped_and_an_odd_one_needs_a_reason(edition, dov):
    refused(services.move_year, by=dov, edition=edition, state="archived", reason="Już.")
    assert "Podaj powód" in refused(services.move_year, by=dov, edition=edition, state="closed", reason="  ")


def test_an_archived_year_refuses_every_write_and_is_still_read(
    client, edition, network, ada, ben, ewa, dov, section_of
):
    thread = forum.open_thread(by=ben, network=network, section=section_of(network), title="Ułamki", text="<p>Jak?</p>")
    post = thread.posts.get()
    starts_at = clock.now() + timedelta(minutes=5)
    gathering = {
        "title": "Robocze", "kind": "working", "mode": "online", "starts_at": starts_at,
        "ends_at": starts_at + timedelta(hours=1),
    }  # fmt: skip
    agenda = [{"title": "Ustalenia", "minutes": 60}]
    meeting = meetings.plan(by=ada, edition=edition, agenda=agenda, **gathering)
    services.move_year(by=dov, edition=edition, state="closed", reason="Koniec projektu.")
    services.move_year(by=dov, edition=edition, state="archived")
    fresh = Edition.objects.get(pk=edition.pk)
    section = section_of(network)
    writes = [
        lambda: forum.open_thread(by=ben, network=network, section=section, title="Nowy", text="<p>x</p>"),
        lambda: forum.reply(by=ewa, thread=thread, text="<p>Odpowiedź</p>"),
        lambda: forum.edit(by=ben, post=post, text="<p>Zmiana</p>", version=post.version),
        lambda: forum.delete(by=ben, post=post),
        lambda: forum.open_section(by=ada, network=network, name="Nowy dział"),
        lambda: forum.pin(by=ada, thread=thread, pinned=True),
        lambda: forum.lock(by=ada, thread=thread, locked=True),
        lambda: resources.deposit(by=ben, network=network, values={"title": "Karta"}, drafts=[]),
        lambda: meetings.plan(by=ada, edition=fresh, agenda=agenda, **gathering),
        lambda: meetings.cancel(by=ada, meeting=meeting, reason="Zmiana."),
        lambda: meetings.answer(by=ben, meeting=meeting, coming="yes"),
        lambda: services.invite(by=ada, edition=fresh, emails=["nowa@example.org"]),
        lambda: services.make_link(by=ada, edition=fresh, days=3, most_uses=3),
        lambda: services.invite_list(by=ada, edition=fresh, lines=[]),
        lambda: services.set_goal(by=ada, edition=fresh, goal="Nowy cel"),
        lambda: services.nominate(by=ben, edition=fresh, candidate=ewa),
        lambda: services.start_handover(by=ada, edition=fresh, successor=ben),
        lambda: services.settle(
            by=ada, edition=fresh, join_policy="open", question="", target_size=20, capacity=20, summary="",
            description="",
        ),
    ]  # fmt: skip
    for number, write in enumerate(writes):
        with pytest.raises(Refused) as caught:
            write()
        assert str(caught.value.reason), number
    assert not rules.may_write(ada, network)
    sign_in(client, ben)
    for address in (
        network.get_absolute_url(),
        reverse("forum:list", kwargs={"slug": network.slug}),
        page(network, "members"),
    ):
        assert client.get(address).status_code == 200


@pytest.fixture
def section_of():
    from forum.models import Section

    return lambda network: Section.objects.filter(network=network).first()


def next_year(edition):
    return school_year_for(edition.school_year.ends_on + timedelta(days=2))


def carried(edition, *people):
    return list(Membership.objects.filter(edition=edition, user__in=people).values_list("pk", flat=True))


def test_the_next_year_takes_people_goal_and_recommendations_and_closes_the_old(
    edition, network, ada, ben, ewa, gen, dov
):
    services.name_deputy(by=ada, membership=Membership.objects.get(user=ben), deputy=True)
    services.write_report(by=ada, edition=edition, words={"conclusions": "Więcej lekcji otwartych."}, version=1)
    presented = services.present_report(by=ada, edition=edition)
    services.accept_report(by=dov, report=services.hand_report(by=ada, report=presented))
    new = services.renew(
        by=ada,
        edition=edition,
        school_year=next_year(edition),
        carried=carried(edition, ben),
        asked=carried(edition, ewa),
        goal="Ocenianie kształtujące",
        recommendations=services.recommendations_of(edition),
    )
    old = Edition.objects.get(pk=edition.pk)
    assert (old.state, old.is_current) == ("closed", False)
    assert (new.state, new.is_current, new.renewed_from, new.goal) == (
        "recruiting",
        True,
        old,
        "Ocenianie kształtujące",
    )
    assert new.recommendations == "Więcej lekcji otwartych."
    roles = dict(new.memberships.values_list("user", "role"))
    assert roles == {ada.pk: "coordinator", ben.pk: "deputy", ewa.pk: "member"}
    assert rules.may_enter(ben, network)
    assert not rules.may_enter(ewa, network), "who is asked answers first"
    assert not rules.may_enter(gen, network), "experts are invited anew"
    assert taken_is_true(new)
    assert services.accept_offer(by=ewa, edition=new).state == "active"
    assert rules.may_enter(ewa, network)
    assert taken_is_true(new)


def test_renewal_is_done_once_and_only_forward(edition, ada, ben, dov):
    refused(services.renew, by=ben, edition=edition, school_year=next_year(edition), carried=[])
    refused(services.renew, by=ada, edition=edition, school_year=edition.school_year, carried=[])
    services.renew(by=dov, edition=edition, school_year=next_year(edition), carried=[])
    refused(services.renew, by=ada, edition=edition, school_year=next_year(edition), carried=[])


def test_rooms_hear_of_a_renewal(edition, ada):
    heard = []
    with services.RENEWALS.swapped(probe=lambda old, new, by: heard.append((old.pk, new.pk, by))):
        new = services.renew(by=ada, edition=edition, school_year=next_year(edition), carried=[])
    assert heard == [(edition.pk, new.pk, ada)]


def test_the_line_goes_on_waiting_in_the_next_year(edition, ada, nina, sara):
    from tests.networks.test_joining import policy

    fresh = policy(edition, "open")
    Edition.objects.filter(pk=edition.pk).update(capacity=1)
    for person in (nina, sara):
        services.join(by=person, edition=fresh)
    new = services.renew(by=ada, edition=edition, school_year=next_year(edition), carried=[])
    states = list(new.memberships.exclude(user=ada).order_by("lined_at").values_list("user", "state"))
    assert states == [(nina.pk, "waiting"), (sara.pk, "waiting")]


def test_the_renewal_screen(client, edition, network, ada, ben, ewa):
    sign_in(client, ada)
    first = client.get(page(network, "renew"))
    assert "Ben Lis" in first.content.decode()
    places = {held.user_id: held.pk for held in edition.memberships.all()}
    answer = client.post(
        page(network, "renew"),
        {
            "once": str(first.context["form"]["once"].value()),
            "school_year": next_year(edition).pk,
            f"person_{places[ben.pk]}": "carry",
            f"person_{places[ewa.pk]}": "leave",
            "goal": "Nowy cel",
            "recommendations": "Zaczynać wcześniej.",
        },
        follow=True,
    )
    assert answer.redirect_chain[-1][0] == page(network)
    start = client.get(network.get_absolute_url()).content.decode()
    assert "Zaczynać wcześniej." in start
    years = client.get(page(network, "years")).content.decode()
    assert edition.school_year.label in years
    past = reverse("networks:year_past", kwargs={"slug": network.slug, "begins": edition.school_year.starts_on.year})
    read = client.get(past).content.decode()
    assert "Ewa Maj" in read
    assert "<form" not in read.split("<main", 1)[1].split("</main>", 1)[0]
    sign_in(client, ewa)
    assert client.get(past).status_code == 200, "who belonged then looks back"
    assert client.get(page(network, "members")).status_code == 404


def test_missing_answers_about_people_are_asked_for(client, network, ada, ben):
    sign_in(client, ada)
    answer = client.post(page(network, "renew"), {"school_year": "", "goal": ""})
    assert "Zaznacz przy każdej osobie" in answer.content.decode()


@pytest.mark.parametrize(
    ("who", "status"),
    [("ada", 200), ("dov", 200), ("jan", 200), ("ben", 403), ("gen", 403), ("cleo", 404), ("nina", 404)],
)
def test_who_opens_the_page_of_the_year(request, client, network, ben, who, status):
    sign_in(client, request.getfixturevalue(who))
    for name in ("year", "settings", "renew"):
        assert client.get(page(network, name)).status_code == status


def test_a_step_on_the_page_and_its_refusal(client, edition, network, ada, dov):
    sign_in(client, ada)
    assert client.post(page(network), {"state": "closed", "reason": "Dość."}).status_code == 409
    assert client.post(page(network), {"state": "summarising"}).status_code == 302
    sign_in(client, dov)
    answer = client.post(page(network), {"state": "active", "reason": ""})
    assert answer.status_code == 409
    assert "Podaj powód" in answer.content.decode()
    assert Edition.objects.get(pk=edition.pk).state == "summarising"


def test_a_draft_is_seen_by_its_coordinator_and_its_county(client, county, school_year, dov, ada, nina):
    network = services.open_network(
        by=dov, title="Szkic sieci", county=county, school_year=school_year, coordinator=ada, state="draft"
    )
    for person, status in ((ada, 200), (dov, 200), (nina, 404)):
        sign_in(client, person)
        assert client.get(page(network)).status_code == status
    services.move_year(by=ada, edition=network.editions.get(), state="recruiting")
    sign_in(client, nina)
    assert client.get(page(network, "card")).status_code == 200


def test_settings_are_kept_and_a_raised_limit_lets_the_line_in(client, edition, network, ada, ben, nina):
    from tests.networks.test_joining import policy

    fresh = policy(edition, "open")
    Edition.objects.filter(pk=edition.pk).update(capacity=2)
    services.join(by=nina, edition=fresh)
    sign_in(client, ada)
    values = {"join_policy": "request", "question": "Czego uczysz?", "target_size": 20, "capacity": 2}
    assert client.post(page(network, "settings"), values).status_code == 302
    assert Membership.objects.get(user=nina).state == "waiting"
    assert client.post(page(network, "settings"), values | {"capacity": ""}).status_code == 302
    assert Membership.objects.get(user=nina).state == "offered"
    network.refresh_from_db()
    assert (network.question, network.join_policy) == ("Czego uczysz?", "request")


def test_a_limit_below_the_places_taken_is_refused_beside_the_field(client, edition, network, ada, ben, ewa):
    sign_in(client, ada)
    values = {"join_policy": "open", "target_size": 20, "capacity": 2}
    answer = client.post(page(network, "settings"), values)
    assert "limit nie może być niższy" in answer.content.decode()
    assert Edition.objects.get(pk=edition.pk).capacity == 20


def test_the_networks_question_is_answered_or_asked_again(client, edition, network, nina):
    type(network).objects.update(question="Czego uczysz?", join_policy="request")
    refused(services.join, by=nina, edition=Edition.objects.get(pk=edition.pk), motivation=" ")
    sign_in(client, nina)
    address = reverse("networks:join", kwargs={"slug": network.slug})
    answer = client.post(address, {"motivation": ""})
    assert "Odpowiedz na pytanie sieci" in answer.content.decode()
    assert client.post(address, {"motivation": "Matematyki."}).status_code == 302
    assert Membership.objects.get(user=nina).motivation == "Matematyki."


@settings(max_examples=40, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(
    state=st.sampled_from(EditionState.values),
    now=st.sampled_from([None, "active", "suspended", "removed", "left"]),
    then=st.sampled_from([None, "active", "left", "suspended"]),
    role=st.sampled_from(["member", "expert", "deputy"]),
)
def test_looking_back_and_its_twin_are_equal(state, now, then, role, edition, nina, school_year):
    from django.db import transaction

    with transaction.atomic():
        past = Edition.objects.create(
            network=edition.network,
            school_year=school_year_for(school_year.starts_on - timedelta(days=5)),
            is_current=False,
            state=state,
        )
        for year, place in ((edition, now), (past, then)):
            if place:
                Membership.objects.create(edition=year, user=nina, state=place, role=role)
        listed = rules.readable_years(nina).filter(pk=past.pk).exists()
        assert bool(rules.may_look_back(nina, past)) == listed
        transaction.set_rollback(True)


def test_the_stepper_says_where_the_year_is(edition):
    stages = selectors.stages_of(put(edition, "summarising"))
    assert [stage["state"] for stage in stages] == ["done", "done", "done", "now", "next", "next"]
