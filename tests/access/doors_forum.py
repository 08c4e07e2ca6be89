"""The doors of the forum: pages, the fragment, writing, order, and reports."""

from __future__ import annotations

import uuid
from datetime import timedelta
from typing import Any

from kit import clock
from tests.access.doors import Door, made
from tests.files.makers import upload


@made
def _thread(world: Any) -> Any:
    """A thread by Ada in her network, with a reply by Ewa."""
    from forum.services import default_section, open_thread, reply

    network, ada, ewa = (world.fixture(name) for name in ("network", "ada", "ewa"))
    section = default_section(network)
    thread = open_thread(by=ada, network=network, section=section, title="Ułamki", text="<p>Od czego?</p>")
    reply(by=ewa, thread=thread, text="<p>Od pizzy.</p>")
    return thread


def _page(world: Any, client: Any) -> Any:
    return client.get(_thread(world).get_absolute_url())


def _list(world: Any, client: Any) -> Any:
    _thread(world)
    return client.get(f"/sieci/{world.fixture('network').slug}/forum/")


def _fragment(world: Any, client: Any) -> Any:
    return client.get(_thread(world).get_absolute_url() + "wpis/2/fragment/")


def _permalink(world: Any, client: Any) -> Any:
    return client.get(_thread(world).get_absolute_url() + "wpis/2/")


def _write(world: Any, client: Any) -> Any:
    thread = _thread(world)
    return client.post(thread.get_absolute_url() + "odpowiedz/", {"text": "Ode mnie.", "once": str(uuid.uuid4())})


def _open(world: Any, client: Any) -> Any:
    from forum.services import default_section

    network = world.fixture("network")
    sent = {"title": "Nowa", "text": "Treść.", "section": default_section(network).pk}
    return client.post(f"/sieci/{network.slug}/forum/nowa/", sent)


def _order(world: Any, client: Any) -> Any:
    return client.post(_thread(world).get_absolute_url() + "porzadek/", {"act": "pin"})


def _hide(world: Any, client: Any) -> Any:
    post = _thread(world).posts.get(number=2)
    sent = {"act": "hide", "ground": "off_topic", "words": "Nie na temat."}
    return client.post(f"/moderacja/post/{post.pk}/", sent)


def _report(world: Any, client: Any) -> Any:
    post = _thread(world).posts.get(number=2)
    return client.post(f"/moderacja/post/{post.pk}/zglos/", {"ground": "offence", "words": "Przykre."})


def _at(more: str) -> Any:
    """Opens an address of the thread."""

    def opens(world: Any, client: Any) -> Any:
        return client.get(_thread(world).get_absolute_url() + more)

    return opens


def _file_of_post(world: Any, client: Any) -> Any:
    """A file of a reply of Ewa's."""
    from forum.services import attachments, reply

    thread, ewa = _thread(world), world.fixture("ewa")
    file = attachments.take_in(by=ewa, place=thread.network, upload=upload("Karta.txt", b"Karta"))
    reply(by=ewa, thread=thread, text="<p>Karta</p>", files=[file])
    return client.get(file.address)


def _file_of_draft(world: Any, client: Any) -> Any:
    """A file of what Ewa has only begun to write."""
    from forum.services import attachments, drafts

    thread, ewa = _thread(world), world.fixture("ewa")
    file = attachments.take_in(by=ewa, place=thread.network, upload=upload("Karta.txt", b"Karta"))
    drafts.drop(by=ewa, place=thread.network, thread=thread)
    drafts.save(by=ewa, place=thread.network, thread=thread, text="<p>Karta</p>", files=[file])
    return client.get(file.address)


def _file_of_held(world: Any, client: Any) -> Any:
    """A file of a reply of Ewa's that is read first."""
    from forum.models import Mode
    from forum.services import attachments, reply

    thread, ewa = _thread(world), world.fixture("ewa")
    thread.section.mode = Mode.EVERYTHING
    thread.section.save()
    file = attachments.take_in(by=ewa, place=thread.network, upload=upload("Karta.txt", b"Karta"))
    reply(by=ewa, thread=thread, text="<p>Karta</p>", files=[file])
    return client.get(file.address)


@made
def _planned(world: Any) -> Any:
    """A reply of Ewa's that is to go out later, with a file."""
    from forum.services import attachments, planned

    thread, ewa = _thread(world), world.fixture("ewa")
    file = attachments.take_in(by=ewa, place=thread.network, upload=upload("Karta.txt", b"Karta"))
    at = clock.now() + timedelta(days=2)
    return planned.plan(by=ewa, place=thread.network, thread=thread, text="<p>Karta</p>", at=at, files=[file])


def _file_of_planned(world: Any, client: Any) -> Any:
    from files.selectors import files_of

    return client.get(files_of(_planned(world)).get().address)


def _plan(more: str) -> Any:
    def opens(world: Any, client: Any) -> Any:
        from forum.services import default_section

        at = (clock.now() + timedelta(days=2)).strftime("%Y-%m-%dT%H:%M")
        network = world.fixture("network")
        sent = {"text": "Później.", "at": at, "title": "Nowa", "section": default_section(network).pk}
        base = _thread(world).get_absolute_url() if not more else f"/sieci/{network.slug}/forum/{more}"
        return client.post(f"{base}zaplanuj/", sent)

    return opens


@made
def _poll(world: Any) -> Any:
    """A poll under Ewa's reply."""
    from forum.services import polls

    post, ends = _thread(world).posts.get(number=2), clock.now() + timedelta(days=5)
    polls.add_poll(by=world.fixture("ewa"), post=post, question="Od czego?", answers=["a", "b"], ends_at=ends)
    return post


def _vote(world: Any, client: Any) -> Any:
    post = _poll(world)
    return client.post(post.get_absolute_url() + "ankieta/glos/", {"option": str(post.poll.options.first().pk)})


def _upload(world: Any, client: Any) -> Any:
    address = f"/sieci/{world.fixture('network').slug}/forum/plik/"
    return client.post(address, {"file": upload("Karta.txt", b"Karta")})


def _people(world: Any, client: Any) -> Any:
    return client.get(f"/sieci/{world.fixture('network').slug}/forum/osoby/?q=e")


DOORS: list[Door] = [
    Door(
        row="draft_file_read",
        name="file of a planned post",
        surface="file",
        at="files:download",
        opens=_file_of_planned,
    ),
    Door(
        row="draft_file_read",
        name="planned post of another",
        surface="page",
        at="forum:planned",
        opens=lambda world, client: client.get(_planned(world).get_absolute_url()),
    ),
    Door(
        row="thread_write", name="plan a reply", surface="page", at="forum:plan_reply", method="POST", opens=_plan("")
    ),
    Door(
        row="thread_write",
        name="plan a conversation",
        surface="page",
        at="forum:plan_thread",
        method="POST",
        opens=_plan("nowa/"),
    ),
    Door(row="thread_write", name="vote", surface="page", at="forum:vote", method="POST", opens=_vote),
    Door(row="post_of_another", name="add a poll", surface="page", at="forum:poll_add", opens=_at("wpis/2/ankieta/")),
    Door(row="thread_read", name="whom one can call", surface="page", at="forum:people", opens=_people),
    Door(row="thread_read", name="file of a post", surface="file", at="files:download", opens=_file_of_post),
    Door(row="draft_file_read", name="file of a draft", surface="file", at="files:download", opens=_file_of_draft),
    Door(row="decision_read", name="file of words that wait", surface="file", at="files:download", opens=_file_of_held),
    Door(row="thread_write", name="take in a file", surface="page", at="forum:upload", method="POST", opens=_upload),
    Door(row="thread_read", name="by time", surface="page", at="forum:thread", opens=_at("?jak=czas")),
    Door(row="thread_read", name="only news", surface="page", at="forum:thread", opens=_at("?jak=nowe")),
    Door(row="thread_read", name="thread page", surface="page", at="forum:thread", opens=_page),
    Door(row="thread_read", name="thread list", surface="page", at="forum:list", opens=_list),
    Door(row="thread_read", name="post fragment", surface="page", at="forum:post_fragment", opens=_fragment),
    Door(row="thread_read", name="post permalink", surface="page", at="forum:post", opens=_permalink),
    Door(row="thread_write", name="reply", surface="page", at="forum:reply", method="POST", opens=_write),
    Door(row="thread_write", name="new thread", surface="page", at="forum:thread_open", method="POST", opens=_open),
    Door(row="thread_moderate", name="pin and close", surface="page", at="forum:order", method="POST", opens=_order),
    Door(row="thread_moderate", name="hide a post", surface="page", at="moderation:decide", method="POST", opens=_hide),
    Door(
        row="report_content", name="report a post", surface="page", at="moderation:report", method="POST", opens=_report
    ),
]
