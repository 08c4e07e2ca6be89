"""Addresses of blogs."""

from django.urls import URLPattern, URLResolver, path
from django.utils.translation import gettext_lazy as _

from networks.blogs import services
from networks.blogs.views import approval, comments, public, space, writing

app_name = "blogs"
_ENTRY = "sieci/<slug:slug>/blog/<int:pk>/"

urlpatterns: list[URLPattern | URLResolver] = [
    path("sieci/<slug:slug>/blog/", space.ListView.as_view(), name="list"),
    path("sieci/<slug:slug>/blog/komentarze/", comments.OrderView.as_view(), name="comments_arrange"),
    path("sieci/<slug:slug>/blog/nowy/", writing.BeginView.as_view(), name="begin"),
    path(_ENTRY, space.EntryView.as_view(), name="entry"),
    path(_ENTRY + "pisanie/", writing.EditView.as_view(), name="edit"),
    path(_ENTRY + "pisanie/zapis/", writing.AutosaveView.as_view(), name="autosave"),
    path(_ENTRY + "zdjecia/", writing.PictureView.as_view(), name="picture"),
    path(_ENTRY + "pliki/", writing.AttachView.as_view(), name="attach"),
    path(_ENTRY + "pliki/<uuid:file>/usun/", writing.DropFileView.as_view(), name="file_drop"),
    path(_ENTRY + "wspolautorzy/", writing.CoauthorView.as_view(), name="coauthor"),
    path(_ENTRY + "termin/", writing.PlanView.as_view(), name="plan"),
    path(_ENTRY + "wersje/", writing.VersionsView.as_view(), name="versions"),
    path(_ENTRY + "wersje/<int:revision>/", writing.VersionView.as_view(), name="version"),
    path(
        _ENTRY + "pokaz/",
        writing.ActView.as_view(service=services.show, done=_("The network reads it now.")),
        name="show",
    ),
    path(
        _ENTRY + "usun/",
        writing.ActView.as_view(service=services.delete, done=_("The draft is gone."), to_list=True),
        name="delete",
    ),
    path(
        _ENTRY + "rezygnacja/",
        writing.ActView.as_view(
            service=services.leave_entry, done=_("You are no longer an author of this entry."), to_list=True
        ),
        name="leave_entry",
    ),
    path(_ENTRY + "do-wszystkich/", approval.AskPublicView.as_view(), name="ask_public"),
    path(
        _ENTRY + "do-wszystkich/cofnij/",
        writing.ActView.as_view(service=services.take_back, done=_("The entry waits for nobody any more.")),
        name="take_back",
    ),
    path(_ENTRY + "tylko-dla-sieci/", approval.UnpublishView.as_view(), name="unpublish"),
    path(_ENTRY + "komentarze/", comments.CommentView.as_view(), name="comment"),
    path(_ENTRY + "komentarze/<int:comment>/", comments.ChangeView.as_view(), name="comment_change"),
    path(_ENTRY + "komentarze/<int:comment>/usun/", comments.DeleteView.as_view(), name="comment_delete"),
    path("blog/do-zatwierdzenia/<int:pk>/", approval.ReviewView.as_view(), name="review"),
    path("blog/osoba/<int:pk>/", space.PersonView.as_view(), name="person"),
    path("blog/", public.PublicListView.as_view(), name="public"),
    path("blog/rss/", public.feed, name="public_feed"),
    path("blog/<slug:slug>/", public.PublicListView.as_view(), name="public_blog"),
    path("blog/<slug:slug>/rss/", public.feed, name="public_blog_feed"),
    path("blog/<slug:slug>/<slug:post>/", public.PublicEntryView.as_view(), name="public_entry"),
]
