"""Records of public resources as harvesters read them: Dublin Core and LOM, in XML (OAI-PMH 2.0)."""

from __future__ import annotations

import re
from collections.abc import Callable
from datetime import UTC, datetime
from urllib.parse import urlsplit
from xml.etree.ElementTree import Element, SubElement

from django.conf import settings

from kit import html
from resources.enums import LICENCE_ADDRESSES, LICENCE_SENTENCES, Licence
from resources.models import Resource
from resources.naming import named_author

OAI = "http://www.openarchives.org/OAI/2.0/"
XSI = "http://www.w3.org/2001/XMLSchema-instance"
_UNFIT = re.compile("[^\t\n\r\u0020-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")


def host() -> str:
    """The name under which our records are known."""
    return urlsplit(settings.BASE_URL).hostname or "localhost"


def identifier(number: int) -> str:
    """The permanent name of a record."""
    return f"oai:{host()}:zasob/{number}"


def number_in(name: str) -> int | None:
    """The number of the resource a record's name stands for; None when it is no name of ours."""
    found = re.fullmatch(re.escape(f"oai:{host()}:zasob/") + r"([0-9]{1,12})", name)
    return int(found[1]) if found else None


def stamp(moment: datetime) -> str:
    """A moment as the protocol writes it."""
    return moment.astimezone(UTC).strftime("%Y-%m-%dT%H:%M:%SZ")


def said(parent: Element, name: str, words: object, **attributes: str) -> Element:
    """A child with words, without characters XML cannot hold."""
    child = SubElement(parent, name, attributes)
    child.text = _UNFIT.sub("", str(words))
    return child


def _root(name: str, spaces: dict[str, str], schema: str) -> Element:
    given = {f"xmlns:{prefix}" if prefix else "xmlns": space for prefix, space in spaces.items()}
    return Element(name, given | {"xmlns:xsi": XSI, "xsi:schemaLocation": schema})


def _rights(resource: Resource) -> str:
    licence = Licence(resource.licence)
    return LICENCE_ADDRESSES.get(licence) or str(LICENCE_SENTENCES[licence])


def _places(resource: Resource) -> list[str]:
    files = [settings.BASE_URL + file.address for file in resource.files.all()]
    return [settings.BASE_URL + resource.get_absolute_url(), *files, *([resource.link] if resource.link else [])]


def dublin_core(resource: Resource) -> Element:
    """The fifteen plain words."""
    dc = _root(
        "oai_dc:dc",
        {"oai_dc": OAI + "oai_dc/", "dc": "http://purl.org/dc/elements/1.1/"},
        OAI + "oai_dc/ http://www.openarchives.org/OAI/2.0/oai_dc.xsd",
    )
    subjects = [*(one.name for one in resource.subjects.all()), *sorted(tag.name for tag in resource.tags.all())]
    lines: list[tuple[str, list[str]]] = [
        ("title", [resource.title]),
        ("creator", [named_author(resource)]),
        ("subject", subjects),
        ("description", [html.text_of(resource.description)]),
        ("publisher", [resource.network.title]),
        ("date", [stamp(resource.created_at)[:10]]),
        ("type", [str(resource.get_kind_display())]),
        ("format", sorted({file.media_type.split(";")[0] for file in resource.files.all()})),
        ("identifier", _places(resource)),
        ("source", [resource.source, *(origin.title for origin in resource.origins.all())]),
        ("language", [resource.language if resource.language != "other" else ""]),
        ("rights", [_rights(resource)]),
    ]
    for name, values in lines:
        for value in values:
            if value:
                said(dc, f"dc:{name}", value)
    return dc


def lom(resource: Resource) -> Element:
    """Learning Object Metadata (IEEE 1484.12.3)."""
    root = _root(
        "lom",
        {"": "http://ltsc.ieee.org/xsd/LOM"},
        "http://ltsc.ieee.org/xsd/LOM http://ltsc.ieee.org/xsd/lomv1.0/lom.xsd",
    )
    language = resource.language if resource.language != "other" else "pl"
    general = SubElement(root, "general")
    name = SubElement(general, "identifier")
    said(name, "catalog", "OAI")
    said(name, "entry", identifier(resource.pk))
    _in_words(SubElement(general, "title"), resource.title)
    said(general, "language", language)
    if resource.description:
        _in_words(SubElement(general, "description"), html.text_of(resource.description))
    for tag in sorted(tag.name for tag in resource.tags.all()):
        _in_words(SubElement(general, "keyword"), tag)
    life = SubElement(root, "lifeCycle")
    _in_words(SubElement(life, "version"), str(resource.number))
    if named_author(resource):
        part = SubElement(life, "contribute")
        _from_list(SubElement(part, "role"), "author")
        said(part, "entity", f"BEGIN:VCARD\nVERSION:3.0\nFN:{named_author(resource)}\nEND:VCARD")
    technical = SubElement(root, "technical")
    for kind in sorted({file.media_type.split(";")[0] for file in resource.files.all()}):
        said(technical, "format", kind)
    for place in _places(resource):
        said(technical, "location", place)
    educational = SubElement(root, "educational")
    _from_list(SubElement(educational, "learningResourceType"), str(resource.get_kind_display()), "Splot")
    for stage in resource.stages.all():
        _from_list(SubElement(educational, "context"), stage.name, "Splot")
    rights = SubElement(root, "rights")
    _from_list(SubElement(rights, "copyrightAndOtherRestrictions"), "no" if resource.licence == Licence.CC0 else "yes")
    _in_words(SubElement(rights, "description"), _rights(resource))
    for origin in resource.origins.all():
        relation = SubElement(root, "relation")
        _from_list(SubElement(relation, "kind"), "isbasedon")
        _in_words(
            SubElement(SubElement(relation, "resource"), "description"), f"{origin.title} {origin.author}".strip()
        )
    return root


def _in_words(parent: Element, words: str) -> None:
    said(parent, "string", words, language="pl")


def _from_list(parent: Element, value: str, source: str = "LOMv1.0") -> None:
    said(parent, "source", source)
    said(parent, "value", value)


FORMATS: dict[str, tuple[Callable[[Resource], Element], str, str]] = {
    "oai_dc": (dublin_core, "http://www.openarchives.org/OAI/2.0/oai_dc.xsd", OAI + "oai_dc/"),
    "lom": (lom, "http://ltsc.ieee.org/xsd/lomv1.0/lom.xsd", "http://ltsc.ieee.org/xsd/LOM"),
}
"""prefix: (record, schema, namespace)."""
