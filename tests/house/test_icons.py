"""Every icon a template or a module names is drawn in the sprite."""

from __future__ import annotations

import re

from django.conf import settings

from theme.templatetags.look import icon_names

NAMED = re.compile(r"""\{% icon "([a-z0-9-]+)"|icon(?:_name)?=["']([a-z0-9-]+)["']""")


def test_every_named_icon_is_in_a_list():
    missing = {}
    for path in [*(settings.ROOT / "templates").rglob("*.html"), *settings.ROOT.rglob("*.py")]:
        if {".venv", "node_modules", "var", "tests"} & set(path.relative_to(settings.ROOT).parts):
            continue
        if (
            ("pages" in path.parts and path.suffix == ".py")
            or path.stem in {"viewsets", "wagtail_hooks"}
            or "admin" in path.parts
        ):
            continue  # the CMS draws its own icons
        for found in NAMED.findall(path.read_text(encoding="utf-8")):
            name = found[0] or found[1]
            if name not in icon_names():
                missing.setdefault(name, path.name)
    assert missing == {}
