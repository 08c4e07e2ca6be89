// Minutes save themselves while one types: a moment after the last key the whole form goes to the draft's address.
// The server answers with the version that now stands and the numbers of decisions, row by row.

const form = document.querySelector("form[data-minutes]");

if (form) {
  const said = form.querySelector("[data-minutes-said]");
  const version = form.querySelector("[name=version]");
  const PAUSE = 1500;
  let timer = 0;
  let going = false;
  let changed = false;
  let stopped = false;

  const say = (words) => {
    said.textContent = words;
  };

  const send = async () => {
    if (going || stopped || !changed) return;
    going = true;
    changed = false;
    say(form.dataset.saidSaving);
    const data = new FormData(form);
    data.delete("files");
    try {
      const answer = await fetch(form.dataset.minutes, { method: "POST", body: data });
      const told = answer.headers.get("content-type")?.includes("json") ? await answer.json() : {};
      if (answer.ok) {
        version.value = told.version;
        [...form.querySelectorAll("[data-decision] [name$=-number]")].forEach((field, place) => {
          field.value = told.decisions[place] || "";
        });
        say(`${form.dataset.saidSaved} ${new Date().toLocaleTimeString("pl-PL", { hour: "2-digit", minute: "2-digit" })}`);
      } else {
        // Somebody else saved meanwhile: the form is kept as it is, and pressing Save says what to do.
        stopped = answer.status === 409;
        say(told.reason || form.dataset.saidFailed);
      }
    } catch {
      changed = true;
      say(form.dataset.saidFailed);
      timer = setTimeout(send, 10 * PAUSE);
    }
    going = false;
    if (changed && !stopped) timer = setTimeout(send, PAUSE);
  };

  form.addEventListener("input", (event) => {
    if (event.target.type === "file") return;
    changed = true;
    clearTimeout(timer);
    timer = setTimeout(send, PAUSE);
  });
  form.addEventListener("submit", () => {
    stopped = true;
    clearTimeout(timer);
  });
}
