"""Tags: one word is one tag; editors merge and rename them, and nobody who follows one loses it."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from django.contrib.contenttypes.models import ContentType
from django.db import IntegrityError, transaction
from django.utils.translation import gettext as _
from taggit.models import Tag, TaggedItem

from accounts.models import User
from kit import html, later
from kit.verdicts import Refused, insist
from moderation import trail
from networks.models import Membership
from notifications.services import notify
from resources import rules, stand
from resources.models import Resource, TagFollow, TagWay, folded
from resources.notices import TAGGED
from resources.tagging import key_of
from search.services import changed


def tags_for(names: Iterable[str]) -> list[Tag]:
    """The tags these words stand for, each once: known ones by whatever way they are written, new ones made."""
    wanted = {key: name for name in names if (key := key_of(name))}
    ways = {way.key: way.tag for way in TagWay.objects.filter(key__in=wanted).select_related("tag")}
    tags = [ways[key] if key in ways else _made(key, name) for key, name in wanted.items()]
    return list({tag.pk: tag for tag in tags}.values())


def _known(key: str) -> Tag:
    return TagWay.objects.select_related("tag").get(key=key).tag


def _made(key: str, name: str) -> Tag:
    """A new tag under its key; when somebody makes the same one just now, that one."""
    try:
        with transaction.atomic():
            tag, _new = Tag.objects.get_or_create(name=name)
            TagWay.objects.create(key=key, tag=tag, words=name)
    except IntegrityError:
        return _known(key)
    return tag


@transaction.atomic
def merge(*, by: Any, tag: Tag, into: Tag) -> int:
    """Make `tag` another way of writing `into`: its things, followers and addresses move; gives how many resources.

    Raises Refused when `by` is no editor, or the two are one.
    """
    insist(rules.may_tidy_tags(by))
    if tag.pk == into.pk:
        raise Refused(_("Choose another tag: it cannot be merged with itself."))
    moved = _resources_of(tag)
    standing = set(TaggedItem.objects.filter(tag=into).values_list("content_type_id", "object_id"))
    for item in TaggedItem.objects.filter(tag=tag):
        if (item.content_type_id, item.object_id) not in standing:
            item.tag = into
            item.save(update_fields=["tag"])
    followers = set(TagFollow.objects.filter(tag=into).values_list("user_id", flat=True))
    TagFollow.objects.filter(tag=tag).exclude(user_id__in=followers).update(tag=into)
    TagWay.objects.filter(tag=tag, slug="").update(slug=tag.slug)
    TagWay.objects.filter(tag=tag).update(tag=into)
    trail.write(by=by, action="resources.tag.merge", about=into, values={"merged": tag.name, "into": into.name})
    tag.delete()
    _index(moved)
    return len(moved)


@transaction.atomic
def rename(*, by: Any, tag: Tag, name: str) -> Tag:
    """Give a tag another name; the old one stays a way of writing it, and its address stays.

    Raises Refused when `by` is no editor, the name is empty, or another tag is known under it.
    """
    insist(rules.may_tidy_tags(by))
    name = " ".join(name.split())[:100]
    key = key_of(name)
    if not key:
        raise Refused(_("Write the new name."))
    other = TagWay.objects.filter(key=key).exclude(tag=tag).select_related("tag").first()
    same = Tag.objects.filter(name=name).exclude(pk=tag.pk).first()
    if other is not None or same is not None:
        known = other.tag.name if other is not None else name
        raise Refused(_("There is already a tag “%(name)s”. Merge the two.") % {"name": known})
    TagWay.objects.get_or_create(key=key, defaults={"tag": tag, "words": name})
    trail.write(by=by, action="resources.tag.rename", about=tag, values={"before": tag.name, "after": name})
    tag.name = name
    tag.save(update_fields=["name"])
    _index(_resources_of(tag))
    return tag


def _resources_of(tag: Tag) -> list[int]:
    kind = ContentType.objects.get_for_model(Resource)
    return list(TaggedItem.objects.filter(tag=tag, content_type=kind).values_list("object_id", flat=True))


def _index(numbers: list[int]) -> None:
    """Words of the list and of the index follow the new name."""
    for resource in Resource.objects.filter(pk__in=numbers).prefetch_related("tags").iterator(chunk_size=200):
        words = [resource.title, resource.author, *resource.tags.names(), html.text_of(resource.description)]
        Resource.objects.filter(pk=resource.pk).update(folded=folded(" ".join(words)))
        changed(resource)
    stand.moved()


def follow(*, by: Any, tag: Tag) -> None:
    """Be told of new resources under the tag. Raises Refused for who has no account."""
    insist(rules.may_keep_shelves(by))
    TagFollow.objects.get_or_create(tag=tag, user=by)


def unfollow(*, by: Any, tag: Tag) -> None:
    """No longer."""
    TagFollow.objects.filter(tag=tag, user=by.pk).delete()


def tell_later(resource: Resource) -> None:
    """Have those told who follow a tag of a new resource."""
    later.enqueue("resources.tell_followers", resource_id=resource.pk)


@transaction.atomic
def tell_followers(*, resource_id: int) -> int:
    """Tell them; gives how many. Members of its network were told of it anyway and are left out."""
    resource = Resource.objects.select_for_update(of=("self",)).select_related("network").filter(pk=resource_id).first()
    if resource is None or resource.hidden_at is not None:
        return 0
    members = Membership.objects.now().filter(edition__network=resource.network_id).values("user")
    follows = TagFollow.objects.filter(tag__in=resource.tags.all()).exclude(user__in=members)
    people = User.objects.filter(pk__in=follows.values("user"), is_active=True)
    told = [person for person in people if rules.may_read(person, resource)]
    notify(
        TAGGED,
        to=told,
        by=resource.created_by,
        about=resource,
        title=_("Under a tag you follow: %(title)s") % {"title": resource.title},
        text=", ".join(sorted(resource.tags.names())),
        url=resource.get_absolute_url(),
    )
    return len(told)
