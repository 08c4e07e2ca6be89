"""`{% kept "name" fact … %}…{% endkept %}`: what stands between is drawn once for the same facts (theme.pieces)."""

from __future__ import annotations

import re
import uuid
from typing import Any

from django import template
from django.template.base import FilterExpression, NodeList, Parser, Token

from theme import pieces

register = template.Library()
_GAP = re.compile(r">[ \t]*\n\s*<")
"""A break between two elements: any number of lines means the same as one."""
_WORDS = re.compile(r"(<pre\b.*?</pre>|<textarea\b.*?</textarea>)", re.DOTALL)
"""Elements in which each space counts."""


class KeptNode(template.Node):
    """A part of a template that is drawn once for the same facts."""

    def __init__(self, name: str, facts: list[FilterExpression], nodelist: NodeList) -> None:
        self.name, self.facts, self.nodelist = name, facts, nodelist

    def render(self, context: Any) -> str:
        """From the store, or drawn now. A first fact that is None says that this one is not to be kept."""
        facts = tuple(fact.resolve(context) for fact in self.facts)
        if facts and facts[0] is None:
            return self.nodelist.render(context)
        piece = pieces.kept(self.name, facts, lambda: self._drawn(context))
        address = context.get("here", "")
        path = None if address == pieces.ADDRESS else _path(context)
        return pieces.filled(piece, token=context.get("csrf_token", ""), address=address, path=path)

    def _drawn(self, context: Any) -> str:
        with context.push(csrf_token=pieces.TOKEN, here=pieces.ADDRESS, fresh_key=pieces.KEY):
            return squeezed(self.nodelist.render(context))


def _path(context: Any) -> str:
    return getattr(context.get("request"), "path", "")


def squeezed(markup: str) -> str:
    """Without the empty lines that tags of templates leave between elements; not where spaces are somebody's words."""
    return "".join(part if at % 2 else _GAP.sub(">\n<", part) for at, part in enumerate(_WORDS.split(markup)))


@register.tag("kept")
def kept(parser: Parser, token: Token) -> KeptNode:
    """Keep what stands up to `endkept` under its name and facts."""
    _tag, name, *facts = token.split_contents()
    nodelist = parser.parse(("endkept",))
    parser.delete_first_token()
    return KeptNode(name.strip("\"'"), [parser.compile_filter(fact) for fact in facts], nodelist)


@register.simple_tag(takes_context=True)
def fresh_key(context: Any) -> str:
    """A one-time key for a form that was not sent yet; each showing of a kept piece gets another one."""
    return context.get("fresh_key") or str(uuid.uuid4())


@register.simple_tag(takes_context=True)
def leads_here(context: Any, address: str) -> str:
    """`aria-current` of a link of a menu: of the present page, of one above it, or nothing."""
    if context.get("here") == pieces.ADDRESS:
        return pieces.link(address)
    return pieces.current(address, _path(context))
