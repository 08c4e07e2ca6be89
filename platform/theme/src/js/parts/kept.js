// What is written in form[data-draft-form] is saved on the server every few seconds, for any other device to take up.
// The browser's own copy (drafts.js) follows each key; this one says when it is safe and when two devices disagree.
const PAUSE = 2500;
const states = new WeakMap();

const state = (form) => {
  if (!states.has(form)) states.set(form, { timer: 0, busy: null, again: false, left: null, sent: false });
  return states.get(form);
};
const part = (form, name) => form.querySelector(`[data-draft-${name}]`);

function say(form, words) {
  const line = part(form, "state");
  if (line) line.textContent = words || "";
}

function values(form) {
  const { elements } = form;
  const sent = new FormData();
  ["csrfmiddlewaretoken", "text", "text_as", "parent", "title", "draft_version", "once"].forEach((name) => {
    if (elements[name]) sent.set(name, elements[name].value);
  });
  const dropped = new Set([...form.querySelectorAll('[name="drop"]:checked')].map((box) => box.value));
  form.querySelectorAll('[name="attached"]').forEach((field) => {
    if (!dropped.has(field.value)) sent.append("attached", field.value);
  });
  const { left } = state(form);
  if (left !== null) sent.set("left", left);
  return sent;
}

function textIn(html) {
  const { body } = new DOMParser().parseFromString(html, "text/html");
  return [...body.children].map((block) => block.textContent).join("\n");
}

function fill(form, html) {
  const area = form.elements.text;
  area.dispatchEvent(new CustomEvent("splot:fill", { detail: html }));
  if (area.hidden) return;
  area.value = textIn(html);
}

function conflict(form, theirs) {
  const box = part(form, "conflict");
  part(form, "other").textContent = textIn(theirs.html);
  box.hidden = false;
  say(form, "");
  const done = () => {
    box.hidden = true;
    form.elements.draft_version.value = theirs.version;
  };
  part(form, "theirs").onclick = () => {
    done();
    fill(form, theirs.html);
  };
  part(form, "mine").onclick = () => {
    done();
    save(form);
  };
}

async function save(form) {
  const now = state(form);
  clearTimeout(now.timer);
  if (now.busy) {
    now.again = true;
    return;
  }
  now.busy = new AbortController();
  try {
    const answer = await fetch(form.dataset.draftForm, {
      method: "POST",
      body: values(form),
      headers: { "X-Requested-With": "splot" },
      credentials: "same-origin",
      signal: now.busy.signal,
    });
    if (now.sent) return;
    const told = answer.headers.get("content-type")?.includes("json") ? await answer.json() : null;
    if (answer.status === 409) conflict(form, told);
    else if (answer.ok && told) {
      form.elements.draft_version.value = told.version || "";
      now.left = null;
      say(form, told.saved);
    } else say(form, told?.reason || part(form, "state").dataset.saidAway);
  } catch {
    if (!now.sent) say(form, part(form, "state")?.dataset.saidAway);
  } finally {
    now.busy = null;
    if (now.again && !now.sent) wait(form);
    now.again = false;
  }
}

function wait(form) {
  const now = state(form);
  if (now.sent || part(form, "conflict")?.hidden === false) return;
  clearTimeout(now.timer);
  now.timer = setTimeout(save, PAUSE, form);
}

// The text goes on as an answer to another post: its draft moves along.
export function moved(form, from) {
  if (!form.matches("[data-draft-form]")) return;
  const now = state(form);
  if (now.left === null) now.left = from || 0;
  form.elements.draft_version.value = "";
  if (form.elements.text.value.trim()) wait(form);
}

document.addEventListener("input", (event) => {
  const form = event.target.form;
  if (form?.matches("[data-draft-form]") && ["text", "title"].includes(event.target.name)) wait(form);
});

// The button for drafts saves in place: going away and coming back would move what is being read.
document.addEventListener("click", (event) => {
  const form = event.target.closest?.("[data-draft-button]")?.form;
  if (!form?.matches("[data-draft-form]")) return;
  event.preventDefault();
  save(form);
});

document.addEventListener("submit", (event) => {
  const form = event.target;
  if (!form.matches("[data-draft-form]")) return;
  const now = state(form);
  now.sent = true;
  clearTimeout(now.timer);
  now.busy?.abort();
}, true);

// A page the browser brings back from its memory was sent already: what is written in it now is something new.
window.addEventListener("pageshow", (event) => {
  if (!event.persisted || !crypto.randomUUID) return;
  document.querySelectorAll("[data-draft-form]").forEach((form) => {
    if (form.elements.once) form.elements.once.value = crypto.randomUUID();
    state(form).sent = false;
  });
});
