// Whether the room is being recorded: said in words, with a mark, aloud and by a sound; who leads starts and ends it.
const TONES = [660, 660, 880];

export class Recording {
  constructor(room) {
    Object.assign(this, { room, box: room.by("recording") });
    if (!this.box) return; // nothing is recorded in this meeting
    this.words = this.box.dataset;
    this.button = room.by("record");
    this.button.addEventListener("click", () => {
      this.complain("");
      this.button.disabled = true;
      room.act({ type: "record", on: !room.state.recording });
    });
  }

  able(on) {
    if (this.box) this.button.disabled = !on || this.room.state.recording?.state === "ending";
  }

  complain(text) {
    this.room.by("recording-error").textContent = text;
    this.room.by("recording-error").hidden = !text;
  }

  refused(frame, act) {
    if (act?.type !== "record") return false;
    this.complain(frame.reason);
    this.able(true);
    return true;
  }

  draw(before, state) {
    if (!this.box || (before.recording === state.recording && before.number)) return;
    const { recording } = state;
    const now = recording?.state ?? "off";
    const was = before.recording?.state ?? "off";
    this.box.dataset.state = now;
    const said = this.words[`say${now[0].toUpperCase()}${now.slice(1)}`];
    this.room.by("recording-words").textContent = said;
    this.room.by("recording-who").textContent = recording ? `${recording.name}, ${this.room.hour(recording.at)}` : "";
    this.room.by("record-words").textContent = recording ? this.words.sayStop : this.words.sayStart;
    this.able(this.room.line.isOpen);
    document.documentElement.toggleAttribute("data-recording", Boolean(recording));
    if (now !== was) this.room.news(said);
    if (recording && was === "off") this.sound();
  }

  // Browsers let a page be heard only after it was touched: then the sound is missing, the words are not.
  sound() {
    const audio = new AudioContext();
    const volume = audio.createGain();
    volume.gain.value = 0.1;
    volume.connect(audio.destination);
    TONES.forEach((frequency, place) => {
      const tone = audio.createOscillator();
      tone.frequency.value = frequency;
      tone.connect(volume);
      tone.start(audio.currentTime + place * 0.25);
      tone.stop(audio.currentTime + place * 0.25 + 0.2);
    });
    setTimeout(() => audio.close(), 1500);
  }

  end() {
    if (this.box) this.button.disabled = true;
  }
}
