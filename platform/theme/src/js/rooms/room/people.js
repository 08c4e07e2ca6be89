// Who is here, in what role, whose hand is up; for those who lead, what they may do about it.
import { leads } from "../room_state.js";

const ORDER = ["coordinator", "deputy", "expert", "member"];

export class People {
  constructor(room) {
    Object.assign(this, { room, by: room.by, words: room.words });
    this.by("hand").addEventListener("click", () => room.act({ type: "hand", up: !room.state.hands.includes(room.me) }));
    this.by("lower-all").addEventListener("click", () => room.act({ type: "lower_all" }));
  }

  able(on) {
    this.by("hand").disabled = !on;
  }

  draw(before, state) {
    const same = ["people", "hands", "host", "cohosts", "floor"].every((part) => before[part] === state[part]);
    if (same) return;
    const rank = (person) => (person === state.host ? -1 : ORDER.indexOf(state.people[person].role));
    const all = Object.keys(state.people).sort(
      (a, b) => rank(a) - rank(b) || state.people[a].name.localeCompare(state.people[b].name, "pl"),
    );
    const open = document.activeElement?.closest?.("#people [data-person]")?.dataset.person;
    this.by("people").replaceChildren(...all.map((person) => this.row(person, state)));
    if (open) this.by("people").querySelector(`[data-person="${open}"] summary`)?.focus();
    for (const id of ["people-count", "people-count-tab"]) this.by(id).textContent = all.length;
    this.hands(state);
    if (before.number) this.tell(before, state, all);
  }

  role(person, state) {
    const { sayHost, sayCohost, sayCoordinator, sayDeputy, sayExpert } = this.words;
    if (person === state.host) return sayHost;
    if (state.cohosts.includes(person)) return sayCohost;
    return { coordinator: sayCoordinator, deputy: sayDeputy, expert: sayExpert }[state.people[person].role];
  }

  row(person, state) {
    const { room, words } = this;
    const row = room.copy("person-template");
    const place = state.hands.indexOf(person);
    row.dataset.person = person;
    row.querySelector(".person-name").textContent = room.nameOf(person);
    const facts = [this.role(person, state), place >= 0 ? `${words.sayHandUp} ${place + 1}` : "", state.floor.includes(person) ? words.sayHasFloor : ""];
    row.querySelector(".meta").textContent = facts.filter(Boolean).join(", ");
    const menu = row.querySelector("details");
    const steers = ["coordinator", "deputy"].includes(state.people[person].role);
    const mayAppoint = room.steers || state.host === room.me;
    if (person === room.me || steers || (!mayAppoint && state.cohosts.includes(person))) menu.remove();
    else {
      menu.querySelector("summary .visually-hidden").textContent = `: ${state.people[person].name}`;
      const help = menu.querySelector("[data-cohost]");
      const isHelping = state.cohosts.includes(person);
      help.hidden = !mayAppoint;
      help.textContent = isHelping ? words.sayNoCohost : words.sayMakeCohost;
      const number = Number(person);
      help.addEventListener("click", () => room.act({ type: "cohost", person: number, on: !isHelping }));
      menu.querySelector("[data-floor]").addEventListener("click", () => room.act({ type: "floor", person: number, on: true }));
      menu.querySelector("[data-remove]").addEventListener("click", () => {
        if (window.confirm(`${words.sayRemoveAsk} ${state.people[person].name}?`)) room.act({ type: "remove", person: number });
      });
    }
    return row;
  }

  hands(state) {
    const { room, words } = this;
    const up = state.hands.includes(room.me);
    this.by("hand").setAttribute("aria-pressed", String(up));
    this.by("hand-words").textContent = up ? words.sayLower : words.sayHand;
    const focused = document.activeElement?.dataset?.hand;
    this.by("hands").replaceChildren(
      ...state.hands.map((person) => {
        const row = room.copy("hand-template");
        row.firstElementChild.textContent = room.nameOf(person);
        for (const button of row.querySelectorAll("button")) {
          const gives = "floor" in button.dataset;
          button.dataset.hand = `${button.dataset.floor ?? "x"}${person}`;
          button.lastElementChild.textContent = `: ${state.people[person]?.name ?? ""}`;
          button.addEventListener("click", () =>
            room.act(gives ? { type: "floor", person: Number(person), on: true } : { type: "lower", person: Number(person) }),
          );
          if (focused === button.dataset.hand) queueMicrotask(() => button.focus());
        }
        return row;
      }),
    );
    this.by("hands-box").hidden = state.hands.length === 0;
  }

  tell(before, state, all) {
    const { room, words } = this;
    const names = (people, from) => people.slice(0, 3).map((person) => from[person]?.name ?? "").join(", ");
    const came = all.filter((person) => !(person in before.people) && person !== room.me);
    const went = Object.keys(before.people).filter((person) => !(person in state.people));
    const up = state.hands.filter((person) => !before.hands.includes(person) && person !== room.me);
    if (came.length) room.news(`${words.sayJoined} ${names(came, state.people)}`);
    if (went.length) room.news(`${words.sayLeft} ${names(went, before.people)}`);
    if (up.length) room.news(`${words.sayRaised} ${names(up, state.people)}`);
    if (state.floor.includes(room.me) && !before.floor.includes(room.me)) room.note(words.sayYourFloor);
    if (leads(state, room.me) && !leads(before, room.me) && room.me in before.people) room.note(words.sayYouLead);
  }
}
