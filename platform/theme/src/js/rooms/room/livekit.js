// Sound and picture through a LiveKit server (meetings/media/livekit.py), with the same words as embedded.js.
const SOURCES = { microphone: "mic", camera: "cam", screen_share: "screen" };
const NAMES = { mic: "microphone", cam: "camera", screen: "screen_share" };

export class LiveKit {
  constructor({ me, tab, send, heard }) {
    Object.assign(this, { me, tab, send, heard });
    this.local = { mic: null, cam: null, screen: null };
    this.published = { mic: null, cam: null, screen: null };
    this.remote = new Map(); // person -> tracks
    this.stage = [];
    this.room = null;
    this.asked = 0;
    this.saving = false;
    this.over = false;
  }

  // The library is large and needed only here: it is fetched when somebody is first heard.
  async prepared() {
    if (this.room) return;
    this.library ??= import("livekit-client");
    const { Room, RoomEvent } = await this.library;
    if (this.room) return;
    this.room = new Room({ dynacast: true, adaptiveStream: false, disconnectOnPageLeave: true });
    const again = () => this.gather();
    for (const event of [RoomEvent.TrackSubscribed, RoomEvent.TrackUnsubscribed, RoomEvent.ParticipantDisconnected, RoomEvent.Reconnected])
      this.room.on(event, again);
    this.room.on(RoomEvent.TrackPublished, (publication) => this.choose(publication));
    this.room.on(RoomEvent.ParticipantPermissionsChanged, () => this.publish());
    this.room.on(RoomEvent.Disconnected, () => {
      this.published = { mic: null, cam: null, screen: null };
      this.gather();
      setTimeout(() => this.enter(), 500 + Math.random() * 2500);
    });
  }

  // Ask for admission unless we are in, or asked a moment ago.
  async enter() {
    if (this.over || !this.stage.length) return;
    await this.prepared();
    if (this.room.state !== "disconnected" || Date.now() - this.asked < 5000) return;
    this.asked = Date.now();
    this.send({ type: "admission" });
    setTimeout(() => this.enter(), 6000);
  }

  async take({ url, token }) {
    if (!token || this.over) return;
    await this.prepared();
    if (this.room.state !== "disconnected") return;
    try {
      await this.room.connect(url, token, { autoSubscribe: true });
      for (const one of this.room.remoteParticipants.values())
        for (const publication of one.trackPublications.values()) this.choose(publication);
      await this.publish();
      this.gather();
    } catch {
      // The server is away: enter() asks again.
    }
  }

  put(kind, track) {
    this.local[kind] = track;
    this.publish();
  }

  // One change after another: what is published becomes what there is to publish.
  publish() {
    this.publishing = (this.publishing ?? Promise.resolve()).then(() => this.match()).catch(() => {});
    return this.publishing;
  }

  async match() {
    const here = this.room?.localParticipant;
    if (!here || this.room.state !== "connected") return;
    const may = here.permissions?.canPublish && this.stage.some((one) => one.person === this.me && one.tab === this.tab);
    for (const [kind, source] of Object.entries(NAMES)) {
      const [track, sent] = [this.local[kind], this.published[kind]];
      if (sent && (!may || sent.mediaStreamTrack !== track)) {
        this.published[kind] = null;
        await here.unpublishTrack(sent, false);
      }
      if (track && may && !this.published[kind])
        this.published[kind] = (await here.publishTrack(track, { source, simulcast: kind === "cam" })).track;
      // A server's mute outlives the change of a track's own switch.
      if (this.published[kind] && track) await this.published[kind][track.enabled ? "unmute" : "mute"]();
    }
  }

  choose(publication) {
    if (SOURCES[publication.source] !== "mic") publication.setSubscribed(!this.saving);
  }

  save(on) {
    this.saving = on;
    for (const one of this.room?.remoteParticipants.values() ?? [])
      for (const publication of one.trackPublications.values()) this.choose(publication);
  }

  // Made anew from what is there: news of comings and goings is not told while a connection is being restored.
  gather() {
    const found = new Map();
    for (const one of this.room?.remoteParticipants.values() ?? []) {
      const [person, tab] = one.identity.split("-");
      if (!this.stage.some((place) => place.person === person && place.tab === tab)) continue;
      const tracks = { mic: null, cam: null, screen: null };
      for (const publication of one.trackPublications.values())
        if (publication.track && SOURCES[publication.source]) tracks[SOURCES[publication.source]] = publication.track.mediaStreamTrack;
      found.set(person, tracks);
    }
    for (const person of this.remote.keys()) if (!found.has(person)) this.heard(person, null);
    for (const [person, tracks] of found) this.heard(person, tracks);
    this.remote = found;
  }

  levels() {
    const found = {};
    for (const one of this.room?.remoteParticipants.values() ?? []) found[one.identity.split("-")[0]] = one.audioLevel;
    return found;
  }

  follow(stage) {
    this.stage = stage;
    this.enter();
    this.publish();
    this.gather();
  }

  end() {
    this.over = true;
    this.room?.disconnect();
  }
}
