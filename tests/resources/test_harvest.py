"""OAI-PMH: everything public, nothing else; an independent client walks it (sickle)."""

from __future__ import annotations

import json
import re
from datetime import timedelta
from xml.etree import ElementTree

import pytest
from django.urls import reverse
from hypothesis import HealthCheck, given
from hypothesis import settings as tries
from hypothesis import strategies as st

from accounts.models import User
from resources import oai, selectors, services
from resources.models import Resource, Tombstone

NS = {"o": oai.OAI, "dc": "http://purl.org/dc/elements/1.1/"}


def ask(client, **asked):
    answer = client.get(reverse("resources:oai"), asked)
    assert answer.status_code == 200
    return ElementTree.fromstring(answer.content)


def code(tree) -> str:
    return tree.find("o:error", NS).get("code")


@pytest.mark.django_db(transaction=True)
def test_an_independent_client_harvests_everything_and_nothing_private(
    live_server, settings, deposit, network, ben, monkeypatch
):
    import requests
    from sickle import Sickle
    from sickle.oaiexceptions import NoRecordsMatch

    settings.BASE_URL = live_server.url
    monkeypatch.setattr(selectors.harvest, "__kwdefaults__", {"most": 3})
    web = {"link": "https://example.org/"}
    public = [deposit(ben, network, title=f"Jawny {n}", visibility="public", **web) for n in range(8)]
    for visibility in ("network", "signed_in"):
        deposit(ben, network, title=f"Tajny {visibility}", visibility=visibility, **web)
    services.remove(by=ben, resource=public[0])
    services.hide(public[1])
    services.change(by=ben, resource=public[2], values={"visibility": "network"})
    client = Sickle(live_server.url + "/oai/")
    assert client.Identify().deletedRecord == "persistent"
    assert {one.metadataPrefix for one in client.ListMetadataFormats()} == {"oai_dc", "lom"}
    assert [one.setName for one in client.ListSets()] == [network.title]
    for prefix in ("oai_dc", "lom"):
        records = list(client.ListRecords(metadataPrefix=prefix))
        alive = [record for record in records if not record.deleted]
        assert {oai.number_in(record.header.identifier) for record in alive} == {one.pk for one in public[3:]}
        assert len([record for record in records if record.deleted]) == 3
        assert "Tajny" not in "".join(record.raw for record in records)
    heads = list(client.ListIdentifiers(metadataPrefix="oai_dc", set=f"siec:{network.slug}"))
    assert len(heads) == 5
    one = client.GetRecord(identifier=oai.identifier(public[4].pk), metadataPrefix="oai_dc")
    assert one.metadata["title"] == ["Jawny 4"]
    with pytest.raises(NoRecordsMatch):
        client.ListRecords(**{"metadataPrefix": "oai_dc", "from": "2990-01-01"})
    services.show(Resource.objects.get(pk=public[1].pk))
    assert not client.GetRecord(identifier=oai.identifier(public[1].pk), metadataPrefix="oai_dc").deleted
    assert requests.get(live_server.url + "/zasoby/kanal.rss", timeout=20).text.count("<item>") == 6


@pytest.mark.django_db
@pytest.mark.parametrize(
    ("asked", "error"),
    [
        ({}, "badVerb"), ({"verb": "Nic"}, "badVerb"), ({"verb": "ListRecords"}, "badArgument"),
        ({"verb": "Identify", "x": "1"}, "badArgument"), ({"verb": "ListSets"}, "noSetHierarchy"),
        ({"verb": "ListRecords", "metadataPrefix": "marc"}, "cannotDisseminateFormat"),
        ({"verb": "ListRecords", "metadataPrefix": "oai_dc"}, "noRecordsMatch"),
        ({"verb": "ListRecords", "resumptionToken": "zmyślony"}, "badResumptionToken"),
        ({"verb": "ListRecords", "resumptionToken": "a", "metadataPrefix": "oai_dc"}, "badArgument"),
        ({"verb": "ListRecords", "metadataPrefix": "oai_dc", "from": "wczoraj"}, "badArgument"),
        ({"verb": "ListRecords", "metadataPrefix": "lom", "from": "2026-02-01", "until": "2026-01-01"}, "badArgument"),
        ({"verb": "GetRecord", "metadataPrefix": "oai_dc", "identifier": "oai:inny:zasob/1"}, "idDoesNotExist"),
        ({"verb": "GetRecord", "metadataPrefix": "oai_dc"}, "badArgument"),
    ],
)  # fmt: skip
def test_errors_are_those_of_the_protocol(asked, error, client):
    assert code(ask(client, **asked)) == error


@pytest.mark.django_db
def test_days_are_whole_and_moments_exact(deposit, network, ben, client):
    made = deposit(ben, network, visibility="public", link="https://example.org/")
    day, moment = oai.stamp(made.updated_at)[:10], oai.stamp(made.updated_at)
    later = oai.stamp(made.updated_at + timedelta(seconds=1))
    for span in ({"from": day, "until": day}, {"from": moment, "until": moment}):
        tree = ask(client, verb="ListIdentifiers", metadataPrefix="oai_dc", **span)
        assert len(tree.findall(".//o:header", NS)) == 1
    assert code(ask(client, verb="ListIdentifiers", metadataPrefix="oai_dc", **{"from": later})) == "noRecordsMatch"


@pytest.mark.django_db
def test_any_title_makes_a_well_formed_answer(deposit, network, ben, client):
    deposit(ben, network, title="A\x0b]]>\ufffe<b>&", visibility="public", link="https://example.org/")
    tree = ask(client, verb="ListRecords", metadataPrefix="oai_dc")
    assert tree.find(".//dc:title", NS).text == "A]]><b>&"


@pytest.mark.django_db
@given(visible=st.lists(st.sampled_from(["public", "network", "signed_in", "hidden", "gone"]), max_size=9),
       most=st.integers(1, 4))  # fmt: skip
@tries(max_examples=15, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
def test_pages_together_are_the_whole_each_once(network, ben, visible, most):
    Resource.objects.all().delete()
    Tombstone.objects.all().delete()
    alive, marks = set(), set()
    for n, state in enumerate(visible):
        values = {"title": f"Z{n}", "licence": "cc_by", "link": "https://example.org/"}
        values["visibility"] = "public" if state in {"hidden", "gone"} else state
        made = services.deposit(by=ben, network=network, values=values, drafts=[])
        if state == "hidden":
            services.hide(made)
        elif state == "gone":
            services.remove(by=ben, resource=made)
        if state == "public":
            alive.add(made.pk)
        elif state in {"hidden", "gone"}:
            marks.add(made.pk if made.pk else max(Tombstone.objects.values_list("number", flat=True)))
    found, wish, more = [], selectors.Wish(), True
    while more:
        entries, more, total = selectors.harvest(wish, most=most)
        assert total == len(alive) + len(marks)
        found += entries
        if entries:
            wish = selectors.Wish(after=(entries[-1].moment, entries[-1].number))
    assert sorted(entry.number for entry in found if entry.resource) == sorted(alive)
    assert len({entry.number for entry in found}) == len(found) == len(alive) + len(marks)


@pytest.mark.django_db
def test_the_page_of_a_public_resource_says_it_to_search_engines(deposit, network, ben, ewa, client):
    made = deposit(ben, network, title="</script><b>", visibility="public", description="<p>Opis</p>")
    inner = deposit(ben, network, title="Wewnętrzny", content=b"w")
    page = client.get(made.get_absolute_url()).content.decode()
    told = json.loads(re.search(r'<script type="application/ld\+json">(.*?)</script>', page, re.DOTALL)[1])
    assert told["@type"] == "LearningResource"
    assert told["name"] == "</script><b>"
    assert told["license"].startswith("https://creativecommons.org/licenses/by/4.0")
    assert "author" not in told, "nobody is named who did not agree to it"
    assert ben.get_full_name() not in page
    client.force_login(ewa)
    assert "ld+json" not in client.get(inner.get_absolute_url()).content.decode()
    assert ben.get_full_name() in client.get(made.get_absolute_url()).content.decode()
    assert User.objects.filter(pk=ben.pk).exists()


@pytest.mark.django_db
def test_search_engines_are_shown_what_is_public_and_nothing_else(client, deposit, network, ben):
    """The sitemap lists the library by the rule of the library; robots.txt lets it be read."""
    web = {"link": "https://example.org/"}
    public = deposit(ben, network, title="Jawny", visibility="public", **web)
    closed = [deposit(ben, network, title="Tajny", visibility=who, **web) for who in ("network", "signed_in")]
    sitemap = client.get("/sitemap.xml").content.decode()
    assert f"{public.get_absolute_url()}</loc>" in sitemap
    assert not [one for one in closed if f"{one.get_absolute_url()}</loc>" in sitemap]
    services.hide(public)
    assert f"{public.get_absolute_url()}</loc>" not in client.get("/sitemap.xml").content.decode()
