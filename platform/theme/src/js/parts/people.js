// Suggestions after `@`: a list box moved through with arrows while the text keeps the focus (aria-activedescendant).
import { words } from "./words.js";

const BEGUN = /(?:^|[\s(])@([\p{L}\p{M}-]{1,30}(?: [\p{L}\p{M}-]{0,30})?)$/u;
const PAUSE = 150;

export function callPeople(editor, frame, address, id) {
  const text = editor.view.dom;
  const list = document.createElement("ul");
  list.className = "rich-people";
  list.id = `${id}_people`;
  list.setAttribute("role", "listbox");
  list.setAttribute("aria-label", words.people);
  list.hidden = true;
  const said = document.createElement("p");
  said.className = "visually-hidden";
  said.setAttribute("role", "status");
  frame.append(list, said);
  text.setAttribute("aria-autocomplete", "list");
  text.setAttribute("aria-controls", list.id);
  const known = new Map();
  let timer;
  let shut = "";
  let at = 0;

  const begun = () => {
    const { $from, empty } = editor.state.selection;
    if (!empty || !$from.parent.isTextblock || $from.parent.type.spec.code) return null;
    const before = $from.parent.textBetween(Math.max(0, $from.parentOffset - 64), $from.parentOffset, null, "\ufffc");
    return before.match(BEGUN)?.[1] ?? null;
  };
  const close = () => {
    list.hidden = true;
    text.removeAttribute("aria-activedescendant");
  };
  const mark = (to) => {
    const options = [...list.children];
    at = (to + options.length) % options.length;
    options.forEach((option, index) => option.setAttribute("aria-selected", String(index === at)));
    text.setAttribute("aria-activedescendant", options[at].id);
    options[at].scrollIntoView({ block: "nearest" });
  };
  const choose = (name) => {
    const written = begun();
    const { from } = editor.state.selection;
    close();
    if (written === null) return;
    shut = name;
    editor.chain().focus().insertContentAt({ from: from - written.length, to: from }, `${name} `).run();
  };
  const show = (people) => {
    if (!people.length) { close(); return; }
    list.replaceChildren(...people.map((one, index) => {
      const option = document.createElement("li");
      option.id = `${list.id}_${index}`;
      option.setAttribute("role", "option");
      option.append(one.name);
      if (one.note) {
        const note = document.createElement("span");
        note.className = "meta";
        note.textContent = one.note;
        option.append(" ", note);
      }
      option.addEventListener("mousedown", (event) => {
        event.preventDefault();
        choose(one.name);
      });
      return option;
    }));
    if (list.hidden) said.textContent = words.found;
    list.hidden = false;
    const caret = editor.view.coordsAtPos(editor.state.selection.from);
    const box = frame.getBoundingClientRect();
    list.style.setProperty("inset-block-start", `${caret.bottom - box.top}px`);
    list.style.setProperty("inset-inline-start", `${Math.max(0, Math.min(caret.left - box.left, box.width - list.offsetWidth))}px`);
    mark(0);
  };
  const ask = async (written) => {
    if (!known.has(written)) {
      try {
        const answer = await fetch(`${address}?q=${encodeURIComponent(written)}`, { credentials: "same-origin" });
        if (!answer.ok) { close(); return; }
        known.set(written, (await answer.json()).people);
      } catch {
        close();
        return;
      }
    }
    if (begun() === written && document.activeElement === text) show(known.get(written));
  };

  editor.on("update", () => {
    const written = begun();
    clearTimeout(timer);
    if (written === null || (shut && written.startsWith(shut))) { close(); return; }
    shut = "";
    timer = setTimeout(ask, PAUSE, written);
  });
  editor.on("blur", close);
  frame.addEventListener("keydown", (event) => {
    if (list.hidden || event.target !== text || event.isComposing) return;
    const acts = {
      ArrowDown: () => mark(at + 1),
      ArrowUp: () => mark(at - 1),
      Enter: () => choose(list.children[at].firstChild.textContent),
      Escape: () => { shut = begun() || ""; close(); },
    };
    if (!acts[event.key]) return;
    event.preventDefault();
    event.stopPropagation();
    acts[event.key]();
  }, true);
}
