// The queue and a case with the keyboard: one key for each decision, shown on its button.
const OFF = "splot-shortcuts-off"; // the switch of the list of shortcuts counts here too
const $ = (selector, from = document) => from.querySelector(selector);
const all = (selector, from = document) => [...from.querySelectorAll(selector)];

const isOff = () => {
  try {
    return localStorage.getItem(OFF) === "1";
  } catch {
    return false; // a browser that keeps nothing still has the keys
  }
};

const help = $("[data-keys-help]");
if (help) help.hidden = isOff();

const writes = (target) => target.closest("textarea, select, [contenteditable], input:not([type=checkbox]):not([type=radio])");

// --- the queue ---------------------------------------------------------------------------------------------------

const rows = all("[data-row]");

function walk(step) {
  const here = rows.indexOf(document.activeElement?.closest("[data-row]"));
  const next = here < 0 ? (step > 0 ? 0 : rows.length - 1) : Math.min(Math.max(here + step, 0), rows.length - 1);
  $("[data-case]", rows[next])?.focus();
  rows[next].scrollIntoView({ block: "nearest" });
}

function press(act) {
  // Without a choice the key is about the case one stands on.
  const row = document.activeElement?.closest("[data-row]");
  const ticks = all("[data-tick]");
  if (!ticks.some((tick) => tick.checked) && row) $("[data-tick]", row).checked = true;
  if (ticks.some((tick) => tick.checked)) $(`[data-cases] [name=act][value=${act}]`)?.click();
}

function inQueue(key) {
  const tick = $("[data-tick]", document.activeElement?.closest("[data-row]") ?? document.createElement("p"));
  const doings = {
    j: () => walk(1),
    k: () => walk(-1),
    x: () => tick && (tick.checked = !tick.checked),
    p: () => press("publish"),
    z: () => press("keep"),
  };
  doings[key]?.();
  return key in doings;
}

// --- one case ----------------------------------------------------------------------------------------------------

const form = $("[data-decide]");
const grounds = form ? all("input[name=ground]", form) : [];
const words = form ? $("[name=words]", form) : null;
let wanted = null;

const chosen = (button) => !button.hasAttribute("data-rule") || !grounds.length || grounds.some((input) => input.checked);

function lacks(button) {
  return button.hasAttribute("data-reasons") && (!chosen(button) || !(words?.value.trim() || $("[name=ready]", form)?.value));
}

function lead(button) {
  // What the decision still needs is where the keyboard goes; the same key, or Ctrl and Enter, sends it then.
  wanted = button;
  all("[data-key]", form).forEach((other) => other.classList.toggle("is-wanted", other === button));
  if (button.value === "edit") {
    const text = $("[data-text]", form);
    if (text && !text.open) {
      text.open = true;
      ($("[role=textbox]", text) ?? $("textarea", text))?.focus();
      return;
    }
  }
  if (button.value === "pause") {
    const until = $("[data-until]", form);
    if (until) until.open = true;
  }
  if (!chosen(button)) (grounds.find((input) => input.checked) ?? grounds[0])?.focus();
  else words?.focus();
}

function inCase(key) {
  const button = $(`[data-key="${key}"]`);
  if (button) {
    if (form?.contains(button) && lacks(button)) lead(button);
    else button.click();
    return true;
  }
  if (/^[1-9]$/.test(key) && grounds[key - 1]) {
    grounds[key - 1].checked = true;
    grounds[key - 1].focus();
    if (wanted) words?.focus();
    return true;
  }
  return false;
}

document.addEventListener("keydown", (event) => {
  if (form && event.key === "Enter" && (event.ctrlKey || event.metaKey) && wanted) {
    wanted.click();
    event.preventDefault();
    return;
  }
  if (event.key === "Escape" && form?.contains(event.target) && writes(event.target)) {
    event.target.blur();
    return;
  }
  if (isOff() || event.ctrlKey || event.metaKey || event.altKey || writes(event.target) || $("dialog[open]")) return;
  const key = event.key.toLowerCase();
  const done = rows.length ? inQueue(key) : inCase(key);
  if (done) event.preventDefault();
});
