// The shelf: what this person may show as slides, and a PDF from the device; only this window hears what lies on it.
export class Shelf {
  constructor(room) {
    Object.assign(this, { room, by: room.by, words: room.words, files: [], on: false, sending: false });
    const { by } = this;
    by("shelf-box").addEventListener("toggle", () => this.ask());
    by("shelf").addEventListener("change", () => this.buttons());
    by("shelf-show").addEventListener("click", () => this.show(by("shelf").value));
    by("shelf-again").addEventListener("click", () => this.again());
    by("shelf-throw").addEventListener("click", () => this.throw());
    by("shelf-form").addEventListener("submit", (event) => this.send(event));
  }

  able(on) {
    this.on = on;
    this.buttons();
    if (on) this.ask();
  }

  ask() {
    if (this.by("shelf-box").open) this.room.send({ type: "shelf" });
  }

  get chosen() {
    return this.files.find((one) => one.file === this.by("shelf").value);
  }

  buttons() {
    const { by, on } = this;
    by("shelf-show").disabled = !on || !this.chosen;
    by("shelf-show").hidden = Boolean(this.chosen?.failed);
    by("shelf-again").hidden = !this.chosen?.failed;
    by("shelf-again").disabled = !on;
    by("shelf-throw").hidden = !this.chosen?.is_own;
    by("shelf-throw").disabled = !on;
    by("shelf-send").disabled = !on || this.sending;
  }

  show(file) {
    this.complain("");
    if (file) this.room.act({ type: "present", file });
  }

  again() {
    this.complain("");
    this.room.act({ type: "redraw", deck: this.chosen.deck });
  }

  throw() {
    this.complain("");
    this.room.act({ type: "throw", deck: this.chosen.deck });
  }

  complain(text) {
    this.by("shelf-error").textContent = text;
    this.by("shelf-error").hidden = !text;
  }

  async send(event) {
    event.preventDefault();
    const { by, words } = this;
    this.complain("");
    if (!by("shelf-file").files.length) return this.complain(words.sayChooseFile);
    this.sending = true;
    by("shelf-said").textContent = words.saySendingFile;
    this.buttons();
    try {
      const answer = await fetch(words.slides, { method: "POST", body: new FormData(by("shelf-form")) });
      const found = [200, 422].includes(answer.status) ? await answer.json() : { reason: words.sayNotSent };
      if (found.file) {
        by("shelf-form").reset();
        this.show(found.file);
      } else this.complain(found.reason);
    } catch {
      this.complain(words.sayNotSent);
    }
    this.sending = false;
    by("shelf-said").textContent = "";
    this.buttons();
    this.ask();
  }

  take(frame) {
    if (frame.type !== "shelf") return;
    const { by } = this;
    const before = by("shelf").value;
    this.files = frame.files;
    const rows = frame.files.map((one) => new Option(one.title, one.file));
    by("shelf").replaceChildren(...(rows.length ? rows : [new Option(this.words.sayNoFiles, "")]));
    if (frame.files.some((one) => one.file === before)) by("shelf").value = before;
    this.buttons();
  }

  refused(frame, act) {
    if (!["present", "throw", "redraw"].includes(act?.type)) return false;
    this.complain(frame.reason);
    this.ask();
    return true;
  }

  confirmed(act) {
    if (["present", "throw", "redraw"].includes(act?.type)) this.ask();
  }

  draw(before, state) {
    const here = state.people[this.room.me];
    const may = this.room.leads || here?.role === "expert" || (state.switches.show && "member" in this.words);
    this.by("shelf-box").hidden = !may;
  }

  end() {
    this.on = false;
    this.buttons();
  }
}
