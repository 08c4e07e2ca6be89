"""Addresses of search."""

from django.urls import URLPattern, URLResolver, path, re_path

from search import views

app_name = "search"
urlpatterns: list[URLPattern | URLResolver] = [
    path("szukaj/", views.ResultsView.as_view(), name="results"),
    path("szukaj/zapisane/", views.KeptView.as_view(), name="kept"),
    re_path(
        r"^szukaj/zapisane/(?P<number>[0-9]{1,18})/(?P<act>otworz|usun|list|bez-listu)/$",
        views.KeptActView.as_view(),
        name="kept_act",
    ),
    path("szukaj/podpowiedzi/", views.SuggestView.as_view(), name="suggest"),
]
