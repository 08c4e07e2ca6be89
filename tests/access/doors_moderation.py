"""Doors of moderation: the queue and its cases, statements and appeals, rules of a place, notices from outside."""

from __future__ import annotations

from typing import Any

from django.core.cache import cache

from forum import services as forum
from forum.models import HeldPost, Section
from moderation import services
from moderation.models import Case
from moderation.registry import MODERATED
from tests.access.doors import Door, made, network_at, page, post, thing_at
from tests.access.doors_forum import _thread


@made
def _of_ben(world: Any) -> Any:
    """Ben's post in Ada's network."""
    return forum.reply(by=world.fixture("ben"), thread=_thread(world), text="<p>Ostre słowa.</p>")


@made
def _case(world: Any) -> Any:
    """A case that Ewa's report of Ben's post has opened."""
    services.report(
        by=world.fixture("ewa"), kind=MODERATED["post"], thing=_of_ben(world), ground="offence", words="Przykre."
    )
    return Case.objects.latest("pk")


@made
def _hidden(world: Any) -> Any:
    """Ada's decision to hide Ben's post."""
    return services.decide(
        by=world.fixture("ada"),
        kind=MODERATED["post"],
        thing=_of_ben(world),
        act="hide",
        ground="off_topic",
        words="Nie tu.",
    )


@made
def _held(world: Any) -> Any:
    """Ben's words that wait, because everything is read first in their section."""
    thread = _thread(world)
    Section.objects.filter(pk=thread.section_id).update(mode="everything")
    forum.reply(by=world.fixture("ben"), thread=thread, text="<p>Słowa, które czekają.</p>")
    return HeldPost.objects.latest("pk")


@made
def _notice(world: Any) -> Any:
    """A notice of somebody without an account."""
    return services.report_from_outside(
        address="https://example.org/", ground="unlawful", words="Bezprawne.", name="Kto Inny", email="k@example.org"
    )


@made
def _answered(world: Any) -> Any:
    """Ben's report of Ewa's post, left as it is by Ada."""
    written = forum.reply(by=world.fixture("ewa"), thread=_thread(world), text="<p>Słowa Ewy.</p>")
    kind = MODERATED["post"]
    made_by_ben = services.report(by=world.fixture("ben"), kind=kind, thing=written, ground="offence")
    services.decide(by=world.fixture("ada"), kind=kind, thing=written, act="keep")
    return made_by_ben


@made
def _answered_notice(world: Any) -> Any:
    """A notice from outside that an administrator left as it is."""
    services.decide(by=world.fixture("jan"), kind=MODERATED["outside_report"], thing=_notice(world), act="keep")
    return _notice(world)


def _section(world: Any) -> str:
    return _thread(world).section.slug


def _place(world: Any) -> dict[str, Any]:
    return {"place": f"network:{world.fixture('network').pk}"}


def _rule(world: Any) -> dict[str, Any]:
    return _place(world) | {"code": "offence"}


@made
def _other_section(world: Any) -> Any:
    return forum.open_section(by=world.fixture("ada"), network=world.fixture("network"), name="Pomysły")


def _move_back(world: Any, client: Any) -> Any:
    thread = _thread(world)
    return client.post(f"{thread.get_absolute_url()}przeniesiono/", {"skad": _other_section(world).pk})


_one, _decided = thing_at(case_id=_case), thing_at(decision_id=_hidden)
_own = thing_at(report_id=_answered)
_mine = network_at(held_id=_held)
ARRANGED = {
    "mode": "everything", "first_posts": "3", "quiet_from": "22", "quiet_until": "6", "promise_hours": "24",
    "slow_minutes": "0",
}  # fmt: skip
HIDE = {"act": "hide", "ground": "off_topic", "words": "Nie na temat."}
OUTSIDE = {
    "address": "https://example.org/", "ground": "unlawful", "words": "Bezprawne.", "name": "Kto Inny",
    "email": "k@example.org", "good_faith": "on",
}  # fmt: skip

DOORS: list[Door] = [
    page("moderation_case", "case", "moderation:case", _one),
    post("moderation_case", "decide", "moderation:case", _one, HIDE),
    page("moderation_case", "danger to life", "moderation:danger", _one),
    post("moderation_case", "log a danger", "moderation:danger", _one, {"told": "112"}),
    post("moderation_case", "take in hand", "moderation:claim", _one, {"act": "take"}),
    post(
        "moderation_many",
        "decide about many",
        "moderation:queue",
        None,
        lambda world: {"case": [_case(world).pk], "act": "keep", "ground": "", "words": "Zostaje."},
    ),
    page("moderation_talk", "talk", "moderation:talk", _one),
    post("moderation_talk", "speak", "moderation:talk", _one, {"words": "Dlaczego?"}),
    page("signed_in", "decisions about what I wrote", "moderation:statements"),
    page("moderation_statement", "statement of reasons", "moderation:decision", _decided),
    page("moderation_appeal", "asks", "moderation:appeal", _decided),
    post("moderation_appeal", "appeal", "moderation:appeal", _decided, {"words": "Nie zgadzam się."}),
    page("signed_in", "what I reported", "moderation:reports"),
    page("report_outcome", "outcome of a report", "moderation:outcome", _own),
    page("report_outcome", "asks to look again", "moderation:object", _own),
    post("report_outcome", "objects", "moderation:object", _own, {"words": "Proszę spojrzeć jeszcze raz."}),
    page("moderation_places", "places", "moderation:places"),
    page("moderation_arrange", "rules of a place", "moderation:place", _place),
    post("moderation_arrange", "watch a word", "moderation:place", _place, {"act": "word", "slowo-words": "głupek"}),
    page("moderation_arrange", "a rule", "moderation:ground", _rule),
    post("moderation_arrange", "change a rule", "moderation:ground", _rule, {"words": "Bez obrażania", "ready": ""}),
    page("moderation_places", "figures", "moderation:figures"),
    page("moderation_places", "figures as a file", "moderation:figures_file", {"form": "csv"}, surface="export"),
    page("public", "how we moderate", "moderation:policy"),
    page("public", "notice of illegal content", "moderation:outside"),
    post("public", "send a notice", "moderation:outside", None, OUTSIDE, before=lambda world: cache.clear()),
    page("public", "a notice was received", "moderation:outside_received", lambda w: {"number": _notice(w).number}),
    page("public", "back to the notice", "moderation:outside_object", lambda w: {"number": _answered_notice(w).number}),
    post(
        "public",
        "object from outside",
        "moderation:outside_object",
        lambda w: {"number": _answered_notice(w).number},
        {"words": "Proszę spojrzeć jeszcze raz."},
        before=lambda world: cache.clear(),
    ),
    # keeping order in the forum
    page("thread_moderate", "order", "forum:order", network_at(thread_id=_thread)),
    Door(
        "thread_moderate",
        "moved",
        "page",
        lambda world, client: client.get(
            f"{_thread(world).get_absolute_url()}przeniesiono/?skad={_thread(world).section_id}"
        ),
        at="forum:moved",
    ),
    Door(
        "thread_moderate",
        "moved back",
        "page",
        _move_back,
        at="forum:moved",
        method="POST",
    ),
    page("section_open", "rules of a section", "forum:section_arrange", network_at(section=_section)),
    post(
        "section_open",
        "change the rules of a section",
        "forum:section_arrange",
        network_at(section=_section),
        ARRANGED,
    ),
    page("post_held_read", "words that wait", "forum:held", _mine),
    post("post_held_read", "other words", "forum:held", _mine, {"text": "Łagodniej."}),
]
