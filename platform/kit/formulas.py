r"""Formulas in people's text: `$\frac{1}{2}$` in a line, `$$…$$` on a line of its own, drawn as MathML.

Stored text keeps what was typed; the drawing is made of clean HTML once, when the text is saved, and is our own: only
the elements and attributes named here leave this module, whatever the library makes of a formula. What the library
cannot read stays text.
"""

from __future__ import annotations

import html as entities
import re
from collections.abc import Iterator
from xml.etree.ElementTree import Element

from latex2mathml.converter import convert_to_element

LONGEST, MOST, DEEPEST = 400, 100, 12
"""Letters of one formula, formulas of one text, braces inside braces."""

ELEMENTS = frozenset(
    {
        *("math", "mrow", "mi", "mn", "mo", "ms", "mtext", "mspace", "mfrac", "msqrt", "mroot", "mstyle", "mpadded"),
        *("mphantom", "menclose", "msub", "msup", "msubsup", "munder", "mover", "munderover", "mmultiscripts"),
        *("mtable", "mtr", "mtd", "mlabeledtr"),
    }
)
ATTRIBUTES = {
    "display": re.compile(r"block|inline"),
    "mathvariant": re.compile(r"[a-z-]{1,24}"),
    "notation": re.compile(r"[a-z ]{1,40}"),
    "columnalign": re.compile(r"[a-z ]{1,60}"),
    "scriptlevel": re.compile(r"[0-3]"),
    "linethickness": re.compile(r"0|(?:[0-4](?:\.[0-9]{1,3})?(?:em|pt)?)"),
    "width": re.compile(r"-?[0-2](?:\.[0-9]{1,4})?em"),
    **dict.fromkeys(
        ("stretchy", "fence", "separator", "accent", "accentunder", "movablelimits", "displaystyle", "largeop"),
        re.compile(r"true|false"),
    ),
    **dict.fromkeys(("minsize", "maxsize"), re.compile(r"[0-4](?:\.[0-9]{1,3})?em")),
}
"""Attributes that may stand, and what may stand in them; no address, no style, no class."""

_MARKUP = re.compile(r'(<(?:[^<>"]|"[^"]*")*>)')
_NAME = re.compile(r"<(/?)([a-z0-9]+)")
_APART = re.compile(r"(?<![\\$])\$\$(?!\$)([^$\n]{1,400})\$\$(?!\$)")
_INSIDE = re.compile(r"(?<![\\$\w])\$(?![\s$])([^$\n]{1,400}?)(?<![\s\\])\$(?![$\w])")
_LOOKS_LIKE = re.compile(r"[\\^_=+*/<>≤≥≠−×·-]|^\s*[a-zA-Z](?:\s*\([a-zA-Z0-9, ]*\))?\s*$")
"""What tells a formula from two prices in dollars: an operator, or a single letter."""
_LITERAL = frozenset({"code", "pre"})


def drawn(html: str) -> str:
    """Clean HTML with its formulas as MathML; the same text when there are none. Text inside code stays as it is."""
    if "$" not in html:
        return html
    parts, left, literal = _MARKUP.split(html), [MOST], 0
    for at, part in enumerate(parts):
        if at % 2:
            tag = _NAME.match(part)
            if tag and tag[2] in _LITERAL:
                literal += -1 if tag[1] else 1
        elif "$" in part and not literal:
            parts[at] = _in_text(part, left)
    return "".join(parts)


def _in_text(text: str, left: list[int]) -> str:
    def put(found: re.Match[str], *, apart: bool) -> str:
        latex = entities.unescape(found[1]).strip()
        if left[0] <= 0 or not latex or not (apart or _LOOKS_LIKE.search(latex)):
            return found[0]
        made = mathml(latex, apart=apart)
        left[0] -= 1
        return made or found[0]

    # Made formulas hold no dollar sign, so the second round passes them by.
    return _INSIDE.sub(lambda found: put(found, apart=False), _APART.sub(lambda found: put(found, apart=True), text))


def mathml(latex: str, *, apart: bool = False) -> str:
    """One formula as MathML; empty when it cannot be read."""
    if len(latex) > LONGEST or _deepness(latex) > DEEPEST:
        return ""
    try:
        made = convert_to_element(latex, display="block" if apart else "inline")
        if any(_is_unknown(part) for part in made.iter()):
            return ""
        return "".join(_written(made, label=latex))
    except Exception:
        # The library raises many things at a broken formula, StopIteration and IndexError among them.
        return ""


def _deepness(latex: str) -> int:
    deep = most = 0
    for sign in latex:
        deep += (sign == "{") - (sign == "}")
        most = max(most, deep)
    return most + latex.count(r"\left") + latex.count(r"\begin")


def _is_unknown(part: Element) -> bool:
    """Whether the library put the name of a command it does not know, or something we do not let through."""
    words = part.text or ""
    return part.tag not in ELEMENTS or (part.tag != "mtext" and "\\" in words) or "$" in words


def _written(part: Element, label: str = "") -> Iterator[str]:
    yield f"<{part.tag}"
    for name, value in part.attrib.items():
        pattern = ATTRIBUTES.get(name)
        if pattern is not None and pattern.fullmatch(value):
            yield f' {name}="{value}"'
    if label:
        yield f' alttext="{entities.escape(label).replace("$", "&#36;")}"'
    yield ">"
    yield entities.escape(entities.unescape(part.text or ""), quote=False)
    for child in part:
        yield from _written(child)
        yield entities.escape(entities.unescape(child.tail or ""), quote=False)
    yield f"</{part.tag}>"
