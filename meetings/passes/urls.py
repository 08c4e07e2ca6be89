"""Addresses of passes."""

from django.urls import URLPattern, URLResolver, path
from django.utils.translation import gettext_lazy as _

from meetings.passes import services, views

app_name = "passes"
_ONE = "spotkania/<int:pk>/przepustki/<int:number>/"

urlpatterns: list[URLPattern | URLResolver] = [
    path("spotkania/<int:pk>/przepustki/", views.PassesView.as_view(), name="list"),
    path(
        _ONE + "wyslij/",
        views.PassActView.as_view(service=services.send_anew, done=_("A new link is on its way; the old one is dead.")),
        name="send",
    ),
    path(
        _ONE + "wycofaj/",
        views.PassActView.as_view(service=services.revoke, done=_("The pass is withdrawn; it opens nothing.")),
        name="revoke",
    ),
    path(_ONE + "pliki/", views.LayView.as_view(), name="lay"),
    path(_ONE + "pliki/<uuid:file>/usun/", views.TakeAwayView.as_view(), name="take_away"),
    path("przepustka/", views.GuestView.as_view(), name="guest"),
    path("przepustka/pokoj/", views.GuestRoomView.as_view(), name="room"),
    path("przepustka/<str:words>/", views.OpenView.as_view(), name="open"),
]
