"""The few stable blocks of page bodies. No raw HTML, no embeds, no free class or style (RT-12)."""

from __future__ import annotations

from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy
from wagtail import blocks
from wagtail.documents.blocks import DocumentChooserBlock
from wagtail.images.blocks import ImageBlock

TEXT_FEATURES = ["bold", "italic", "link", "document-link", "ol", "ul"]
SHORT_FEATURES = ["bold", "italic", "link"]


class HeadingBlock(blocks.StructBlock):
    """A heading of the second or third level; the page's title is the first."""

    text = blocks.CharBlock(max_length=160, label=_("heading"))
    level = blocks.ChoiceBlock(
        choices=[("h2", pgettext_lazy("of a page", "section")), ("h3", _("part of a section"))],
        default="h2",
        label=_("level"),
    )

    class Meta:
        icon = "title"
        label = _("Heading")
        template = "pages/blocks/heading.html"


class PictureBlock(blocks.StructBlock):
    """A picture: its alternative text, or the word that it is decoration, is asked for (AX-06)."""

    picture = ImageBlock(label=_("picture"))
    caption = blocks.CharBlock(required=False, max_length=250, label=_("caption"))

    class Meta:
        icon = "image"
        label = _("Picture")
        template = "pages/blocks/picture.html"


class QuoteBlock(blocks.StructBlock):
    """Somebody's words from a published source."""

    text = blocks.TextBlock(label=_("quotation"))
    source = blocks.CharBlock(required=False, max_length=200, label=_("source"))

    class Meta:
        icon = "openquote"
        label = _("Quotation")
        template = "pages/blocks/quote.html"


class PersonQuoteBlock(blocks.StructBlock):
    """What somebody said to us; nobody is quoted by name without having agreed (CM-08)."""

    text = blocks.TextBlock(label=_("what the person said"))
    name = blocks.CharBlock(max_length=120, label=_("name"))
    role = blocks.CharBlock(required=False, max_length=160, label=_("role, school"))
    picture = ImageBlock(required=False, label=_("picture"))
    agreed = blocks.BooleanBlock(
        required=True,
        label=_("The person agreed to be quoted by name here"),
        help_text=_("Keep the consent in your files; without it the page cannot be published."),
    )

    class Meta:
        icon = "user"
        label = _("Person's words")
        template = "pages/blocks/person.html"


class CalloutBlock(blocks.StructBlock):
    """A note set apart from the text."""

    kind = blocks.ChoiceBlock(
        choices=[("tip", _("a tip")), ("important", _("important"))], default="tip", label=_("kind")
    )
    title = blocks.CharBlock(required=False, max_length=120, label=_("title"))
    text = blocks.RichTextBlock(features=SHORT_FEATURES, label=_("text"))

    class Meta:
        icon = "warning"
        label = _("Call-out")
        template = "pages/blocks/callout.html"


class StepBlock(blocks.StructBlock):
    """One step of a way of working."""

    title = blocks.CharBlock(max_length=120, label=_("step"))
    text = blocks.RichTextBlock(features=SHORT_FEATURES, required=False, label=_("description"))

    class Meta:
        label = _("Step")


class BodyBlock(blocks.StreamBlock):
    """The body of a page."""

    heading = HeadingBlock()
    paragraph = blocks.RichTextBlock(
        features=TEXT_FEATURES, icon="pilcrow", label=_("Text"), template="pages/blocks/paragraph.html"
    )
    picture = PictureBlock()
    quote = QuoteBlock()
    person = PersonQuoteBlock()
    callout = CalloutBlock()
    steps = blocks.ListBlock(
        StepBlock(), icon="list-ol", label=_("Steps one after another"), template="pages/blocks/steps.html"
    )
    files = blocks.ListBlock(
        DocumentChooserBlock(label=_("file")),
        icon="doc-full",
        label=_("Files to download"),
        template="pages/blocks/files.html",
    )


class LinkBlock(blocks.StructBlock):
    """A link of a menu: to a page, or to an address."""

    label = blocks.CharBlock(max_length=60, label=pgettext_lazy("of a link", "words"))
    page = blocks.PageChooserBlock(required=False, label=_("page"))
    address = blocks.CharBlock(
        required=False,
        max_length=200,
        label=_("or an address"),
        help_text=_("A path of this site such as /zasoby/ or a full address."),
    )

    class Meta:
        icon = "link"
        label = _("Link")
