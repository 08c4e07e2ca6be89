"""Addresses of files."""

from django.urls import URLPattern, URLResolver, path

from files.views import arriving
from files.views import sending as views

app_name = "files"
urlpatterns: list[URLPattern | URLResolver] = [
    path("pliki/wgrywanie/<uuid:pk>/", arriving.ArrivalView.as_view(), name="arrival"),
    path("pliki/podglady/<uuid:pk>.webp", views.PreviewView.as_view(), name="preview"),
    path("pliki/zdjecia/<uuid:pk>-<int:width>.webp", views.RenditionView.as_view(), name="rendition"),
    path("pliki/<uuid:pk>/<str:name>", views.DownloadView.as_view(), name="download"),
]
