"""Tags a person may know of: those of resources the person may read, and the table editors put in order."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass
from itertools import combinations
from typing import Any

from django.db.models import Count, Exists, OuterRef, Q, QuerySet
from taggit.models import Tag

from kit.verdicts import NotThere
from resources import rules
from resources.models import Resource, TagFollow, TagWay
from resources.tagging import alike, key_of
from search import polish

MOST_TAGS_SHOWN = 400
MOST_OFFERED = 8


def vocabulary(user: Any) -> QuerySet[Tag]:
    """Tags of resources `user` may read, the most used first, with `many` and whether `user` follows them."""
    readable = rules.readable_resources(user).shown().values("pk")
    mine = TagFollow.objects.filter(tag=OuterRef("pk"), user=user.pk)
    found = Tag.objects.filter(resource__in=readable).annotate(many=Count("resource", distinct=True))
    return found.annotate(followed=Exists(mine)).order_by("-many", "name")


def tag_for(user: Any, pk: int) -> Tag:
    """One of them, or one the person follows; NotThere for all others."""
    tag = vocabulary(user).filter(pk=pk).first() or Tag.objects.filter(pk=pk, follows__user=user.pk).first()
    if tag is None:
        raise NotThere
    return tag


def known_tags(user: Any, *, many: int = 200) -> list[str]:
    """Names of the tags used most in what `user` may read."""
    return list(vocabulary(user).values_list("name", flat=True)[:many])


def slugs_of(slug: str) -> list[str]:
    """The words of addresses an address with this word means: its own, and that of the tag it was merged into."""
    return [slug, *TagWay.objects.filter(slug=slug).values_list("tag__slug", flat=True)]


def tagged(user: Any, slug: str) -> Tag | None:
    """The tag an address names, with whether `user` follows it; None when there is none the person may know."""
    return vocabulary(user).filter(slug__in=slugs_of(slug)).first() if slug else None


def offered(user: Any, typed: str) -> list[str]:
    """Names of tags for what is being typed: those that begin so, and those that are the same word in another form."""
    typed = typed.strip()[:60]
    if not typed:
        return []
    begun, tokens = polish.fold(typed), [polish.tokens(word) for word in polish.words(typed)]
    ways: dict[int, list[str]] = defaultdict(list)
    for number, words in TagWay.objects.values_list("tag_id", "words")[:5000]:
        ways[number].append(words)
    found = []
    for tag in vocabulary(user)[:1000]:
        names = [tag.name, *ways.get(tag.pk, [])]
        starts = any(polish.fold(word).startswith(begun) for name in names for word in [name, *polish.words(name)])
        if starts or any(_same(tokens, name) for name in names):
            found.append(tag.name)
        if len(found) == MOST_OFFERED:
            break
    return found


def _same(tokens: list[frozenset[str]], name: str) -> bool:
    words = [polish.tokens(word) for word in polish.words(name)]
    return bool(tokens) and all(any(token & word for word in words) for token in tokens)


@dataclass(frozen=True)
class TagTable:
    """What editors put in order: all tags of the library, and pairs that look alike."""

    tags: list[Tag]
    pairs: list[tuple[Tag, Tag]]


def tag_table(words: str = "") -> TagTable:
    """Tags of the library (all of them: the editor's rule is asked by the caller), narrowed to `words`."""
    kept = Resource.objects.values("pk")
    rows = Tag.objects.filter(resource__in=kept).annotate(many=Count("resource", distinct=True)).order_by("name")
    if words:
        rows = rows.filter(Q(name__icontains=words) | Q(ways__words__icontains=words))
    tags = list(rows.distinct().prefetch_related("ways")[:MOST_TAGS_SHOWN])
    near: dict[str, list[tuple[str, Tag]]] = defaultdict(list)
    for tag in tags:
        folded = polish.fold(tag.name)
        near[folded[:2]].append((folded, tag))
    pairs = [
        (one[1], other[1])
        for group in near.values()
        for one, other in combinations(group, 2)
        if alike(one[0], other[0])
    ]
    return TagTable(tags=tags, pairs=pairs[:20])


def tag_called(name: str) -> Tag | None:
    """The tag known under this name in any form."""
    way = TagWay.objects.select_related("tag").filter(key=key_of(name)).first()
    return way.tag if way else Tag.objects.filter(name__iexact=name.strip()).first()


def any_tag(pk: int) -> Tag:
    """A tag for an editor. Raises NotThere."""
    tag = Tag.objects.filter(pk=pk).first()
    if tag is None:
        raise NotThere
    return tag
