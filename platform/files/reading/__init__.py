"""The reading child: opens files strangers sent, alone, with little memory and time, and without a network (FU-08).

Started by `files.child` in a process of its own; imports nothing of ours but its own parts. Says one JSON object on its
standard output, for one of three questions:
    check <type> <file> <folder> <limits>     does the parser agree? pictures and web pages are written anew
    read  <type> <file> <folder> <limits>     text.txt, preview.webp, pages; of pictures their sizes
    draw  <type> <file> <folder> <limits>     page-1.webp and so on: `count` pages of a PDF from `first` on
"""

from __future__ import annotations

import json
import sys
from pathlib import Path

from files.reading.confinement import confine
from files.reading.markup import check_markup, read_markup
from files.reading.office import check_office, read_office, told_by_office
from files.reading.pdf import draw_pdf, open_pdf, read_pdf, told_by_pdf
from files.reading.pictures import PILLOW, check_picture, open_picture, save_preview, save_renditions
from files.reading.plain import plain_text
from files.reading.words import TEXT_LIMIT, Unfit, tidy

HEAD = 3000


def check(kind: str, place: str, folder: Path, limits: dict) -> dict:
    """Whether the parser agrees with the name, and what the file says of itself."""
    if kind in PILLOW:
        check_picture(kind, place, folder, limits)
        return {}
    if kind == "pdf":
        told = told_by_pdf(open_pdf(place))
    elif kind == "txt":
        told = {"head": plain_text(place)[:HEAD]}
    elif kind == "html":
        told = check_markup(place, folder)
    else:
        check_office(kind, place, limits)
        told = told_by_office(kind, place, limits)
    return {key: tidy(str(value))[: HEAD if key == "head" else 200] for key, value in told.items() if value}


def read(kind: str, place: str, folder: Path, limits: dict) -> dict:
    """What the page and the index show of the file."""
    if kind in PILLOW:
        image = open_picture(kind, place, limits)
        save_preview(image, folder)
        sizes = {"size": [image.width, image.height], "renditions": save_renditions(image, folder)}
        found: dict = {"text": "", "pages": None, **sizes}
    elif kind == "pdf":
        found = read_pdf(place, folder, limits)
    elif kind == "txt":
        found = {"text": plain_text(place), "pages": None}
    elif kind == "html":
        found = {"text": read_markup(place), "pages": None}
    else:
        found = read_office(kind, place, folder, limits)
    (folder / "text.txt").write_text(tidy(found["text"])[:TEXT_LIMIT], encoding="utf-8")
    return {"pages": found["pages"], "size": found.get("size", []), "renditions": found.get("renditions", [])}


def draw(kind: str, place: str, folder: Path, limits: dict) -> dict:
    """Pages as pictures; Unfit for what has none."""
    if kind != "pdf":
        raise Unfit("disguised")
    return draw_pdf(place, folder, limits)


def main() -> int:
    """Do what the command line says; an unfit file is an answer, not a failure."""
    what, kind, place, folder, given = sys.argv[1:6]
    limits = json.loads(given)
    confine(limits["memory_mb"], limits["seconds"])
    try:
        answer = {"check": check, "read": read, "draw": draw}[what](kind, place, Path(folder), limits)
    except Unfit as unfit:
        answer = {"unfit": str(unfit)}
    except (MemoryError, RecursionError):
        answer = {"unfit": "bomb"}
    sys.stdout.write(json.dumps(answer))
    return 0
