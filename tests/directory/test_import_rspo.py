"""The register's export: what is good is taken, what is bad is named, and twice is as once."""

from io import StringIO

import pytest
from django.core.management import CommandError, call_command
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from directory import rspo, services
from directory.models import County, GoverningBody, Institution, InstitutionType, Municipality
from tests.directory.register import COLUMNS, large, row, write

pytestmark = pytest.mark.django_db


@pytest.fixture
def register(tmp_path):
    def make(*rows, **options):
        return write(tmp_path / "rspo.csv", list(rows), **options)

    return make


@pytest.fixture(autouse=True)
def _territory(voivodeship):
    """The sixteen voivodeships come with the migrations."""


def test_a_row_becomes_an_institution_with_its_territory(register):
    report = services.import_register(path=register(row()))
    assert (report.created, report.updated, report.rejected, report.remarks) == (1, 0, [], [])
    school = Institution.objects.get(rspo=12345)
    assert school.name == "Szkoła Podstawowa nr 5 im. Żwirki i Wigury w Łąkowie"
    assert (school.county.name, school.county.slug) == ("powiat łąkowski", "lakowski")
    assert school.municipality.name == "Łąkowo"
    assert school.governing_body.name == "GMINA ŁĄKOWO"
    assert school.street == "ul. Źródlana 7"
    assert school.is_public
    assert not any("Osoba" in str(value) for value in vars(school).values()), "the principal's name is not kept"


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "cp1250"])
def test_the_usual_encodings_are_read(register, encoding):
    services.import_register(path=register(row(), encoding=encoding))
    assert Institution.objects.get(rspo=12345).town == "Łąkowo"


def test_a_second_import_changes_nothing_and_a_newer_one_brings_up_to_date(register):
    services.import_register(path=register(row()))
    before = Institution.objects.values().get(rspo=12345)
    again = services.import_register(path=register(row()))
    assert (again.created, again.updated) == (0, 1)
    assert Institution.objects.values().get(rspo=12345) == before
    services.import_register(path=register(row(Nazwa="Szkoła Podstawowa nr 5", **{"Data likwidacji": "2026-08-31"})))
    school = Institution.objects.get(rspo=12345)
    assert (school.pk, school.name, str(school.closed_on)) == (before["id"], "Szkoła Podstawowa nr 5", "2026-08-31")


def test_numbers_that_went_through_a_spreadsheet_are_cleaned(register):
    path = register(
        row(
            **{
                "Numer RSPO": "12345.0",
                "REGON": '="012345678"',
                "NIP": "123-456-78-90",
                "Kod terytorialny województwo": "2.0",
                "Kod terytorialny powiat": "206.0",
                "Kod terytorialny gmina": "206011.0",
            }
        )
    )
    assert services.import_register(path=path).rejected == []
    school = Institution.objects.get(rspo=12345)
    assert (school.regon, school.nip, school.county_id, school.municipality_id) == (
        "012345678", "1234567890", "0206", "0206011",
    )  # fmt: skip


def test_a_school_joins_its_complex_even_when_that_stands_below_it(register):
    path = register(
        row(**{"RSPO podmiotu nadrzędnego": "777"}),
        row(**{"Numer RSPO": "777", "Nazwa": "Zespół Szkół w Łąkowie", "Typ": "Zespół szkół i placówek oświatowych"}),
    )
    services.import_register(path=path)
    assert Institution.objects.get(rspo=12345).parent.rspo == 777
    services.import_register(path=register(row(), row(**{"Numer RSPO": "777"})))
    assert Institution.objects.get(rspo=12345).parent is None


@pytest.mark.parametrize(
    "changes",
    [
        {"Numer RSPO": "abc"},
        {"Numer RSPO": ""},
        {"Numer RSPO": "99999999999"},
        {"Nazwa": " "},
        {"Typ": ""},
        {"Kod terytorialny województwo": "99", "Kod terytorialny powiat": "9901", "Kod terytorialny gmina": ""},
        {"Kod terytorialny powiat": "0201"},
        {"Kod terytorialny powiat": ""},
        {"Kod terytorialny gmina": "9999999"},
        {"Data likwidacji": "wkrótce"},
    ],
)
def test_a_bad_row_is_named_with_its_line_and_the_rest_is_kept(register, changes):
    report = services.import_register(
        path=register(row(**{"Numer RSPO": "1"}), row(**changes), row(**{"Numer RSPO": "3"}))
    )
    assert [line for line, _reason in report.rejected] == [3]
    assert all(reason for _line, reason in report.rejected)
    assert set(Institution.objects.values_list("rspo", flat=True)) == {1, 3}


def test_lines_are_counted_as_an_editor_shows_them_even_after_a_cell_with_a_line_break(register):
    report = services.import_register(
        path=register(row(**{"Numer RSPO": "1", "Nazwa": "Szkoła\nPodstawowa"}), row(**{"Numer RSPO": "x"}))
    )
    assert [line for line, _reason in report.rejected] == [4]
    assert Institution.objects.get(rspo=1).name == "Szkoła Podstawowa"


def test_a_number_twice_in_one_file_and_a_short_row_are_refused(register):
    report = services.import_register(path=register(row(), row(Nazwa="Druga"), row()[:30]))
    assert [line for line, _reason in report.rejected] == [3, 4]
    assert Institution.objects.get(rspo=12345).name.startswith("Szkoła Podstawowa nr 5")


def test_a_value_without_sense_is_left_out_and_remarked(register):
    report = services.import_register(path=register(row(**{"E-mail": "brak", "NIP": "12", "REGON": "abc"})))
    assert report.rejected == []
    assert len(report.remarks) == 2  # twelve is padded to a NIP only by its zeros
    school = Institution.objects.get(rspo=12345)
    assert (school.email, school.regon) == ("", "")


def test_two_counties_of_one_name_get_two_addresses(register):
    services.import_register(
        path=register(
            row(Powiat="brzeski"),
            row(
                Powiat="brzeski",
                **{
                    "Numer RSPO": "2",
                    "Kod terytorialny województwo": "16",
                    "Kod terytorialny powiat": "1601",
                    "Kod terytorialny gmina": "1601011",
                },
            ),
        )
    )
    assert set(County.objects.filter(name="powiat brzeski").values_list("slug", flat=True)) == {
        "brzeski",
        "brzeski-1601",
    }


def _counts():
    return [model.objects.count() for model in (Institution, County, Municipality, InstitutionType, GoverningBody)]


@pytest.mark.parametrize("text", ["imię,nazwisko\nAda,Kowal\n", "", "Numer RSPO;Nazwa\n1;Szkoła\n", "%PDF-1.7\x00\x01"])
def test_another_file_is_refused_in_one_sentence_and_changes_nothing(tmp_path, text):
    path = tmp_path / "inny.csv"
    path.write_text(text, encoding="utf-8")
    before = _counts()
    with pytest.raises(rspo.NotTheRegister) as refused:
        services.import_register(path=path)
    assert _counts() == before
    assert "\n" not in str(refused.value)


def test_the_command_reports_lines_reasons_and_counts(register):
    out = StringIO()
    call_command("import_rspo", str(register(row(), row(**{"Numer RSPO": "x"}))), stdout=out)
    assert " 3 " in out.getvalue()
    assert "x" in out.getvalue()
    with pytest.raises(CommandError, match="Nazwa"):
        call_command("import_rspo", str(register(["1"], header=["Numer RSPO"])), stdout=out)
    with pytest.raises(CommandError):
        call_command("import_rspo", "/nowhere/file.csv", stdout=out)


def test_a_large_register_is_taken_whole(tmp_path):
    report = services.import_register(path=large(tmp_path / "large.csv", 5_000))
    assert (report.created, report.rejected) == (5_000, [])
    assert Institution.objects.exclude(parent=None).count() == 500


@settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(st.dictionaries(st.sampled_from(COLUMNS), st.text(max_size=30), max_size=6))
def test_any_text_in_a_row_ends_in_a_row_or_in_a_reason(changes):
    cells = dict(zip(COLUMNS, row(**changes), strict=True))
    try:
        result = rspo.read(cells)
    except rspo.Rejected:
        pass
    else:
        assert result.rspo > 0
        assert result.county.startswith(result.voivodeship)
        assert not result.municipality or result.municipality.startswith(result.county)
