// Sound and picture between browsers (meetings/media/embedded.py). A window on the stage offers, each other window asks:
// every way has a connection of its own, so two offers never cross. Tracks are changed inside a connection, never its shape.
const KINDS = ["mic", "cam", "screen"];
const SORT = { mic: "audio", cam: "video", screen: "video" };
const MOST = {
  mic: { maxBitrate: 32_000 },
  cam: { maxBitrate: 300_000, maxFramerate: 20 },
  screen: { maxBitrate: 400_000, maxFramerate: 6 },
};
const FRAME = 14_000; // characters; the socket takes 16 kB
const GATHER = 80; // ms in which agreements are gathered into one frame

export class Embedded {
  // `send` takes a frame for the room's socket; `heard(person, tracks)` is told of each change, null when somebody is gone.
  constructor({ me, tab, given, send, heard }) {
    Object.assign(this, { me, tab, send, heard });
    this.settings = { iceServers: given.ice, bundlePolicy: "max-bundle" };
    this.tracks = { mic: null, cam: null, screen: null };
    this.out = new Map(); // window -> connection to somebody who listens
    this.into = new Map(); // window -> connection to somebody on the stage
    this.generation = 0;
    this.saving = false;
    this.queue = [];
  }

  // --- what is sent

  put(kind, track) {
    this.tracks[kind] = track;
    for (const link of this.out.values()) link.senders[kind]?.replaceTrack(track).catch(() => {});
  }

  async offer(person, tab, wish) {
    const key = `${person}/${tab}`;
    this.drop(this.out, key);
    const link = this.link(person, tab, wish.gen, "out");
    this.out.set(key, link);
    link.senders = {};
    for (const kind of wish.picture ? KINDS : ["mic"]) {
      const how = { direction: "sendonly", sendEncodings: [MOST[kind]] };
      link.senders[kind] = link.pc.addTransceiver(this.tracks[kind] ?? SORT[kind], how).sender;
    }
    await link.pc.setLocalDescription();
    this.post(link, { kind: "offer", sdp: link.pc.localDescription.sdp });
  }

  // --- what is heard

  ask(person, tab, tries = 0) {
    const key = `${person}/${tab}`;
    this.drop(this.into, key);
    const link = this.link(person, tab, ++this.generation, "in");
    link.tries = tries;
    link.tracks = { mic: null, cam: null, screen: null };
    this.into.set(key, link);
    link.pc.addEventListener("track", ({ transceiver, track }) => {
      const kind = KINDS[Number(transceiver.mid)];
      if (kind) link.tracks[kind] = track;
      this.heard(person, link.tracks);
    });
    this.post(link, { kind: "want", picture: !this.saving });
    link.timer = setTimeout(() => this.again(key, link), 4000 + 2000 * Math.min(tries, 8));
  }

  again(key, link) {
    if (this.into.get(key) === link && link.pc.connectionState !== "connected") this.ask(link.person, link.tab, link.tries + 1);
  }

  save(on) {
    this.saving = on;
    for (const link of [...this.into.values()]) this.ask(link.person, link.tab);
  }

  // The sound of those who speak now, between 0 and 1, by person.
  levels() {
    const found = {};
    for (const link of this.into.values()) {
      const receiver = link.pc.getReceivers().find((one) => one.track === link.tracks.mic);
      found[link.person] = receiver?.getSynchronizationSources?.()[0]?.audioLevel ?? 0;
    }
    return found;
  }

  // --- both

  link(person, tab, gen, way) {
    const pc = new RTCPeerConnection(this.settings);
    const link = { pc, person, tab, gen, way, early: [] };
    pc.addEventListener("icecandidate", ({ candidate }) => {
      if (candidate) this.post(link, { kind: "ice", candidate: candidate.toJSON() });
    });
    pc.addEventListener("connectionstatechange", () => {
      const [links, key] = [way === "out" ? this.out : this.into, `${person}/${tab}`];
      if (links.get(key) !== link || !["failed", "closed"].includes(pc.connectionState)) return;
      if (way === "out") this.drop(links, key);
      else this.ask(person, tab, link.tries + 1);
    });
    return link;
  }

  drop(links, key) {
    const link = links.get(key);
    if (!link) return;
    links.delete(key);
    clearTimeout(link.timer);
    link.pc.close();
  }

  // Follow the room: ask everybody on the stage, forget who is not there any more.
  follow(stage, people) {
    const sending = stage.filter((one) => !(one.person === this.me && one.tab === this.tab));
    const keys = new Set(sending.map((one) => `${one.person}/${one.tab}`));
    for (const [key, link] of [...this.into]) {
      if (keys.has(key)) continue;
      this.drop(this.into, key);
      this.heard(link.person, null);
    }
    for (const one of sending) if (!this.into.has(`${one.person}/${one.tab}`)) this.ask(one.person, one.tab);
    const onStage = stage.some((one) => one.person === this.me && one.tab === this.tab);
    for (const [key, link] of [...this.out]) if (!onStage || !(link.person in people)) this.drop(this.out, key);
  }

  async take({ person, tab, data }) {
    const key = `${person}/${tab}`;
    try {
      if (data.kind === "want") return await this.offer(person, tab, data);
      const link = (data.way === "out" ? this.into : this.out).get(key);
      if (!link || link.gen !== data.gen) return; // of a connection given up since
      if (data.kind === "ice") {
        if (link.pc.remoteDescription) await link.pc.addIceCandidate(data.candidate);
        else link.early.push(data.candidate);
        return;
      }
      await link.pc.setRemoteDescription({ type: data.kind, sdp: data.sdp });
      for (const candidate of link.early.splice(0)) await link.pc.addIceCandidate(candidate);
      if (data.kind !== "offer") return;
      await link.pc.setLocalDescription();
      this.post(link, { kind: "answer", sdp: link.pc.localDescription.sdp });
    } catch {
      // A connection that cannot be agreed on is asked for anew by the side that listens.
    }
  }

  post(link, data) {
    this.queue.push({ person: link.person, tab: link.tab, data: { ...data, gen: link.gen, way: link.way } });
    this.posting ??= setTimeout(() => this.flush(), GATHER);
  }

  flush() {
    this.posting = null;
    while (this.queue.length) {
      const batch = [];
      let size = 0;
      while (this.queue.length && batch.length < 24) {
        const next = JSON.stringify(this.queue[0]).length;
        if (batch.length && size + next > FRAME) break;
        size += next;
        batch.push(this.queue.shift());
      }
      this.send({ type: "signal", to: batch });
    }
  }

  end() {
    for (const links of [this.into, this.out]) for (const key of [...links.keys()]) this.drop(links, key);
  }
}
