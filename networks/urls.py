"""Addresses of networks."""

from django.urls import URLPattern, URLResolver, path

from networks.views import space

app_name = "networks"
urlpatterns: list[URLPattern | URLResolver] = [
    path("sieci/<slug:slug>/", space.SpaceView.as_view(), name="space"),
    path("sieci/<slug:slug>/o-sieci/", space.CardView.as_view(), name="card"),
]
