"""Outside the named roles a process does not exist, at whatever address and however far it has come (SP-01)."""

from __future__ import annotations

import pytest
from django.urls import reverse

from support import urls
from support.models import Activity, Goal, Need, Process, Recommendation
from support.states import State
from tests.support import walking

STRANGERS = ("foreign_sore", "foreign_director", "foreign_county", "ben")
ABOUT_ONE = [found.name for found in urls.urlpatterns if "<int:pk>" in str(found.pattern)]
SECRET = ("Ocenianie", "Kryteria", "Obserwacje 9 z 10")


def _address(name: str, process: Process) -> str:
    parts = {
        "pk": process.pk,
        "need": Need.objects.get(diagnosis__process=process).pk,
        "goal": Goal.objects.get(plan__process=process).pk,
        "activity": Activity.objects.filter(goal__plan__process=process).earliest("pk").pk,
        "advice": Recommendation.objects.filter(process=process).earliest("pk").pk,
        "contact": 1,
        "difficulty": 1,
        "number": 1,
        "paper": "plan",
        "form": "pdf",
    }
    pattern = str(next(found.pattern for found in urls.urlpatterns if found.name == name))
    return reverse(f"support:{name}", kwargs={key: part for key, part in parts.items() if f":{key}>" in pattern})


@pytest.mark.parametrize("who", STRANGERS)
def test_no_address_of_a_process_exists_for_strangers(who, started, sara, hal, client, request):
    """Read or written to, each address answers as that of a process that never was; nothing changes."""
    process = walking.to(State.CLOSED, started, sara, hal)
    client.force_login(request.getfixturevalue(who))
    before = walking.whole()
    for name in ABOUT_ONE:
        address = _address(name, process)
        never_was = address.replace(f"/{process.pk}/", "/99999999/", 1)
        for ask in (client.get, client.post):
            answer = ask(address)
            assert answer.status_code == ask(never_was).status_code, (name, ask.__name__)
            assert answer.status_code in (404, 405), (name, ask.__name__)
    assert walking.whole() == before
    listed = client.get(reverse("support:list"))
    assert listed.status_code == 404 or process.title not in listed.content.decode()


def test_the_own_county_reads_stages_and_nothing_written_inside(started, sara, hal, dov, client):
    """The coordinator's one page shows the stage; every other page of the process is not there."""
    process = walking.to(State.CLOSED, started, sara, hal)
    client.force_login(dov)
    seen = []
    for name in ABOUT_ONE:
        answer = client.get(_address(name, process))
        seen += [name] if answer.status_code == 200 else []
        assert not [word for word in SECRET if word in answer.content.decode()], name
    assert seen == ["process"]
    client.force_login(hal)
    assert "Obserwacje 9 z 10" in client.get(_address("evaluation", process)).content.decode()
