"""A secret word in everything a network has: nobody whom it is not for meets it on any page, feed, search or letter.

People who belonged to the network were told of each thing while they did: their inbox, their letters that still wait
and their calendars forget it with their place (AC-06, NT-01, NT-05).
"""

from __future__ import annotations

from contextlib import suppress
from datetime import timedelta
from typing import Any

import pytest
from django.contrib.auth.models import AnonymousUser
from django.core import mail
from django.test import Client
from django.urls import reverse

from kit import clock
from networks import services as networks
from networks.models import Membership
from notifications import letters
from tests.access.doors import World
from tests.access.people import open_pass
from tests.files.makers import upload

WORD = "chryzantema"
SECRET = "Sekretna chryzantema"
HTML = f"<p>{SECRET}</p>"
SEEN = "sekretna"
"""What no page may hold: pages of search repeat the word one looks for, not this one."""
pytestmark = pytest.mark.django_db


@pytest.fixture
def world(db: None) -> World:
    return World()


def _talk(world: World, insider: Any) -> None:
    """What people say to one another."""
    from forum.services import default_section, open_thread, reply
    from networks.announcements import services as announcements
    from networks.needs import services as needs

    ada, network, edition = (world.fixture(name) for name in ("ada", "network", "edition"))
    call = f"<p>@{insider.get_full_name()} {SECRET}</p>"
    thread = open_thread(by=insider, network=network, section=default_section(network), title=SECRET, text=HTML)
    reply(by=ada, thread=thread, text=call)
    announcements.announce(by=ada, network=network, title=SECRET, text=HTML, is_important=True)
    needs.wish(by=ada, edition=edition, kind="offers", title=SECRET, text=SECRET)
    needs.propose(by=ada, edition=edition, title=SECRET, text=SECRET, closes_on=clock.today() + timedelta(days=5))
    needs.ask(by=ada, edition=edition, words=SECRET)


def _work(world: World, insider: Any) -> None:
    """What people plan, meet for, and make."""
    from meetings import services as meetings
    from networks.assignments import services as tasks
    from networks.experts import services as experts
    from networks.planning import services as planning

    ada, edition = world.fixture("ada"), world.fixture("edition")
    planning.add_goal(by=ada, edition=edition, title=SECRET)
    day = clock.today()
    planning.add_point(by=ada, edition=edition, kind="task", title=SECRET, starts_on=day, ends_on=day)
    planning.consult(by=ada, plan=planning.plan_of(edition), until_on=day + timedelta(days=3))
    at = clock.now()
    tasks.give(by=ada, edition=edition, title=SECRET, description=HTML, due_at=at + timedelta(days=2), people=[insider])
    shared = {"kind": "working", "mode": "online", "title": SECRET, "description": HTML, "agenda": []}
    begun = meetings.plan(
        by=ada, edition=edition, starts_at=at - timedelta(hours=1), ends_at=at + timedelta(minutes=5), **shared
    )
    meetings.plan(by=ada, edition=edition, starts_at=at + timedelta(days=2), ends_at=at + timedelta(days=2.1), **shared)
    decision = {"id": 0, "text": SECRET, "person": insider, "for_all": False, "until_on": day + timedelta(days=4)}
    meetings.save_minutes(
        by=ada, meeting=begun, version=1, summary=SECRET, texts=[], questions=SECRET, decisions=[decision]
    )
    meetings.publish_minutes(by=ada, meeting=begun)
    wanted = {"theme": SECRET, "form": "workshop", "wanted_on": None, "when": "", "hours": 2, "needs": SECRET}
    experts.ask(by=ada, edition=edition, values=wanted)


def _write(world: World) -> None:
    """What people keep."""
    from networks.blogs import services as blogs
    from resources import services as resources

    ada, network = world.fixture("ada"), world.fixture("network")
    words = {"title": SECRET, "form": "free", "body": HTML, "tags": [WORD]}
    blogs.show(by=ada, entry=blogs.begin(by=ada, network=network, values=words))
    draft = resources.take_in(by=ada, network=network, upload=upload("sekretna.txt", SECRET.encode()))
    values = {"title": SECRET, "licence": "cc_by", "visibility": "network", "description": HTML, "tags": [WORD]}
    resources.deposit(by=ada, network=network, values=values, drafts=[draft])


def fill(world: World, insider: Any) -> None:
    """The secret everywhere; the insider is told of all of it."""
    _talk(world, insider)
    _work(world, insider)
    _write(world)


def browser_of(user: Any) -> Client:
    """A browser, signed in when there is a person."""
    client = Client()
    if user is not None:
        client.force_login(user, backend="django.contrib.auth.backends.ModelBackend")
    return client


def pages_for(world: World, user: Any) -> dict[str, dict[str, str]]:
    """Addresses outside the network's space, with what is asked there."""
    network, ada = world.fixture("network"), world.fixture("ada")
    month = f"{clock.today():%Y-%m}"
    pages: dict[str, dict[str, str]] = {
        "/": {}, "/blog/": {}, "/blog/rss/": {}, f"/blog/{network.slug}/": {}, f"/blog/{network.slug}/rss/": {},
        "/zasoby/": {"q": WORD}, "/szukaj/": {"q": WORD}, "/szukaj/podpowiedzi/": {"q": WORD[:7]},
        "/eksperci/": {"q": WORD}, "/sitemap.xml": {}, f"/powiaty/{network.county.slug}/{network.slug}/": {},
    }  # fmt: skip
    if user is None:
        return pages
    return pages | {
        "/pulpit/": {}, "/powiadomienia/": {}, "/powiadomienia/licznik/": {}, "/powiadomienia/ustawienia/": {},
        "/zadania/": {}, "/zadania/?widok=kalendarz": {}, "/spotkania/": {}, "/kalendarz/": {"miesiac": month},
        "/kalendarz/w-innym-programie/": {}, "/ogloszenia/": {}, "/wiadomosci/": {}, "/wiadomosci/nowa/": {},
        "/potrzeby/": {}, "/sieci/": {"words": WORD}, f"/sieci/{network.slug}/o-sieci/": {}, "/moderacja/": {},
        f"/osoby/{ada.pk}/": {}, f"/blog/osoba/{ada.pk}/": {}, "/wspomaganie/": {},
    }  # fmt: skip


def leaks(client: Client, pages: dict[str, dict[str, str]]) -> set[str]:
    """Addresses at which the secret stands."""
    return {at for at, asked in pages.items() if SEEN in client.get(at, asked).content.decode(errors="ignore").lower()}


def feeds_of(user: Any, network: Any) -> list[str]:
    """The calendars that the person once made for other programs: of everything, and of the network."""
    from networks.calendars import services
    from networks.calendars.tokens import token

    return [f"/kalendarz/{token(services.make(by=user, network=place))}.ics" for place in (None, network)]


def notices_opened(client: Client, user: Any) -> dict[int, int]:
    """number of each notice of the person that speaks of the secret -> what opening it answers."""
    from notifications.models import Notice

    found = Notice.objects.filter(user=user, title__icontains=SEEN)
    return {one.pk: client.get(reverse("notifications:open", args=[one.pk])).status_code for one in found}


DEPARTURES = {
    "suspended": lambda world, place: networks.suspend(by=world.fixture("ada"), membership=place, reason="Spór."),
    "removed": lambda world, place: networks.remove(by=world.fixture("ada"), membership=place, reason="Spór."),
    "left": lambda world, place: networks.leave(by=place.user, edition=place.edition),
}


@pytest.fixture
def insider(world: World) -> Any:
    """Ben, a member to whom everything was told; his letters have not gone out yet."""
    ben = world.fixture("ben")
    fill(world, ben)
    return ben


def _weekly(user: Any) -> str:
    """The letter of the week as it would be written now."""
    content = letters.content_for(user, since=clock.now() - timedelta(days=7), now=clock.now())
    return _whole(letters.message(user, content, clock.today()))


def _whole(letter: Any) -> str:
    return " ".join([letter.subject, letter.body, *(str(part[0]) for part in letter.alternatives)]).lower()


@pytest.fixture
def all_done(work_done: Any) -> Any:
    """Do all background work, that which is to wait for a while too."""
    from django_tasks_db.models import DBTaskResult

    def run() -> None:
        for _round in range(3):
            waiting = DBTaskResult.objects.filter(status="READY", run_after__gt=clock.now())
            waiting.update(run_after=clock.now() - timedelta(minutes=1))
            work_done()

    return run


def numbers() -> list[int]:
    """Every number that something of the world has; a database that counts on after each test begins anywhere."""
    from django.apps import apps

    rooms = {"forum", "resources", "meetings", "support", "networks", "pages", "moderation"}
    models = [one for one in apps.get_models() if one.__module__.split(".")[0] in rooms]
    found = {pk for model in models for pk in model._default_manager.values_list("pk", flat=True)}
    return sorted(pk for pk in found if isinstance(pk, int))


def told(user: Any) -> dict[str, set[str]]:
    """Which kinds give the secret to this person, by registry: cards and seeds of chains, moderation, search, dates."""
    from kit import ical
    from kit.verdicts import NotThere, Refused
    from moderation.registry import MODERATED
    from provenance.registry import THINGS
    from search.registry import ENTRIES

    known = numbers()
    found: dict[str, set[str]] = {"cards": set(), "seeds": set(), "moderation": set(), "search": set(), "dates": set()}
    for thing in THINGS:
        if any(SEEN in repr(card).lower() for card in thing.cards(user, known).values()):
            found["cards"].add(thing.name)
        for number in known if thing.seed else ():
            with suppress(NotThere, Refused):
                if SEEN in repr(thing.seed(user, number)).lower():
                    found["seeds"].add(thing.name)
    for kind in MODERATED:
        for number in known:
            with suppress(NotThere, Refused):
                if SEEN in kind.words(kind.find(user, number)).lower():
                    found["moderation"].add(kind.name)
    for entry in ENTRIES:
        if any(SEEN in repr(entry.face(one)).lower() for one in entry.among(user)):
            found["search"].add(entry.name)
    year = timedelta(days=300)
    for source in ical.SOURCES if user.is_authenticated else ():
        if any(SEEN in repr(one).lower() for one in source.dated(user, clock.now() - year, clock.now() + year)):
            found["dates"].add(source.name)
    return found


MEMBERS_MEET = {
    "cards": {"announcement", "blog_post", "decision", "meeting", "plan_point", "post", "proposal", "resource", "task",
              "thread", "wish"},
    "seeds": {"decision", "meeting", "plan_point", "post", "proposal", "thread"},
    "moderation": {"post"},
    "search": set(),
    "dates": set(),
}  # fmt: skip
"""What a member is given at least; a kind that is missing here is a kind nobody is tried with."""


def test_the_canaries_sing(world: World, insider: Any, all_done: Any) -> None:
    """A member meets the secret at all those places, so their silence elsewhere means something."""
    feeds = feeds_of(insider, world.fixture("network"))
    all_done()
    client = browser_of(insider)
    expected = {
        "/pulpit/", "/powiadomienia/", "/zadania/", "/spotkania/", "/kalendarz/", "/ogloszenia/", "/szukaj/",
        "/szukaj/podpowiedzi/", f"/blog/osoba/{world.fixture('ada').pk}/", *feeds,
    }  # fmt: skip
    assert expected <= leaks(client, pages_for(world, insider) | {feed: {} for feed in feeds})
    assert [letter for letter in mail.outbox if insider.email in letter.to and SEEN in letter.body.lower()]
    assert SEEN in _weekly(insider)
    assert set(notices_opened(client, insider).values()) == {302}
    given = told(insider)
    assert {name: kinds - given[name] for name, kinds in MEMBERS_MEET.items()} == {name: set() for name in given}


@pytest.mark.parametrize("how", DEPARTURES)
def test_who_is_out_meets_nothing_of_it_any_more(how: str, world: World, insider: Any, all_done: Any) -> None:
    network, ada = world.fixture("network"), world.fixture("ada")
    feeds = feeds_of(insider, network)
    client = browser_of(insider)
    place = Membership.objects.select_related("user", "edition__network").get(user=insider)
    DEPARTURES[how](world, place)
    all_done()  # letters that waited when the place was lost, the index
    assert leaks(client, pages_for(world, insider)) == set()
    assert [letter.subject for letter in mail.outbox if insider.email in letter.to and _speaks(letter)] == []
    assert SEEN not in _weekly(insider)
    opened = notices_opened(client, insider)
    assert opened
    assert set(opened.values()) == {404}
    everything, of_network = (client.get(feed) for feed in feeds)
    assert SEEN not in everything.content.decode().lower()
    assert of_network.status_code == 404
    mail.outbox.clear()
    _news(world, ada)
    all_done()
    assert [letter.subject for letter in mail.outbox if insider.email in letter.to] == []
    assert leaks(client, pages_for(world, insider)) == set()
    assert told(insider) == {name: set() for name in MEMBERS_MEET}


def _speaks(letter: Any) -> bool:
    return SEEN in _whole(letter)


def _news(world: World, ada: Any) -> None:
    """Things go on: an answer in a thread the person began, an announcement, a changed meeting, a reminder."""
    from forum.models import Thread
    from forum.services import reply
    from meetings import services as meetings
    from meetings.models import Meeting
    from networks.announcements import services as announcements
    from networks.assignments import services as tasks

    network = world.fixture("network")
    reply(by=ada, thread=Thread.objects.get(title=SECRET), text=f"<p>@Ben Lis {SECRET} dalej</p>")
    announcements.announce(by=ada, network=network, title=SECRET, text=HTML, is_important=True)
    coming = Meeting.objects.filter(title=SECRET).order_by("-starts_at").first()
    meetings.cancel(by=ada, meeting=coming, reason=SECRET)
    with clock.moved_to(clock.now() + timedelta(days=1.5)):
        tasks.remind()
        meetings.remind()
        meetings.prepare()


OUTSIDERS = ["visitor", "nobody", "other", "asking", "sore", "director", "editor", "other_county", "suspended"]
"""Who never belonged, and who was shut out before any of it was said."""


def test_who_never_belonged_meets_nothing_of_it(world: World, insider: Any, all_done: Any) -> None:
    people = {actor: world.layer(actor).actor for actor in OUTSIDERS}
    all_done()
    wrong: dict[str, Any] = {}
    for actor, person in people.items():
        met = leaks(browser_of(person), pages_for(world, person))
        given = {name: kinds for name, kinds in told(person or AnonymousUser()).items() if kinds}
        letters_got = [
            letter.subject for letter in mail.outbox if person and person.email in letter.to and _speaks(letter)
        ]
        weekly = person is not None and SEEN in _weekly(person)
        if met or given or letters_got or weekly:
            wrong[actor] = (met, given, letters_got, weekly)
    assert wrong == {}


def test_a_guest_meets_only_the_one_meeting(world: World, insider: Any, all_done: Any) -> None:
    held = world.fixture("expert_pass")
    client = Client()
    open_pass(client, held)
    all_done()
    assert leaks(client, pages_for(world, None) | {"/przepustka/": {}, "/przepustka/pokoj/": {}}) == set()


def test_a_chain_names_nothing_its_reader_may_not_open(world: World, all_done: Any) -> None:
    """A public outcome of a network's work says nothing of what it was made from."""
    from forum.services import default_section, open_thread
    from provenance import selectors
    from provenance import services as chain
    from provenance.registry import Reference
    from resources import services as resources

    ada, network = world.fixture("ada"), world.fixture("network")
    thread = open_thread(by=ada, network=network, section=default_section(network), title=SECRET, text=HTML)
    draft = resources.take_in(by=ada, network=network, upload=upload("karta.txt", b"Karta"))
    values = {"title": "Karta", "licence": "cc_by", "visibility": "public", "shows_others": "none"}
    resource = resources.deposit(by=ada, network=network, values=values, drafts=[draft])
    chain.record(by=ada, source=Reference("thread", thread.pk), result=Reference("resource", resource.pk))
    assert selectors.chain_of(world.fixture("ben"), "resource", resource.pk)
    for actor in ("visitor", "nobody", "other", "suspended", "removed", "left", "county", "editor", "administrator"):
        page = browser_of(world.layer(actor).actor).get(resource.get_absolute_url())
        assert page.status_code == 200
        assert SEEN not in page.content.decode().lower(), actor
