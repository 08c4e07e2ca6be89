"""Addresses of theme."""

from django.contrib.auth.decorators import login_not_required
from django.urls import URLPattern, URLResolver, path
from django.views.decorators.csrf import csrf_exempt
from django.views.i18n import set_language

from theme import views

app_name = "theme"
urlpatterns: list[URLPattern | URLResolver] = [
    path("wzor/<slug:slug>.svg", views.PatternView.as_view(), name="pattern"),
    path("wzornik/", views.SpecimenView.as_view(), name="specimen"),
    # A visitor's page carries no token, because a token would need a cookie (IN-12); both only remember a look.
    path("wyglad/", csrf_exempt(views.AppearanceView.as_view()), name="appearance"),
    path("jezyk/", csrf_exempt(login_not_required(set_language)), name="language"),
]
