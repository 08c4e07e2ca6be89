"""Addresses of files."""

from django.urls import URLPattern, URLResolver, path

from files import views

app_name = "files"
urlpatterns: list[URLPattern | URLResolver] = [
    path("pliki/podglady/<uuid:pk>.webp", views.PreviewView.as_view(), name="preview"),
    path("pliki/<uuid:pk>/<str:name>", views.DownloadView.as_view(), name="download"),
]
