"""Lists and pages drawn once for many readers are never other than drawn anew, whatever happens meanwhile."""

from __future__ import annotations

import re
from datetime import date
from itertools import zip_longest
from typing import Any

import pytest
from django.contrib.auth.models import AnonymousUser
from django.core.cache import cache, caches
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from accounts.models import User
from files.services import receive
from networks import rules as networks
from networks import services as spaces
from networks.enums import Role
from networks.models import Membership
from networks.states import EditionState, MembershipState
from provenance import services as provenance
from provenance.registry import Reference
from resources import services, stand
from resources.farewells import leave_resources
from resources.models import Resource, Shelf
from tests.files.makers import upload

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def _shared(settings: Any) -> None:
    """As where processes share their memory."""
    settings.CACHE_IS_SHARED = True
    cache.clear()
    caches["pieces"].clear()


@pytest.fixture
def things(deposit: Any, network: Any, other_network: Any, ada: Any, ben: Any, cleo: Any) -> dict[str, Any]:
    """A resource of ben's in its second version with one near to it, one of another network, a collection, a note, a
    review."""
    mine = deposit(ben, network, title="Ułamki", tags=["ułamki", "gra"], visibility="signed_in")
    near = deposit(ada, network, title="Ułamki w kuchni", tags=["ułamki"], link="https://example.org/kuchnia")
    far = deposit(cleo, other_network, title="Ułamki u sąsiadów", tags=["gra"], visibility="public")
    shelf = services.make_shelf(by=ada, title="Na start", network=network)
    services.place(by=ada, shelf=shelf, resource=mine)
    note = services.note_use(
        by=ada, resource=mine, values={"group": "5b", "used_on": date(2026, 9, 7), "outcome": "worked"}
    )
    review = services.review(by=ada, resource=mine, opinion="remarks", text="Brakuje klucza.")
    _more_files({"mine": mine}, {"ben": ben})
    return {"mine": mine, "near": near, "far": far, "shelf": shelf, "note": note, "review": review}


def _one(thing: Resource) -> Resource:
    return Resource.objects.select_related("network", "created_by").get(pk=thing.pk)


def _words(**changes: Any) -> dict[str, Any]:
    return {"title": "Ułamki", "licence": "cc_by", "kind": "lesson_plan", "shows_others": "none", **changes}


def _more_files(t: Any, p: Any) -> None:
    mine = _one(t["mine"])
    draft = receive(by=p["ben"], upload=upload("dodatek.txt", b"Dodatek"), space=services.space_of(mine.network))
    services.change(by=p["ben"], resource=mine, values={}, drafts=[draft], note="Doszedł dodatek")


ACTS: dict[str, Any] = {
    "add": lambda t, p: p["deposit"](p["ewa"], p["network"], title="Nowe ułamki", tags=["ułamki"]),
    "change": lambda t, p: services.change(by=p["ben"], resource=_one(t["mine"]), values=_words(title="Inny tytuł")),
    "close": lambda t, p: services.change(by=p["cleo"], resource=_one(t["far"]), values={"visibility": "network"}),
    "open": lambda t, p: services.change(by=p["ada"], resource=_one(t["near"]), values={"visibility": "public"}),
    "other files": _more_files,
    "remove": lambda t, p: services.remove(by=p["ada"], resource=_one(t["near"])),
    "hide": lambda t, p: services.hide(_one(t["near"])),
    "hide and show": lambda t, p: (services.hide(_one(t["mine"])), services.show(_one(t["mine"]))),
    "use": lambda t, p: services.note_use(
        by=p["ewa"], resource=_one(t["mine"]), values={"group": "6a", "used_on": date(2026, 9, 8), "outcome": "partly"}
    ),
    "take a note back": lambda t, p: services.take_back_note(by=p["ada"], note=t["note"]),
    "hide a note": lambda t, p: services.hide_note(t["note"]),
    "review": lambda t, p: services.review(by=p["ewa"], resource=_one(t["mine"]), opinion="remarks", text="Za długie."),
    "adapt": lambda t, p: services.deposit(
        by=p["ewa"], network=p["network"], values=_words(title="Ułamki inaczej", link="https://example.org/inaczej"),
        drafts=[], adapted_from=_one(t["mine"]),
    ),
    "make a collection": lambda t, p: services.make_shelf(by=p["ada"], title="Na dalej", network=p["network"]),
    "rename a collection": lambda t, p: services.change_shelf(by=p["ada"], shelf=t["shelf"], title="Dalej", words=""),
    "put on it": lambda t, p: services.place(by=p["ada"], shelf=t["shelf"], resource=_one(t["near"])),
    "take off it": lambda t, p: services.take_off(by=p["ada"], shelf=t["shelf"], resource=_one(t["mine"])),
    "remove it": lambda t, p: services.remove_shelf(by=p["ada"], shelf=Shelf.objects.get(pk=t["shelf"].pk)),
    "rename a tag": lambda t, p: services.rename(by=p["iga"], tag=_one(t["mine"]).tags.get(name="gra"), name="zabawa"),
    "dead link": lambda t, p: _dead(t["near"]),
    "take a review back": lambda t, p: services.take_back_review(by=p["ada"], written=t["review"]),
    "hide a review": lambda t, p: services.hide_review(t["review"]),
    "drop a version": lambda t, p: services.drop_version(by=p["ben"], resource=_one(t["mine"]), number=1),
    "merge tags": lambda t, p: services.merge(
        by=p["iga"], tag=_one(t["mine"]).tags.get(name="gra"), into=_one(t["mine"]).tags.get(name="ułamki")
    ),
    "the author leaves the platform": lambda t, p: leave_resources(p["ben"]),
    "made of it": lambda t, p: provenance.record(
        by=p["ada"], source=Reference("resource", t["mine"].pk), result=Reference("resource", t["near"].pk)
    ),
    "leave the network": lambda t, p: spaces.leave(by=p["ewa"], edition=p["edition"]),
    "suspend": lambda t, p: Membership.objects.filter(user=p["ewa"]).update(state=MembershipState.SUSPENDED),
    "make a deputy": lambda t, p: Membership.objects.filter(user=p["ewa"]).update(role=Role.DEPUTY),
    "close the year": lambda t, p: type(p["edition"]).objects.filter(pk=p["edition"].pk).update(
        state=EditionState.CLOSED
    ),
}  # fmt: skip


def _dead(resource: Resource) -> None:
    from resources.reaching import Answer
    from resources.services.links import PATIENT, note

    for _day in range(PATIENT):
        note(resource.pk, resource.link, Answer.DEAD)


def _seen(client: Any, address: str) -> tuple[int, list[str]]:
    answer = client.get(address)
    page = re.sub(r'(name="(?:csrfmiddlewaretoken|once)" value=|"X-CSRFToken": )"[^"]+"', "", answer.content.decode())
    # The bell remembers its number in a way of its own (notifications.selectors).
    return answer.status_code, [line for line in page.splitlines() if "data-inbox-number" not in line]


@pytest.mark.parametrize("act", ACTS)
def test_kept_pages_are_what_would_be_drawn_now(
    things: Any, network: Any, edition: Any, deposit: Any, act: str, ada: Any, ben: Any, ewa: Any, cleo: Any, iga: Any
) -> None:
    people = {"ada": ada, "ben": ben, "ewa": ewa, "cleo": cleo, "visitor": None}
    own = f"/sieci/{network.slug}/zasoby/"
    pages = [things[name].get_absolute_url() for name in ("mine", "near", "far")]
    seen_by = {"ada": [own, pages[0]], "ben": pages[:2], "ewa": ["/zasoby/", "/zasoby/?q=gra", own, *pages],
               "cleo": ["/zasoby/", pages[0], pages[2]], "visitor": ["/zasoby/", pages[2]]}  # fmt: skip
    clients = {name: Client() for name in people}
    for name, person in people.items():
        if person is not None:
            clients[name].force_login(person)
    asked = [(name, address) for name, addresses in seen_by.items() for address in addresses]
    for name, address in asked:
        _seen(clients[name], address)
    ACTS[act](things, people | {"iga": iga, "network": network, "edition": edition, "deposit": deposit})
    kept = {(name, address): _seen(clients[name], address) for name, address in asked}
    cache.clear()  # another stand, and no page drawn for a visitor before
    for name, address in asked:
        if name != "visitor" or act in WITHDRAWN:
            status, lines = _seen(clients[name], address)
            assert status == kept[name, address][0], (name, address)
            other = [pair for pair in zip_longest(kept[name, address][1], lines) if pair[0] != pair[1]]
            assert not other, (name, address, other[:4])


WITHDRAWN = {"close", "remove", "hide", "take a note back", "hide a note", "take a review back", "hide a review"}
"""What visitors no longer see at once; the rest reaches them within the minute (theme.visitors)."""


def test_places_are_those_of_the_rules(
    network: Any, other_network: Any, edition: Any, ada: Any, ben: Any, cleo: Any, gen: Any, nina: Any, jan: Any
) -> None:
    for state in EditionState:
        type(edition).objects.filter(pk=edition.pk).update(state=state)
        for person in (ada, ben, cleo, gen, nina, jan, AnonymousUser()):
            places = networks.places_of(person)
            for twin, found in (
                (networks.enterable_networks, places.enters),
                (networks.writable_networks, places.writes),
                (networks.steerable_networks, places.steers),
            ):
                assert found == tuple(sorted(twin(person).values_list("pk", flat=True))), (state, person, twin)


def test_a_kept_page_asks_little_and_rights_each_time(client: Any, things: Any, ewa: Any, network: Any) -> None:
    client.force_login(ewa)
    near = things["near"].get_absolute_url()
    for address in ("/zasoby/", near):
        client.get(address)
        with CaptureQueriesContext(connection) as queries:
            assert client.get(address).status_code == 200
        assert len(queries) <= 10
    Membership.objects.filter(user=ewa).update(state=MembershipState.LEFT)
    assert client.get(near).status_code == 404
    assert "Ułamki w kuchni" not in client.get("/zasoby/").content.decode()


def test_a_first_look_asks_the_same_with_three_and_with_sixty(client: Any, things: Any, ewa: Any, ben: Any) -> None:
    client.force_login(ewa)

    def asked() -> int:
        stand.moved()
        with CaptureQueriesContext(connection) as queries:
            client.get("/zasoby/")
        return len(queries)

    asked()
    before = asked()
    row = _one(things["mine"])
    made = [
        Resource(network=row.network, title=f"Ułamki {n}", licence="cc_by", kind="worksheet", created_by=ben)
        for n in range(60)
    ]
    Resource.objects.bulk_create(made)
    assert asked() == before <= 12


def test_forms_in_kept_parts_hold_the_readers_own_token(client: Any, things: Any, ada: Any) -> None:
    client.force_login(ada)
    pages = [client.get(things["mine"].get_absolute_url()) for _look in range(2)]
    for page in pages:
        tokens = re.findall(r'name="csrfmiddlewaretoken" value="([^"]+)"', page.content.decode())
        assert tokens
        assert all(len(token) == 64 for token in tokens)
    assert User.objects.filter(pk=ada.pk).exists()
