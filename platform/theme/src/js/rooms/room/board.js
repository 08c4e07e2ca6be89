// The board: one sheet everybody draws on. The server numbers every change; who lacks one asks for what is missing.
const SVG = "http://www.w3.org/2000/svg";
const NEAR = 4; // units of the sheet between two points of a line
const MOST = 300; // points of one mark
const SHAPES = { line: "polyline", pen: "polyline", box: "rect", oval: "ellipse", text: "text" };

export class Board {
  constructor(room) {
    Object.assign(this, { room, by: room.by, words: room.words, on: false, number: 0, drawing: null });
    this.marks = new Map(); // by number, as they came
    const { by } = this;
    this.paper = by("board-paper");
    this.paper.addEventListener("pointerdown", (event) => this.begin(event));
    this.paper.addEventListener("pointermove", (event) => this.go(event));
    for (const name of ["pointerup", "pointercancel"]) this.paper.addEventListener(name, (event) => this.finish(event));
    by("board-write").addEventListener("submit", (event) => this.write(event));
    by("board-undo").addEventListener("click", () => this.undo());
    by("board-clear").addEventListener("click", () => room.act({ type: "clear", upto: this.number }));
    by("board-box").addEventListener("toggle", () => this.seen());
  }

  get may() {
    const { state } = this.room;
    return this.on && (state.switches.write || this.room.leads || state.people[this.room.me]?.role === "expert");
  }

  able(on) {
    this.on = on;
    this.buttons();
  }

  chosen(name) {
    return this.by("board-tools").querySelector(`input[name="${name}"]:checked`).value;
  }

  // --- drawing

  place(event) {
    const at = new DOMPoint(event.clientX, event.clientY).matrixTransform(this.paper.getScreenCTM().inverse());
    const { width, height } = this.paper.viewBox.baseVal;
    return [Math.min(Math.max(Math.round(at.x), 0), width), Math.min(Math.max(Math.round(at.y), 0), height)];
  }

  begin(event) {
    if (!this.may || event.button || this.drawing) return;
    const kind = this.chosen("board-tool");
    if (kind === "rubber") return this.rub(event);
    event.preventDefault();
    this.paper.setPointerCapture(event.pointerId);
    const at = this.place(event);
    this.drawing = { kind, ink: Number(this.chosen("board-ink")), points: [...at, ...at] };
    this.shadow = this.shape(this.drawing);
    this.paper.append(this.shadow);
  }

  go(event) {
    if (!this.drawing) return;
    const [x, y] = this.place(event);
    const { kind, points } = this.drawing;
    if (kind !== "pen") points.splice(2, 2, x, y);
    else if (Math.hypot(x - points.at(-2), y - points.at(-1)) >= NEAR) points.push(x, y);
    if (points.length / 2 >= MOST) {
      this.send(this.drawing);
      this.drawing = { ...this.drawing, points: [x, y, x, y] };
    }
    this.form(this.shadow, this.drawing);
  }

  finish(event) {
    if (!this.drawing) return;
    const mark = this.drawing;
    this.drawing = null;
    this.shadow.remove();
    if (event.type === "pointercancel") return;
    const [x, y, ...rest] = mark.points;
    if (mark.kind !== "pen" && Math.hypot(rest[0] - x, rest[1] - y) < NEAR) return; // a touch, no shape
    this.send(mark);
  }

  rub(event) {
    const number = Number(event.target.closest("[data-number]")?.dataset.number);
    if (number) this.room.act({ type: "erase", mark: number });
  }

  write(event) {
    event.preventDefault();
    const [column, row] = this.by("board-where").value.split("-").map(Number);
    const { width, height } = this.paper.viewBox.baseVal;
    const text = this.by("board-text").value;
    const lines = [...this.marks.values()].filter((mark) => mark.kind === "text").length;
    const points = [Math.round((column * width) / 3) + 30, Math.round((row * height) / 3) + 50 + (lines % 5) * 50];
    this.send({ kind: "text", ink: Number(this.chosen("board-ink")), points, text });
    this.by("board-write").reset();
  }

  undo() {
    const mine = [...this.marks.values()].filter((mark) => mark.person === this.room.me);
    if (mine.length) this.room.act({ type: "erase", mark: mine.at(-1).id });
  }

  send(mark) {
    this.complain("");
    this.room.act({ type: "draw", mark });
  }

  // --- what comes

  take(frame) {
    if (frame.type === "ready") this.ask();
    if (frame.type !== "board" || frame.number < this.number) return;
    if (frame.from > this.number) return this.ask();
    if (frame.from === 0) this.marks.clear();
    const fresh = frame.marks.filter((mark) => !this.marks.has(mark.id));
    for (const mark of frame.marks) this.marks.set(mark.id, mark);
    for (const number of frame.gone) this.marks.delete(number);
    const first = this.number === 0 && frame.from === 0;
    this.number = frame.number;
    this.redraw();
    if (!first) this.tell(fresh);
  }

  ask() {
    this.room.send({ type: "board_sync", number: this.number });
  }

  tell(fresh) {
    const theirs = fresh.filter((mark) => mark.person !== this.room.me);
    for (const mark of theirs) if (mark.kind === "text") this.room.news(`${this.words.sayOnBoard} ${mark.text}`);
    this.by("board-fresh").hidden = !theirs.length || this.by("board-box").open;
  }

  seen() {
    if (this.by("board-box").open) this.by("board-fresh").hidden = true;
  }

  refused(frame, act) {
    if (!["draw", "erase", "clear"].includes(act?.type)) return false;
    this.complain(frame.reason);
    return true;
  }

  complain(text) {
    this.by("board-error").textContent = text;
    this.by("board-error").hidden = !text;
  }

  // --- the sheet

  shape(mark) {
    const shape = document.createElementNS(SVG, SHAPES[mark.kind]);
    shape.setAttribute("class", `board-ink-${mark.ink} board-${mark.kind}`);
    this.form(shape, mark);
    return shape;
  }

  form(shape, { kind, points, text }) {
    const set = (values) => Object.entries(values).forEach(([name, value]) => shape.setAttribute(name, value));
    const [x, y, right, bottom] = points;
    if (kind === "text") {
      set({ x, y });
      shape.textContent = text;
    } else if (kind === "box") set({ x: Math.min(x, right), y: Math.min(y, bottom), width: Math.abs(right - x), height: Math.abs(bottom - y) });
    else if (kind === "oval") set({ cx: (x + right) / 2, cy: (y + bottom) / 2, rx: Math.abs(right - x) / 2, ry: Math.abs(bottom - y) / 2 });
    else set({ points: points.join(" ") });
  }

  redraw() {
    const shapes = [...this.marks.values()].sort((one, other) => one.id - other.id).map((mark) => {
      const shape = this.shape(mark);
      shape.dataset.number = mark.id;
      return shape;
    });
    this.paper.replaceChildren(...shapes, ...(this.drawing ? [this.shadow] : []));
    const texts = [...this.marks.values()].filter((mark) => mark.kind === "text");
    const rows = texts.map((mark) => {
      const row = document.createElement("li");
      row.textContent = mark.text;
      return row;
    });
    this.by("board-texts").replaceChildren(...rows);
    this.by("board-texts-box").hidden = !rows.length;
    this.by("board-empty").hidden = this.marks.size > 0;
    this.buttons();
  }

  buttons() {
    const { by } = this;
    for (const one of by("board-tools").querySelectorAll("input, button, select")) one.disabled = !this.may;
    by("board-undo").disabled = !this.may || ![...this.marks.values()].some((mark) => mark.person === this.room.me);
    by("board-clear").disabled = !this.may || !this.marks.size;
    this.paper.toggleAttribute("data-draws", this.may);
  }

  draw(before, state) {
    if (before.switches !== state.switches || before.people !== state.people || before.cohosts !== state.cohosts) this.buttons();
  }

  end() {
    this.on = false;
    this.buttons();
  }
}
