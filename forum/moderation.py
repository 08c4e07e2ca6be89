"""Posts can be reported, hidden and shown again by who steers the network."""

from __future__ import annotations

from typing import Any

from django.db.models import QuerySet
from django.utils.translation import gettext_lazy as _

from forum import rules, selectors, services
from forum.models import Post
from moderation.registry import moderated
from networks.enums import Role
from networks.models import Membership


def _judges(post: Post) -> list[Any]:
    here = Membership.objects.now().filter(
        edition__network=post.thread.network_id, role__in=[Role.COORDINATOR, Role.DEPUTY]
    )
    return [place.user for place in here.select_related("user")]


def _reportable(user: Any, post: Post) -> Any:
    return rules.may_report(user, post)


def _judged(user: Any) -> QuerySet[Post]:
    return rules.judged_posts(user).select_related("thread__network", "author")


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
    url=lambda post: post.get_absolute_url(),
    is_hidden=lambda post: post.hidden_at is not None,
    hide=services.hide,
    show=services.show,
    place=lambda post: post.thread.network.title,
)
