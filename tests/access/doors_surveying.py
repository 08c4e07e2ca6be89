"""Doors of surveys: writing and leading them, answering, the link without an account, the outcome."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

from kit import clock
from networks.surveying import services
from networks.surveying.models import NetworkSurvey
from surveys import vault
from tests.access.doors import Door, made, network_at, page, post, thing_at

RATED = {"knowledge": 4, "exchange": 3, "contacts": 5, "school": 2, "coordination": 4, "stay": 0}


def _survey(world: Any, template: str = "ewaluacja") -> NetworkSurvey:
    return services.make(by=world.fixture("ada"), edition=world.fixture("edition"), title="Ankieta", template=template)


@made
def draft(world: Any) -> NetworkSurvey:
    """A draft."""
    return _survey(world)


def _opened(world: Any) -> NetworkSurvey:
    asked = _survey(world)
    services.open_up(by=world.fixture("ada"), asked=asked, closes_on=clock.today() + timedelta(days=3))
    return asked


@made
def running(world: Any) -> NetworkSurvey:
    """One that takes answers."""
    return _opened(world)


def _ended(world: Any) -> NetworkSurvey:
    asked = _opened(world)
    for token in services.make_links(by=world.fixture("ada"), asked=asked, count=6):
        services.answer_by_link(asked=asked, token=token, code=vault.code_word(), raw=RATED, done=True)
    services.close(by=world.fixture("ada"), asked=asked)
    return asked


@made
def closed(world: Any) -> NetworkSurvey:
    """One that is closed and not shown to members."""
    return _ended(world)


@made
def before(world: Any) -> NetworkSurvey:
    """A closed one that asked for words of people's own, shown to members."""
    ada, asked = world.fixture("ada"), _survey(world)
    services.name(by=ada, asked=asked, title="Przed", intro="", asks_word=True)
    services.open_up(by=ada, asked=asked, closes_on=clock.today() + timedelta(days=3))
    for token in services.make_links(by=ada, asked=asked, count=6):
        services.answer_by_link(asked=asked, token=token, code=vault.code_word(), raw=RATED, done=True)
    services.close(by=ada, asked=asked)
    services.share(by=ada, asked=asked)
    return asked


@made
def shared(world: Any) -> NetworkSurvey:
    """One whose outcome members see."""
    asked = _ended(world)
    services.share(by=world.fixture("ada"), asked=asked)
    return asked


def _link(world: Any) -> dict[str, Any]:
    asked = running(world)
    token = services.make_links(by=world.fixture("ada"), asked=asked, count=1)[0]
    return {"number": asked.pk, "token": token}


def _sheet(_world: Any) -> dict[str, Any]:
    return {"code": vault.code_word(), "act": "done"} | {f"o-{key}": value for key, value in RATED.items()}


def _day(_world: Any) -> dict[str, Any]:
    return {"closes_on": (clock.today() + timedelta(days=2)).isoformat()}


def _steer(act: str) -> Any:
    return lambda world: {"act": act, **_day(world)}


def _in(thing: Any, **more: Any) -> Any:
    return network_at(number=thing, **more)


QUESTION = {"text": "Co dalej?"}
DOORS: list[Door] = [
    page("survey_list", "list", "surveying:list", network_at()),
    page("survey_lead", "make asks", "surveying:make", network_at()),
    post("survey_lead", "make", "surveying:make", network_at(), {"template": "potrzeby", "title": "Potrzeby"}),
    page("survey_draft", "draft", "surveying:survey", _in(draft)),
    page("survey_draft", "title asks", "surveying:name", _in(draft)),
    post("survey_draft", "title", "surveying:name", _in(draft), {"title": "Inny"}),
    page("survey_draft", "add asks", "surveying:item_add", _in(draft, kind="text")),
    post("survey_draft", "add", "surveying:item_add", _in(draft, kind="text"), QUESTION),
    page("survey_draft", "change asks", "surveying:item", _in(draft, key="change")),
    post("survey_draft", "change", "surveying:item", _in(draft, key="change"), QUESTION),
    post("survey_draft", "move", "surveying:item", _in(draft, key="change"), {"act": "down"}),
    page("survey_draft", "bank asks", "surveying:bank", _in(draft)),
    post("survey_draft", "bank", "surveying:bank", _in(draft), {"question": "spotkanie:useful"}),
    post("survey_lead", "after", "surveying:after", _in(before)),
    page("survey_draft", "open asks", "surveying:open", _in(draft)),
    post("survey_draft", "open", "surveying:open", _in(draft), _day),
    post("survey_draft", "throw away", "surveying:steer", _in(draft), _steer("drop")),
    page("survey_list", "running", "surveying:survey", _in(running)),
    post("survey_lead", "remind", "surveying:steer", _in(running), _steer("remind")),
    post("survey_lead", "put off", "surveying:steer", _in(running), _steer("put_off")),
    post("survey_lead", "close", "surveying:steer", _in(running), _steer("close")),
    page("survey_lead", "links ask", "surveying:links", _in(running)),
    post("survey_lead", "links", "surveying:links", _in(running), {"count": "2"}),
    page("survey_answer", "sheet", "surveying:answer", _in(running)),
    post("survey_answer", "answer", "surveying:answer", _in(running), _sheet),
    page("public", "sheet of a link", "surveying:by_link", _link, surface="mail"),
    post("public", "answer by a link", "surveying:by_link", _link, _sheet),
    page("nothing_public", "a link nobody made", "surveying:by_link", thing_at(number=running, token="zmyslony")),
    page("survey_list", "closed", "surveying:survey", _in(closed)),
    page("survey_lead", "its table", "surveying:table", _in(closed, form="csv"), surface="export"),
    page("survey_list", "a shown table", "surveying:table", _in(shared, form="xlsx"), surface="export"),
    post("survey_lead", "show to members", "surveying:steer", _in(closed), _steer("share")),
    post("survey_lead", "a goal of it", "surveying:goal", _in(closed), {"title": "Więcej wymiany"}),
]
