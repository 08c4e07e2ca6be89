"""The reading child: opens files strangers sent, alone, with little memory and time, and without a network (FU-08).

Started as a script by `files.child`; imports nothing of ours. Says one JSON object on its standard output.
    reader.py check <type> <file> <folder> <limits>     does the parser agree? pictures are re-encoded into the folder
    reader.py read  <type> <file> <folder> <limits>     text.txt, preview.webp and the number of pages
"""

from __future__ import annotations

import ctypes
import json
import os
import re
import resource
import stat
import sys
import zipfile
from pathlib import Path
from xml.sax.handler import ContentHandler

TEXT_LIMIT = 1_000_000
PREVIEW_WIDTH = 900
OFFICE_PARTS = {
    "docx": r"word/(document|header\d*|footer\d*|footnotes|endnotes|comments)\.xml",
    "pptx": r"ppt/(slides/slide|notesSlides/notesSlide)\d+\.xml",
    "xlsx": r"xl/(sharedStrings|workbook|worksheets/sheet\d+)\.xml",
    "odt": r"(content|styles)\.xml",
    "odp": r"(content|styles)\.xml",
    "ods": r"(content|styles)\.xml",
}
THUMBNAILS = ("docProps/thumbnail.jpeg", "docProps/thumbnail.jpg", "docProps/thumbnail.png", "Thumbnails/thumbnail.png")
PILLOW = {"png": "PNG", "jpeg": "JPEG", "webp": "WEBP"}


class Unfit(Exception):  # noqa: N818 - an answer
    """The file is not what its name says, or is dangerous; the word says how."""


def confine(memory_mb: int, seconds: int) -> None:
    """Give up memory, time, big files, core dumps and (where the system lets us) the network."""
    resource.setrlimit(resource.RLIMIT_AS, (memory_mb * 1024 * 1024,) * 2)
    resource.setrlimit(resource.RLIMIT_CPU, (seconds, seconds + 1))
    resource.setrlimit(resource.RLIMIT_FSIZE, (256 * 1024 * 1024,) * 2)
    resource.setrlimit(resource.RLIMIT_CORE, (0, 0))
    clone_newnet, clone_newuser = 0x40000000, 0x10000000
    try:
        ctypes.CDLL(None).unshare(clone_newuser | clone_newnet)
    except (AttributeError, OSError):
        return


# --- containers


def open_container(place: str, limits: dict) -> zipfile.ZipFile:
    """The container, once its list of entries is harmless (FU-07)."""
    try:
        box = zipfile.ZipFile(place)
    except (zipfile.BadZipFile, OSError, ValueError, NotImplementedError) as error:
        raise Unfit("broken") from error
    entries = box.infolist()
    if not entries or len(entries) > limits["entries"]:
        raise Unfit("bomb" if entries else "broken")
    unpacked = sum(entry.file_size for entry in entries)
    if unpacked > limits["unpacked"] or unpacked > limits["ratio"] * max(os.path.getsize(place), 1):
        raise Unfit("bomb")
    seen = set()
    for entry in entries:
        name = entry.filename
        if entry.flag_bits & 1:
            raise Unfit("password")
        if name.startswith("/") or "\\" in name or "\x00" in entry.orig_filename or ":" in name.split("/")[0]:
            raise Unfit("paths")
        if ".." in name.split("/") or stat.S_ISLNK(entry.external_attr >> 16) or name in seen:
            raise Unfit("paths")
        seen.add(name)
    return box


def check_office(kind: str, place: str, limits: dict) -> None:
    """An office container has its parts, no programs, and XML that is only XML."""
    box = open_container(place, limits)
    names = set(box.namelist())
    lower = [name.casefold() for name in names]
    if any("vbaproject" in name or "/activex/" in name or name.startswith(("basic/", "scripts/")) for name in lower):
        raise Unfit("macros")
    try:
        if kind.startswith("od"):
            told = box.read("mimetype")[:200].decode("ascii", "replace").strip()
            if told != limits["media_type"]:
                raise Unfit("disguised")
            if b"encryption-data" in _some(box, "META-INF/manifest.xml"):
                raise Unfit("password")
        else:
            types = _some(box, "[Content_Types].xml")
            if b"macroEnabled" in types:
                raise Unfit("macros")
            if limits["media_type"].encode() not in types:
                raise Unfit("disguised")
        if limits["main_part"] not in names:
            raise Unfit("disguised")
        for name in sorted(names):
            if name == limits["main_part"] or re.fullmatch(OFFICE_PARTS[kind], name):
                parse(box, name, ContentHandler())
    except KeyError as error:
        raise Unfit("disguised") from error
    except (zipfile.BadZipFile, EOFError, OSError, NotImplementedError) as error:
        raise Unfit("broken") from error


def _some(box: zipfile.ZipFile, name: str) -> bytes:
    with box.open(name) as part:
        return part.read(2 * 1024 * 1024)


def parse(box: zipfile.ZipFile, name: str, handler: ContentHandler) -> None:
    """Walk one XML part without building a tree, refusing DTDs and entities."""
    from xml.sax import SAXException

    from defusedxml import DefusedXmlException
    from defusedxml.sax import parse as walk

    try:
        with box.open(name) as part:
            walk(part, handler, forbid_dtd=True)
    except DefusedXmlException as error:
        raise Unfit("entities") from error
    except (SAXException, ValueError) as error:
        raise Unfit("broken") from error


class Words(ContentHandler):
    """Collects the words of an office part."""

    takes = frozenset({"w:t", "a:t", "t"})
    ends = frozenset({"w:p", "a:p", "si", "text:p", "text:h", "table:table-row"})
    gaps = frozenset({"text:tab", "text:s", "text:line-break", "w:tab", "w:br", "table:table-cell"})

    def __init__(self) -> None:
        super().__init__()
        self.inside = 0
        self.words: list[str] = []
        self.length = 0
        self.pages = 0

    def startElement(self, name: str, attrs: object) -> None:  # noqa: N802 - the parser's name
        if name in self.takes or name == "office:body":
            self.inside += 1
        if name in self.gaps:
            self.words.append(" ")
        if name == "draw:page":
            self.pages += 1

    def endElement(self, name: str) -> None:  # noqa: N802
        if name in self.takes or name == "office:body":
            self.inside -= 1
        if name in self.ends:
            self.words.append("\n")

    def characters(self, content: str) -> None:
        if self.inside > 0 and self.length < TEXT_LIMIT:
            self.words.append(content)
            self.length += len(content)


def read_office(kind: str, place: str, folder: Path, limits: dict) -> dict:
    """Words of an office file, its number of slides, and the picture of the first page if it carries one."""
    box = open_container(place, limits)
    parts = [name for name in box.namelist() if re.fullmatch(OFFICE_PARTS[kind], name)]
    parts.sort(key=lambda name: (name != limits["main_part"], [int(n) for n in re.findall(r"\d+", name)], name))
    words = Words()
    for name in parts:
        parse(box, name, words)
        words.words.append("\n")
    pages = None
    if kind == "pptx":
        pages = sum(1 for name in parts if name.startswith("ppt/slides/"))
    elif kind == "odp":
        pages = words.pages or None
    for name in THUMBNAILS:
        if name in box.namelist() and box.getinfo(name).file_size < 4 * 1024 * 1024:
            _try_preview(box.read(name), folder, limits)
            break
    return {"text": "".join(words.words), "pages": pages}


def _try_preview(picture: bytes, folder: Path, limits: dict) -> None:
    from io import BytesIO

    from PIL import Image

    try:
        with Image.open(BytesIO(picture), formats=("PNG", "JPEG")) as image:
            if image.width * image.height > limits["pixels"] or min(image.size) < 120:
                return
            shades = image.convert("L").tobytes()
            # Many programs put an empty sheet there; a card says more than a blank page.
            if max(shades) - min(shades) > 16:
                save_preview(image, folder)
    except Exception:  # a broken thumbnail is no reason to fail: the page shows a card instead
        return


# --- PDF


def open_pdf(place: str):
    """The document; Unfit when it is broken, empty or locked."""
    import pypdfium2

    try:
        pdf = pypdfium2.PdfDocument(place)
    except pypdfium2.PdfiumError as error:
        raise Unfit("password" if "password" in str(error).lower() else "broken") from error
    if len(pdf) < 1:
        raise Unfit("broken")
    return pdf


def read_pdf(place: str, folder: Path, limits: dict) -> dict:
    """Words, pages and the first page as a picture."""
    pdf = open_pdf(place)
    words: list[str] = []
    length = 0
    for number in range(len(pdf)):
        page = pdf[number]
        if number == 0:
            width, height = page.get_size()
            scale = min(PREVIEW_WIDTH / max(width, 1), 1600 / max(height, 1), 4)
            save_preview(page.render(scale=scale).to_pil(), folder)
        said = page.get_textpage().get_text_bounded().replace("\r\n", "\n")
        words.append(said)
        length += len(said)
        if length > TEXT_LIMIT:
            break
    return {"text": "\n".join(words), "pages": len(pdf)}


# --- pictures


def open_picture(kind: str, place: str, limits: dict):
    """The decoded picture, turned the right way up; its size is looked at before decoding (FU-06)."""
    from PIL import Image, ImageOps

    Image.MAX_IMAGE_PIXELS = None
    try:
        image = Image.open(place, formats=(PILLOW[kind],))
        if image.width * image.height > limits["pixels"]:
            raise Unfit("pixels")
        image.load()
        return ImageOps.exif_transpose(image)
    except Unfit:
        raise
    except Exception as error:
        raise Unfit("broken") from error


def check_picture(kind: str, place: str, folder: Path, limits: dict) -> None:
    """Write the picture anew: only its pixels stay."""
    image = open_picture(kind, place, limits)
    options: dict = {"optimize": True}
    if kind == "jpeg":
        image = image.convert("RGB")
        options |= {"quality": 88, "progressive": True}
    elif kind == "webp":
        image = image.convert("RGBA" if "A" in image.getbands() else "RGB")
        options = {"quality": 88}
    elif image.mode not in {"1", "L", "LA", "P", "RGB", "RGBA"}:
        image = image.convert("RGB")
    bare = image.copy()
    bare.info = {key: value for key, value in image.info.items() if key == "transparency"}
    bare.save(folder / "picture", PILLOW[kind], **options)


def save_preview(image, folder: Path) -> None:
    """A picture at most 900 by 1,600 as WebP."""
    image = image.convert("RGB") if image.mode not in {"RGB", "RGBA"} else image.copy()
    image.info = {}
    image.thumbnail((PREVIEW_WIDTH, 1600))
    image.save(folder / "preview.webp", "WEBP", quality=80)


# --- plain text


def plain_text(place: str) -> str:
    """The text, when it is UTF-8 and nothing else."""
    raw = Path(place).read_bytes()
    try:
        text = raw.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        raise Unfit("encoding") from error
    if "\x00" in text:
        raise Unfit("disguised")
    return text


# --- what the child was asked for


def check(kind: str, place: str, folder: Path, limits: dict) -> dict:
    """Whether the parser agrees with the name."""
    if kind in PILLOW:
        check_picture(kind, place, folder, limits)
    elif kind == "pdf":
        open_pdf(place)
    elif kind == "txt":
        plain_text(place)
    else:
        check_office(kind, place, limits)
    return {}


def read(kind: str, place: str, folder: Path, limits: dict) -> dict:
    """What the page and the index show of the file."""
    if kind in PILLOW:
        save_preview(open_picture(kind, place, limits), folder)
        found: dict = {"text": "", "pages": None}
    elif kind == "pdf":
        found = read_pdf(place, folder, limits)
    elif kind == "txt":
        found = {"text": plain_text(place), "pages": None}
    else:
        found = read_office(kind, place, folder, limits)
    text = re.sub(r"[ \t\xa0]+", " ", found["text"].replace("\x00", "").replace("\ufffe", ""))
    text = re.sub(r"\s*\n\s*", "\n", text).encode("utf-8", "replace").decode().strip()[:TEXT_LIMIT]
    (folder / "text.txt").write_text(text, encoding="utf-8")
    return {"pages": found["pages"]}


def main() -> int:
    """Do what the command line says; an unfit file is an answer, not a failure."""
    what, kind, place, folder, given = sys.argv[1:6]
    limits = json.loads(given)
    confine(limits["memory_mb"], limits["seconds"])
    try:
        answer = {"check": check, "read": read}[what](kind, place, Path(folder), limits)
    except Unfit as unfit:
        answer = {"unfit": str(unfit)}
    except (MemoryError, RecursionError):
        answer = {"unfit": "bomb"}
    sys.stdout.write(json.dumps(answer))
    return 0


if __name__ == "__main__":
    sys.exit(main())
