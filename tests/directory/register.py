"""Makes invented exports of the RSPO register: same header, same habits, no real school."""

from __future__ import annotations

import csv
from pathlib import Path
from typing import Any

COLUMNS = [
    "Numer RSPO", "REGON", "NIP", "Typ", "Nazwa", "Kod terytorialny województwo", "Kod terytorialny powiat",
    "Kod terytorialny gmina", "Kod terytorialny miejscowość", "Kod terytorialny ulica", "Województwo", "Powiat",
    "Gmina", "Miejscowość", "Rodzaj miejscowości", "Ulica", "Numer budynku", "Numer lokalu", "Kod pocztowy", "Poczta",
    "Telefon", "Faks", "E-mail", "Strona www", "Publiczność status", "Kategoria uczniów", "Specyfika placówki",
    "Imię i nazwisko dyrektora", "Data założenia", "Data rozpoczęcia działalności", "Data likwidacji",
    "Typ organu prowadzącego", "Nazwa organu prowadzącego", "REGON organu prowadzącego", "NIP organu prowadzącego",
    "Województwo organu prowadzącego", "Powiat organu prowadzącego", "Gmina organu prowadzącego",
    "Miejsce w strukturze", "RSPO podmiotu nadrzędnego", "Typ podmiotu nadrzędnego", "Nazwa podmiotu nadrzędnego",
    "Liczba uczniów", "Tereny sportowe", "Języki nauczane", "Czy zatrudnia logopedę", "Czy zatrudnia psychologa",
    "Czy zatrudnia pedagoga", "Oddziały podstawowe wg specyfiki", "Oddziały dodatkowe",
]  # fmt: skip
assert len(COLUMNS) == 50

GOOD: dict[str, str] = {
    "Numer RSPO": "12345",
    "REGON": "123456789",
    "NIP": "1234567890",
    "Typ": "Szkoła podstawowa",
    "Nazwa": "Szkoła Podstawowa nr 5 im. Żwirki i Wigury w Łąkowie",
    "Kod terytorialny województwo": "14",
    "Kod terytorialny powiat": "1493",
    "Kod terytorialny gmina": "1493011",
    "Województwo": "MAZOWIECKIE",
    "Powiat": "łąkowski",
    "Gmina": "Łąkowo",
    "Miejscowość": "Łąkowo",
    "Ulica": "ul. Źródlana",
    "Numer budynku": "7",
    "Kod pocztowy": "05-999",
    "Telefon": "221112233",
    "E-mail": "sekretariat@sp5.example.org",
    "Publiczność status": "publiczna",
    "Imię i nazwisko dyrektora": "Osoba Zmyślona",
    "Typ organu prowadzącego": "Gmina",
    "Nazwa organu prowadzącego": "GMINA ŁĄKOWO",
}


def row(**changes: str) -> list[str]:
    """A good row with other values: `row(**{"Numer RSPO": "7"})`."""
    values = GOOD | changes
    return [values.get(column, "") for column in COLUMNS]


def write(path: Path, rows: list[list[str]], *, encoding: str = "utf-8", header: Any = COLUMNS) -> Path:
    """The rows as a file of the register."""
    with path.open("w", encoding=encoding, newline="") as file:
        writer = csv.writer(file, delimiter=";")
        writer.writerow(header)
        writer.writerows(rows)
    return path


def large(path: Path, count: int) -> Path:
    """A register of `count` schools in 380 counties."""
    kinds = [
        "Szkoła podstawowa",
        "Przedszkole",
        "Liceum ogólnokształcące",
        "Technikum",
        "Zespół szkół i placówek oświatowych",
    ]
    rows = []
    for number in range(count):
        voivodeship = f"{2 * (1 + number % 16):02d}"
        county = f"{voivodeship}{1 + number // 16 % 24:02d}"
        kind = kinds[number % len(kinds)]
        rows.append(
            row(
                **{
                    "Numer RSPO": str(1000 + number),
                    "REGON": f"{100000000 + number}",
                    "Typ": kind,
                    "Nazwa": f"{kind} nr {number % 90 + 1} w Miejscowości {number % 4000}",
                    "Kod terytorialny województwo": voivodeship,
                    "Kod terytorialny powiat": county,
                    "Kod terytorialny gmina": f"{county}{1 + number // 400 % 6:02d}1",
                    "Powiat": f"przykładowy {county}",
                    "Gmina": f"Gmina {county} {1 + number // 400 % 6}",
                    "Miejscowość": f"Miejscowość {number % 4000}",
                    "E-mail": f"szkola{number}@example.org",
                    "Nazwa organu prowadzącego": f"GMINA {number % 2500}",
                    "RSPO podmiotu nadrzędnego": str(1000 + number + 1)
                    if number % 10 == 0 and number + 1 < count
                    else "",
                }
            )
        )
    return write(path, rows)
