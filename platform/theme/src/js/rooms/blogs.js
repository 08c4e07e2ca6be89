// An entry saves itself while it is written: a while after the last key, and when the page is left.
const form = document.querySelector("form[data-autosave]");

if (form) {
  const words = form.querySelector("[data-autosave-words]");
  const seen = form.elements.seen;
  let timer;
  let dirty = false;
  let going = false;

  const say = (sentence) => { words.textContent = sentence; };

  async function save() {
    if (!dirty || going) return;
    dirty = false;
    going = true;
    try {
      const answer = await fetch(form.dataset.autosave, { method: "POST", body: new FormData(form), credentials: "same-origin" });
      const told = await answer.json();
      if (answer.ok) {
        if (seen) seen.value = told.seen;
        say(`${words.dataset.saved} ${new Date().toLocaleTimeString(document.documentElement.lang, { hour: "2-digit", minute: "2-digit" })}`);
      } else if (told.reason) {
        say(told.reason);
      }
    } catch {
      dirty = true;
      say(words.dataset.failed);
    } finally {
      going = false;
    }
  }

  form.addEventListener("input", () => {
    dirty = true;
    clearTimeout(timer);
    timer = setTimeout(save, 4000);
  });
  form.addEventListener("submit", () => {
    clearTimeout(timer);
    dirty = false;
  });
  document.addEventListener("visibilitychange", () => {
    if (document.visibilityState === "hidden") save();
  });
}
