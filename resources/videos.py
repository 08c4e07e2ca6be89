"""Films from sites we know, shown in our page only after a click: nothing is asked of another server before."""

from __future__ import annotations

import re
from dataclasses import dataclass
from urllib.parse import parse_qs, urlsplit


@dataclass(frozen=True)
class Video:
    """A film of a known site: whose it is, and the address of its player."""

    site: str
    player: str


def video_of(link: str) -> Video | None:
    """The film behind a link people paste; None for every address that is not exactly one of the known ones."""
    try:
        at = urlsplit(link)
    except ValueError:
        return None
    if at.scheme not in {"http", "https"} or at.username or at.port:
        return None
    host = (at.hostname or "").removeprefix("www.").removeprefix("m.")
    number = ""
    if host == "youtu.be":
        number = at.path.lstrip("/")
    elif host in {"youtube.com", "youtube-nocookie.com"}:
        asked = parse_qs(at.query).get("v", [""])[0] if at.path == "/watch" else ""
        number = asked or at.path.removeprefix("/embed/").removeprefix("/shorts/").removeprefix("/live/")
    if re.fullmatch(r"[-_A-Za-z0-9]{11}", number):
        return Video("YouTube", f"https://www.youtube-nocookie.com/embed/{number}?autoplay=1")
    if host == "vimeo.com" and re.fullmatch(r"/[0-9]{6,12}", at.path):
        return Video("Vimeo", f"https://player.vimeo.com/video{at.path}?dnt=1&autoplay=1")
    return None
