// Trying one's picture, microphone and speakers before being heard, and choosing among several.
const KINDS = { mic: "audioinput", cam: "videoinput", out: "audiooutput" };

export class Devices {
  constructor(room) {
    Object.assign(this, { room, by: room.by, words: room.words });
    this.by("devices").addEventListener("toggle", () => (this.by("devices").open ? this.begin() : this.stop()));
    for (const kind of Object.keys(KINDS))
      this.by(`device-${kind}`).addEventListener("change", () => {
        localStorage.setItem(`splot-${kind}`, this.by(`device-${kind}`).value);
        if (kind === "out") this.room.stage.speakers();
        else this.begin();
      });
    this.by("device-sound").addEventListener("click", () => this.sound());
  }

  say(text, wrong) {
    this.by("device-said").textContent = text;
    this.by("device-said").classList.toggle("field-error", Boolean(wrong));
  }

  async begin() {
    this.stop();
    this.say(this.words.sayAsks);
    const wanted = (kind) => {
      const device = localStorage.getItem(`splot-${kind}`);
      return device ? { deviceId: { ideal: device } } : true;
    };
    const said = [];
    for (const [kind, wishes] of [["mic", { audio: wanted("mic") }], ["cam", { video: wanted("cam") }]]) {
      try {
        if (!navigator.mediaDevices) throw new DOMException("", "NotFoundError");
        const stream = await navigator.mediaDevices.getUserMedia(wishes);
        if (!this.by("devices").open) return stream.getTracks().forEach((track) => track.stop());
        (this.streams ??= []).push(stream);
        if (kind === "mic") this.listen(stream);
        else this.by("device-picture").srcObject = stream;
      } catch (error) {
        said.push(this.trouble(kind, error.name));
      }
    }
    this.by("device-picture").hidden = !this.by("device-picture").srcObject;
    this.say(said.join(" ") || this.words.sayDevicesWork, said.length);
    await this.list();
  }

  trouble(kind, name) {
    const { words } = this;
    const sort = kind === "mic" ? "Mic" : "Cam";
    if (name === "NotAllowedError") return words[`sayRefused${sort}`];
    if (name === "NotFoundError") return words[`sayMissing${sort}`];
    return words[`sayBusy${sort}`];
  }

  // Names are told by the browser only after it was allowed to use the devices.
  async list() {
    const all = (await navigator.mediaDevices?.enumerateDevices?.()) ?? [];
    for (const [kind, sort] of Object.entries(KINDS)) {
      const found = all.filter((one) => one.kind === sort && one.deviceId && one.deviceId !== "communications");
      const select = this.by(`device-${kind}`);
      const options = found.map((one, place) => new Option(one.label || `${place + 1}`, one.deviceId));
      select.replaceChildren(...options);
      const chosen = localStorage.getItem(`splot-${kind}`);
      if (found.some((one) => one.deviceId === chosen)) select.value = chosen;
      this.by(`device-${kind}-box`).hidden = found.length < 2;
    }
  }

  listen(stream) {
    this.audio = new AudioContext();
    const meter = this.audio.createAnalyser();
    meter.fftSize = 1024;
    this.audio.createMediaStreamSource(stream).connect(meter);
    const samples = new Float32Array(meter.fftSize);
    let told = false;
    this.meter = setInterval(() => {
      meter.getFloatTimeDomainData(samples);
      const level = Math.min(1, Math.sqrt(samples.reduce((sum, one) => sum + one * one, 0) / samples.length) * 5);
      this.by("device-level").value = level;
      if (level > 0.1 && !told) {
        told = true;
        this.by("device-heard").textContent = this.words.sayHeard;
      }
    }, 100);
  }

  // Two tones of half a second through the chosen speakers.
  async sound() {
    const audio = new AudioContext();
    const device = localStorage.getItem("splot-out");
    if (device) await audio.setSinkId?.(device).catch(() => {});
    const volume = audio.createGain();
    volume.gain.value = 0.15;
    volume.connect(audio.destination);
    [440, 660].forEach((frequency, place) => {
      const tone = audio.createOscillator();
      tone.frequency.value = frequency;
      tone.connect(volume);
      tone.start(audio.currentTime + place * 0.5);
      tone.stop(audio.currentTime + place * 0.5 + 0.45);
    });
    this.say(this.words.saySoundPlays);
    setTimeout(() => audio.close(), 1500);
  }

  stop() {
    clearInterval(this.meter);
    this.audio?.close();
    this.audio = null;
    for (const stream of this.streams ?? []) for (const track of stream.getTracks()) track.stop();
    this.streams = [];
    this.by("device-picture").srcObject = null;
    this.by("device-level").value = 0;
    this.by("device-heard").textContent = "";
  }

  end() {
    this.stop();
  }
}
