// What is handed out: links and files for everybody in the room, which stay on the meeting's page.
export class Handed {
  constructor(room) {
    Object.assign(this, { room, by: room.by, words: room.words, on: false, sending: false, key: null });
    const { by } = this;
    by("hand-link").addEventListener("submit", (event) => this.link(event));
    by("hand-file").addEventListener("submit", (event) => this.send(event));
  }

  able(on) {
    this.on = on;
    this.buttons();
  }

  buttons() {
    const { by, on } = this;
    by("hand-link-send").disabled = !on;
    by("hand-file-send").disabled = !on || this.sending;
    for (const button of by("handed-list").querySelectorAll("button")) button.disabled = !on;
  }

  complain(text) {
    this.by("hand-error").textContent = text;
    this.by("hand-error").hidden = !text;
  }

  link(event) {
    event.preventDefault();
    this.complain("");
    this.room.act({ type: "hand_out", address: this.by("hand-address").value, title: this.by("hand-title").value });
  }

  // The same file sent again after a broken line keeps its key, so that it is handed out once.
  async send(event) {
    event.preventDefault();
    const { by, words } = this;
    this.complain("");
    if (!by("hand-chosen").files.length) return this.complain(words.sayChooseFile);
    this.sending = true;
    this.key ??= crypto.randomUUID();
    by("hand-said").textContent = words.saySendingFile;
    this.buttons();
    try {
      const body = new FormData(by("hand-file"));
      body.append("key", this.key);
      const answer = await fetch(words.handed, { method: "POST", body });
      const found = [200, 422].includes(answer.status) ? await answer.json() : { reason: words.sayNotSent };
      if (found.number) {
        by("hand-file").reset();
        this.key = null;
      } else this.complain(found.reason);
    } catch {
      this.complain(words.sayNotSent);
    }
    this.sending = false;
    by("hand-said").textContent = "";
    this.buttons();
  }

  refused(frame, act) {
    if (act?.type === "hand_out") this.complain(frame.reason);
    else if (act?.type === "take_back") this.room.note(frame.reason);
    else return false;
    return true;
  }

  confirmed(act) {
    if (act?.type === "hand_out") this.by("hand-link").reset();
  }

  draw(before, state) {
    const here = state.people[this.room.me];
    const may = this.room.leads || here?.role === "expert" || (state.switches.show && "member" in this.words);
    this.by("hand-box").hidden = !may;
    if (before.handed === state.handed && before.people === state.people && before.cohosts === state.cohosts && before.number) return;
    this.by("handed").hidden = !state.handed.length;
    this.by("handed-list").replaceChildren(...state.handed.map((one) => this.row(one)));
    this.buttons();
    if (!before.number) return;
    const known = new Set(before.handed.map((one) => one.id));
    for (const one of state.handed) if (!known.has(one.id)) this.room.news(`${one.name} ${this.words.sayHanded} ${one.title}`);
  }

  row(one) {
    const row = this.room.copy("handed-template");
    const link = row.querySelector("a");
    link.href = one.address || `${this.words.handed}${one.id}/`;
    if (one.address) link.target = "_blank";
    else row.querySelector(".visually-hidden").remove();
    row.querySelector(".handed-title").textContent = one.title;
    row.querySelector(".meta").textContent = one.name;
    const back = row.querySelector("button");
    back.hidden = !(this.room.leads || one.person === this.room.me);
    back.querySelector(".visually-hidden").textContent = `: ${one.title}`;
    back.addEventListener("click", () => this.room.act({ type: "take_back", item: one.id }));
    return row;
  }

  end() {
    this.on = false;
    this.buttons();
  }
}
