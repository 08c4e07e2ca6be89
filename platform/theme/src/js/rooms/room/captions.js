// Captions typed by a helper: a strip of the last lines in a size of one's own, and for the helper the field to type in.
const SHOWN = 3;
const SIZES = ["small", "middle", "large"];

const held = (name, fallback) => localStorage.getItem(`splot-captions-${name}`) ?? fallback;
const hold = (name, value) => localStorage.setItem(`splot-captions-${name}`, value);

export class Captions {
  constructor(room) {
    Object.assign(this, { room, by: room.by, words: room.words });
    this.carried = []; // lines that are not kept, as they came
    this.by("captioner-set").addEventListener("click", () => this.appoint());
    this.by("captioner-end").addEventListener("click", () => room.act({ type: "captioner", person: null, keep: false }));
    this.by("caption-form").addEventListener("submit", (event) => this.say(event));
    this.by("captions-size").value = SIZES.includes(held("size")) ? held("size") : "middle";
    this.by("captions-size").addEventListener("change", () => this.look());
    for (const name of ["aloud", "away"]) {
      this.by(`captions-${name}`).checked = held(name) === "yes";
      this.by(`captions-${name}`).addEventListener("change", () => this.look());
    }
    this.look();
  }

  look() {
    const { by } = this;
    hold("size", by("captions-size").value);
    for (const name of ["aloud", "away"]) hold(name, by(`captions-${name}`).checked ? "yes" : "no");
    by("captions").dataset.size = by("captions-size").value;
    by("captions-lines").hidden = by("captions-away").checked;
  }

  able(on) {
    for (const id of ["captioner-set", "captioner-end", "caption-send"]) this.by(id).disabled = !on;
  }

  appoint() {
    const person = this.by("captioner").value;
    if (person) this.room.act({ type: "captioner", person: Number(person), keep: this.by("captions-keep").checked });
  }

  say(event) {
    event.preventDefault();
    const field = this.by("caption");
    const text = field.value.trim();
    this.complain("");
    if (!text || this.room.over) return;
    this.room.act({ type: "caption", text });
    field.value = "";
  }

  complain(text) {
    this.by("caption-error").textContent = text;
    this.by("caption-error").hidden = !text;
  }

  refused(frame, act) {
    if (act?.type !== "caption") return false;
    this.complain(frame.reason);
    if (!this.by("caption").value) this.by("caption").value = act.text;
    return true;
  }

  take(frame) {
    if (frame.type !== "caption") return;
    const line = { id: `${frame.person}/${frame.key}`, name: frame.name, person: frame.person, text: frame.text };
    if (this.carried.some((one) => one.id === line.id)) return; // sent again after the line was lost
    this.carried = [...this.carried, line].slice(-20);
    this.lines(this.room.state, [line]);
  }

  lines(state, fresh) {
    const kept = state.captioner?.keep ? state.captions : this.carried;
    const rows = kept.slice(-SHOWN).map((line) => {
      const row = document.createElement("p");
      row.textContent = line.text;
      return row;
    });
    this.by("captions-lines").replaceChildren(...rows);
    this.by("no-captions").hidden = rows.length > 0;
    // Spoken words are heard anyway: captions are read out only to those who ask for it.
    if (this.by("captions-aloud").checked) for (const line of fresh) if (line.person !== this.room.me) this.room.news(line.text);
  }

  draw(before, state) {
    if (before.people !== state.people) this.people(state);
    if (before.captioner !== state.captioner) this.appointed(before, state);
    if (before.captions !== state.captions) {
      const last = before.captions.at(-1)?.number ?? state.number;
      this.lines(state, before.number ? state.captions.filter((line) => line.number > last || !before.captions.length) : []);
    }
  }

  people(state) {
    const chosen = this.by("captioner").value;
    this.by("captioner").replaceChildren(...Object.keys(state.people).map((person) => new Option(this.room.nameOf(person), person)));
    if (chosen in state.people) this.by("captioner").value = chosen;
  }

  appointed(before, state) {
    const { by, room, words } = this;
    const { captioner } = state;
    const mine = captioner?.person === room.me;
    by("captions").hidden = !captioner;
    by("caption-form").hidden = !mine;
    by("captioner-end").hidden = !captioner;
    by("captions-kept").hidden = !captioner?.keep;
    by("captions-who").textContent = captioner ? `${words.sayCaptioner} ${captioner.name}` : "";
    document.documentElement.toggleAttribute("data-captions", Boolean(captioner));
    if (!captioner) this.carried = [];
    else this.lines(state, []);
    // A whole picture of the room after a break says what was known before: that is no news.
    const isKnown = captioner?.person === before.captioner?.person && captioner?.keep === before.captioner?.keep;
    if (!captioner || !before.number || isKnown) return;
    if (mine && before.captioner?.person !== room.me) room.note(captioner.keep ? words.sayYouCaptionKept : words.sayYouCaption);
    else room.news([`${words.sayCaptioner} ${captioner.name}`, captioner.keep ? words.sayCaptionsKept : ""].filter(Boolean).join(", "));
  }

  end() {
    this.able(false);
  }
}
