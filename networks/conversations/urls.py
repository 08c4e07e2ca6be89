"""Addresses of messages."""

from django.urls import URLPattern, URLResolver, path

from networks.conversations import views

app_name = "conversations"
urlpatterns: list[URLPattern | URLResolver] = [
    path("wiadomosci/", views.ListView.as_view(), name="list"),
    path("wiadomosci/nowa/", views.NewView.as_view(), name="new"),
    path("wiadomosci/<int:pk>/", views.DetailView.as_view(), name="detail"),
    path("wiadomosci/<int:pk>/nowe/", views.FreshView.as_view(), name="fresh"),
    path("wiadomosci/<int:pk>/wyjscie/", views.LeaveView.as_view(), name="leave"),
    path("wiadomosci/blokada/<int:number>/", views.BlockView.as_view(), name="block"),
    path("wiadomosci/blokada/<int:number>/zdjecie/", views.BlockView.as_view(wants=True), name="unblock"),
]
