// The editor's toolbar: one stop of the Tab key, arrows move inside it (WAI-ARIA toolbar).
import { icon, words } from "./words.js";

const act = (run) => (editor) => run(editor.chain().focus()).run();

const BUTTONS = [
  { word: "bold", icon: "bold", on: "bold", act: act((chain) => chain.toggleBold()) },
  { word: "italic", icon: "italic", on: "italic", act: act((chain) => chain.toggleItalic()) },
  { word: "heading", icon: "heading-3", on: ["heading", { level: 3 }], act: act((chain) => chain.toggleHeading({ level: 3 })) },
  { word: "bullets", icon: "list", on: "bulletList", act: act((chain) => chain.toggleBulletList()) },
  { word: "numbers", icon: "list-ordered", on: "orderedList", act: act((chain) => chain.toggleOrderedList()) },
  { word: "quote", icon: "quote", on: "blockquote", act: act((chain) => chain.toggleBlockquote()) },
  { word: "code", icon: "code", on: "codeBlock", act: act((chain) => chain.toggleCodeBlock()) },
  { word: "link", icon: "link", on: "link", row: "link" },
  { word: "table", icon: "table", on: "table", act: act((chain) => chain.insertTable({ rows: 3, cols: 3, withHeaderRow: true })) },
  { word: "addRow", icon: "between-horizontal-end", inside: "table", act: act((chain) => chain.addRowAfter()) },
  { word: "addColumn", icon: "between-vertical-end", inside: "table", act: act((chain) => chain.addColumnAfter()) },
  { word: "dropRow", icon: "table-rows-split", inside: "table", act: act((chain) => chain.deleteRow()) },
  { word: "dropColumn", icon: "table-columns-split", inside: "table", act: act((chain) => chain.deleteColumn()) },
  { word: "dropTable", icon: "trash-2", inside: "table", act: act((chain) => chain.deleteTable()) },
  { word: "formula", icon: "sigma", row: "formula" },
  { word: "undo", icon: "undo-2", act: act((chain) => chain.undo()) },
  { word: "redo", icon: "redo-2", act: act((chain) => chain.redo()) },
];

// `rows` are the small forms under the toolbar; a button that opens one is shown only where the editor has it.
export function toolbar(editor, rows, id) {
  const bar = document.createElement("div");
  bar.className = "rich-bar";
  bar.setAttribute("role", "toolbar");
  bar.setAttribute("aria-label", words.toolbar);
  const entries = BUTTONS.filter((entry) => !entry.row || rows[entry.row]);
  const buttons = entries.map((entry, index) => {
    const button = document.createElement("button");
    button.type = "button";
    button.className = "rich-button";
    button.id = `${id}_${entry.word}`;
    button.title = words[entry.word];
    button.setAttribute("aria-label", words[entry.word]);
    button.tabIndex = index ? -1 : 0;
    button.append(icon(entry.icon));
    button.addEventListener("click", () => (entry.act ? entry.act(editor) : rows[entry.row].open()));
    bar.append(button);
    return button;
  });
  const show = () => {
    entries.forEach((entry, index) => {
      if (entry.inside) buttons[index].hidden = !editor.isActive(entry.inside);
      if (entry.on) buttons[index].setAttribute("aria-pressed", String(editor.isActive(...[entry.on].flat())));
    });
  };
  const move = (to) => {
    const shown = buttons.filter((button) => !button.hidden);
    buttons.forEach((button) => (button.tabIndex = -1));
    const next = shown[(to + shown.length) % shown.length];
    next.tabIndex = 0;
    next.focus();
  };
  bar.addEventListener("keydown", (event) => {
    const here = buttons.filter((button) => !button.hidden).indexOf(document.activeElement);
    const to = { ArrowRight: here + 1, ArrowLeft: here - 1, Home: 0, End: -1 }[event.key];
    // At once: the editor's own focus waits for a frame, and a Tab pressed before would go astray.
    if (event.key === "Escape") editor.view.dom.focus();
    if (to === undefined) return;
    event.preventDefault();
    move(to);
  });
  editor.on("transaction", show);
  show();
  return bar;
}
