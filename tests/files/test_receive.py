"""What is taken in, and what is not: each refusal is a sentence, and no byte of it stays."""

from __future__ import annotations

import io
import zipfile
from pathlib import Path

import pytest
from django.conf import settings

from files import preparing, services, slots
from files.models import FileState, StoredFile, Usage
from kit.verdicts import Refused
from tests.files import makers
from tests.files.makers import box, upload

pytestmark = pytest.mark.django_db

ENTITIES = (
    '<?xml version="1.0"?><!DOCTYPE w [<!ENTITY a "ha"><!ENTITY b "&a;&a;&a;&a;&a;&a;&a;&a;">]>'
    '<w:document xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main">'
    "<w:body><w:p><w:r><w:t>&b;</w:t></w:r></w:p></w:body></w:document>"
)
OUTSIDE = ENTITIES.replace('<!ENTITY a "ha">', '<!ENTITY a SYSTEM "file:///etc/passwd">')
SVG = b'<svg xmlns="http://www.w3.org/2000/svg"><script>alert(1)</script></svg>'
HTML = b"<!DOCTYPE html><html><script>alert(1)</script></html>"


def encrypted_entry() -> bytes:
    raw = bytearray(box(makers.small_docx()))
    at = raw.find(b"PK\x01\x02")
    while at != -1:
        raw[at + 8] |= 1
        at = raw.find(b"PK\x01\x02", at + 1)
    return bytes(raw)


def twice_named() -> bytes:
    made = io.BytesIO()
    with zipfile.ZipFile(made, "w") as target:
        for name, content in makers.small_docx().items():
            target.writestr(name, content)
        with pytest.warns(UserWarning, match="Duplicate name"):
            target.writestr("word/document.xml", makers.DOCUMENT)
    return made.getvalue()


HOSTILE = {
    "empty": ("pusty.pdf", b""),
    "svg": ("obraz.svg", SVG),
    "xhtml": ("strona.xhtml", HTML),
    "svg as html": ("strona.html", SVG),
    "program as html": ("strona.html", b"MZ\x90\x00<html>"),
    "nulls in html": ("strona.htm", b"<html><body>a\x00b</body></html>"),
    "html in unknown letters": ("strona.html", b"<html><meta charset=utf-7><body>+ADw-script+AD4-</body></html>"),
    "program": ("gra.exe", b"MZ\x90\x00"),
    "script": ("skrypt.js", b"alert(1)"),
    "no ending": ("README", b"tekst"),
    "old word": ("stary.doc", b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"),
    "macro ending": ("plan.docm", box(makers.small_docx())),
    "plain zip": ("paczka.zip", box({"a.txt": "a"})),
    "double ending": ("scenariusz.pdf.exe", b"%PDF-1.7"),
    "svg as png": ("obraz.png", SVG),
    "html as pdf": ("strona.pdf", HTML),
    "html as text": ("strona.txt", HTML),
    "svg as text": ("obraz.txt", b"\xef\xbb\xbf  " + SVG),
    "shell as text": ("notatka.txt", b"#!/bin/sh\nrm -rf /\n"),
    "program as text": ("notatka.txt", b"MZ\x90\x00\x03\x00\x00"),
    "nulls in text": ("notatka.txt", b"dzie\x00dobry"),
    "old encoding": ("notatka.txt", "zażółć gęślą jaźń".encode("cp1250")),
    "pdf as docx": ("plan.docx", b"%PDF-1.7\n1 0 obj"),
    "png as jpeg": ("zdjecie.jpg", makers.picture("PNG")),
    "gif as png": ("zdjecie.png", makers.picture("GIF")),
    "html before pdf": ("plan.pdf", HTML + b"%PDF-1.7\n"),
    "broken pdf": ("plan.pdf", b"%PDF-1.7\n" + b"\x00\xff" * 400),
    "pdf head only": ("plan.pdf", b"%PDF-1.4\n%%EOF"),
    "zip as docx": ("plan.docx", box({"a.txt": "a"})),
    "docx as pptx": ("plan.pptx", makers.docx()),
    "xlsx as docx": ("plan.docx", makers.xlsx()),
    "odt as ods": ("plan.ods", makers.odf("text")),
    "cut docx": ("plan.docx", makers.docx()[:3000]),
    "macros in docx": ("plan.docx", box(makers.small_docx(**{"word/vbaProject.bin": b"\xd0\xcf"}))),
    "macros told": (
        "plan.docx",
        box(
            makers.small_docx()
            | {"[Content_Types].xml": makers.CONTENT_TYPES.replace("document.main", "document.macroEnabled.main")}
        ),
    ),
    "activex": ("plan.docx", box(makers.small_docx(**{"word/activeX/activeX1.xml": "<a/>"}))),
    "basic in odt": ("plan.odt", makers.odf(**{"Basic/Standard/Module1.xml": "<a/>"})),
    "entity bomb": ("plan.docx", box(makers.small_docx(**{"word/document.xml": ENTITIES}))),
    "outer entity": ("plan.docx", box(makers.small_docx(**{"word/document.xml": OUTSIDE}))),
    "entity in odt": ("plan.odt", makers.odf(**{"content.xml": ENTITIES})),
    "zip bomb": ("plan.docx", box(makers.small_docx(**{"word/media/zero.bin": b"\0" * 30_000_000}))),
    "many entries": ("plan.docx", box(makers.small_docx(**{f"x/{n}": "" for n in range(10_001)}))),
    "climbing path": ("plan.docx", box(makers.small_docx(**{"../../etc/cron.d/x": "x"}))),
    "absolute path": ("plan.docx", box(makers.small_docx(**{"/etc/passwd": "x"}))),
    "windows path": ("plan.docx", box(makers.small_docx(**{"C:/windows/x": "x"}))),
    "symbolic link": ("plan.docx", box(makers.small_docx() | {makers.link_entry("word/link"): "/etc/passwd"})),
    "locked entries": ("plan.docx", encrypted_entry()),
    "locked odt": ("plan.odt", makers.odf(**{"META-INF/manifest.xml": "<m><encryption-data/></m>"})),
    "twice named": ("plan.docx", twice_named()),
    "gigapixels": ("zdjecie.png", makers.huge_png()),
    "broken png": ("zdjecie.png", makers.picture("PNG")[:200]),
    "broken jpeg": ("zdjecie.jpg", b"\xff\xd8\xff\xe0" + b"\0" * 300),
    "bad webp": ("zdjecie.webp", b"RIFF\x10\0\0\0WEBPVP8 " + b"\0" * 40),
    "php as text": ("notatka.txt", b"<?php system($_GET[1]); ?>"),
    "xhtml as text": ("notatka.txt", b"  <?xml version='1.0'?><html xmlns='http://www.w3.org/1999/xhtml'/>"),
    "postscript as text": ("notatka.txt", b"%!PS-Adobe-3.0"),
    "archive as text": ("notatka.txt", box({"a.txt": "a"})),
    "half a character": ("notatka.txt", "ż".encode()[:1]),
    "shortcut": ("skrot.lnk", b"L\x00\x00\x00"),
    "page of scripts": ("strona.mhtml", b"MIME-Version: 1.0"),
    "zip before pdf": ("plan.pdf", box({"a.txt": "a"}) + b"%PDF-1.7"),
    "mime of another": ("plan.odt", makers.odf("text", mimetype="application/vnd.oasis.opendocument.spreadsheet")),
    "scripts in odp": ("pokaz.odp", makers.odf("presentation", **{"Scripts/python/x.py": "import os"})),
    "entity in its card": ("plan.docx", box(makers.small_docx(**{"docProps/core.xml": ENTITIES}))),
    "wave as webp": ("dzwiek.webp", b"RIFF\x24\0\0\0WAVEfmt " + b"\0" * 40),
}


def bytes_lying() -> list[Path]:
    return [path for path in Path(settings.PRIVATE_ROOT).rglob("*") if path.is_file()]


@pytest.mark.parametrize("case", sorted(HOSTILE))
def test_a_hostile_file_is_refused_in_words_and_leaves_nothing(case, ben):
    name, content = HOSTILE[case]
    with pytest.raises(Refused) as refused:
        services.receive(by=ben, upload=upload(name, content), space="network:1")
    sentence = str(refused.value.reason)
    assert name in sentence
    assert sentence.endswith(".")
    assert not StoredFile.objects.exists()
    assert not bytes_lying()
    assert not Usage.objects.filter(used__gt=0).exists()


GOOD = {
    "pdf": ("Ułamki.pdf", makers.pdf),
    "docx": ("Scenariusz.docx", makers.docx),
    "odt": ("Notatka.odt", lambda: makers.odf("text")),
    "pptx": ("Slajdy.PPTX", makers.pptx),
    "odp": ("Pokaz.odp", lambda: makers.odf("presentation")),
    "xlsx": ("Tabela.xlsx", makers.xlsx),
    "ods": ("Arkusz.ods", lambda: makers.odf("spreadsheet")),
    "txt": ("notatka.txt", lambda: f"\ufeff{makers.WORDS}\r\nkoniec".encode()),
}


@pytest.mark.parametrize("case", sorted(GOOD))
def test_a_real_document_is_taken_in_and_its_words_are_read(case, ben, work_done):
    name, make = GOOD[case]
    stored = services.receive(by=ben, upload=upload(name, make()))
    assert stored.type.name == case
    assert stored.name == name
    assert name not in stored.content.name
    work_done()
    stored.refresh_from_db()
    assert stored.state == FileState.READY, stored.note
    for word in makers.WORDS.split():
        assert word in stored.text


def test_pages_and_the_first_page_of_a_pdf(ben, work_done):
    stored = services.receive(by=ben, upload=upload("a.pdf", makers.pdf(pages=3)))
    work_done()
    stored.refresh_from_db()
    assert stored.pages == 3
    assert stored.preview.open("rb").read(12)[8:] == b"WEBP"


def test_headers_tables_slides_and_notes_are_found(ben, work_done):
    written = services.receive(by=ben, upload=upload("a.docx", makers.docx()))
    shown = services.receive(by=ben, upload=upload("a.pptx", makers.pptx()))
    work_done()
    written.refresh_from_db()
    shown.refresh_from_db()
    assert "komórka" in written.text
    assert "nagłówek strony" in written.text
    assert "notatka prowadzącego" in shown.text
    assert shown.pages == 3


@pytest.mark.parametrize("kind", ["PNG", "JPEG", "WEBP"])
def test_a_picture_is_written_anew_without_where_and_who(kind, ben, work_done):
    from PIL import Image

    given = makers.picture(kind, gps=True)
    assert b"Lipowa" in given
    stored = services.receive(by=ben, upload=upload(f"zdjecie.{kind.lower()}", given + b"PK\x03\x04" + b"tail"))
    kept = stored.content.open("rb").read()
    assert b"Lipowa" not in kept
    assert b"tail" not in kept
    assert len(kept) == stored.size
    with Image.open(io.BytesIO(kept)) as image:
        assert image.format == kind
        assert not image.getexif()
    work_done()
    stored.refresh_from_db()
    assert stored.preview


def test_a_turned_photo_is_put_upright(ben):
    from PIL import Image

    exif = Image.Exif()
    exif[0x0112] = 6
    stored = services.receive(by=ben, upload=upload("a.jpg", makers.picture("JPEG", (200, 100), exif=exif)))
    with Image.open(stored.content.open("rb")) as image:
        assert image.size == (100, 200)


def test_a_file_over_the_limit_is_refused(ben, settings):
    settings.UPLOAD_LIMIT_MB = 1
    with pytest.raises(Refused) as refused:
        services.receive(by=ben, upload=upload("a.txt", b"a" * (1024 * 1024 + 1)))
    assert "1,0" in str(refused.value.reason)
    assert not bytes_lying()


def test_the_picture_slot_takes_pictures_only(ben):
    with pytest.raises(Refused) as refused:
        services.receive(by=ben, upload=upload("a.pdf", makers.pdf()), slot=slots.PICTURE)
    assert "PNG" in str(refused.value.reason)
    assert "PDF" not in str(refused.value.reason).replace("a.pdf", "")


@pytest.mark.parametrize(
    ("given", "kept"),
    [
        ("../../etc/passwd.txt", "passwd.txt"),
        ("C:\\Users\\Ala\\plan.txt", "plan.txt"),
        ("plan\u202etxt.exe.txt", "plantxt.exe.txt"),
        ("a\x00b\nc.txt", "abc.txt"),
        ("   .txt", "plik.txt"),
        ("ż" * 300 + ".txt", "ż" * 146 + ".txt"),
    ],
)
def test_names_are_only_names(given, kept, ben):
    from files.names import cleaned

    made = upload("x.txt", b"tekst")
    made._name = given
    stored = services.receive(by=ben, upload=made)
    assert stored.name == kept == cleaned(given)


def test_a_file_the_child_cannot_read_fails_with_a_note_and_the_worker_lives(ben, work_done):
    stored = services.receive(by=ben, upload=upload("a.pdf", makers.pdf()))
    Path(stored.content.path).write_bytes(b"%PDF-1.7 broken on the disk")
    other = services.receive(by=ben, upload=upload("b.txt", b"dobry tekst"))
    work_done()
    stored.refresh_from_db()
    other.refresh_from_db()
    assert stored.state == FileState.FAILED
    assert stored.note
    assert other.state == FileState.READY


def test_preparing_twice_changes_nothing(ben, work_done):
    stored = services.receive(by=ben, upload=upload("a.pdf", makers.pdf()))
    work_done()
    stored.refresh_from_db()
    before = (stored.preview.name, stored.text)
    preparing.prepare(file_id=str(stored.pk))
    stored.refresh_from_db()
    assert (stored.preview.name, stored.text) == before
    assert len(bytes_lying()) == 2
