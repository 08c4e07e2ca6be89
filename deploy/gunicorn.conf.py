"""Page workers: what they have in common is loaded once, before they part, and stays shared.

The application, its addresses, catalogues, dictionary and much used templates are loaded in the first process;
`gc.freeze` keeps the collector from touching them, so that the pages of memory they lie on are never copied. Nothing is
connected before the fork: the database and Redis are first asked by a worker (config/wsgi.py).
"""

import gc
from typing import Any

bind = "0.0.0.0:8000"
workers, threads = 2, 2
max_requests, max_requests_jitter = 10_000, 1_000
preload_app = True
TEMPLATES = ("layouts", "components", "forum", "search", "resources")
"""Folders of those that nearly every reader sees."""


def when_ready(server: Any) -> None:
    """Load what the first requests would load in each worker, and let the collector leave it alone."""
    from django.conf import settings
    from django.template.loader import get_template
    from django.urls import get_resolver
    from django.utils import translation

    from search import polish

    _ = get_resolver().url_patterns
    for language, _name in settings.LANGUAGES:
        with translation.override(language):
            translation.gettext("")
    for folder in TEMPLATES:
        for place in sorted((settings.ROOT / "templates" / folder).rglob("*.html")):
            get_template(str(place.relative_to(settings.ROOT / "templates")))
    # The dictionary takes thirty megabytes: one for all workers.
    polish.tokens("nauczycielka")
    gc.collect()
    gc.freeze()
