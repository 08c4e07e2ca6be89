"""Pages for WSGI workers (production); sockets are daphne's."""

import os
import sys
from pathlib import Path

sys.path.insert(1, str(Path(__file__).resolve().parents[1]))
os.environ.setdefault("DJANGO_SETTINGS_MODULE", "config.settings")
# A page worker's threads last and are few: each keeps a connection of its own, without the pool sockets need.
os.environ["SPLOT_DATABASE_POOL"] = os.environ.get("SPLOT_DATABASE_POOL") or "0"

from django.core.wsgi import get_wsgi_application

application = get_wsgi_application()
