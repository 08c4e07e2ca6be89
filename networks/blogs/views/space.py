"""The blog inside a network's space: the list, one entry with its comments."""

from __future__ import annotations

from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views import View

from moderation import selectors as moderation
from networks import rules as networks
from networks.blogs import rules, selectors, waiting
from networks.blogs.forms import CommentForm
from networks.blogs.models import BlogPostPage
from networks.models import Membership
from networks.selectors import space_for


class BlogScreen(View):
    """A screen in the space at `slug`."""

    standing: Membership

    def setup(self, request: HttpRequest, *args: Any, **kwargs: Any) -> None:
        """Fetching is checking."""
        super().setup(request, *args, **kwargs)
        self.standing = space_for(request.user, kwargs["slug"])
        self.network = self.standing.edition.network

    def values(self, **more: Any) -> dict[str, Any]:
        """What the shell of the space needs, and `more`."""
        return {"network": self.network, "standing": self.standing, "tab": "blog", **more}


class EntryScreen(BlogScreen):
    """A screen about one entry the reader may read."""

    entry: BlogPostPage

    def setup(self, request: HttpRequest, *args: Any, **kwargs: Any) -> None:
        """The entry, in this space only."""
        super().setup(request, *args, **kwargs)
        self.entry = selectors.entry_for(request.user, kwargs["pk"], kwargs["slug"])


class ListView(BlogScreen):
    """`blogs:list`: what the network reads, and what one is writing."""

    def get(self, request: HttpRequest, slug: str) -> HttpResponse:
        """A page of cards, by tag where one is chosen."""
        tag = request.GET.get("tag", "")[:80].replace("\x00", "")
        page, cards = selectors.entries_page(self.standing, tag=tag, number=request.GET.get("strona"))
        values = self.values(
            page=page,
            cards=cards,
            tag=tag,
            tags=selectors.tags_of(self.network),
            drafts=selectors.drafts_in(self.standing),
            may_write=self.standing.edition.is_open,
        )
        return render(request, "blogs/list.html", values)


class EntryView(EntryScreen):
    """`blogs:entry`."""

    def get(self, request: HttpRequest, slug: str, pk: int) -> HttpResponse:
        """Read."""
        return self.page(request, CommentForm(draft=f"blog-{pk}"))

    def page(self, request: HttpRequest, form: CommentForm, status: int = 200) -> HttpResponse:
        """The entry, what the reader may do, and the comments."""
        entry, user = self.entry, request.user
        is_author = rules.is_author(user, entry)
        steers = self.standing.steers
        shown = entry if entry.shown_at is not None else selectors.version_of(entry)
        hidden = entry.hidden_at is not None
        comments = selectors.comments_of(entry, user=user, steers=steers)
        values = self.values(
            entry=entry,
            shown=shown,
            card=selectors.card(entry),
            state=entry.state,
            is_author=is_author,
            may_edit=rules.may_edit(user, entry) if is_author else None,
            may_ask=rules.may_ask_public(user, entry) if is_author else None,
            may_take_back=rules.may_take_back(user, entry) if is_author else None,
            may_unpublish=rules.may_unpublish(user, entry) if entry.live else None,
            may_judge=rules.may_judge(user, entry) if steers else None,
            ruling=moderation.latest_decision(entry) if hidden and hasattr(moderation, "latest_decision") else None,
            files=selectors.attachments_of(entry),
            comments=comments,
            may_comment=self._may_comment(),
            promise=waiting.promise(self.network, [one for one in comments if one.author_id == user.pk]),
            form=form,
        )
        return render(request, "blogs/entry.html", values, status=status)

    def _may_comment(self) -> Any:
        return rules.may_comment(self.request.user, self.entry)


class PersonView(View):
    """`blogs:person`: what one person wrote, as far as this reader may read it."""

    def get(self, request: HttpRequest, pk: int) -> HttpResponse:
        """A page of cards over all networks the two share."""
        person, page, cards = selectors.by_person(request.user, pk, request.GET.get("strona"))
        return render(request, "blogs/person.html", {"person": person, "page": page, "cards": cards})


def steers(user: Any, entry: BlogPostPage) -> bool:
    """Whether the reader steers the entry's network."""
    return bool(networks.may_steer(user, entry.network))
