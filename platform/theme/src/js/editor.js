// textarea[data-rich] becomes an editor; the textarea stays in the form and is what the server reads.
import { Editor } from "@tiptap/core";
import Placeholder from "@tiptap/extension-placeholder";
import StarterKit from "@tiptap/starter-kit";
import { formulaForm } from "./parts/formulas.js";
import { callPeople } from "./parts/people.js";
import { linkForm } from "./parts/links.js";
import { Picture } from "./parts/pictures.js";
import { tables } from "./parts/tables.js";
import { toolbar } from "./parts/toolbar.js";

const mark = (text) => /<(p|ul|ol|h3|h4|blockquote|pre|hr|table)[\s>]/i.test(text);

// Text typed without scripts (or kept by the server after an error) has no paragraphs yet.
function asHtml(text) {
  if (!text.trim() || mark(text)) return text;
  const holder = document.createElement("div");
  text.split(/\n\s*\n/).forEach((block) => {
    const paragraph = document.createElement("p");
    block.split("\n").forEach((line, index) => {
      if (index) paragraph.append(document.createElement("br"));
      paragraph.append(line);
    });
    holder.append(paragraph);
  });
  return holder.innerHTML;
}

function labelOf(area) {
  const label = area.labels?.[0];
  if (label && !label.id) label.id = `${area.id}_label`;
  return label;
}

function build(area) {
  area.dataset.editing = "1";
  const label = labelOf(area);
  const frame = document.createElement("div");
  frame.className = "rich";
  area.before(frame);
  const described = area.getAttribute("aria-describedby");
  const attributes = {
    class: "rich-text prose",
    role: "textbox",
    "aria-multiline": "true",
    ...(label ? { "aria-labelledby": label.id } : { "aria-label": area.getAttribute("aria-label") || "" }),
    ...(described ? { "aria-describedby": described } : {}),
    ...(area.getAttribute("aria-invalid") ? { "aria-invalid": "true" } : {}),
    ...(area.lang ? { lang: area.lang } : {}),
  };
  // The hidden field beside the text (kit.writing) tells the server what it holds: the editor sends HTML.
  const kind = area.form?.elements[`${area.name}_as`];
  const editor = new Editor({
    element: frame,
    injectCSS: false,
    content: kind?.value === "html" ? area.value : asHtml(area.value),
    extensions: [
      StarterKit.configure({
        heading: { levels: [3, 4] },
        link: { openOnClick: false, autolink: true, protocols: ["mailto", "tel"] },
      }),
      Picture,
      ...tables,
      Placeholder.configure({ placeholder: area.placeholder || "" }),
    ],
    editorProps: {
      attributes,
      handleDOMEvents: {
        // Tab always leaves: lists are nested by their buttons, nobody is trapped.
        keydown: (_view, event) => {
          if (event.key === "F10" && event.altKey) {
            frame.querySelector('[role="toolbar"] [tabindex="0"]')?.focus();
            event.preventDefault();
            return true;
          }
          return event.key === "Tab";
        },
      },
    },
  });
  const write = () => {
    area.value = editor.isEmpty ? "" : editor.getHTML();
    area.dispatchEvent(new Event("input", { bubbles: true }));
  };
  const links = linkForm(editor);
  const formulas = "formulas" in area.dataset ? formulaForm(editor) : null;
  const rows = { link: links, ...(formulas ? { formula: formulas } : {}) };
  frame.prepend(toolbar(editor, rows, area.id), ...Object.values(rows).map((row) => row.element));
  if (area.form?.dataset.people) callPeople(editor, frame, area.form.dataset.people, area.id);
  editor.on("update", write);
  area.addEventListener("splot:fill", (event) => {
    editor.commands.setContent(asHtml(event.detail || ""));
    editor.commands.focus("end");
  });
  // The hidden field cannot be focused, so the browser must not be the one to ask for it.
  area.required = false;
  area.hidden = true;
  label?.addEventListener("click", () => editor.commands.focus());
  area.form?.addEventListener("reset", () => editor.commands.clearContent());
  area.form?.addEventListener("submit", () => {
    area.value = editor.isEmpty ? "" : editor.getHTML();
  }, true);
  if (document.activeElement === area || area.autofocus) editor.commands.focus("end");
  if (kind) kind.value = "html";
  area.editor = editor;
}

export function enhance(part) {
  const areas = [...(part.querySelectorAll?.("textarea[data-rich]") || [])];
  if (part.matches?.("textarea[data-rich]")) areas.push(part);
  areas.filter((area) => !area.dataset.editing).forEach(build);
}

enhance(document);
