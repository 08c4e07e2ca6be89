// Suggestions while typing: a combobox with a list (ARIA 1.2). Without scripts the form simply searches.
const PAUSE = 250;
const SHORTEST = 2;

function combobox(field) {
  const place = document.getElementById(field.dataset.suggestList);
  const told = field.form.querySelector("[data-suggest-told]");
  let waiting = 0;
  let asked = 0;
  let chosen = -1;

  field.setAttribute("role", "combobox");
  field.setAttribute("aria-autocomplete", "list");
  field.setAttribute("aria-expanded", "false");

  const options = () => [...place.querySelectorAll("[role=option]")];

  function close() {
    place.hidden = true;
    // Two boxes of one page must never hold the same ids.
    place.replaceChildren();
    chosen = -1;
    field.setAttribute("aria-expanded", "false");
    field.removeAttribute("aria-activedescendant");
    field.removeAttribute("aria-controls");
  }

  function choose(number) {
    const all = options();
    if (!all.length) return;
    chosen = (number + all.length) % all.length;
    all.forEach((option, at) => option.setAttribute("aria-selected", String(at === chosen)));
    field.setAttribute("aria-activedescendant", all[chosen].id);
    all[chosen].scrollIntoView({ block: "nearest" });
  }

  async function suggest() {
    const words = field.value.trim();
    const mine = ++asked;
    if (words.length < SHORTEST) return close();
    let answer;
    try {
      answer = await fetch(`${field.dataset.suggest}?q=${encodeURIComponent(words)}`, { headers: { "X-Requested-With": "fetch" } });
    } catch {
      return close();
    }
    if (mine !== asked || !answer.ok) return;
    // Our own fragment, escaped by the server.
    const list = new DOMParser().parseFromString(await answer.text(), "text/html").querySelector("[role=listbox]");
    if (mine !== asked) return;
    place.replaceChildren(...(list ? [list] : []));
    if (!list || document.activeElement !== field) return close();
    place.hidden = false;
    chosen = -1;
    field.setAttribute("aria-controls", list.id);
    field.setAttribute("aria-expanded", "true");
    if (told) told.textContent = told.dataset.one;
  }

  field.addEventListener("input", () => {
    clearTimeout(waiting);
    waiting = setTimeout(suggest, PAUSE);
  });
  field.addEventListener("keydown", (event) => {
    if (place.hidden || event.isComposing) return;
    if (event.key === "ArrowDown" || event.key === "ArrowUp") {
      event.preventDefault();
      choose(event.key === "ArrowDown" ? chosen + 1 : chosen < 0 ? -1 : chosen - 1);
    } else if (event.key === "Enter" && chosen >= 0) {
      event.preventDefault();
      location.assign(options()[chosen].dataset.url);
    } else if (event.key === "Escape") {
      event.preventDefault();
      close();
    }
  });
  field.addEventListener("blur", () => setTimeout(close, 150));
  place.addEventListener("pointerdown", (event) => event.preventDefault());
  place.addEventListener("click", (event) => {
    const option = event.target.closest("[role=option]");
    if (option) location.assign(option.dataset.url);
  });
}

for (const field of document.querySelectorAll("[data-suggest]")) combobox(field);
