"""Gathers messages of each package, with its folder of templates, into the package's own catalogue."""

from __future__ import annotations

from io import BytesIO, StringIO
from pathlib import Path
from typing import Any

import polib
from babel.messages.extract import extract
from django.conf import settings
from django.core.management.base import BaseCommand
from django.utils.translation import templatize

from kit.packages import own_apps

KEYWORDS = {
    "gettext": None,
    "gettext_lazy": None,
    "gettext_noop": None,
    "_": None,
    "ngettext": (1, 2),
    "ngettext_lazy": (1, 2),
    "pgettext": ((1, "c"), 2),
    "pgettext_lazy": ((1, "c"), 2),
    "npgettext": ((1, "c"), 2, 3),
    "npgettext_lazy": ((1, "c"), 2, 3),
}
HEADER = {
    "Project-Id-Version": "Splot",
    "Language": "pl",
    "MIME-Version": "1.0",
    "Content-Type": "text/plain; charset=UTF-8",
    "Content-Transfer-Encoding": "8bit",
    "Plural-Forms": (
        "nplurals=4; plural=(n==1 ? 0 : (n%10>=2 && n%10<=4) && (n%100<12 || n%100>14) ? 1 : "
        "n!=1 && (n%10>=0 && n%10<=1) || (n%10>=5 && n%10<=9) || (n%100>=12 && n%100<=14) ? 2 : 3);"
    ),
}


class Command(BaseCommand):
    """`manage.py gather_messages [package …]`"""

    help = "Gather messages for translation into <package>/locale/pl/LC_MESSAGES/django.po."

    def add_arguments(self, parser: Any) -> None:
        parser.add_argument("packages", nargs="*", help="packages (all of ours when none is named)")

    def handle(self, *args: Any, **options: Any) -> None:
        for package, place, folders in homes(settings.ROOT):
            if options["packages"] and package not in options["packages"]:
                continue
            left = gather(place, folders)
            if left:
                self.stdout.write(f"{package}: {left} to translate in {place.relative_to(settings.ROOT)}")


def homes(root: Path) -> list[tuple[str, Path, list[Path]]]:
    """(package, its catalogue, the folders whose messages it keeps); what is shared belongs to `theme`."""
    own = {config.label: Path(config.path) for config in own_apps()} | {"config": root / "platform" / "config"}
    result = []
    for label, folder in own.items():
        folders = [*parts_of(folder, set(own.values())), root / "templates" / label]
        if label == "theme":
            folders += [
                path for path in (root / "templates").iterdir() if path.name not in own and path.name != "locale"
            ]
        result.append((label, folder / "locale" / "pl" / "LC_MESSAGES" / "django.po", folders))
    return result


def parts_of(folder: Path, others: set[Path]) -> list[Path]:
    """What lies in a package without the packages that stand inside it (`networks` holds several)."""
    if not any(other != folder and other.is_relative_to(folder) for other in others):
        return [folder]
    return [path for path in sorted(folder.iterdir()) if path not in others and path.name != "__pycache__"]


def messages(folders: list[Path]) -> dict[tuple[str | None, str], tuple[str | None, list[str]]]:
    """{(context, msgid): (plural, where)} in the order of files."""
    found: dict[tuple[str | None, str], tuple[str | None, list[str]]] = {}
    for folder in folders:
        files = sorted(folder.rglob("*")) if folder.is_dir() else [folder]
        for path in files:
            if path.suffix not in {".py", ".html", ".txt"} or "migrations" in path.parts or not path.is_file():
                continue
            source = path.read_text(encoding="utf-8")
            if path.suffix != ".py":
                # Python's tokenizer would trip over the indentation of what is left of the template.
                lines = templatize(source, origin=str(path)).splitlines()
                source = "\n".join(line.lstrip() for line in lines)
            for _line, words, _comments, context in extract("python", BytesIO(source.encode()), keywords=KEYWORDS):
                single, plural = (words[0], words[1]) if isinstance(words, tuple) else (words, None)
                if not single:
                    continue
                entry = found.setdefault((context, single), (plural, []))
                if plural and not entry[0]:
                    found[(context, single)] = (plural, entry[1])
                place = str(path.relative_to(settings.ROOT))
                if place not in entry[1]:
                    entry[1].append(place)
    return found


def gather(place: Path, folders: list[Path]) -> int:
    """Bring the catalogue at `place` up to its sources; returns how many messages wait for a translation."""
    found = messages(folders)
    old = polib.pofile(str(place)) if place.exists() else polib.POFile()
    known = {(entry.msgctxt, entry.msgid): entry for entry in old}
    if not found:
        place.unlink(missing_ok=True)
        return 0
    fresh = polib.POFile(wrapwidth=110)
    fresh.metadata = HEADER
    for (context, single), (plural, where) in sorted(found.items(), key=lambda item: (item[0][1], item[0][0] or "")):
        entry = polib.POEntry(msgid=single, msgctxt=context, occurrences=[(path, "") for path in sorted(where)])
        before = known.get((context, single))
        if plural:
            entry.msgid_plural = plural
            kept = before.msgstr_plural if before and before.msgid_plural else {}
            entry.msgstr_plural = {index: kept.get(index, "") for index in range(4)}
        elif before:
            entry.msgstr = before.msgstr
        if "%(" in single or (plural and "%(" in plural):
            entry.flags.append("python-format")
        fresh.append(entry)
    place.parent.mkdir(parents=True, exist_ok=True)
    text = StringIO(str(fresh)).getvalue()
    if not place.exists() or place.read_text(encoding="utf-8") != text:
        place.write_text(text, encoding="utf-8")
    return len([entry for entry in fresh if not entry.translated()])
