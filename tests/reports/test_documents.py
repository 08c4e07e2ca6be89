"""The report as a file: tagged PDF/UA with Polish fonts and the woven cover, DOCX; every chart equals its table."""

from __future__ import annotations

import io
import re
import shutil
import subprocess

import docx
import pypdfium2
import pytest
from django.template.loader import render_to_string
from django.urls import reverse

from kit import clock, printing
from networks import documents, services
from networks.reporting import counted
from networks.templatetags.report import bars
from resources.models import Resource
from tests.networks.test_screens import sign_in

pytestmark = pytest.mark.django_db
WORDS = "Zażółć gęślą jaźń – wnioski i rekomendacje."


@pytest.fixture
def report(edition, network, ada, ben):
    for number, kind in enumerate(["lesson_plan", "lesson_plan", "worksheet"]):
        Resource.objects.create(network=network, title=f"Zasób {number}", kind=kind, licence="cc-by")
    services.write_report(by=ada, edition=edition, words={"conclusions": WORDS}, version=1)
    return services.present_report(by=ada, edition=edition)


def words_of(pdf: bytes) -> str:
    with pypdfium2.PdfDocument(pdf) as made:
        return "\n".join(page.get_textpage().get_text_bounded() for page in made)


def fonts_of(pdf: bytes) -> list[bool]:
    """Whether each font of the pages is embedded."""
    with pypdfium2.PdfDocument(pdf) as made:
        texts = [one for page in made for one in page.get_objects([pypdfium2.raw.FPDF_PAGEOBJ_TEXT])]
        fonts = [pypdfium2.raw.FPDFTextObj_GetFont(one.raw) for one in texts]
        return [bool(pypdfium2.raw.FPDFFont_GetIsEmbedded(font)) for font in fonts]


def test_the_pdf_is_tagged_named_in_polish_and_carries_its_fonts(report):
    pdf = documents.report_document(report).pdf()
    with pypdfium2.PdfDocument(pdf) as made:
        assert made.is_tagged()
        assert made.get_metadata_value("Title") == "Sprawozdanie roczne z pracy sieci"
    assert b"<pdfuaid:part>1</pdfuaid:part>" in pdf
    assert b"/Lang(pl)" in pdf
    embedded = fonts_of(pdf)
    assert embedded
    assert all(embedded)
    text = words_of(pdf)
    for word in ("Sprawozdanie roczne z pracy sieci", "Zażółć gęślą jaźń", "Matematyka bez lęku"):
        assert word in text


def test_the_cover_is_the_networks_own_pattern_and_no_content(report):
    made = documents.report_document(report)
    assert made.cover.startswith("<svg")
    bare = printing.Document(made.title, made.blocks, made.subtitle, made.language)
    assert words_of(made.pdf())[:40] == words_of(bare.pdf())[:40]
    assert len(made.pdf()) > len(bare.pdf())


def test_the_docx_is_read_by_an_independent_reader(report):
    made = docx.Document(io.BytesIO(documents.report_document(report).docx()))
    styles = {paragraph.text: paragraph.style.name for paragraph in made.paragraphs}
    assert styles["Sprawozdanie roczne z pracy sieci"] == "Title"
    assert styles["Przedstawienie uczestnikom"] == "Heading 1"
    assert WORDS in styles
    assert made.core_properties.language == "pl"
    cells = {row.cells[0].text: row.cells[1].text for table in made.tables for row in table.rows}
    frozen = {f["label"].capitalize(): str(f["value"]) for c in report.frozen for f in c["figures"]}
    assert {label: cells.get(label) for label in frozen} == frozen


@pytest.mark.skipif(shutil.which("soffice") is None, reason="LibreOffice is not installed")
def test_libreoffice_opens_the_docx(report, tmp_path):
    (tmp_path / "s.docx").write_bytes(documents.report_document(report).docx())
    own = f"-env:UserInstallation=file://{tmp_path}/profile"
    command = ["soffice", own, "--headless", "--convert-to", "pdf", "--outdir", str(tmp_path), str(tmp_path / "s.docx")]
    subprocess.run(command, check=True, timeout=120, capture_output=True)
    assert WORDS in words_of((tmp_path / "s.pdf").read_bytes())


def test_every_chart_equals_its_table_on_the_page_and_in_both_files(report):
    pdf, word = words_of(documents.report_document(report).pdf()), documents.report_document(report).docx()
    tables = [
        [[cell.text for cell in row.cells] for row in table.rows][1:]
        for table in docx.Document(io.BytesIO(word)).tables
    ]
    charts = [(chart, chapter) for chapter in report.frozen for chart in chapter.get("charts", [])]
    assert {chart["name"] for chart, _chapter in charts} == {"resources_kinds", "months"}
    for chart, chapter in charts:
        assert [[label, str(value)] for label, value in chart["rows"]] in tables
        html = render_to_string("networks/_report_chart.html", {"chart": chart})
        numbers = [int(one) for one in re.findall(r'report-number">(\d+)<', html)]
        widths = [int(one) for one in re.findall(r'rect width="(\d+)"', html)]
        assert numbers == [value for _label, value in chart["rows"]]
        assert widths == [round(100 * number / max(numbers)) for number in numbers]
        assert chart["title"] in pdf
        figures = {figure["label"]: figure["value"] for figure in chapter["figures"]}
        if chart["name"] == "resources_kinds":
            assert dict(chart["rows"]).items() <= figures.items()
    assert len(pdf) > 0


def test_bars_of_nothing_have_no_width():
    assert [bar.share for bar in bars([["a", 0], ["b", 0]])] == [0, 0]


@pytest.mark.parametrize("form", ["pdf", "docx"])
def test_members_and_the_county_fetch_the_same_file_and_experts_none(client, report, network, ben, dov, gen, form):
    inside = reverse("networks:report_file", kwargs={"slug": network.slug, "form": form})
    county = reverse("networks:county_report_file", kwargs={"slug": network.slug, "form": form})
    for user, address, status in (
        (ben, inside, 200), (ben, county, 404), (dov, county, 200), (dov, inside, 404), (gen, inside, 404),
    ):  # fmt: skip
        sign_in(client, user)
        answer = client.get(address)
        assert answer.status_code == status, (user, address)
        if status == 200:
            assert answer["Content-Type"] == documents.TYPES[form]


def test_a_quiet_month_is_named_and_an_active_one_counted(edition, network, ada):
    with clock.moved_to(clock.now()):
        chapter = next(one for one in counted(edition) if one["name"] == "months")
    found = {figure["name"]: figure["value"] for figure in chapter["figures"]}
    assert found["months_active"] == 0
    assert found["months_quiet"] >= 1
    assert chapter["charts"] == []
