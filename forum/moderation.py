"""Posts can be reported, hidden and shown again by who steers the network; words that wait are read there first."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import replace
from typing import Any

from django.db.models import Q, QuerySet
from django.utils.translation import gettext_lazy as _

from forum import places, rules, selectors, services
from forum.models import HeldPost, HeldState, Post, Section
from forum.services import holding
from moderation.registry import PLACES, Places, Step, moderated
from networks.moderation import stairs


def _judges(post: Post) -> list[Any]:
    return places.judges_of(post.thread)


def _steps(model: Any, to: str, spot: Callable[[Any], places.Spot]) -> tuple[Step, ...]:
    """The network's stairs; above the networks the keepers, then the county coordinators, then administrators."""
    first, deputy, county, top = stairs(model, f"{to}network", lambda thing: spot(thing).network_id or 0)

    def kept(user: Any) -> QuerySet:
        return model._default_manager.filter(Q(pk__in=county.judged(user)) | places.kept_condition(user, to))

    def people(common: Callable[[Any], list[Any]], step: Step) -> Callable[[Any], list[Any]]:
        return lambda thing: common(spot(thing)) if spot(thing).network_id is None else step.people(thing)

    def named(words: Any) -> Callable[[Any], Any]:
        return lambda thing: words if spot(thing).network_id is None else ""

    keepers = named(_("those who moderate the section"))
    counties = named(_("the county coordinators"))
    return (
        replace(first, people=people(lambda one: places.keepers_of(one.section), first), named=keepers),
        replace(deputy, people=people(lambda _one: places.counties(), deputy), named=counties),
        replace(county, people=people(lambda _one: places.counties(), county), judged=kept, named=counties),
        top,
    )


def _reportable(user: Any, post: Post) -> Any:
    return rules.may_report(user, post)


def _judged(user: Any) -> QuerySet[Post]:
    return rules.judged_posts(user).select_related("thread__network", "thread__section", "author")


def _held_title(held: HeldPost) -> str:
    return held.title or (held.thread.title if held.thread is not None else "")


def _held_url(held: HeldPost) -> str:
    return held.post.get_absolute_url() if held.post is not None else held.get_absolute_url()


moderated(
    "post",
    label=_("post"),
    model=Post,
    find=selectors.post_by_pk,
    may_judge=rules.may_judge,
    may_report=_reportable,
    judged=_judged,
    judges=_judges,
    author=lambda post: post.author,
    title=lambda post: post.thread.title,
    words=lambda post: post.html,
    drawn=lambda post: post.body,
    url=lambda post: post.get_absolute_url(),
    is_hidden=lambda post: post.hidden_at is not None,
    hide=services.hide,
    show=services.show,
    at=selectors.public_post_at,
    changeable=True,
    place=lambda post: post.thread.place_name,
    where=lambda post: places.key_of(post.thread),
    stairs=_steps(Post, "thread__", lambda post: post.thread),
    rows=lambda: Post.objects.select_related("thread__network", "thread__section", "author"),
)
moderated(
    "held_post",
    label=_("post that waits"),
    model=HeldPost,
    find=selectors.held_by_pk,
    may_judge=rules.may_judge_held,
    may_report=lambda _user, held: rules.refusal(_("Nobody else has read this yet.")),
    judged=rules.judged_held,
    author=lambda held: held.author,
    title=_held_title,
    words=lambda held: held.html,
    drawn=lambda held: services.attachments.draw(held.html, selectors.attached_to(held)),
    url=_held_url,
    is_hidden=lambda held: held.state != HeldState.PUBLISHED,
    hide=lambda held: None,
    show=lambda held: None,
    place=lambda held: places.name_of(held),
    where=lambda held: places.key_of(held),
    stairs=_steps(HeldPost, "", lambda held: held),
    rows=lambda: HeldPost.objects.select_related("network", "section", "thread", "author", "post__thread__network"),
    is_waiting=lambda held: held.state == HeldState.WAITING,
    release=holding.release,
    refuse=holding.refuse,
    amend=holding.amend,
)


def _arranged(user: Any) -> list[tuple[str, str]]:
    found = places.kept_sections(user).order_by("position", "id")
    return [(places.key_of(section), section.name) for section in found]


def _labels(numbers: Iterable[int]) -> dict[int, str]:
    return dict(Section.objects.filter(pk__in=list(numbers)).values_list("pk", "name"))


PLACES.register("section", Places(name="section", arranged=_arranged, labels=_labels))
