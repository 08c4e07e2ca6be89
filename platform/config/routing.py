"""Where every socket leads."""

from django.urls import URLPattern

from meetings import routing as meetings_routing
from notifications import routing as notifications_routing

websocket_urlpatterns: list[URLPattern] = [
    *meetings_routing.websocket_urlpatterns,
    *notifications_routing.websocket_urlpatterns,
]
