"""The first content of the editable vocabularies. Editors change it in the CMS; a migration puts it in once."""

from __future__ import annotations

VOIVODESHIPS = {
    "02": "dolnośląskie",
    "04": "kujawsko-pomorskie",
    "06": "lubelskie",
    "08": "lubuskie",
    "10": "łódzkie",
    "12": "małopolskie",
    "14": "mazowieckie",
    "16": "opolskie",
    "18": "podkarpackie",
    "20": "podlaskie",
    "22": "pomorskie",
    "24": "śląskie",
    "26": "świętokrzyskie",
    "28": "warmińsko-mazurskie",
    "30": "wielkopolskie",
    "32": "zachodniopomorskie",
}
"""TERYT codes of voivodeships; leading zeros matter."""

STAGES = {
    "przedszkole": "wychowanie przedszkolne",
    "etap-1": "I etap – klasy I–III szkoły podstawowej",
    "etap-2": "II etap – klasy IV–VIII szkoły podstawowej",
    "etap-3": "III etap – szkoły ponadpodstawowe",
    "szkoly-policealne": "szkoły policealne",
    "placowki": "placówki oświatowe",
}

SUBJECTS = {
    "edukacja-przedszkolna": "edukacja przedszkolna",
    "edukacja-wczesnoszkolna": "edukacja wczesnoszkolna",
    "jezyk-polski": "język polski",
    "matematyka": "matematyka",
    "jezyk-angielski": "język angielski",
    "jezyk-niemiecki": "język niemiecki",
    "inny-jezyk-obcy": "inny język obcy",
    "historia": "historia",
    "edukacja-obywatelska": "wiedza o społeczeństwie i edukacja obywatelska",
    "przyroda": "przyroda",
    "biologia": "biologia",
    "chemia": "chemia",
    "fizyka": "fizyka",
    "geografia": "geografia",
    "informatyka": "informatyka",
    "technika": "technika",
    "muzyka": "muzyka",
    "plastyka": "plastyka",
    "wychowanie-fizyczne": "wychowanie fizyczne",
    "edukacja-dla-bezpieczenstwa": "edukacja dla bezpieczeństwa",
    "biznes-i-zarzadzanie": "biznes i zarządzanie",
    "filozofia": "filozofia",
    "etyka": "etyka",
    "religia": "religia",
    "edukacja-zdrowotna": "edukacja zdrowotna",
    "przedmioty-zawodowe": "przedmioty zawodowe",
    "godzina-z-wychowawca": "godzina z wychowawcą",
    "biblioteka": "biblioteka",
    "swietlica": "świetlica",
    "ksztalcenie-specjalne": "kształcenie specjalne",
    "polski-jako-drugi": "język polski jako drugi",
}

COMPETENCES = {
    "literacy": "kompetencje w zakresie rozumienia i tworzenia informacji",
    "multilingual": "kompetencje w zakresie wielojęzyczności",
    "stem": "kompetencje matematyczne oraz w zakresie nauk przyrodniczych, technologii i inżynierii",
    "digital": "kompetencje cyfrowe",
    "personal": "kompetencje osobiste, społeczne i w zakresie umiejętności uczenia się",
    "civic": "kompetencje obywatelskie",
    "entrepreneurship": "kompetencje w zakresie przedsiębiorczości",
    "cultural": "kompetencje w zakresie świadomości i ekspresji kulturalnej",
}
"""EU Council Recommendation of 22 May 2018."""

INSTITUTION_TYPES = {
    "Przedszkole": 1,
    "Szkoła podstawowa": 3,
    "Zasadnicza szkoła zawodowa": 13,
    "Liceum ogólnokształcące": 14,
    "Technikum": 16,
    "Szkoła policealna": 19,
    "Szkoła specjalna przysposabiająca do pracy": 20,
    "Pałac młodzieży": 37,
    "Młodzieżowy dom kultury": 38,
    "Centrum kształcenia zawodowego": 45,
    "Centrum kształcenia ustawicznego": 46,
    "Poradnia psychologiczno-pedagogiczna": 48,
    "Poradnia specjalistyczna": 49,
    "Specjalny ośrodek wychowawczy": 50,
    "Specjalny ośrodek szkolno-wychowawczy": 51,
    "Ośrodek rewalidacyjno-wychowawczy": 52,
    "Młodzieżowy ośrodek wychowawczy": 53,
    "Młodzieżowy ośrodek socjoterapii": 54,
    "Bursa": 55,
    "Placówka doskonalenia nauczycieli": 57,
    "Biblioteka pedagogiczna": 58,
    "Internat": 68,
    "Zespół wychowania przedszkolnego": 80,
    "Punkt przedszkolny": 81,
    "Branżowa szkoła I stopnia": None,
    "Branżowa szkoła II stopnia": None,
    "Zespół szkół i placówek oświatowych": 100,
}
"""Labels as the RSPO register writes them, with its numbers where they are sure."""
