// The stage of a room: tiles of those who are heard and seen, and one's own switches. The server's state decides;
// what this window sends follows it, so a person muted by the host is silent at once.
import { Embedded } from "./embedded.js";
import { LiveKit } from "./livekit.js";

const by = (id) => document.getElementById(id);
const KINDS = ["mic", "cam", "screen"];
const SAY = { mic: ["sayMicOn", "sayMicOffAct"], cam: ["sayCamOn", "sayCamOff"], screen: ["sayScreenOn", "sayScreenOff"] };
const LOUD = 0.02;

export class Stage {
  constructor({ me, tab, words, act, send, news }) {
    Object.assign(this, { me, tab, words, act, news });
    this.local = { mic: null, cam: null, screen: null };
    this.switching = null; // what was asked for and is not confirmed
    this.entry = null;
    this.tiles = new Map();
    this.names = {};
    const Engine = words.engine === "livekit" ? LiveKit : Embedded;
    this.engine = new Engine({
      me,
      tab,
      given: JSON.parse(words.media),
      send,
      heard: (person, tracks) => this.heard(person, tracks),
    });
    by("to-stage").addEventListener("click", () => this.come());
    by("off-stage").addEventListener("click", () => act({ type: "stage", on: false }));
    for (const kind of KINDS) by(`switch-${kind}`).addEventListener("click", () => this.toggle(kind));
    by("save-data").addEventListener("click", () => this.save());
    by("hear").addEventListener("click", () => this.play());
    by("mute-all").addEventListener("click", () => act({ type: "mute", person: null }));
    if (!navigator.mediaDevices?.getDisplayMedia) by("switch-screen").hidden = true;
    setInterval(() => this.listen(), 500);
  }

  able(on) {
    for (const id of ["to-stage", "off-stage", "switch-mic", "switch-cam", "switch-screen"]) by(id).disabled = !on;
    by("mute-all").disabled = !on;
  }

  complain(text) {
    by("stage-error").textContent = text;
    by("stage-error").hidden = !text;
  }

  // --- one's own sound and picture

  async grab(kind) {
    if (this.local[kind]?.readyState === "live") return true;
    const media = navigator.mediaDevices;
    try {
      if (!media) throw new DOMException("", "NotFoundError");
      const camera = { width: { ideal: 320 }, height: { ideal: 240 }, frameRate: { max: 20 } };
      const voice = { echoCancellation: true, noiseSuppression: true, autoGainControl: true, channelCount: 1 };
      const stream =
        kind === "screen"
          ? await media.getDisplayMedia({ video: { frameRate: { max: 6 } }, audio: false })
          : await media.getUserMedia(kind === "mic" ? { audio: this.chosen("mic", voice) } : { video: this.chosen("cam", camera) });
      const track = stream.getTracks()[0];
      track.contentHint = { mic: "speech", cam: "motion", screen: "detail" }[kind];
      // Sharing is also ended by the browser's own bar, a camera by pulling its plug.
      track.addEventListener("ended", () => this.local[kind] === track && this.entry?.[kind] && this.toggle(kind));
      this.local[kind] = track;
      this.complain("");
      return true;
    } catch (error) {
      if (kind === "screen" && error.name === "NotAllowedError") return false; // the person changed their mind
      const known = { NotAllowedError: this.words.sayNoConsent, NotFoundError: this.words.sayNoDevice };
      this.complain(known[error.name] ?? this.words.sayBusyDevice);
      return false;
    }
  }

  // A device chosen before, when it is still there.
  chosen(kind, wishes) {
    const device = localStorage.getItem(`splot-${kind}`);
    return device ? { ...wishes, deviceId: { ideal: device } } : wishes;
  }

  stop(kind) {
    this.local[kind]?.stop();
    this.local[kind] = null;
    this.engine.put(kind, null);
  }

  async come() {
    this.complain("");
    const heard = await this.grab("mic");
    this.coming = { mic: heard, cam: false, screen: false };
    this.act({ type: "stage", on: true });
  }

  async toggle(kind) {
    if (!this.entry) return;
    const now = this.switching ?? this.entry;
    const on = !now[kind];
    if (on && !(await this.grab(kind))) return;
    this.ask({ ...(this.switching ?? this.entry ?? {}), [kind]: on });
  }

  ask({ mic, cam, screen }) {
    this.switching = { mic, cam, screen };
    this.act({ type: "media", mic, cam, screen });
  }

  // The server said no to an act of this window.
  refused(frame) {
    this.switching = this.coming = null;
    this.complain(frame.reason);
    this.match();
  }

  // What is sent is what the state says.
  match() {
    const wanted = this.entry ? (this.switching ?? this.entry) : { mic: false, cam: false, screen: false };
    for (const kind of KINDS) {
      const track = this.local[kind];
      if (!track) continue;
      if (!this.entry || (kind !== "mic" && !wanted[kind])) this.stop(kind);
      else {
        track.enabled = Boolean(this.entry[kind]);
        this.engine.put(kind, track);
      }
    }
  }

  // --- the room's state

  follow(state, names) {
    this.names = names;
    const mine = state.stage.find((one) => one.person === this.me);
    const was = this.entry;
    this.entry = mine?.tab === this.tab ? mine : null;
    if (this.switching && this.entry && KINDS.every((kind) => this.switching[kind] === this.entry[kind])) this.switching = null;
    if (was?.mic && this.entry && !this.entry.mic && !this.switching) this.news(this.words.sayMuted);
    if (was && !this.entry) this.switching = null;
    this.match();
    if (this.entry && this.coming) {
      const first = this.coming;
      this.coming = null;
      if (first.mic) this.ask(first);
    }
    this.silence();
    this.engine.follow(state.stage, state.people);
    this.draw(state.stage, mine);
  }

  // After a reload nothing is sent until the person switches it on again.
  silence() {
    if (!this.entry || this.switching || this.coming) return;
    const lost = KINDS.filter((kind) => this.entry[kind] && !this.local[kind]);
    if (lost.length) this.ask({ ...this.entry, ...Object.fromEntries(lost.map((kind) => [kind, false])) });
  }

  draw(stage, mine) {
    by("stage").hidden = stage.length === 0;
    by("to-stage").hidden = Boolean(this.entry);
    by("to-stage-words").textContent = mine && !this.entry ? this.words.sayHere : this.words.sayToStage;
    by("switches").hidden = !this.entry;
    for (const kind of KINDS) {
      const on = Boolean(this.entry?.[kind]);
      by(`switch-${kind}`).setAttribute("aria-pressed", String(on));
      by(`switch-${kind}-words`).textContent = this.words[SAY[kind][on ? 1 : 0]];
    }
    for (const person of [...this.tiles.keys()]) {
      if (stage.some((one) => one.person === person)) continue;
      this.tiles.get(person).remove();
      this.tiles.delete(person);
    }
    for (const one of stage) this.tile(one);
  }

  tile(one) {
    let tile = this.tiles.get(one.person);
    if (!tile) {
      tile = by("tile-template").content.firstElementChild.cloneNode(true);
      tile.dataset.person = one.person;
      this.tiles.set(one.person, tile);
      by("stage-tiles").append(tile);
      tile.querySelector("[data-mute]")?.addEventListener("click", () => this.act({ type: "mute", person: Number(one.person) }));
      tile.querySelector("[data-off]")?.addEventListener("click", () => this.act({ type: "off", person: Number(one.person) }));
    }
    const name = this.names[one.person] ?? "";
    tile.querySelector(".tile-name").textContent = name;
    tile.querySelector(".tile-letter").textContent = name.slice(0, 1);
    tile.querySelector(".tile-state").textContent = one.mic ? "" : this.words.sayMicOff;
    for (const button of tile.querySelectorAll("button")) {
      button.hidden = one.person === this.me || ("mute" in button.dataset && !one.mic);
      button.lastElementChild.textContent = `: ${name}`;
    }
    tile.classList.toggle("has-screen", one.screen);
    this.show(tile, one);
  }

  heard(person, tracks) {
    const tile = this.tiles.get(person);
    if (!tile) return;
    tile.tracks = tracks;
    this.show(tile, tile.entry);
  }

  show(tile, one) {
    tile.entry = one;
    const own = one.person === this.me && one.tab === this.tab;
    const tracks = own ? this.local : (tile.tracks ?? {});
    const [camera, screen, voice] = ["camera", "screen", "voice"].map((part) => tile.querySelector(`.tile-${part}`));
    this.attach(camera, one.cam ? tracks.cam : null);
    this.attach(screen, one.screen ? tracks.screen : null);
    this.attach(voice, own ? null : tracks.mic);
    voice.muted = !one.mic; // whoever the host muted is not heard, whatever their browser sends
    camera.classList.toggle("is-own", own);
  }

  attach(element, track) {
    if ((element.srcObject?.getTracks()[0] ?? null) === (track ?? null)) return;
    element.srcObject = track ? new MediaStream([track]) : null;
    element.hidden = !track;
    if (track) this.route(element);
    if (track) element.play().catch((error) => error.name === "NotAllowedError" && (by("hear").hidden = false));
  }

  // Through the speakers chosen in the check of devices.
  route(element) {
    const device = localStorage.getItem("splot-out");
    if (device && element.localName === "audio") element.setSinkId?.(device).catch(() => {});
  }

  speakers() {
    for (const element of by("stage-tiles").querySelectorAll("audio")) this.route(element);
  }

  // The browser wants a click before it lets others be heard.
  play() {
    by("hear").hidden = true;
    for (const element of by("stage-tiles").querySelectorAll("audio, video")) if (element.srcObject) element.play().catch(() => {});
  }

  save() {
    const on = by("save-data").getAttribute("aria-pressed") !== "true";
    by("save-data").setAttribute("aria-pressed", String(on));
    this.engine.save(on);
  }

  listen() {
    if (!this.tiles.size || document.hidden) return;
    const levels = this.engine.levels();
    for (const [person, tile] of this.tiles) {
      const speaks = Boolean(tile.entry?.mic) && (levels[person] ?? 0) > LOUD;
      tile.classList.toggle("is-speaking", speaks);
      if (tile.entry?.mic) tile.querySelector(".tile-state").textContent = speaks ? this.words.saySpeaks : "";
    }
  }

  end() {
    for (const kind of KINDS) this.stop(kind);
    this.engine.end();
    this.able(false);
  }
}
