"""Words of which texts are made."""

WORDS = """
lekcja ułamki klasa pytanie błąd zadanie sprawdzian rozmowa praca uczeń grupa tablica czas próba materiał karta
ćwiczenie obserwacja wniosek metoda dzień tydzień szkoła nauczyciel rodzic dziecko książka tekst liczba wynik
""".split()  # noqa: SIM905 - words read better as words
