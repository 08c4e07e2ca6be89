"""Addresses of theme."""

from django.contrib.auth.decorators import login_not_required
from django.urls import URLPattern, URLResolver, path
from django.views.i18n import set_language

from theme import views

app_name = "theme"
urlpatterns: list[URLPattern | URLResolver] = [
    path("wzor/<slug:slug>.svg", views.PatternView.as_view(), name="pattern"),
    path("wzornik/", views.SpecimenView.as_view(), name="specimen"),
    path("wyglad/", views.AppearanceView.as_view(), name="appearance"),
    path("jezyk/", login_not_required(set_language), name="language"),
]
