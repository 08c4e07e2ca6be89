"""Addresses of desk."""

from django.urls import URLPattern, URLResolver, path

from desk import views

app_name = "desk"
urlpatterns: list[URLPattern | URLResolver] = [path("pulpit/", views.StartView.as_view(), name="start")]
