// The agenda with a running clock; who leads goes from point to point.
export class Agenda {
  constructor(room) {
    Object.assign(this, { room, by: room.by, words: room.words });
    this.by("next").addEventListener("click", () => room.act({ type: "item", item: this.next(room.state)?.id ?? null }));
    setInterval(() => this.tick(), 1000);
  }

  able(on) {
    this.by("next").disabled = !on;
  }

  next(state) {
    const place = state.agenda.findIndex((one) => one.id === state.item);
    return state.agenda[place + 1] ?? null;
  }

  draw(before, state) {
    if (before.agenda === state.agenda && before.item === state.item) return;
    const { room, by, words } = this;
    by("agenda").replaceChildren(
      ...state.agenda.map((item) => {
        const row = room.copy("point-template");
        if (item.id === state.item) row.setAttribute("aria-current", "step");
        row.children[0].textContent = item.title;
        row.children[1].textContent = [`${item.minutes} min`, item.leader].filter(Boolean).join(" · ");
        const button = row.querySelector("button");
        button.hidden = item.id === state.item;
        button.lastElementChild.textContent = `: ${item.title}`;
        button.addEventListener("click", () => room.act({ type: "item", item: item.id }));
        return row;
      }),
    );
    const item = state.agenda.find((one) => one.id === state.item);
    if (before.number && item && before.item !== state.item) room.news(`${words.sayItem} ${item.title}`);
    by("next").hidden = state.agenda.length === 0;
    by("next-words").textContent = state.item === null ? words.sayBegin : this.next(state) ? words.sayNext : words.sayEnd;
    this.tick();
  }

  tick() {
    const { room, by, words } = this;
    const item = room.state.agenda.find((one) => one.id === room.state.item);
    by("clock").hidden = !item;
    if (!item) return;
    const gone = Math.max(0, Date.now() + room.behind - Date.parse(room.state.item_at)) / 1000;
    const left = item.minutes * 60 - gone;
    const shown = Math.floor(gone);
    by("clock-time").textContent = `${Math.floor(shown / 60)}:${String(shown % 60).padStart(2, "0")}`;
    by("clock").classList.toggle("is-over", left < 0);
    by("clock-words").textContent = left < 0 ? `(${Math.ceil(-left / 60)} ${words.sayOverTime})` : `(${Math.ceil(left / 60)} ${words.sayLeftTime})`;
  }
}
