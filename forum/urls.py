"""Addresses of the forum."""

from django.urls import URLPattern, URLResolver, include, path

from forum.views import lists, posts, threads

_POST = [
    path("", threads.PermalinkView.as_view(), name="post"),
    path("fragment/", threads.PostFragmentView.as_view(), name="post_fragment"),
    path("zmien/", posts.PostEditView.as_view(), name="post_edit"),
    path("cofnij/", posts.PostDeleteView.as_view(), name="post_delete"),
    path("przywroc/", posts.PostRestoreView.as_view(), name="post_restore"),
]
_THREAD = [
    path("", threads.ThreadView.as_view(), name="thread"),
    path("odpowiedz/", threads.ReplyView.as_view(), name="reply"),
    path("obserwuj/", threads.FollowView.as_view(), name="follow"),
    path("przeczytane/", threads.SeenView.as_view(), name="seen"),
    path("porzadek/", threads.OrderView.as_view(), name="order"),
    path("wpis/<int:number>/", include(_POST)),
]

app_name = "forum"
urlpatterns: list[URLPattern | URLResolver] = [
    path("sieci/<slug:slug>/forum/", lists.ListView.as_view(), name="list"),
    path("sieci/<slug:slug>/forum/nowa/", lists.ThreadOpenView.as_view(), name="thread_open"),
    path("sieci/<slug:slug>/forum/nowy-dzial/", lists.SectionOpenView.as_view(), name="section_open"),
    path("sieci/<slug:slug>/forum/przeczytane/", lists.SeenAllView.as_view(), name="seen_all"),
    path("sieci/<slug:slug>/forum/<int:thread_id>/", include(_THREAD)),
]
