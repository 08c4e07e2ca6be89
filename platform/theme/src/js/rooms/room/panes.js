// The parts of the room: on a phone one at a time behind tabs; on a wide screen all, and the tabs are not there.
export class Panes {
  constructor(room, names) {
    Object.assign(this, { room, by: room.by, names });
    this.narrow = window.matchMedia("(max-width: 63.99rem)");
    this.chosen = names[0];
    for (const one of names) this.by(`tab-${one}`).addEventListener("click", () => this.show(one));
    document.querySelector(".room-tabs").addEventListener("keydown", (event) => {
      const step = { ArrowRight: 1, ArrowLeft: -1 }[event.key];
      if (step) this.show(names[(names.indexOf(this.chosen) + step + names.length) % names.length], true);
    });
    this.narrow.addEventListener("change", () => this.show(this.chosen));
    this.show(this.chosen);
  }

  show(name, focus) {
    this.chosen = name;
    for (const one of this.names) {
      const chosen = one === name;
      const button = this.by(`tab-${one}`);
      button.setAttribute("aria-selected", String(chosen));
      button.tabIndex = chosen ? 0 : -1;
      if (chosen && focus) button.focus();
      const box = this.by(`pane-${one}`);
      if (this.narrow.matches && !chosen) box.dataset.away = "";
      else delete box.dataset.away;
      if (this.narrow.matches) box.setAttribute("role", "tabpanel");
      else box.removeAttribute("role");
      if (!("away" in box.dataset)) this.count(one, 0);
    }
  }

  // Something new in a part that is not seen now.
  away(name, fresh) {
    if ("away" in this.by(`pane-${name}`).dataset) this.count(name, Number(this.by(`${name}-count`)?.textContent || 0) + fresh);
  }

  count(name, number) {
    const mark = this.by(`${name}-count`);
    if (!mark) return;
    mark.hidden = !number;
    mark.textContent = number || "";
  }
}
