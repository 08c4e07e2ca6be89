"""Sockets of meetings."""

from django.urls import URLPattern, path

from meetings.consumers import RoomSocket

websocket_urlpatterns: list[URLPattern] = [path("ws/pokoj/<int:pk>/", RoomSocket.as_asgi())]
