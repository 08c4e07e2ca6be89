"""Documents for print: one list of blocks becomes a tagged PDF (PDF/UA-1) or a DOCX with real styles.

    made = printing.document("Plan działania sieci", [printing.Heading("Cele"), printing.Items(["…"])])
    made.bytes_as("pdf")

Blocks hold plain text only; nothing in them is read as markup.
"""

from kit.printing.blocks import Bars, Block, Document, Facts, Heading, Items, Paragraph, Table, document

__all__ = ["Bars", "Block", "Document", "Facts", "Heading", "Items", "Paragraph", "Table", "document"]
