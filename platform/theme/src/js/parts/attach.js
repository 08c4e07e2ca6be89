// Files of a form (templates/forum/_attach.html) go to the server as they are chosen, pasted or dropped; the form then
// names them. Without scripts the field of files does the same when the form is sent.
import { each } from "./pictures.js";
import { icon, words } from "./words.js";

const boxOf = (form) => form?.querySelector("[data-attach]");
const isPicture = (file) => /^image\/(png|jpeg|webp)$/.test(file.type);

function changed(form) {
  form.elements.text?.dispatchEvent(new Event("input", { bubbles: true }));
}

function say(box, text) {
  box.querySelector("[data-attach-said]").textContent = text || "";
}

function spoken(size) {
  const units = { minimumFractionDigits: 0, maximumFractionDigits: 1 };
  const lang = document.documentElement.lang;
  return size < 1024 * 1024
    ? `${Math.max(1, Math.round(size / 1024))} KB`
    : `${(size / 1024 / 1024).toLocaleString(lang, units)} MB`;
}

// The line of one file: its name, for a picture in the text its description, and a way to leave it out.
function line(box, told, inText) {
  const form = box.closest("form");
  const item = document.createElement("li");
  item.className = "attach-file";
  item.dataset.attached = told.id;
  item.dataset.address = told.address;
  const name = document.createElement("span");
  name.className = "attach-name";
  name.textContent = told.name;
  const size = document.createElement("span");
  size.className = "meta";
  size.textContent = spoken(told.size);
  const number = document.createElement("input");
  number.type = "hidden";
  number.name = "attached";
  number.value = told.id;
  const drop = document.createElement("button");
  drop.type = "button";
  drop.className = "button button--quiet button--small";
  drop.dataset.attachDrop = "";
  const which = document.createElement("span");
  which.className = "visually-hidden";
  which.textContent = `: ${told.name}`;
  drop.append(icon("x"), box.dataset.saidDrop, which);
  item.append(icon(inText ? "file-image" : "file-text"), name, " ", size, number);
  const editor = form.elements.text?.editor;
  if (inText && editor) {
    const label = document.createElement("label");
    label.className = "attach-alt";
    const alt = document.createElement("input");
    alt.type = "text";
    alt.className = "input";
    alt.maxLength = 200;
    alt.addEventListener("input", () => {
      each(editor, told.address, (tr, node, at) => tr.setNodeMarkup(at, null, { ...node.attrs, alt: alt.value }));
    });
    label.append(words.picture, alt);
    item.append(label);
  }
  item.append(drop);
  const list = box.querySelector("[data-attach-list]");
  list.append(item);
  list.hidden = false;
}

async function send(box, file, inText) {
  const form = box.closest("form");
  const sent = new FormData();
  sent.set("csrfmiddlewaretoken", form.elements.csrfmiddlewaretoken.value);
  sent.set("file", file, file.name || "obraz.png");
  if (inText) sent.set("picture", "1");
  const answer = await fetch(box.dataset.attach, {
    method: "POST",
    body: sent,
    headers: { "X-Requested-With": "splot" },
    credentials: "same-origin",
  });
  const told = answer.headers.get("content-type")?.includes("json") ? await answer.json() : null;
  if (!answer.ok || !told) throw new Error(told?.reason || box.dataset.saidAway);
  return told;
}

async function take(box, files, { inText = false } = {}) {
  const form = box.closest("form");
  const editor = form.elements.text?.editor;
  say(box, box.dataset.saidBusy);
  const wrong = [];
  for (const file of files) {
    const stands = inText && editor && isPicture(file);
    try {
      const told = await send(box, file, stands);
      line(box, told, stands);
      if (stands) editor.chain().focus().insertContent({ type: "picture", attrs: { src: told.address, alt: "" } }).run();
      else changed(form);
    } catch (error) {
      wrong.push(error instanceof TypeError ? box.dataset.saidAway : error.message);
    }
  }
  say(box, wrong.join(" "));
}

document.addEventListener("change", (event) => {
  const box = event.target.closest?.("[data-attach]");
  if (!box || event.target.type !== "file" || !event.target.files.length) return;
  const files = [...event.target.files];
  event.target.value = "";
  take(box, files);
});

document.addEventListener("click", (event) => {
  const drop = event.target.closest?.("[data-attach-drop]");
  if (!drop) return;
  const item = drop.closest("[data-attached]");
  const form = drop.closest("form");
  const list = item.parentElement;
  const editor = form.elements.text?.editor;
  if (editor) each(editor, item.dataset.address, (tr, node, at) => tr.delete(at, at + node.nodeSize));
  item.remove();
  list.hidden = !list.children.length;
  changed(form);
  form.querySelector('[data-attach] input[type="file"]')?.focus();
});

// What is pasted or dropped into the text: pictures stand in it, other files under it.
function arrived(event, data) {
  const box = boxOf(event.target.closest?.("form"));
  const files = [...(data?.files || [])];
  if (!box || !files.length || !event.target.closest(".rich")) return;
  if (event.type === "paste" && data.types.includes("text/html") && !files.every(isPicture)) return;
  event.preventDefault();
  event.stopPropagation();
  take(box, files, { inText: true });
}

document.addEventListener("paste", (event) => arrived(event, event.clipboardData), true);
document.addEventListener("drop", (event) => arrived(event, event.dataTransfer), true);
