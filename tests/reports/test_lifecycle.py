"""The way of the annual report: members first, then the county, then everybody; refusals change nothing."""

from __future__ import annotations

import pytest
from django.urls import reverse

from kit.verdicts import NotThere, Refused
from networks import selectors, services
from networks.models import NetworkReport, ReportVersion, ReportVoice
from networks.reporting import counted
from tests.networks.test_screens import sign_in

pytestmark = pytest.mark.django_db


@pytest.fixture
def presented(edition, ada, ben, ewa):
    return services.present_report(by=ada, edition=edition)


def accepted(report, ada, dov):
    return services.accept_report(by=dov, report=services.hand_report(by=ada, report=report))


def state_of(report):
    return NetworkReport.objects.get(pk=report.pk).state


@pytest.mark.parametrize("who", ["ben", "gen", "cleo", "dov", "jan", "nina"])
def test_only_who_steers_hands_over_takes_back_and_publishes(request, presented, ada, dov, who):
    by = request.getfixturevalue(who)
    for act in (services.hand_report, services.take_back_report):
        with pytest.raises(Refused):
            act(by=by, report=presented)
    assert state_of(presented) == "presented"
    report = accepted(presented, ada, dov)
    with pytest.raises(Refused):
        services.publish_report(by=by, report=report)
    assert state_of(report) == "accepted"


def test_no_step_is_left_out_and_none_is_made_twice(presented, edition, ada, dov):
    with pytest.raises(Refused):
        services.accept_report(by=dov, report=presented)
    with pytest.raises(Refused):
        services.publish_report(by=ada, report=presented)
    report = services.hand_report(by=ada, report=presented)
    for act in (services.hand_report, services.take_back_report):
        with pytest.raises(Refused):
            act(by=ada, report=report)
    with pytest.raises(Refused):
        services.present_report(by=ada, edition=edition)
    services.accept_report(by=dov, report=report)
    services.publish_report(by=ada, report=report)
    for act in (services.publish_report, services.take_back_report, services.hand_report):
        with pytest.raises(Refused):
            act(by=ada, report=report)
    assert state_of(report) == "published"


@pytest.mark.parametrize("who", ["gen", "cleo", "dov", "jan", "nina"])
def test_only_members_have_a_voice(request, presented, who):
    by = request.getfixturevalue(who)
    services.read_report(by=by, report=presented)
    with pytest.raises(Refused):
        services.speak_of_report(by=by, report=presented, accepts=True)
    assert not ReportVoice.objects.exists()


def test_who_read_accepted_and_remarked_goes_to_the_county_in_numbers(client, presented, network, ada, ben, ewa):
    address = reverse("networks:report", kwargs={"slug": network.slug})
    sign_in(client, ben)
    client.get(address)
    client.get(address)
    assert services.heard_of(presented) == {"members": 3, "read": 1, "accepted": 0, "remarks": 0}
    client.post(reverse("networks:report_voice", kwargs={"slug": network.slug}), {"accepts": "on", "remark": "Brawo."})
    with pytest.raises(Refused):
        services.speak_of_report(by=ewa, report=presented, accepts=True, remark="x" * 2001)
    services.speak_of_report(by=ewa, report=presented, accepts=False, remark="Dopisz warsztat.")
    sign_in(client, ada)
    page = client.get(address).content.decode()
    assert "Dopisz warsztat." in page
    report = services.hand_report(by=ada, report=presented)
    assert report.heard == {"members": 3, "read": 3, "accepted": 1, "remarks": 2}
    with pytest.raises(Refused):
        services.speak_of_report(by=ben, report=report, accepts=False)
    sign_in(client, ewa)
    assert "Brawo." not in client.get(address).content.decode(), "remarks are for who steers"


def test_each_presentation_is_a_version_and_they_are_compared(presented, edition, ada, person):
    services.take_back_report(by=ada, report=presented)
    services.write_report(by=ada, edition=edition, words={"needs": "Po uwagach."}, version=presented.version)
    services.seat(edition=edition, user=person("Późna"))
    report = services.present_report(by=ada, edition=edition)
    assert report.round == 2
    first, second = ReportVersion.objects.order_by("number")
    assert (first.words.get("needs", ""), second.words["needs"]) == ("", "Po uwagach.")
    columns, rows = selectors.compared(report)
    assert columns == ["wersja 1", "wersja 2"]
    assert [3, 4] in dict(rows).values()
    assert services.heard_of(report)["read"] == 0, "a new version is read anew"


def test_after_erasing_a_member_and_deleting_a_thread_the_report_stays_and_live_figures_are_right(
    network, edition, ada, ben, ewa, jan
):
    from accounts.services import erase_person
    from forum.models import Post, Section, Thread
    from forum.services import open_thread, reply

    section = Section.objects.get(network=network)
    kept = open_thread(by=ben, network=network, section=section, title="Zostaje", text="<p>Zostaje</p>")
    gone = open_thread(by=ewa, network=network, section=section, title="Znika", text="<p>Znika</p>")
    reply(by=ewa, thread=kept, text="<p>Odpowiadam</p>")
    services.write_report(by=ada, edition=edition, words={"conclusions": "Dobry rok."}, version=1)
    services.speak_of_report(
        by=ewa, report=services.present_report(by=ada, edition=edition), accepts=True, remark="Zgoda."
    )
    report = services.hand_report(by=ada, report=NetworkReport.objects.get(edition=edition))
    before = (report.frozen, report.words, report.heard)
    live = values(counted(edition))
    assert (live["forum_threads"], live["forum_posts"], live["forum_people"], live["people"]) == (2, 3, 2, 3)
    Post.objects.filter(thread=gone).delete()
    Thread.objects.filter(pk=gone.pk).delete()
    erase_person(by=jan, person=ewa)
    report.refresh_from_db()
    assert (report.frozen, report.words, report.heard) == before
    assert values(selectors.chapters_of(report))["forum_threads"] == 2
    assert not ReportVoice.objects.filter(report=report).exclude(user=ada).exists()
    live = values(counted(edition))
    shown = Post.objects.filter(thread__network=network, hidden_at=None, deleted_at=None)
    assert live["forum_threads"] == 1
    assert live["forum_posts"] == len(shown)
    assert live["forum_people"] == len({post.author_id for post in shown} - {None})
    assert live["people"] == 2


def test_the_published_report_names_nobody(client, network, edition, ada, ben, dov):
    words = {"needs": "Rozmowy we wrześniu.", "conclusions": "Dziękujemy Benowi Lisowi.", "outputs": "ben@example.org"}
    services.write_report(by=ada, edition=edition, words=words, version=1)
    begins = edition.school_year.starts_on.year
    address = reverse("networks:report_public", kwargs={"slug": network.slug, "begins": begins})
    report = accepted(services.present_report(by=ada, edition=edition), ada, dov)
    assert client.get(address).status_code == 404
    with pytest.raises(NotThere):
        selectors.published_report(network.slug, begins)
    services.publish_report(by=ada, report=report)
    page = client.get(address)
    text = page.content.decode()
    assert page.status_code == 200
    assert "Rozmowy we wrześniu." in text
    for word in ("Lisowi", "Lis", "Kowal", "Powiatowy", "example.org"):
        assert word not in text, word


def values(chapters):
    return {figure["name"]: figure["value"] for chapter in chapters for figure in chapter["figures"]}
