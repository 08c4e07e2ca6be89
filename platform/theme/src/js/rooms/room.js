// The room of a meeting: its parts over one connection. Each part draws itself from the room's state.
import { Agenda } from "./room/agenda.js";
import { Board } from "./room/board.js";
import { Captions } from "./room/captions.js";
import { Chat } from "./room/chat.js";
import { Connection } from "./room/connection.js";
import { Devices } from "./room/devices.js";
import { Door } from "./room/door.js";
import { Handed } from "./room/handed.js";
import { Note } from "./room/note.js";
import { Panes } from "./room/panes.js";
import { People } from "./room/people.js";
import { Polls } from "./room/polls.js";
import { Recording } from "./room/recording.js";
import { Shelf } from "./room/shelf.js";
import { Slides } from "./room/slides.js";
import { Stage } from "./room/stage.js";
import { leads } from "./room_state.js";

const by = (id) => document.getElementById(id);
const STAGE = ["stage", "media", "off", "mute"];

class Room {
  constructor(box) {
    this.box = box;
    this.by = by;
    this.words = box.dataset;
    this.me = box.dataset.me;
    this.steers = "steers" in box.dataset;
    // The window keeps its name over a reload: its place on the stage waits for it.
    this.tab = sessionStorage.getItem("splot-window") ?? `w${Math.random().toString(36).slice(2, 10).padEnd(8, "0")}`;
    sessionStorage.setItem("splot-window", this.tab);
    this.line = new Connection({
      words: this.words,
      tab: this.tab,
      told: (frame) => this.told(frame),
      drawn: (before) => this.draw(before),
      able: (on) => this.parts?.forEach((part) => part.able?.(on)),
      ended: (text) => this.ended(text),
      stood: (kind, text) => this.stood(kind, text),
      refused: (frame, act) => this.refused(frame, act),
      confirmed: (act) => this.parts.forEach((part) => part.confirmed?.(act)),
    });
    this.act = (frame) => this.line.act(frame);
    this.send = (frame) => this.line.send(frame);
    this.news = this.news.bind(this);
    this.stage = new Stage({ me: this.me, tab: this.tab, words: this.words, act: this.act, send: this.send, news: this.news });
    this.chat = new Chat(this);
    this.parts = [this.stage, new Door(this), new People(this), this.chat, new Agenda(this), new Polls(this), new Note(this), new Captions(this), new Slides(this), new Shelf(this), new Handed(this), new Board(this), new Recording(this), new Devices(this)];
    this.panes = new Panes(this, ["chat", "people", "agenda", "minutes", "polls"]);
    by("leave").addEventListener("click", () => this.line.leave());
    by("note-close").addEventListener("click", () => (by("note").hidden = true));
    // A page kept by the browser and shown again comes back to life.
    window.addEventListener("pageshow", (event) => event.persisted && location.reload());
  }

  get state() {
    return this.line.state;
  }

  get over() {
    return this.line.over;
  }

  get behind() {
    return this.line.behind;
  }

  get leads() {
    return this.steers || leads(this.state, this.me);
  }

  hello() {
    if (this.line.isOpen) this.line.hello();
  }

  unconfirmed() {
    return this.line.waiting.values();
  }

  busy(type) {
    return [...this.unconfirmed()].some((frame) => frame.type === type);
  }

  // --- what comes

  told(frame) {
    for (const part of this.parts) part.take?.(frame);
    if (frame.type === "signal" || frame.type === "admission") this.stage.engine.take(frame);
  }

  draw(before) {
    const { state } = this;
    for (const part of this.parts) if (part !== this.stage) part.draw?.(before, state);
    if (before.stage !== state.stage || before.people !== state.people) this.stage.follow(state, this.names());
    if (state.number - this.line.seen >= 32) this.line.saw();
    if (!state.open) this.line.end(this.words.sayClosed);
  }

  refused(frame, act) {
    if (act && STAGE.includes(act.type)) return this.stage.refused(frame);
    for (const part of this.parts) if (part !== this.stage && part.refused?.(frame, act)) return;
    this.note(frame.reason);
  }

  stood(kind, text) {
    by("connection").dataset.state = kind;
    if (by("connection-words").textContent !== text) by("connection-words").textContent = text;
  }

  ended(text) {
    this.news(text);
    for (const part of this.parts) part.end?.();
    if (!by("waiting").hidden) by("waits-words").textContent = text;
  }

  // --- what parts need

  // News for screen readers is gathered, so that a lively room does not flood them.
  news(text) {
    (this.queue ??= []).push(text);
    this.telling ??= setTimeout(() => {
      by("news").textContent = this.queue.slice(-5).join(". ");
      this.queue = [];
      this.telling = null;
    }, 1200);
  }

  // A sentence that everybody should see, until it is closed.
  note(text) {
    by("note-words").textContent = text;
    by("note").hidden = !text;
  }

  away(name, fresh) {
    this.panes.away(name, fresh);
  }

  copy(id) {
    return by(id).content.firstElementChild.cloneNode(true);
  }

  nameOf(person) {
    return (this.state.people[person]?.name ?? "") + (person === this.me ? ` (${this.words.sayYou})` : "");
  }

  names() {
    return Object.fromEntries(Object.keys(this.state.people).map((person) => [person, this.nameOf(person)]));
  }

  hour(at) {
    return new Date(at).toLocaleTimeString("pl-PL", { hour: "2-digit", minute: "2-digit" });
  }
}

const box = by("room");
if (box) new Room(box).line.connect();
