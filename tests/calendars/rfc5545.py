"""A reader of calendars written from RFC 5545 by hand, so that our writer is not checked by its own library."""

from __future__ import annotations

import re

NAME = re.compile(r"^(?P<name>[A-Za-z0-9-]+)(?P<params>(;[A-Za-z0-9-]+=(\"[^\"\x00-\x08\x0a-\x1f\x7f]*\"|[^\";:,]*)"
                  r"(,(\"[^\"]*\"|[^\";:,]*))*)*):(?P<value>.*)$", re.DOTALL)  # fmt: skip
UTC_MOMENT, DAY = re.compile(r"^\d{8}T\d{6}Z$"), re.compile(r"^\d{8}$")


def read(content: bytes) -> dict:
    """The calendar's properties and its events; AssertionError where the text breaks the RFC."""
    assert content.endswith(b"\r\n")
    assert b"\n" not in content.replace(b"\r\n", b""), "a bare line feed"
    assert b"\r" not in content.replace(b"\r\n", b""), "a bare carriage return"
    for line in content.split(b"\r\n"):
        assert len(line) <= 75, f"a line of {len(line)} octets"
        assert not re.search(rb"[\x00-\x08\x0b-\x1f\x7f]", line), "a control character"
    text = content.decode("utf-8").replace("\r\n ", "").replace("\r\n\t", "")
    lines = text.split("\r\n")[:-1]
    assert (lines[0], lines[-1]) == ("BEGIN:VCALENDAR", "END:VCALENDAR")
    calendar: dict = {"events": []}
    event: dict | None = None
    for line in lines[1:-1]:
        found = NAME.match(line)
        assert found, f"no content line: {line!r}"
        name, value = found["name"].upper(), found["value"]
        if (name, value) == ("BEGIN", "VEVENT"):
            assert event is None
            event = {}
        elif (name, value) == ("END", "VEVENT"):
            calendar["events"].append(_event(event))
            event = None
        else:
            holder = calendar if event is None else event
            assert name not in holder or name in {"ATTENDEE"}, f"{name} twice"
            holder[name] = value
    assert calendar["VERSION"] == "2.0"
    assert calendar["PRODID"]
    return calendar


def _event(event: dict) -> dict:
    assert event["UID"]
    assert UTC_MOMENT.match(event["DTSTAMP"])
    assert event["SEQUENCE"].isdigit()
    both = {bool(UTC_MOMENT.match(event[name])) for name in ("DTSTART", "DTEND")}
    assert len(both) == 1
    if both == {False}:
        assert DAY.match(event["DTSTART"])
        assert DAY.match(event["DTEND"])
    assert event["DTSTART"] < event["DTEND"]
    assert event["STATUS"] in {"CONFIRMED", "CANCELLED", "TENTATIVE"}
    for name in ("SUMMARY", "DESCRIPTION", "LOCATION"):
        assert not re.search(r"(?<!\\)(\\\\)*[;,]", event.get(name, "")), f"{name}: an unescaped mark"
    return event
