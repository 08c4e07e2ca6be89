"""Where every socket leads."""

from django.urls import URLPattern

from forum import routing as forum_routing
from meetings import routing as meetings_routing
from notifications import routing as notifications_routing

websocket_urlpatterns: list[URLPattern] = [
    *notifications_routing.websocket_urlpatterns,
    *forum_routing.websocket_urlpatterns,
    *meetings_routing.websocket_urlpatterns,
]
