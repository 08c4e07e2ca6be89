"""Sockets of notices."""

from django.urls import URLPattern, path

from notifications.consumers import InboxSocket

websocket_urlpatterns: list[URLPattern] = [path("ws/powiadomienia/", InboxSocket.as_asgi())]
