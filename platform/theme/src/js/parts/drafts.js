// What is being written survives a closed tab: textarea[data-draft="key"] is kept in this browser until it is sent.
// Keys carry the person's number, and signing out forgets every draft: school computers are shared.
const PREFIX = "splot-draft:";
const AGE = 14 * 24 * 3600 * 1000;

const name = (area) => `${PREFIX}${document.body.dataset.person || "0"}:${area.dataset.draft}`;

function read(area) {
  try {
    const draft = JSON.parse(localStorage.getItem(name(area)));
    return draft && Date.now() - draft.at < AGE ? draft : null;
  } catch {
    return null;
  }
}

export function keep(area, value = area.value) {
  try {
    if (value.trim()) localStorage.setItem(name(area), JSON.stringify({ value, at: Date.now() }));
    else localStorage.removeItem(name(area));
  } catch {
    // A full or forbidden store only means no draft.
  }
}

export function forget(area) {
  localStorage.removeItem(name(area));
}

function sent(area) {
  const draft = read(area);
  if (draft) localStorage.setItem(name(area), JSON.stringify({ ...draft, sent: true }));
}

function wentBack() {
  return performance.getEntriesByType("navigation")[0]?.type === "back_forward";
}

// A note above the field with a way to throw the draft away.
function note(area, fresh) {
  const words = document.body.dataset;
  const line = document.createElement("p");
  line.className = "field-help draft-note";
  line.setAttribute("role", "status");
  line.append(`${words.draftRestored || ""} `);
  const button = document.createElement("button");
  button.type = "button";
  button.className = "button button--quiet button--small";
  button.textContent = words.draftDiscard || "×";
  button.addEventListener("click", () => {
    forget(area);
    line.remove();
    area.dispatchEvent(new CustomEvent("splot:fill", { detail: fresh }));
    if (!area.hidden) {
      area.value = fresh;
      area.focus();
    }
  });
  line.append(button);
  area.before(line);
}

export function drafts(part) {
  const areas = [...(part.querySelectorAll?.("textarea[data-draft]") || [])];
  if (part.matches?.("textarea[data-draft]")) areas.push(part);
  areas.forEach((area) => {
    if (area.dataset.kept) return;
    area.dataset.kept = "1";
    const draft = read(area);
    const form = area.form;
    const wrong = form?.querySelector("[data-error-summary], [aria-invalid='true']");
    if (draft?.sent && !wrong && !wentBack()) {
      forget(area);
    } else if (draft && !wrong && draft.value !== area.value && draft.at > Number(area.dataset.savedAt || 0)) {
      const fresh = area.value;
      area.value = draft.value;
      note(area, fresh);
    }
    let timer;
    area.addEventListener("input", () => {
      clearTimeout(timer);
      timer = setTimeout(keep, 500, area);
    });
    form?.addEventListener("submit", () => {
      clearTimeout(timer);
      keep(area);
      sent(area);
    });
    form?.addEventListener("htmx:afterRequest", (event) => {
      if (event.detail.successful && event.detail.elt === form) forget(area);
    });
  });
}

document.addEventListener("submit", (event) => {
  if (!event.target.matches("[data-sign-out]")) return;
  Object.keys(localStorage).filter((key) => key.startsWith(PREFIX)).forEach((key) => localStorage.removeItem(key));
});
