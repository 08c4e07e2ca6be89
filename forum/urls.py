"""Addresses of the forum."""

from collections.abc import Callable
from typing import Any

from django.contrib.auth.decorators import login_not_required
from django.urls import URLPattern, URLResolver, include, path
from django.views import View

from forum.views import (
    attaching,
    commons,
    drafts,
    feeds,
    history,
    lists,
    marks,
    order,
    people,
    planned,
    polls,
    posts,
    replies,
    steering,
    threads,
    uses,
)


def _open(screen: type[View]) -> Callable[..., Any]:
    """A screen that is also drawn above the networks for visitors: its room leads them to sign in where it is closed.

    Inside a network nobody comes in without an account: the room leads every visitor to sign in.
    """
    return login_not_required(screen.as_view())


_POST = [
    path("", _open(threads.PermalinkView), name="post"),
    path("fragment/", _open(threads.PostFragmentView), name="post_fragment"),
    path("zmien/", posts.PostEditView.as_view(), name="post_edit"),
    path("szkic/", drafts.DraftSaveView.as_view(), name="post_draft_save"),
    path("ankieta/", polls.PollAddView.as_view(), name="poll_add"),
    path("ankieta/glos/", polls.VoteView.as_view(), name="vote"),
    path("cofnij/", posts.PostDeleteView.as_view(), name="post_delete"),
    path("historia/", _open(history.HistoryView), name="post_history"),
    path("wiecej/", marks.ActsView.as_view(), name="post_acts"),
    path("wykorzystaj/", uses.UseView.as_view(), name="post_use"),
    path("znak/", marks.SignView.as_view(), name="post_sign"),
    path("zakladka/", marks.BookmarkView.as_view(), name="post_bookmark"),
    path("odpowiedz-przyjeta/", marks.AcceptView.as_view(), name="post_accept"),
    path("przywroc/", posts.PostRestoreView.as_view(), name="post_restore"),
]
_THREAD: list[URLPattern | URLResolver] = [
    path("", _open(threads.ThreadView), name="thread"),
    path("odpowiedz/", replies.ReplyView.as_view(), name="reply"),
    path("zaplanuj/", replies.ReplyView.as_view(is_later=True), name="plan_reply"),
    path("szkic/", drafts.DraftSaveView.as_view(), name="draft_save"),
    path("galaz/<int:number>/", _open(threads.BranchView), name="branch"),
    path("odpowiedz-przyjeta/", _open(threads.AnswerView), name="answer"),
    path("podsumowanie/", steering.SummaryView.as_view(), name="summary"),
    path("druk/", _open(steering.PrintView), name="print"),
    path("czytaj/", threads.ReadAsView.as_view(), name="read_as"),
    path("obserwuj/", threads.FollowView.as_view(), name="follow"),
    path("przeczytane/", threads.SeenView.as_view(), name="seen"),
    path("porzadek/", order.OrderView.as_view(), name="order"),
    path("przeniesiono/", order.MovedView.as_view(), name="moved"),
    path("wpis/<int:number>/", include(_POST)),
]
_ABOVE: dict[str, Any] = {"slug": ""}
"""Above the networks no network is named; the screens and the names of their addresses are the same."""
_COMMONS: list[URLPattern | URLResolver] = [
    path("forum/", login_not_required(commons.CommonsView.as_view()), name="commons"),
    path("forum/nowy-dzial/", commons.CommonSectionOpenView.as_view(), name="common_section_open"),
    path("forum/<int:thread_id>/", include(_THREAD), _ABOVE),
    path("forum/<int:thread_id>/osoby/", people.PeopleView.as_view(), _ABOVE, name="people"),
    path("forum/<slug:section>/", _open(lists.ListView), _ABOVE, name="section"),
    path("forum/<slug:section>/kanal.atom", _open(commons.SectionFeedView), _ABOVE, name="section_feed"),
    path("forum/<slug:section>/moderatorzy/", commons.KeepersView.as_view(), _ABOVE, name="keepers"),
    path("forum/<slug:section>/nowa/", lists.ThreadOpenView.as_view(), _ABOVE, name="thread_open"),
    path(
        "forum/<slug:section>/nowa/zaplanuj/", lists.ThreadOpenView.as_view(is_later=True), _ABOVE, name="plan_thread"
    ),
    path("forum/<slug:section>/zaplanowane/<int:planned_id>/", planned.PlannedView.as_view(), _ABOVE, name="planned"),
    path("forum/<slug:section>/plik/", attaching.UploadView.as_view(), _ABOVE, name="upload"),
    path("forum/<slug:section>/szkice/", drafts.DraftsView.as_view(), _ABOVE, name="drafts"),
    path("forum/<slug:section>/szkic/", drafts.DraftSaveView.as_view(), _ABOVE, name="thread_draft_save"),
    path("forum/<slug:section>/porzadek/", order.SectionArrangeView.as_view(), _ABOVE, name="section_arrange"),
    path("forum/<slug:section>/opis/", steering.SectionEditView.as_view(), _ABOVE, name="section_edit"),
    path("forum/<slug:section>/czeka/<int:held_id>/", order.HeldView.as_view(), _ABOVE, name="held"),
    path("forum/<slug:section>/przeczytane/", lists.SeenAllView.as_view(), _ABOVE, name="seen_all"),
]

app_name = "forum"
urlpatterns: list[URLPattern | URLResolver] = [
    path("forum/kanal/", feeds.FeedPageView.as_view(), name="feed_page"),
    path("forum/kanal/<str:token>.atom", feeds.FeedView.as_view(), name="feed"),
    path("forum/zakladki/", marks.BookmarksView.as_view(), name="bookmarks"),
    *_COMMONS,
    path("sieci/<slug:slug>/forum/", lists.ListView.as_view(), name="list"),
    path("sieci/<slug:slug>/forum/nowa/", lists.ThreadOpenView.as_view(), name="thread_open"),
    path("sieci/<slug:slug>/forum/nowa/zaplanuj/", lists.ThreadOpenView.as_view(is_later=True), name="plan_thread"),
    path("sieci/<slug:slug>/forum/zaplanowane/<int:planned_id>/", planned.PlannedView.as_view(), name="planned"),
    path("sieci/<slug:slug>/forum/nowy-dzial/", lists.SectionOpenView.as_view(), name="section_open"),
    path("sieci/<slug:slug>/forum/szkice/", drafts.DraftsView.as_view(), name="drafts"),
    path("sieci/<slug:slug>/forum/plik/", attaching.UploadView.as_view(), name="upload"),
    path("sieci/<slug:slug>/forum/osoby/", people.PeopleView.as_view(), name="people"),
    path("sieci/<slug:slug>/forum/szkic/", drafts.DraftSaveView.as_view(), name="thread_draft_save"),
    path("sieci/<slug:slug>/forum/dzial/<slug:section>/", order.SectionArrangeView.as_view(), name="section_arrange"),
    path("sieci/<slug:slug>/forum/dzial/<slug:section>/opis/", steering.SectionEditView.as_view(), name="section_edit"),
    path("sieci/<slug:slug>/forum/czeka/<int:held_id>/", order.HeldView.as_view(), name="held"),
    path("sieci/<slug:slug>/forum/przeczytane/", lists.SeenAllView.as_view(), name="seen_all"),
    path("sieci/<slug:slug>/forum/<int:thread_id>/", include(_THREAD)),
]
