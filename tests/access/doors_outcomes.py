"""Doors of outcomes: the promotion file, the decisions about it, consents, what people do on the public page."""

from __future__ import annotations

from typing import Any

from django.urls import reverse

from tests.access.doors import Door, made, network_at, page, post, thing_at
from tests.outcomes.conftest import WORDS, completed, drawing, fresh, paper, step_of


@made
def _proposal(world: Any) -> Any:
    """Ben's proposal."""
    from networks.outcomes import services

    return services.propose(by=world.fixture("ben"), network=world.fixture("network"), values={"title": "Karty"})


@made
def _complete(world: Any) -> Any:
    return completed(_proposal(world), world.fixture("ben"))


@made
def _sent(world: Any) -> Any:
    """The same, with the coordinator."""
    from networks.outcomes import services

    services.send(by=world.fixture("ben"), outcome=_complete(world))
    return fresh(_complete(world))


@made
def _with_editors(world: Any) -> Any:
    """The same, with the editors."""
    from networks.outcomes import services

    outcome = _sent(world)
    services.approve(by=world.fixture("ada"), outcome=outcome, seen=step_of(outcome))
    return fresh(outcome)


@made
def _public(world: Any) -> Any:
    """The same, public."""
    from networks.outcomes import services
    from pages.services import plant_tree

    plant_tree()
    outcome = _with_editors(world)
    services.approve(by=world.fixture("iga"), outcome=outcome, seen=step_of(outcome))
    return fresh(outcome)


@made
def _question(world: Any) -> Any:
    """Cleo's question to Ben."""
    from networks.outcomes import services

    return services.ask(by=world.fixture("cleo"), outcome=_public(world), words="Ile to trwa?")


@made
def _withdrawn(world: Any) -> Any:
    from networks.outcomes import services

    services.withdraw(by=world.fixture("ada"), outcome=_public(world), words="Błąd w karcie.")
    return fresh(_public(world))


@made
def _two_authors(world: Any) -> Any:
    from networks.outcomes import services

    services.add_author(by=world.fixture("ben"), outcome=_proposal(world), user=world.fixture("ewa"))
    return _proposal(world)


def _words(world: Any) -> dict[str, Any]:
    return {**WORDS, "seen": fresh(_proposal(world)).version}


def _at(maker: Any, **more: Any) -> Any:
    return network_at(pk=maker, **more)


def _part(maker: Any, number: Any) -> Any:
    return network_at(pk=maker, number=lambda world: number(maker(world)))


def _slug(maker: Any) -> Any:
    return lambda world: {"slug": maker(world).pages.get().slug}


def _use(world: Any, client: Any) -> Any:
    """Everybody works at the neighbours' school here."""
    from tests.outcomes.conftest import neighbours_school

    outcome = _public(world)
    if world.actor is not None:
        world.actor.profile.institution = neighbours_school(world.fixture("county"))
        world.actor.profile.save()
    return client.post(reverse("outcomes:use", args=[outcome.pk]), {"words": "W klasach piątych."})


FILE, REVIEWED = _at(_proposal), thing_at(pk=_sent)
PAPER = _part(_complete, lambda outcome: outcome.attachments.filter(is_picture=False).first())
STATION = _part(_complete, lambda outcome: outcome.way.first())
AUTHOR = _part(_two_authors, lambda outcome: outcome.authors.last())

DOORS: list[Door] = [
    page("outcome_read", "list", "outcomes:list", network_at()),
    page("outcome_read", "file", "outcomes:file", FILE),
    Door(
        "outcome_read",
        "material",
        "file",
        lambda world, client: client.get(_complete(world).attachments.first().file.address),
        at="files:download",
    ),
    page("outcome_propose", "propose asks", "outcomes:propose", network_at()),
    post("outcome_propose", "propose", "outcomes:propose", network_at(), {"title": "Nowy", "problem": "Cisza."}),
    page("outcome_prepare", "write asks", "outcomes:edit", FILE),
    post("outcome_prepare", "write", "outcomes:edit", FILE, _words),
    post("outcome_prepare", "add a file", "outcomes:material", FILE, lambda w: {"file-file": paper()}),
    post("outcome_prepare", "add a picture", "outcomes:picture", FILE, lambda w: {"picture-picture": drawing()}),
    post("outcome_prepare", "describe", "outcomes:describe", PAPER, {"title": "Karty"}),
    post("outcome_prepare", "take a file off", "outcomes:detach", PAPER),
    post("outcome_prepare", "add a station", "outcomes:station", FILE, {"way-kind": "need", "way-words": "Cisza."}),
    post("outcome_prepare", "take a station off", "outcomes:station_drop", STATION),
    post("outcome_prepare", "add an author", "outcomes:author", FILE, lambda w: {"author-user": w.fixture("ewa").pk}),
    post("outcome_prepare", "take an author off", "outcomes:author_leave", AUTHOR),
    post(
        "outcome_prepare",
        "check for personal data",
        "outcomes:check",
        FILE,
        lambda w: {"seen": fresh(_proposal(w)).version},
    ),
    post("outcome_prepare", "send", "outcomes:send", _at(_complete)),
    post("outcome_prepare", "take back", "outcomes:take_back", _at(_sent)),
    post("outcome_prepare", "delete", "outcomes:delete", FILE),
    page("outcome_by_coordinator", "review", "outcomes:review", REVIEWED),
    post(
        "outcome_by_coordinator",
        "approve",
        "outcomes:review",
        REVIEWED,
        lambda w: {"act": "approve", "seen": step_of(_sent(w))},
    ),
    post("outcome_by_coordinator", "return", "outcomes:review", REVIEWED, {"act": "return", "words": "Dopisz."}),
    page("outcome_by_editor", "editor's review", "outcomes:review", thing_at(pk=_with_editors)),
    post(
        "outcome_by_editor",
        "publish",
        "outcomes:review",
        thing_at(pk=_with_editors),
        lambda w: {"act": "approve", "seen": step_of(_with_editors(w))},
    ),
    page("outcome_own", "own consent", "outcomes:consent", thing_at(pk=_complete)),
    post(
        "outcome_own",
        "agree",
        "outcomes:consent",
        thing_at(pk=_complete),
        {"act": "agree", "agreed": "on", "licence": "cc-by"},
    ),
    post("outcome_own", "take the consent back", "outcomes:consent", thing_at(pk=_public), {"act": "withdraw"}),
    page("outcome_withdraw", "withdraw asks", "outcomes:withdraw", thing_at(pk=_public)),
    post("outcome_withdraw", "withdraw", "outcomes:withdraw", thing_at(pk=_public), {"words": "Błąd w karcie."}),
    page("signed_in", "use asks", "outcomes:use", thing_at(pk=_public)),
    Door("outcome_use", "use", "page", _use, at="outcomes:use", method="POST"),
    page("signed_in", "ask the authors", "outcomes:ask", thing_at(pk=_public)),
    post("outcome_ask", "ask", "outcomes:ask", thing_at(pk=_public), {"words": "Ile to trwa?"}),
    page("outcome_question", "question", "outcomes:question", thing_at(pk=_question)),
    post("outcome_answer", "answer", "outcomes:question", thing_at(pk=_question), {"words": "Godzinę."}),
    page("public", "picture of an outcome", "pages:outcome_picture", _slug(_public), surface="file"),
    page("public", "print of an outcome", "pages:outcome_print", _slug(_public), surface="export"),
    page("nothing_public", "picture of a withdrawn one", "pages:outcome_picture", _slug(_withdrawn), surface="file"),
    page("nothing_public", "print of a withdrawn one", "pages:outcome_print", _slug(_withdrawn), surface="export"),
    page("outcome_gone", "use of a withdrawn one", "outcomes:use", thing_at(pk=_withdrawn)),
    page("outcome_gone", "question about a withdrawn one", "outcomes:ask", thing_at(pk=_withdrawn)),
]
