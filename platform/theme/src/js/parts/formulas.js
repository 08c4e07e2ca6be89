// A small row under the toolbar for a formula: LaTeX between dollars, with ready beginnings for those who do not know it.
import { words } from "./words.js";

const BEGINNINGS = [
  ["½", "\\frac{1}{2}"], ["x²", "x^2"], ["x₁", "x_1"], ["√", "\\sqrt{x}"], ["·", " \\cdot "], ["≤", " \\le "],
  ["≥", " \\ge "], ["≠", " \\ne "], ["π", "\\pi "], ["∠", "\\angle "], ["∑", "\\sum_{i=1}^{n} "],
];

function button(text, kind) {
  const made = document.createElement("button");
  made.type = "button";
  made.className = `button button--small ${kind}`;
  made.textContent = text;
  return made;
}

export function formulaForm(editor) {
  const row = document.createElement("div");
  row.className = "rich-link rich-formula";
  row.hidden = true;
  const label = document.createElement("label");
  const input = document.createElement("input");
  input.type = "text";
  input.className = "input";
  input.spellcheck = false;
  input.autocapitalize = "off";
  label.append(words.formulaLabel, input);
  const help = document.createElement("p");
  help.className = "field-help";
  help.textContent = words.formulaHelp;
  const signs = document.createElement("div");
  signs.className = "rich-signs";
  signs.setAttribute("role", "group");
  signs.setAttribute("aria-label", words.formulaSigns);
  BEGINNINGS.forEach(([shown, latex]) => {
    const made = button(shown, "button--quiet");
    made.setAttribute("aria-label", `${shown}: ${latex.trim()}`);
    made.addEventListener("click", () => {
      input.setRangeText(latex, input.selectionStart, input.selectionEnd, "end");
      input.focus();
    });
    signs.append(made);
  });
  const apply = button(words.apply, "button--primary");
  const cancel = button(words.cancel, "button--quiet");
  row.append(label, help, signs, apply, cancel);

  const close = () => {
    row.hidden = true;
    editor.view.dom.focus();
  };
  const open = () => {
    const { from, to } = editor.state.selection;
    input.value = editor.state.doc.textBetween(from, to, " ").replace(/\$/g, "").trim();
    row.hidden = false;
    input.focus();
  };
  const insert = () => {
    const latex = input.value.replace(/\$/g, "").trim();
    if (latex) editor.chain().focus().insertContent({ type: "text", text: `$${latex}$` }).insertContent(" ").run();
    close();
  };
  apply.addEventListener("click", insert);
  cancel.addEventListener("click", close);
  row.addEventListener("keydown", (event) => {
    if (event.key === "Escape") close();
    if (event.key === "Enter" && event.target === input) {
      event.preventDefault();
      insert();
    }
  });
  return { element: row, open };
}
