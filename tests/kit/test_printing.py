"""Documents for print: Polish stays Polish, text is never markup, the PDF is PDF/UA, Word knows its headings."""

from __future__ import annotations

import io

import docx
import pypdfium2
import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from kit import printing

PANGRAM = "Pchnąć w tę łódź jeża lub ośm skrzyń fig; ŻÓŁĆ"
BLOCKS = [
    printing.Heading("Cele sieci"),
    printing.Paragraph(f"{PANGRAM}\nDrugi wiersz.\n\nDrugi akapit."),
    printing.Items(["pierwszy punkt", "drugi punkt"]),
    printing.Heading("Dane", 2),
    printing.Facts([("Sieć", "Matematyka bez lęku"), ("Powiat", "lipowski")]),
    printing.Table(["Nr", "Termin"], [["1", "październik"], ["2", "maj"]], widths=(1, 4)),
]


def words_of(pdf: bytes) -> str:
    with pypdfium2.PdfDocument(pdf) as made:
        return "\n".join(page.get_textpage().get_text_bounded() for page in made)


def test_pdf_holds_polish_text_in_order():
    words = words_of(printing.document("Plan działania", BLOCKS, subtitle="Rok 2026/2027").pdf())
    wanted = ["Plan działania", "Rok 2026/2027", "Cele sieci", PANGRAM, "Drugi akapit", "drugi punkt", "lęku", "paźdz"]
    places = [words.find(one) for one in wanted]
    assert -1 not in places
    assert places == sorted(places)


def test_pdf_says_it_is_accessible():
    pdf = printing.document("Plan", BLOCKS).pdf()
    assert b"<pdfuaid:part>1</pdfuaid:part>" in pdf
    assert b"/Lang (pl" in pdf or b"<dc:language>" in pdf
    with pypdfium2.PdfDocument(pdf) as made:
        assert made.is_tagged()
        assert made.get_metadata_value("Title") == "Plan"


def test_docx_has_headings_and_tables():
    made = docx.Document(io.BytesIO(printing.document("Plan działania", BLOCKS, subtitle="2026/2027").docx()))
    styles = {paragraph.text: paragraph.style.name for paragraph in made.paragraphs}
    assert styles["Plan działania"] == "Title"
    assert styles["Cele sieci"] == "Heading 1"
    assert styles["Dane"] == "Heading 2"
    assert styles["drugi punkt"] == "List Bullet"
    assert [cell.text for cell in made.tables[1].rows[1].cells] == ["1", "październik"]
    assert made.core_properties.title == "Plan działania"


def test_text_is_never_read_as_markup():
    nasty = '#read("/etc/passwd") #let x = 5 *a* _b_ $c$ @d <e> \\n `f` // g'
    words = words_of(printing.document(nasty, [printing.Paragraph(nasty), printing.Items([nasty])]).pdf())
    assert words.count("#read(") == 3
    assert "// g" in words


def test_empty_blocks_are_left_out():
    made = printing.document("x", [printing.Items([]), printing.Table(["a"], []), printing.Facts([])])
    assert made.blocks == []
    made.pdf()


def test_signs_no_font_has_stand_as_squares():
    pdf = printing.document("Plan", [printing.Paragraph("Kot \U0001f638, шкала, \u05dc\u05de")]).pdf()
    assert b"pdfuaid" in pdf
    assert "шкала" in words_of(pdf)


def test_an_unknown_format_is_an_error():
    with pytest.raises(ValueError, match="odt"):
        printing.document("x", []).bytes_as("odt")


@settings(max_examples=15)
@example("\x1f", [])
@given(st.text(max_size=60), st.lists(st.text(max_size=30), max_size=3))
def test_any_text_can_be_printed(text, items):
    made = printing.document(
        text or "x", [printing.Heading(text or "x"), printing.Paragraph(text), printing.Items(items)]
    )
    assert made.pdf().startswith(b"%PDF")
    docx.Document(io.BytesIO(made.docx()))
