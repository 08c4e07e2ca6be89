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
  { word: "link", icon: "link", on: "link" },
  { word: "undo", icon: "undo-2", act: act((chain) => chain.undo()) },
  { word: "redo", icon: "redo-2", act: act((chain) => chain.redo()) },
];

export function toolbar(editor, openLinks, id) {
  const bar = document.createElement("div");
  bar.className = "rich-bar";
  bar.setAttribute("role", "toolbar");
  bar.setAttribute("aria-label", words.toolbar);
  const buttons = BUTTONS.map((entry, index) => {
    const button = document.createElement("button");
    button.type = "button";
    button.className = "rich-button";
    button.id = `${id}_${entry.word}`;
    button.title = words[entry.word];
    button.setAttribute("aria-label", words[entry.word]);
    button.tabIndex = index ? -1 : 0;
    button.append(icon(entry.icon));
    button.addEventListener("click", () => (entry.act ? entry.act(editor) : openLinks()));
    bar.append(button);
    return button;
  });
  const show = () => {
    BUTTONS.forEach((entry, index) => {
      if (entry.on) buttons[index].setAttribute("aria-pressed", String(editor.isActive(...[entry.on].flat())));
    });
  };
  const move = (to) => {
    buttons.forEach((button) => (button.tabIndex = -1));
    const next = buttons[(to + buttons.length) % buttons.length];
    next.tabIndex = 0;
    next.focus();
  };
  bar.addEventListener("keydown", (event) => {
    const here = buttons.indexOf(document.activeElement);
    const to = { ArrowRight: here + 1, ArrowLeft: here - 1, Home: 0, End: buttons.length - 1 }[event.key];
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
