"""The doors of sections above the networks: one of each audience, knocked on by everybody."""

from __future__ import annotations

import uuid
from datetime import timedelta
from typing import Any

from kit import clock
from tests.access.doors import Door, made
from tests.access.doors_sockets import _knock
from tests.files.makers import upload

CANARY = "rzodkiewnik"


@made
def _section(world: Any, audience: str) -> Any:
    """A section for the audience, opened by the administrator; nothing waits in it, so that a reply stands at once."""
    from forum import services

    section = services.open_common_section(by=world.fixture("jan"), name=f"Dział {audience}", audience=audience)
    return services.arrange_section(by=world.fixture("jan"), section=section, mode="open")


@made
def _thread(world: Any, audience: str) -> Any:
    """A conversation in it, with a reply, in the index."""
    from forum import services
    from search import services as search

    jan, section = world.fixture("jan"), _section(world, audience)
    text = f"<p>Początek {CANARY} {audience}.</p>"
    thread = services.open_thread(by=jan, network=None, section=section, title=f"Rozmowa {audience}", text=text)
    services.reply(by=jan, thread=thread, text="<p>Odpowiedź.</p>")
    search.index(label="forum.post", number=thread.posts.get(number=1).pk)
    return thread


def _at(audience: str, more: str = "", *, section: bool = False) -> Any:
    """Opens an address of the conversation, or of its section."""

    def opens(world: Any, client: Any) -> Any:
        thread = _thread(world, audience)
        base = _section(world, audience).get_absolute_url() if section else thread.get_absolute_url()
        return client.get(base + more)

    return opens


def _reply(audience: str) -> Any:
    def opens(world: Any, client: Any) -> Any:
        sent = {"text": f"Ode mnie {uuid.uuid4()}.", "once": str(uuid.uuid4())}
        return client.post(f"{_thread(world, audience).get_absolute_url()}odpowiedz/", sent)

    return opens


def _begin(world: Any, client: Any) -> Any:
    section = _section(world, "public")
    sent = {"title": "Nowa", "text": "Treść.", "section": section.pk, "once": str(uuid.uuid4())}
    return client.post(f"{section.get_absolute_url()}nowa/", sent)


def _pin(world: Any, client: Any) -> Any:
    return client.post(f"{_thread(world, 'public').get_absolute_url()}porzadek/", {"act": "pin"})


def _hide(world: Any, client: Any) -> Any:
    from forum import services

    thread = _thread(world, "public")
    ola = world.fixture("person")("Ola", "Pisząca", email=f"{uuid.uuid4()}@example.org")
    post = services.reply(by=ola, thread=thread, text=f"<p>{uuid.uuid4()}</p>")
    sent = {"act": "hide", "ground": "off_topic", "words": "Nie na temat."}
    return client.post(f"/moderacja/post/{post.pk}/", sent)


def _arrange(world: Any, client: Any) -> Any:
    sent = {
        "mode": "open",
        "first_posts": 3,
        "quiet_from": 22,
        "quiet_until": 7,
        "promise_hours": 24,
        "slow_minutes": 0,
    }
    return client.post(f"{_section(world, 'public').get_absolute_url()}porzadek/", sent)


def _new_section(_world: Any, client: Any) -> Any:
    return client.get("/forum/nowy-dzial/")


def _open_section(world: Any, client: Any) -> Any:
    return client.post("/forum/nowy-dzial/", {"name": "Nowy dział", "audience": "sores"})


def _name(audience: str) -> Any:
    def opens(world: Any, client: Any) -> Any:
        address = f"{_section(world, audience).get_absolute_url()}moderatorzy/"
        return client.post(address, {"person": world.fixture("nina").email})

    return opens


def _file(audience: str) -> Any:
    """A file of a reply."""

    def opens(world: Any, client: Any) -> Any:
        from forum.services import attachments, reply

        thread, jan = _thread(world, audience), world.fixture("jan")
        file = attachments.take_in(by=jan, place=thread.section, upload=upload("Karta.txt", b"Karta"))
        reply(by=jan, thread=thread, text=f"<p>{uuid.uuid4()}</p>", files=[file])
        return client.get(file.address)

    return opens


def _upload(world: Any, client: Any) -> Any:
    address = f"{_section(world, 'directors').get_absolute_url()}plik/"
    return client.post(address, {"file": upload("Karta.txt", b"Karta")})


def _plan(*, section: bool) -> Any:
    def opens(world: Any, client: Any) -> Any:
        here, thread = _section(world, "directors"), _thread(world, "directors")
        at = (clock.now() + timedelta(days=2)).strftime("%Y-%m-%dT%H:%M")
        base = f"{here.get_absolute_url()}nowa/" if section else thread.get_absolute_url()
        return client.post(f"{base}zaplanuj/", {"text": "Później.", "at": at, "title": "Nowa", "section": here.pk})

    return opens


def _search(world: Any, client: Any) -> str:
    _thread(world, "directors")
    return "A" if "rozmowa directors" in client.get("/szukaj/", {"q": CANARY}).content.decode().lower() else "N"


def _own_feed(world: Any, client: Any) -> str:
    """What this actor's secret feed holds; nobody has one without an account."""
    from forum import services, tokens

    _thread(world, "directors")
    if world.actor is None:
        return "N"
    address = f"/forum/kanal/{tokens.token(services.feeds.renew_feed(by=world.actor))}.atom"
    return "A" if CANARY + " directors" in client.get(address).content.decode() else "N"


def _socket(world: Any, client: Any) -> Any:
    return _knock(world, client, f"/ws/watek/{_thread(world, 'directors').pk}/")


def _listed(audience: str) -> Any:
    """Whether the list of sections knows of it."""

    def opens(world: Any, client: Any) -> str:
        section = _section(world, audience)
        page = client.get("/forum/").content.decode()
        if section.get_absolute_url() in page:
            return "A"
        return "L" if world.actor is None else "N"

    return opens


AUDIENCES = ("public", "signed_in", "coordinators", "directors", "sores", "experts")
READ = {"page": "", "by time": "?jak=czas", "to print": "druk/", "permalink": "wpis/2/", "fragment": "wpis/2/fragment/"}
DOORS: list[Door] = [
    *(
        Door(f"forum_{audience}_read", f"{name} above networks", "page", _at(audience, more))
        for audience in AUDIENCES
        for name, more in READ.items()
        if audience in {"public", "directors"} or name == "page"
    ),
    *(
        Door(f"forum_{audience}_read", "section", "page", _at(audience, section=True), at="forum:section")
        for audience in AUDIENCES
    ),
    *(
        Door(f"forum_{audience}_read", "list of sections", "page", _listed(audience), at="forum:commons")
        for audience in AUDIENCES
    ),
    Door("forum_public_read", "branch", "page", _at("public", "galaz/1/"), at="forum:branch"),
    Door("forum_public_read", "history", "page", _at("public", "wpis/2/historia/"), at="forum:post_history"),
    Door("forum_public_read", "feed", "feed", _at("public", "kanal.atom", section=True), at="forum:section_feed"),
    Door("forum_public_write", "reply above networks", "page", _reply("public"), at="forum:reply", method="POST"),
    Door("forum_public_write", "begin above networks", "page", _begin, at="forum:thread_open", method="POST"),
    Door("forum_directors_write", "reply to directors", "page", _reply("directors"), at="forum:reply", method="POST"),
    Door("forum_public_read", "file above networks", "file", _file("public"), at="files:download"),
    Door("forum_directors_read", "file for directors", "file", _file("directors"), at="files:download"),
    Door("forum_directors_read", "whom one can call", "page", _at("directors", "osoby/?q=e"), at="forum:people"),
    Door("forum_directors_write", "take in a file", "page", _upload, at="forum:upload", method="POST"),
    Door("forum_directors_write", "plan a reply", "page", _plan(section=False), at="forum:plan_reply", method="POST"),
    Door("forum_directors_write", "plan to begin", "page", _plan(section=True), at="forum:plan_thread", method="POST"),
    Door("forum_directors_search", "found by its words", "search", _search),
    Door("forum_directors_feed", "in one's own feed", "feed", _own_feed),
    Door("forum_directors_read", "socket above networks", "socket", _socket),
    Door("forum_public_moderate", "pin above networks", "page", _pin, at="forum:order", method="POST"),
    Door("forum_public_moderate", "hide above networks", "page", _hide, at="moderation:decide", method="POST"),
    Door("forum_public_moderate", "what is read first", "page", _arrange, at="forum:section_arrange", method="POST"),
    Door("forum_oversee", "new section form", "page", _new_section, at="forum:common_section_open"),
    Door("forum_oversee", "new section", "page", _open_section, at="forum:common_section_open", method="POST"),
    Door("forum_oversee", "moderators", "page", _at("public", "moderatorzy/", section=True), at="forum:keepers"),
    Door("forum_directors_oversee", "name a moderator", "page", _name("directors"), at="forum:keepers", method="POST"),
]  # fmt: skip
