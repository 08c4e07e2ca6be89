"""Pages and sockets in one process."""

import os
import sys
from pathlib import Path

sys.path.insert(1, str(Path(__file__).resolve().parents[1]))
os.environ.setdefault("DJANGO_SETTINGS_MODULE", "config.settings")

from django.core.asgi import get_asgi_application

pages = get_asgi_application()

from channels.routing import ProtocolTypeRouter, URLRouter
from channels.sessions import SessionMiddlewareStack

from config.routing import websocket_urlpatterns
from kit.sockets import OriginCheck

application = ProtocolTypeRouter(
    {"http": pages, "websocket": OriginCheck(SessionMiddlewareStack(URLRouter(websocket_urlpatterns)))}
)
