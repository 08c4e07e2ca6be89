"""Where every socket leads."""

from django.urls import URLPattern

from notifications import routing as notifications_routing

websocket_urlpatterns: list[URLPattern] = [*notifications_routing.websocket_urlpatterns]
