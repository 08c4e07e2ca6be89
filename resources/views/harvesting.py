"""OAI-PMH 2.0 for harvesters, and the feed of new public resources."""

from __future__ import annotations

import re
from datetime import UTC, datetime
from typing import Any
from xml.etree.ElementTree import Element, SubElement, tostring

from django.conf import settings
from django.contrib.auth.decorators import login_not_required
from django.contrib.syndication.views import Feed
from django.core import signing
from django.http import HttpRequest, HttpResponse
from django.urls import reverse, reverse_lazy
from django.utils.decorators import method_decorator
from django.utils.translation import gettext_lazy as _
from django.views import View
from django.views.decorators.csrf import csrf_exempt

from kit import clock, html
from resources import oai, selectors
from resources.models import Resource
from resources.selectors import Entry, Wish

SALT = "resources.oai"
ARGUMENTS: dict[str, tuple[set[str], set[str]]] = {
    # verb: (needed, allowed besides)
    "Identify": (set(), set()),
    "ListMetadataFormats": (set(), {"identifier"}),
    "ListSets": (set(), {"resumptionToken"}),
    "GetRecord": ({"identifier", "metadataPrefix"}, set()),
    "ListIdentifiers": ({"metadataPrefix"}, {"from", "until", "set", "resumptionToken"}),
    "ListRecords": ({"metadataPrefix"}, {"from", "until", "set", "resumptionToken"}),
}


class Wrong(Exception):  # noqa: N818 - an answer of the protocol
    """The protocol's error code with a sentence."""

    def __init__(self, code: str, words: str) -> None:
        super().__init__(words)
        self.code = code


@method_decorator([login_not_required, csrf_exempt], name="dispatch")
class HarvestView(View):
    """`resources:oai`: the six verbs over public resources; reads only, by GET or POST as the protocol asks."""

    http_method_names = ["get", "post", "head", "options"]

    def get(self, request: HttpRequest) -> HttpResponse:
        """Answer."""
        return self.answer(request.GET)

    def post(self, request: HttpRequest) -> HttpResponse:
        """The same with a body."""
        return self.answer(request.POST)

    def answer(self, asked: Any) -> HttpResponse:
        """The envelope with what was asked for, or with the error."""
        root = Element(
            "OAI-PMH",
            {
                "xmlns": oai.OAI,
                "xmlns:xsi": oai.XSI,
                "xsi:schemaLocation": f"{oai.OAI} http://www.openarchives.org/OAI/2.0/OAI-PMH.xsd",
            },
        )
        oai.said(root, "responseDate", oai.stamp(clock.now()))
        verb = asked.get("verb", "")
        request = oai.said(root, "request", settings.BASE_URL + reverse("resources:oai"))
        try:
            self.check(verb, asked)
            filled = getattr(self, f"answer_{verb}")(asked)
        except Wrong as wrong:
            if wrong.code not in {"badVerb", "badArgument"}:
                request.attrib.update({name: asked[name] for name in asked})
            oai.said(root, "error", wrong, code=wrong.code)
        else:
            request.attrib.update({name: asked[name] for name in asked})
            root.append(filled)
        body = b'<?xml version="1.0" encoding="UTF-8"?>\n' + tostring(root, encoding="utf-8")
        return HttpResponse(body, content_type="text/xml; charset=utf-8")

    @staticmethod
    def check(verb: str, asked: Any) -> None:
        """The arguments the verb needs and no others, each once."""
        if verb not in ARGUMENTS or len(asked.getlist("verb")) != 1:
            raise Wrong("badVerb", "Unknown verb")
        needed, besides = ARGUMENTS[verb]
        given = set(asked) - {"verb"}
        if any(len(asked.getlist(name)) != 1 or "\x00" in asked[name] for name in given) or given - needed - besides:
            raise Wrong("badArgument", "Unknown or repeated argument")
        if "resumptionToken" in given:
            if len(given) > 1:
                raise Wrong("badArgument", "resumptionToken stands alone")
        elif needed - given:
            raise Wrong("badArgument", "Missing argument")

    def answer_Identify(self, asked: Any) -> Element:  # noqa: N802 - the protocol's name
        """Who we are."""
        told = Element("Identify")
        oai.said(told, "repositoryName", settings.SITE_NAME if hasattr(settings, "SITE_NAME") else "Splot")
        oai.said(told, "baseURL", settings.BASE_URL + reverse("resources:oai"))
        oai.said(told, "protocolVersion", "2.0")
        oai.said(told, "adminEmail", settings.DEFAULT_FROM_EMAIL.rpartition("<")[2].rstrip("> "))
        oai.said(told, "earliestDatestamp", oai.stamp(selectors.earliest() or datetime(2020, 1, 1, tzinfo=UTC)))
        oai.said(told, "deletedRecord", "persistent")
        oai.said(told, "granularity", "YYYY-MM-DDThh:mm:ssZ")
        return told

    def answer_ListMetadataFormats(self, asked: Any) -> Element:  # noqa: N802
        """Dublin Core and LOM."""
        if "identifier" in asked:
            self.entry(asked["identifier"])
        told = Element("ListMetadataFormats")
        for prefix, (_record, schema, space) in oai.FORMATS.items():
            one = SubElement(told, "metadataFormat")
            for name, words in (("metadataPrefix", prefix), ("schema", schema), ("metadataNamespace", space)):
                oai.said(one, name, words)
        return told

    def answer_ListSets(self, asked: Any) -> Element:  # noqa: N802
        """A set for each network that shares with everybody."""
        if "resumptionToken" in asked:
            raise Wrong("badResumptionToken", "The list of sets has one page")
        told = Element("ListSets")
        for network in selectors.sets():
            one = SubElement(told, "set")
            oai.said(one, "setSpec", f"siec:{network.slug}")
            oai.said(one, "setName", network.title)
        if not len(told):
            raise Wrong("noSetHierarchy", "There are no sets yet")
        return told

    def answer_GetRecord(self, asked: Any) -> Element:  # noqa: N802
        """One record."""
        self.prefix(asked["metadataPrefix"])
        told = Element("GetRecord")
        self.record(told, self.entry(asked["identifier"]), asked["metadataPrefix"])
        return told

    def answer_ListIdentifiers(self, asked: Any) -> Element:  # noqa: N802
        """Headers."""
        return self.listed(asked, "ListIdentifiers")

    def answer_ListRecords(self, asked: Any) -> Element:  # noqa: N802
        """Records."""
        return self.listed(asked, "ListRecords")

    def listed(self, asked: Any, verb: str) -> Element:
        """A page of a list, with the token of the next one."""
        prefix, wish, before = _wish(asked, verb)
        self.prefix(prefix)
        entries, more, total = selectors.harvest(wish)
        if not entries and not before:
            raise Wrong("noRecordsMatch", "Nothing matches")
        told = Element(verb)
        for entry in entries:
            if verb == "ListIdentifiers":
                self.header(told, entry)
            else:
                self.record(told, entry, prefix)
        if more or before:
            token = _token(verb, prefix, wish, entries[-1], before + len(entries)) if more else ""
            oai.said(told, "resumptionToken", token, cursor=str(before), completeListSize=str(total))
        return told

    @staticmethod
    def prefix(given: str) -> None:
        """Raise for a format we do not write."""
        if given not in oai.FORMATS:
            raise Wrong("cannotDisseminateFormat", "Unknown metadataPrefix")

    @staticmethod
    def entry(name: str) -> Entry:
        """The record of this name."""
        number = oai.number_in(name)
        found = selectors.entry_of(number) if number is not None else None
        if found is None:
            raise Wrong("idDoesNotExist", "Unknown identifier")
        return found

    @staticmethod
    def header(parent: Element, entry: Entry) -> None:
        """Name, moment, set; gone or not."""
        header = SubElement(parent, "header", {} if entry.resource else {"status": "deleted"})
        oai.said(header, "identifier", oai.identifier(entry.number))
        oai.said(header, "datestamp", oai.stamp(entry.moment))
        if entry.resource:
            oai.said(header, "setSpec", f"siec:{entry.resource.network.slug}")

    def record(self, parent: Element, entry: Entry, prefix: str) -> None:
        """Header and metadata."""
        record = SubElement(parent, "record")
        self.header(record, entry)
        if entry.resource:
            SubElement(record, "metadata").append(oai.FORMATS[prefix][0](entry.resource))


def _wish(asked: Any, verb: str) -> tuple[str, Wish, int]:
    """(format, what is asked for, how many came before)."""
    if "resumptionToken" in asked:
        try:
            told = signing.loads(asked["resumptionToken"], salt=SALT)
        except signing.BadSignature as error:
            raise Wrong("badResumptionToken", "Unknown token") from error
        if told["verb"] != verb:
            raise Wrong("badResumptionToken", "A token of another list")
        moments = {name: datetime.fromisoformat(told[name]) if told[name] else None for name in ("since", "until")}
        after = (datetime.fromisoformat(told["after"][0]), int(told["after"][1]))
        return told["prefix"], Wish(set=told["set"], after=after, **moments), int(told["before"])
    since, until = _moment(asked.get("from"), last=False), _moment(asked.get("until"), last=True)
    if since and until and (since > until or len(asked["from"]) != len(asked["until"])):
        raise Wrong("badArgument", "from and until do not go together")
    wanted = asked.get("set", "")
    if wanted and not re.fullmatch(r"siec:[-a-z0-9_]{1,100}", wanted):
        raise Wrong("noRecordsMatch", "Unknown set")
    return asked["metadataPrefix"], Wish(since=since, until=until, set=wanted.removeprefix("siec:")), 0


def _moment(words: str | None, *, last: bool) -> datetime | None:
    if words is None:
        return None
    for pattern, written in (("%Y-%m-%dT%H:%M:%SZ", 20), ("%Y-%m-%d", 10)):
        if len(words) == written:
            try:
                found = datetime.strptime(words, pattern).replace(tzinfo=UTC)
            except ValueError:
                break
            return found.replace(hour=23, minute=59, second=59) if last and written == 10 else found
    raise Wrong("badArgument", "A date is YYYY-MM-DD or YYYY-MM-DDThh:mm:ssZ")


def _token(verb: str, prefix: str, wish: Wish, last: Entry, before: int) -> str:
    told = {
        "verb": verb,
        "prefix": prefix,
        "since": wish.since.isoformat() if wish.since else "",
        "until": wish.until.isoformat() if wish.until else "",
        "set": wish.set,
        "after": [last.moment.isoformat(), last.number],
        "before": before,
    }
    return signing.dumps(told, salt=SALT, compress=True)


class NewestFeed(Feed):
    """`resources:feed`: the newest resources for everybody, for a reader of RSS."""

    title = _("New in the library")
    link = reverse_lazy("resources:list")
    description = _("Resources that networks share with everybody.")

    def items(self) -> list[Resource]:
        """The newest fifty."""
        return selectors.newest_public()

    def item_title(self, item: Resource) -> str:
        """Its title."""
        return oai._UNFIT.sub("", item.title)

    def item_description(self, item: Resource) -> str:
        """How its description begins."""
        return html.excerpt(item.description, 400)

    def item_pubdate(self, item: Resource) -> datetime:
        """When it was added."""
        return item.created_at

    def item_categories(self, item: Resource) -> list[str]:
        """Subjects and tags."""
        return [*(one.name for one in item.subjects.all()), *(tag.name for tag in item.tags.all())]


feed = login_not_required(NewestFeed())
