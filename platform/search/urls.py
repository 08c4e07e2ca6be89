"""Addresses of search."""

from django.urls import URLPattern, URLResolver, path

from search import views

app_name = "search"
urlpatterns: list[URLPattern | URLResolver] = [
    path("szukaj/", views.ResultsView.as_view(), name="results"),
    path("szukaj/podpowiedzi/", views.SuggestView.as_view(), name="suggest"),
]
