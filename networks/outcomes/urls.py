"""Addresses of outcomes."""

from typing import Any

from django.urls import URLPattern, URLResolver, path
from django.utils.translation import gettext_lazy as _

from networks.outcomes import services
from networks.outcomes.views import deciding, public, space

app_name = "outcomes"
_FILE = "sieci/<slug:slug>/efekty/<int:pk>/"


def _act(service: Any, done: Any, **more: Any) -> Any:
    return space.ActView.as_view(service=service, done=done, **more)


urlpatterns: list[URLPattern | URLResolver] = [
    path("sieci/<slug:slug>/efekty/", space.ListView.as_view(), name="list"),
    path("sieci/<slug:slug>/efekty/nowy/", space.ProposeView.as_view(), name="propose"),
    path(_FILE, space.FileView.as_view(), name="file"),
    path(_FILE + "pisanie/", space.EditView.as_view(), name="edit"),
    path(_FILE + "pliki/", space.MaterialView.as_view(), name="material"),
    path(_FILE + "zdjecia/", space.PictureView.as_view(), name="picture"),
    path(_FILE + "pliki/<int:number>/", space.DescribeView.as_view(), name="describe"),
    path(
        _FILE + "pliki/<int:number>/usun/",
        _act(services.detach, _("Taken off."), number="attachment_pk"),
        name="detach",
    ),
    path(_FILE + "droga/", space.StationView.as_view(), name="station"),
    path(
        _FILE + "droga/<int:number>/usun/",
        _act(services.drop_station, _("Taken off."), number="station_pk"),
        name="station_drop",
    ),
    path(_FILE + "autorzy/", space.AuthorView.as_view(), name="author"),
    path(
        _FILE + "autorzy/<int:number>/usun/",
        _act(services.leave_author, _("Taken off."), number="author_pk"),
        name="author_leave",
    ),
    path(_FILE + "dane-osobowe/", space.CheckView.as_view(), name="check"),
    path(
        _FILE + "wyslij/",
        _act(services.send, _("Sent. The network's coordinator decides first, then the editors.")),
        name="send",
    ),
    path(
        _FILE + "cofnij/",
        _act(services.take_back, _("The file waits for nobody any more. You can change it.")),
        name="take_back",
    ),
    path(
        _FILE + "usun/",
        _act(services.delete, _("The proposal is gone."), to_list=True),
        name="delete",
    ),
    path("efekty/do-zatwierdzenia/<int:pk>/", deciding.ReviewView.as_view(), name="review"),
    path("efekty/zgoda/<int:pk>/", deciding.ConsentView.as_view(), name="consent"),
    path("efekty/wycofanie/<int:pk>/", deciding.WithdrawView.as_view(), name="withdraw"),
    path("efekty/korzystamy/<int:pk>/", public.UseView.as_view(), name="use"),
    path("efekty/pytanie-do-autorow/<int:pk>/", public.AskView.as_view(), name="ask"),
    path("efekty/pytanie/<int:pk>/", public.QuestionView.as_view(), name="question"),
]
