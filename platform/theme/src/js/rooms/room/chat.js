// The chat: lines for everybody, lines to one person where the room allows it, reactions of the moment.
const KINDS = ["clap", "yes", "heart", "laugh", "slower"];

export class Chat {
  constructor(room) {
    Object.assign(this, { room, by: room.by, words: room.words });
    this.whispers = [];
    this.by("say").addEventListener("submit", (event) => this.say(event));
    this.by("words").addEventListener("keydown", (event) => {
      if (event.key === "Enter" && !event.shiftKey && !event.isComposing) this.say(event);
    });
    this.by("to-end").addEventListener("click", () => this.toEnd());
    this.by("lines").addEventListener("scroll", () => {
      const box = this.by("lines");
      if (box.scrollHeight - box.scrollTop - box.clientHeight < 40) this.by("to-end").hidden = true;
    });
    for (const kind of KINDS) this.by(`react-${kind}`).addEventListener("click", () => room.send({ type: "react", kind }));
  }

  able(on) {
    for (const kind of KINDS) this.by(`react-${kind}`).disabled = !on;
  }

  say(event) {
    event?.preventDefault();
    const text = this.by("words").value.trim();
    if (!text || this.room.over) return;
    this.complain("");
    const to = this.by("to-box").hidden ? "" : this.by("to").value;
    this.room.act(to ? { type: "whisper", to: Number(to), text } : { type: "say", text });
    this.by("words").value = "";
    this.unsent();
    this.toEnd();
  }

  complain(text) {
    this.by("say-error").textContent = text;
    this.by("say-error").hidden = !text;
  }

  refused(frame, act) {
    if (act && !["say", "whisper"].includes(act.type)) return false;
    this.complain(frame.reason);
    if (act && !this.by("words").value) this.by("words").value = act.text;
    this.unsent();
    return true;
  }

  confirmed() {
    this.unsent();
  }

  take(frame) {
    if (frame.type === "whispers") {
      this.whispers = [];
      for (const line of frame.lines) this.whispered(line, false);
    } else if (frame.type === "whisper") this.whispered(frame, true);
    else if (frame.type === "reactions") this.reacted(frame.counts);
  }

  whispered(line, fresh) {
    if (this.whispers.includes(line.id)) return;
    this.whispers.push(line.id);
    const { room, words, by } = this;
    if (by("lines").querySelector(`[data-whisper="${line.id}"]`)) return;
    const mine = line.from === room.me;
    const other = room.nameOf(mine ? line.to : line.from) || words.sayGone;
    const row = this.row({ person: line.from, name: mine ? words.sayYou : other, text: line.text, at: line.at });
    row.dataset.whisper = line.id;
    row.querySelector(".line-state").textContent = mine ? `${words.sayOnlyTo} ${other}` : words.sayOnlyYou;
    by("lines").append(row);
    if (fresh && !mine) room.news(`${words.sayOnlyYou}, ${other}: ${line.text.slice(0, 200)}`);
    this.toEnd();
  }

  // A quiet count beside the button for a few seconds; nothing flies about.
  reacted(counts) {
    for (const [kind, count] of Object.entries(counts)) {
      if (!KINDS.includes(kind)) continue;
      const mark = this.by(`react-${kind}`).querySelector(".count");
      mark.textContent = Number(mark.textContent || 0) + count;
      mark.hidden = false;
      clearTimeout(mark.timer);
      mark.timer = setTimeout(() => {
        mark.hidden = true;
        mark.textContent = "";
      }, 8000);
    }
    if (counts.slower) this.room.news(this.words.saySlower);
  }

  row(line, unsent) {
    const row = this.room.copy("line-template");
    row.classList.toggle("is-mine", line.person === this.room.me);
    row.querySelector(".line-name").textContent = line.name;
    const time = row.querySelector("time");
    if (line.at) {
      time.dateTime = line.at;
      time.textContent = this.room.hour(line.at);
    }
    row.querySelector(".line-state").textContent = unsent ? this.words.sayUnsent : "";
    row.querySelector(".line-text").textContent = line.text;
    if (unsent) row.dataset.unsent = "";
    return row;
  }

  draw(before, state) {
    this.people(before, state);
    if (before.lines === state.lines) return;
    const { room, by, words } = this;
    const box = by("lines");
    const atEnd = box.scrollHeight - box.scrollTop - box.clientHeight < 80;
    const last = before.lines.at(-1)?.number ?? 0;
    const fresh = before.number ? state.lines.filter((line) => line.number > last) : state.lines;
    if (fresh.length === state.lines.length)
      box.querySelectorAll(".room-line:not([data-unsent], [data-whisper])").forEach((row) => row.remove());
    const firstUnsent = box.querySelector("[data-unsent]");
    for (const line of fresh) box.insertBefore(this.row(line), firstUnsent);
    by("no-lines").hidden = state.lines.length > 0;
    const others = fresh.filter((line) => line.person !== room.me);
    if (before.number && others.length) {
      // One line is read out whole; many at once are only counted.
      if (others.length === 1) room.news(`${others[0].name}: ${others[0].text.slice(0, 200)}`);
      else room.news(`${words.sayNew} ${others.length}`);
      room.away("chat", others.length);
    }
    if (atEnd || fresh.some((line) => line.person === room.me)) this.toEnd();
    else if (others.length) by("to-end").hidden = false;
  }

  people(before, state) {
    const { by, room, words } = this;
    const mayWrite = state.switches.write || room.leads || state.people[room.me]?.role === "expert";
    by("words").disabled = !mayWrite;
    by("words").placeholder = mayWrite ? words.sayWrite : words.sayNoWriting;
    by("to-box").hidden = !state.switches.whisper;
    if (before.people === state.people && before.switches === state.switches) return;
    const chosen = by("to").value;
    const options = [new Option(words.sayEverybody, "")];
    for (const [person, { name }] of Object.entries(state.people)) if (person !== room.me) options.push(new Option(name, person));
    by("to").replaceChildren(...options);
    if (chosen in state.people) by("to").value = chosen;
  }

  unsent() {
    const box = this.by("lines");
    box.querySelectorAll("[data-unsent]").forEach((row) => row.remove());
    for (const frame of this.room.unconfirmed())
      if (["say", "whisper"].includes(frame.type))
        box.append(this.row({ person: this.room.me, name: this.room.nameOf(this.room.me) || this.words.sayYou, text: frame.text }, true));
  }

  toEnd() {
    this.by("lines").scrollTop = this.by("lines").scrollHeight;
    this.by("to-end").hidden = true;
  }
}
