// The room's one socket: numbered events in, acts with keys out, sent again until they are confirmed.
import { apply, empty } from "../room_state.js";

export class Connection {
  // `told(frame)` is given every frame that is not of the connection itself, `drawn(before)` is called after a batch,
  // `able(on)` when acting begins or ends to be possible, `ended(text)` once, `stood(kind, text)` for the light.
  constructor({ words, tab, told, drawn, able, ended, stood, refused, confirmed }) {
    Object.assign(this, { words, tab, told, drawn, able, ended, stood, refused, confirmed });
    this.state = empty();
    this.known = false; // whether `state` is the server's
    this.outside = false; // whether this window waits at the door
    this.socket = null;
    this.tries = 0;
    this.over = false;
    this.behind = 0; // the server's clock minus ours, in ms
    this.heard = Date.now();
    this.seen = 0;
    this.counter = 0;
    this.visit = Math.random().toString(36).slice(2, 8);
    this.waiting = new Map(); // key -> frame, not yet confirmed
    setInterval(() => this.beat(), 15000);
    window.addEventListener("online", () => this.connect());
    document.addEventListener("visibilitychange", () => document.visibilityState === "visible" && this.connect());
  }

  get isOpen() {
    return this.socket?.readyState === WebSocket.OPEN;
  }

  connect() {
    clearTimeout(this.timer);
    if (this.over || (this.socket && this.socket.readyState < 2)) return;
    this.stood("connecting", this.tries ? this.words.sayLost : this.words.sayConnecting);
    const address = new URL(this.words.socket, location.href);
    address.protocol = location.protocol === "https:" ? "wss:" : "ws:";
    const mine = new WebSocket(address);
    this.socket = mine;
    let opened = false;
    mine.addEventListener("open", () => {
      opened = true;
      this.heard = Date.now();
      this.hello();
    });
    mine.addEventListener("message", (message) => {
      this.heard = Date.now();
      const frames = JSON.parse(message.data);
      const before = this.state;
      for (const frame of Array.isArray(frames) ? frames : [frames]) this.take(frame);
      if (this.known) this.drawn(before);
    });
    mine.addEventListener("close", (event) => {
      if (mine !== this.socket) return;
      this.able(false);
      if (this.over) return;
      // Not let in: the page says why, in the words of whoever may say it.
      if (event.code === 4403 && this.outside) return this.turnedAway();
      const last = { 4403: "sayOut", 4404: "sayOut", 4410: "sayClosed", 4429: "sayMany", 4409: "sayElsewhere" }[event.code];
      if (last) return this.end(this.words[last]);
      // Who waited at the door asks whether it is still the right one before coming back.
      if (this.outside) return this.ask().then(() => this.over || this.again());
      if (!opened && this.tries % 3 === 2) this.ask();
      this.again();
    });
  }

  hello() {
    this.socket.send(JSON.stringify({ type: "hello", last: this.known ? this.state.number : null, tab: this.tab }));
  }

  turnedAway() {
    this.over = true;
    location.replace(this.words.page);
  }

  // Full jitter: a whole school that lost its network does not come back in one moment.
  again() {
    this.stood("lost", this.words.sayLost);
    const most = Math.min(30000, 500 * 2 ** Math.min(this.tries, 8));
    this.tries += 1;
    this.timer = setTimeout(() => this.connect(), Math.random() * most);
  }

  // A refused handshake looks like a lost network: the page's own address says which it is.
  async ask() {
    try {
      const answer = await fetch(this.words.page, { redirect: "manual", headers: { "X-Requested-With": "fetch" } });
      if (answer.type === "opaqueredirect") this.turnedAway();
      else if (answer.status === 403 || answer.status === 404) this.end(this.words.sayOut);
    } catch {
      // no network: go on trying
    }
  }

  end(text) {
    if (this.over) return;
    this.over = true;
    this.stood("over", text);
    this.able(false);
    this.ended(text);
    this.socket?.close();
  }

  leave() {
    this.over = true;
    if (this.isOpen) this.socket.send(JSON.stringify({ type: "leave" }));
  }

  send(frame) {
    if (this.isOpen && this.known) this.socket.send(JSON.stringify(frame));
  }

  act(frame) {
    this.counter += 1;
    const key = `${this.tab}-${this.visit}-${this.counter}`;
    this.waiting.set(key, { ...frame, key });
    this.send({ ...frame, key });
    return key;
  }

  take(frame) {
    if (frame.type === "snapshot") {
      this.state = frame.state;
      this.known = true;
    } else if (frame.type === "event") {
      if (frame.number === this.state.number + 1) this.state = apply(this.state, frame);
      else if (frame.number > this.state.number + 1) return this.socket.close(); // a gap: come back and ask for it
    } else if (frame.type === "ready") {
      this.behind = frame.now * 1000 - Date.now();
      this.tries = 0;
      this.known = true;
      this.outside = false;
      this.seen = this.state.number;
      this.stood("open", this.words.sayOpen);
      this.able(true);
      this.told(frame);
      for (const one of this.waiting.values()) this.send(one);
    } else if (frame.type === "waits") {
      this.outside = true;
      this.tries = 0;
      this.stood("open", this.words.sayOpen);
      this.told(frame);
    } else if (frame.type === "come") {
      this.hello();
    } else if (frame.type === "pong") {
      this.behind = frame.now * 1000 - Date.now();
    } else if (frame.type === "ack") {
      const act = this.waiting.get(frame.key);
      if (this.waiting.delete(frame.key)) this.confirmed(act);
    } else if (frame.type === "refused") {
      this.no(frame);
    } else this.told(frame);
  }

  no(frame) {
    if (frame.reason === "rate") {
      setTimeout(() => this.waiting.forEach((one) => this.send(one)), 2000);
      return this.refused({ ...frame, reason: this.words.sayRate }, null);
    }
    const act = this.waiting.get(frame.key);
    if (!act) return;
    this.waiting.delete(frame.key);
    this.refused(frame, act);
  }

  beat() {
    if (this.over || !this.isOpen) return;
    if (Date.now() - this.heard > 45000) return this.socket.close();
    if (this.outside) return this.hello(); // who waits says so again, or drops out of the line
    this.send({ type: "ping" });
    this.saw();
  }

  saw() {
    if (this.state.number > this.seen) this.send({ type: "seen", number: (this.seen = this.state.number) });
  }
}
