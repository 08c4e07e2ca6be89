// The door: the view of who waits outside, the line of those who wait as who leads sees it, and what everybody may do.
import { leads } from "../room_state.js";

const SWITCHES = ["speak", "show", "write", "note", "whisper"];

export class Door {
  constructor(room) {
    Object.assign(this, { room, by: room.by, words: room.words });
    this.by("doors").addEventListener("click", () => room.act({ type: "doors" }));
    this.by("lock").addEventListener("click", () => room.act({ type: "lock", on: !room.state.locked }));
    this.by("admit-all").addEventListener("click", () => room.act({ type: "admit", person: null }));
    for (const name of SWITCHES) this.by(`may-${name}`).addEventListener("change", () => this.set());
  }

  set() {
    const wanted = Object.fromEntries(SWITCHES.map((name) => [name, this.by(`may-${name}`).checked]));
    this.room.act({ type: "switches", ...wanted });
  }

  take(frame) {
    if (frame.type === "ready") this.inside(true);
    if (frame.type !== "waits") return;
    this.inside(false);
    const words = { early: this.words.sayWaitsEarly, locked: this.words.sayWaitsLocked }[frame.why] ?? this.words.sayWaitsKnock;
    if (this.by("waits-words").textContent !== words) this.by("waits-words").textContent = words;
    clearTimeout(this.timer);
    const wait = Date.parse(this.words.starts) - Date.now();
    // When the time has come the door is asked again; spread, so that a whole network does not ask in one moment.
    if (frame.why === "early") this.timer = setTimeout(() => this.room.hello(), Math.min(Math.max(wait, 0) + 500 + Math.random() * 2500, 2 ** 31 - 1));
  }

  inside(on) {
    const came = on && !this.by("waiting").hidden;
    this.by("waiting").hidden = on;
    this.by("inside").hidden = !on;
    if (came) this.room.news(this.words.sayLetIn);
  }

  draw(before, state) {
    const { room, words } = this;
    room.box.toggleAttribute("data-leads", room.steers || leads(state, room.me));
    this.by("doors").hidden = state.doors || Date.now() + room.behind >= Date.parse(words.starts);
    this.by("lock").setAttribute("aria-pressed", String(state.locked));
    this.by("lock-words").textContent = state.locked ? words.sayUnlock : words.sayLock;
    this.by("locked-mark").hidden = !state.locked;
    for (const name of SWITCHES) if (document.activeElement !== this.by(`may-${name}`) || !room.busy("switches")) this.by(`may-${name}`).checked = state.switches[name];
    if (before.lobby === state.lobby && before.out === state.out && before.number) return;
    this.by("lobby-box").hidden = state.lobby.length === 0;
    // On a narrow screen the line is in a part that may be put away: its tab says how many wait.
    this.by("lobby-count").hidden = state.lobby.length === 0;
    this.by("lobby-count-number").textContent = state.lobby.length;
    this.by("admit-all").hidden = state.lobby.length < 2;
    this.by("lobby").replaceChildren(...state.lobby.map((one) => this.row("lobby-template", one)));
    this.by("out-box").hidden = state.out.length === 0;
    this.by("out").replaceChildren(...state.out.map((one) => this.row("out-template", one)));
    const fresh = state.lobby.filter((one) => !before.lobby.some((old) => old.person === one.person));
    if (fresh.length && leads(state, room.me)) room.news(`${words.sayKnocks} ${fresh.map((one) => one.name).join(", ")}`);
  }

  row(template, one) {
    const row = this.room.copy(template);
    row.firstElementChild.textContent = one.name;
    for (const button of row.querySelectorAll("button")) {
      button.querySelector(".visually-hidden").textContent = `: ${one.name}`;
      const type = button.dataset.act;
      button.addEventListener("click", () => this.room.act({ type, person: Number(one.person) }));
    }
    return row;
  }
}
