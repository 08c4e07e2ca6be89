"""The annual report: numbers are counted, words are written, a clash loses nothing, presenting freezes."""

from __future__ import annotations

import pytest
from django.urls import reverse

from kit.verdicts import Refused
from networks import services
from networks.models import NetworkReport
from networks.services.reporting import Clash


def people_figure(report):
    return next(c for c in report.frozen if c["name"] == "members")["figures"][0]["value"]


@pytest.mark.parametrize("who", ["ben", "gen", "cleo", "dov", "jan", "nina"])
def test_only_who_steers_writes_and_presents(request, edition, who):
    by = request.getfixturevalue(who)
    with pytest.raises(Refused):
        services.write_report(by=by, edition=edition, words={"needs": "x"}, version=1)
    with pytest.raises(Refused):
        services.present_report(by=by, edition=edition)
    assert not NetworkReport.objects.exclude(words={}, state="draft").exists()


def test_presenting_freezes_and_the_county_decides(edition, ada, ben, dov, person):
    services.write_report(by=ada, edition=edition, words={"needs": "Rozmowy we wrześniu."}, version=1)
    report = services.present_report(by=ada, edition=edition)
    assert people_figure(report) == 2
    services.seat(edition=edition, user=person("Późna"))
    report.refresh_from_db()
    assert people_figure(report) == 2
    with pytest.raises(Refused):
        services.write_report(by=ada, edition=edition, words={"needs": "Inaczej."}, version=report.version)
    with pytest.raises(Refused):
        services.return_report(by=dov, report=report, words="Za wcześnie.")
    services.hand_report(by=ada, report=report)
    with pytest.raises(Refused):
        services.return_report(by=dov, report=report, words=" ")
    services.return_report(by=dov, report=report, words="Proszę dopisać wnioski.")
    assert (report.state, report.frozen) == ("draft", [])
    report = services.present_report(by=ada, edition=edition)
    assert people_figure(report) == 3
    services.hand_report(by=ada, report=report)
    services.accept_report(by=dov, report=report)
    for act in (services.accept_report, lambda **v: services.return_report(words="x", **v)):
        with pytest.raises(Refused):
            act(by=dov, report=report)


def test_a_clash_keeps_both_texts(client, edition, ada, network):
    services.write_report(by=ada, edition=edition, words={"needs": "Zapisane w drugiej karcie."}, version=1)
    with pytest.raises(Clash):
        services.write_report(by=ada, edition=edition, words={"needs": "Moje."}, version=1)
    client.force_login(ada, backend="django.contrib.auth.backends.ModelBackend")
    address = reverse("networks:report", kwargs={"slug": network.slug})
    answer = client.post(address, {"version": "1", "words_needs": "Moje słowa."})
    text = answer.content.decode()
    assert answer.status_code == 409
    assert "Zapisane w drugiej karcie." in text
    assert "Moje słowa." in text
    assert NetworkReport.objects.get().words["needs"] == "Zapisane w drugiej karcie."


def test_numbers_cannot_be_posted(client, edition, ada, network):
    client.force_login(ada, backend="django.contrib.auth.backends.ModelBackend")
    address = reverse("networks:report", kwargs={"slug": network.slug})
    client.post(address, {"version": "1", "words_needs": "x", "people": "999", "frozen": "[]", "state": "accepted"})
    report = NetworkReport.objects.get()
    assert (report.state, report.frozen) == ("draft", [])
    assert set(report.words) <= {"needs", "members"} | set(report.words)
    assert "999" not in client.get(address).content.decode()
