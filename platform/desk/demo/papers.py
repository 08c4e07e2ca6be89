"""Real files made at set-up: PDF, DOCX, ODT, PPTX. Nothing ready-made is shipped."""

from __future__ import annotations

import json
import tempfile
import zipfile
from collections.abc import Callable
from io import BytesIO
from pathlib import Path
from xml.sax.saxutils import escape

import docx
import typst

TYPST = """
#set document(title: data.title)
#set page(margin: 2.5cm)
#set text(lang: "pl", size: 11.5pt)
= #data.title
#for paragraph in data.text [
  #par(paragraph)
]
"""


def pdf(title: str, paragraphs: list[str]) -> bytes:
    """A tagged PDF with real text."""
    with tempfile.TemporaryDirectory() as folder:
        source = Path(folder) / "paper.typ"
        source.write_text("#let data = json(bytes(sys.inputs.data))\n" + TYPST, encoding="utf-8")
        values = json.dumps({"title": title, "text": paragraphs}, ensure_ascii=False)
        return typst.compile(str(source), sys_inputs={"data": values})


def word(title: str, paragraphs: list[str]) -> bytes:
    """A DOCX."""
    paper = docx.Document()
    paper.core_properties.title = title
    paper.core_properties.language = "pl-PL"
    paper.add_heading(title, level=1)
    for paragraph in paragraphs:
        paper.add_paragraph(paragraph)
    out = BytesIO()
    paper.save(out)
    return out.getvalue()


def zipped(parts: dict[str, str], *, first: tuple[str, str] | None = None) -> bytes:
    """An office file from its parts; `first` is stored uncompressed, as ODF wants its mimetype."""
    out = BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as archive:
        if first:
            archive.writestr(zipfile.ZipInfo(first[0]), first[1])
        for name, text in parts.items():
            archive.writestr(name, text)
    return out.getvalue()


def open_document(title: str, paragraphs: list[str]) -> bytes:
    """An ODT."""
    office = "urn:oasis:names:tc:opendocument:xmlns:office:1.0"
    text = "urn:oasis:names:tc:opendocument:xmlns:text:1.0"
    manifest = "urn:oasis:names:tc:opendocument:xmlns:manifest:1.0"
    body = "".join(f"<text:p>{escape(paragraph)}</text:p>" for paragraph in paragraphs)
    content = (
        f'<?xml version="1.0" encoding="UTF-8"?><office:document-content xmlns:office="{office}" xmlns:text="{text}" '
        f'office:version="1.3"><office:body><office:text><text:h text:outline-level="1">{escape(title)}</text:h>'
        f"{body}</office:text></office:body></office:document-content>"
    )
    kind = "application/vnd.oasis.opendocument.text"
    listed = (
        f'<?xml version="1.0" encoding="UTF-8"?><manifest:manifest xmlns:manifest="{manifest}" '
        f'manifest:version="1.3"><manifest:file-entry manifest:full-path="/" manifest:media-type="{kind}"/>'
        '<manifest:file-entry manifest:full-path="content.xml" manifest:media-type="text/xml"/></manifest:manifest>'
    )
    return zipped({"content.xml": content, "META-INF/manifest.xml": listed}, first=("mimetype", kind))


P = "http://schemas.openxmlformats.org/presentationml/2006/main"
A = "http://schemas.openxmlformats.org/drawingml/2006/main"
R = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
RELATIONS = "http://schemas.openxmlformats.org/package/2006/relationships"
TYPES = "http://schemas.openxmlformats.org/package/2006/content-types"
PML = "application/vnd.openxmlformats-officedocument.presentationml"
XML = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>'


def slides(title: str, paragraphs: list[str]) -> bytes:
    """A PPTX with one slide for each paragraph."""
    numbers = range(1, len(paragraphs) + 1)
    overrides = "".join(
        f'<Override PartName="/ppt/slides/slide{number}.xml" ContentType="{PML}.slide+xml"/>' for number in numbers
    )
    listed = "".join(f'<p:sldId id="{255 + number}" r:id="rId{number}"/>' for number in numbers)
    relations = "".join(
        f'<Relationship Id="rId{number}" Type="{R}/slide" Target="slides/slide{number}.xml"/>' for number in numbers
    )
    parts = {
        "[Content_Types].xml": f'{XML}<Types xmlns="{TYPES}"><Default Extension="rels" ContentType='
        '"application/vnd.openxmlformats-package.relationships+xml"/><Default Extension="xml" '
        f'ContentType="application/xml"/><Override PartName="/ppt/presentation.xml" '
        f'ContentType="{PML}.presentation.main+xml"/>{overrides}</Types>',
        "_rels/.rels": f'{XML}<Relationships xmlns="{RELATIONS}"><Relationship Id="rId1" '
        f'Type="{R}/officeDocument" Target="ppt/presentation.xml"/></Relationships>',
        "ppt/presentation.xml": f'{XML}<p:presentation xmlns:p="{P}" xmlns:r="{R}"><p:sldIdLst>{listed}</p:sldIdLst>'
        '<p:sldSz cx="12192000" cy="6858000"/></p:presentation>',
        "ppt/_rels/presentation.xml.rels": f'{XML}<Relationships xmlns="{RELATIONS}">{relations}</Relationships>',
    }
    for number, paragraph in zip(numbers, paragraphs, strict=True):
        parts[f"ppt/slides/slide{number}.xml"] = (
            f'{XML}<p:sld xmlns:p="{P}" xmlns:a="{A}"><p:cSld name="{escape(title)}"><p:spTree><p:nvGrpSpPr>'
            '<p:cNvPr id="1" name=""/><p:cNvGrpSpPr/><p:nvPr/></p:nvGrpSpPr><p:grpSpPr/><p:sp><p:nvSpPr>'
            f'<p:cNvPr id="2" name="Tekst {number}"/><p:cNvSpPr/><p:nvPr/></p:nvSpPr><p:spPr><a:xfrm>'
            '<a:off x="900000" y="2400000"/><a:ext cx="10300000" cy="2000000"/></a:xfrm></p:spPr><p:txBody><a:bodyPr/>'
            f'<a:p><a:r><a:rPr lang="pl-PL" sz="4000"/><a:t>{escape(paragraph)}</a:t></a:r></a:p></p:txBody></p:sp>'
            "</p:spTree></p:cSld></p:sld>"
        )
    return zipped(parts)


FORMATS: dict[str, tuple[str, Callable[[str, list[str]], bytes]]] = {
    "pdf": ("application/pdf", pdf),
    "docx": ("application/vnd.openxmlformats-officedocument.wordprocessingml.document", word),
    "odt": ("application/vnd.oasis.opendocument.text", open_document),
    "pptx": ("application/vnd.openxmlformats-officedocument.presentationml.presentation", slides),
}
