// Words that only scripts say, in the language of the page.
const WORDS = {
  pl: {
    toolbar: "Formatowanie tekstu", bold: "Pogrubienie", italic: "Kursywa", heading: "Nagłówek",
    bullets: "Lista punktowana", numbers: "Lista numerowana", quote: "Cytat", code: "Kod", link: "Link",
    undo: "Cofnij", redo: "Ponów", address: "Adres linku", apply: "Wstaw", remove: "Usuń link", cancel: "Anuluj",
    table: "Tabela", formula: "Wzór", addRow: "Dodaj wiersz", addColumn: "Dodaj kolumnę", dropRow: "Usuń wiersz",
    dropColumn: "Usuń kolumnę", dropTable: "Usuń tabelę", formulaLabel: "Wzór w zapisie LaTeX", formulaSigns: "Gotowe znaki",
    formulaHelp: "W tekście stanie między znakami dolara, np. $x^2$; czytający zobaczą wzór.",
    people: "Kogo przywołać", found: "Propozycje: strzałki wybierają, Enter wstawia",
    picture: "Opis obrazu dla osób, które go nie widzą",
    wrong: "To nie wygląda na adres. Przykład: https://www.ore.edu.pl",
  },
  en: {
    toolbar: "Text formatting", bold: "Bold", italic: "Italic", heading: "Heading",
    bullets: "Bulleted list", numbers: "Numbered list", quote: "Quotation", code: "Code", link: "Link",
    undo: "Undo", redo: "Redo", address: "Address of the link", apply: "Insert", remove: "Remove the link", cancel: "Cancel",
    table: "Table", formula: "Formula", addRow: "Add a row", addColumn: "Add a column", dropRow: "Remove the row",
    dropColumn: "Remove the column", dropTable: "Remove the table", formulaLabel: "Formula in LaTeX", formulaSigns: "Ready signs",
    formulaHelp: "It stands between dollar signs in the text, like $x^2$; readers see the formula.",
    people: "Whom to call", found: "Suggestions: arrows choose, Enter inserts",
    picture: "Description of the picture for those who cannot see it",
    wrong: "This does not look like an address. Example: https://www.ore.edu.pl",
  },
};

export const words = WORDS[document.documentElement.lang.slice(0, 2)] || WORDS.pl;

const sprite = document.querySelector("svg.icon use")?.getAttribute("href")?.split("#")[0] || "/static/icons.svg";

export function icon(name) {
  const svg = document.createElementNS("http://www.w3.org/2000/svg", "svg");
  svg.setAttribute("class", "icon");
  svg.setAttribute("viewBox", "0 0 24 24");
  svg.setAttribute("aria-hidden", "true");
  const use = document.createElementNS("http://www.w3.org/2000/svg", "use");
  use.setAttribute("href", `${sprite}#${name}`);
  svg.append(use);
  return svg;
}
