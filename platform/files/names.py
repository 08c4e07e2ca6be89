"""Names people give to files: metadata only, cleaned before they are shown or sent (FU-03, FU-12)."""

from __future__ import annotations

import re
import unicodedata
from urllib.parse import quote

LONGEST = 150
_HIDDEN = {"Cc", "Cf", "Co", "Cs", "Cn", "Zl", "Zp"}


def cleaned(name: str) -> str:
    """A name without paths, control, direction and reserved characters; never empty, at most 150 characters."""
    name = unicodedata.normalize("NFC", name.encode("utf-8", "replace").decode("utf-8"))
    name = re.split(r"[/\\]", name)[-1]
    name = "".join(char for char in name if unicodedata.category(char) not in _HIDDEN)
    name = re.sub(r'[<>:"|?*;]+', "_", name)
    name = re.sub(r"\s+", " ", name).strip().rstrip(" .")
    stem, dot, extension = name.rpartition(".")
    if not dot:
        return name[:LONGEST] or "plik"
    return f"{stem.strip(' .')[: LONGEST - len(extension) - 1] or 'plik'}.{extension[:20].strip()}"


def extension_of(name: str) -> str:
    """The last extension in small letters with its dot, or an empty text."""
    return "." + name.rpartition(".")[2].casefold() if "." in name else ""


def disposition(name: str, *, inline: bool = False) -> str:
    """The Content-Disposition of a download by RFC 6266: an ASCII fallback and the true name."""
    way = "inline" if inline else "attachment"
    plain = unicodedata.normalize("NFKD", name.translate(str.maketrans("łŁ", "lL")))
    plain = re.sub(r"[^A-Za-z0-9._ -]", "", plain).strip() or "plik"
    if plain == name:
        return f'{way}; filename="{plain}"'
    return f"{way}; filename=\"{plain}\"; filename*=UTF-8''{quote(name, safe='')}"
