// A small row under the toolbar that asks for an address.
import { words } from "./words.js";

const whole = (text) => (/^[\w.+-]+@[\w-]+\.\w/.test(text) ? `mailto:${text}` : /^(https?:|mailto:|tel:|\/)/i.test(text) ? text : `https://${text}`);
const good = (address) => /^(https?:\/\/[^\s/]+\.[^\s]+|mailto:\S+@\S+|tel:[+\d]|\/\S*)/i.test(address);

function button(word, kind) {
  const made = document.createElement("button");
  made.type = "button";
  made.className = `button button--small ${kind}`;
  made.textContent = words[word];
  return made;
}

export function linkForm(editor) {
  const row = document.createElement("div");
  row.className = "rich-link";
  row.hidden = true;
  const label = document.createElement("label");
  const input = document.createElement("input");
  input.type = "text";
  input.inputMode = "url";
  input.className = "input";
  label.append(words.address, input);
  const error = document.createElement("p");
  error.className = "field-error";
  error.setAttribute("role", "alert");
  const apply = button("apply", "button--primary");
  const remove = button("remove", "");
  const cancel = button("cancel", "button--quiet");
  row.append(label, error, apply, remove, cancel);

  const close = () => {
    row.hidden = true;
    editor.view.dom.focus();
  };
  const open = () => {
    const present = editor.getAttributes("link").href || "";
    input.value = present;
    error.textContent = "";
    remove.hidden = !present;
    row.hidden = false;
    input.focus();
  };
  const insert = () => {
    const address = whole(input.value.trim());
    if (!good(address)) {
      error.textContent = words.wrong;
      input.focus();
      return;
    }
    const chain = editor.chain().focus().extendMarkRange("link");
    if (editor.state.selection.empty && !editor.isActive("link")) {
      chain.insertContent({ type: "text", text: input.value.trim(), marks: [{ type: "link", attrs: { href: address } }] }).run();
    } else {
      chain.setLink({ href: address }).run();
    }
    close();
  };
  apply.addEventListener("click", insert);
  remove.addEventListener("click", () => {
    editor.chain().focus().extendMarkRange("link").unsetLink().run();
    close();
  });
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
