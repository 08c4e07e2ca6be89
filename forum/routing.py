"""Sockets of the forum."""

from django.urls import URLPattern, path

from forum.consumers import ThreadSocket

websocket_urlpatterns: list[URLPattern] = [path("ws/watek/<int:thread_id>/", ThreadSocket.as_asgi())]
