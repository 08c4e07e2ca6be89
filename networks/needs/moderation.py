"""What members write here can be reported, hidden and shown again by who steers the network."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from django.utils.translation import gettext_lazy as _

from kit import clock, html
from moderation.registry import moderated
from networks import rules as hall
from networks.enums import Role
from networks.models import Membership
from networks.moderation import stairs, where
from networks.needs import rules, selectors
from networks.needs.models import Proposal, Question, Reply, Wish


def _edition(thing: Any) -> Any:
    return thing.question.edition if isinstance(thing, Reply) else thing.edition


def _judges(thing: Any) -> list[Any]:
    here = Membership.objects.active().filter(edition=_edition(thing), role__in=[Role.COORDINATOR, Role.DEPUTY])
    return [place.user for place in here.select_related("user")]


def _mark(moment: Callable[[], Any]) -> Callable[[Any], None]:
    def mark(thing: Any) -> None:
        thing.hidden_at = moment()
        thing.save(update_fields=["hidden_at"])

    return mark


def _judged(model: Any) -> Callable[[Any], Any]:
    place = _path(model)
    return lambda user: model.objects.filter(**{f"{place}__in": hall.steerable_networks(user)}).select_related(place)


def _path(model: Any) -> str:
    return "question__edition__network" if model is Reply else "edition__network"


def _joined(model: Any) -> list[str]:
    """What a queue reads of each: the place, and the author where there is one."""
    named = {field.name for field in model._meta.concrete_fields}
    return [_path(model), *(["author"] if "author" in named else [])]


def _sign_in(name: str, label: Any, model: Any, words: Callable[[Any], str], url: Callable[[Any], str]) -> None:
    moderated(
        name,
        label=label,
        model=model,
        find=selectors.thing_by_pk(model),
        may_judge=rules.may_judge,
        judged=_judged(model),
        judges=_judges,
        author=lambda thing: getattr(thing, "author", None),
        title=str,
        words=lambda thing: html.from_text(words(thing)),
        url=url,
        hide=_mark(clock.now),
        show=_mark(lambda: None),
        place=lambda thing: _edition(thing).network.title,
        where=lambda thing: where(_edition(thing).network_id),
        stairs=stairs(model, _path(model), lambda thing: _edition(thing).network_id),
        rows=lambda: model.objects.select_related(*_joined(model)),
    )


_sign_in("wish", _("need or offer of a member"), Wish, lambda one: f"{one.title}\n\n{one.text}", selectors.wish_address)
_sign_in(
    "proposal", _("proposal"), Proposal, lambda one: f"{one.title}\n\n{one.text}", lambda one: one.get_absolute_url()
)
_sign_in("question", _("anonymous question"), Question, lambda one: one.words, lambda one: one.get_absolute_url())
_sign_in("reply", _("answer to a question"), Reply, lambda one: one.words, lambda one: one.question.get_absolute_url())
