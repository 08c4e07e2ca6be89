// Slides: everybody follows the page of whoever shows them; each may look back alone and return with one press.
const STEPS = { ArrowLeft: -1, ArrowUp: -1, PageUp: -1, ArrowRight: 1, ArrowDown: 1, PageDown: 1 };

export class Slides {
  constructor(room) {
    Object.assign(this, { room, by: room.by, words: room.words, on: false });
    this.own = null; // the page looked at alone; null while following
    this.asked = null; // the page asked for everybody, until it comes
    this.seen = ""; // the page that is drawn
    const { by } = this;
    by("slides-back").addEventListener("click", () => this.step(-1));
    by("slides-on").addEventListener("click", () => this.step(1));
    by("slides-follow").addEventListener("click", () => this.follow());
    by("slides-to-all").addEventListener("click", () => this.turn(this.page));
    by("slides-again").addEventListener("click", () => room.act({ type: "redraw", deck: this.shown.deck }));
    by("slides-end").addEventListener("click", () => room.act({ type: "no_slides" }));
    by("slides-page").addEventListener("keydown", (event) => this.key(event));
    const picture = Object.assign(document.createElement("img"), { id: "slides-picture", alt: "", hidden: true });
    by("slides-page").append(picture); // a picture without an address is no valid one, so it is made here
    by("slides-picture").addEventListener("error", () => this.failed());
    by("slides-picture").addEventListener("load", () => this.loaded());
    by("slides-words-box").addEventListener("toggle", () => this.read());
  }

  get shown() {
    return this.room.state.slides;
  }

  get mine() {
    return this.shown?.person === this.room.me;
  }

  get page() {
    return this.own ?? this.shown.page;
  }

  // Who shows slides turns them for everybody, who leads looks ahead too; everybody else up to the furthest page shown.
  get last() {
    return this.mine || this.room.leads ? this.shown.pages : this.shown.reached;
  }

  address(ending) {
    return `${this.words.slides}${this.shown.deck}/${this.page}.${ending}`;
  }

  able(on) {
    this.on = on;
    if (!on) this.asked = null;
    if (this.shown) this.buttons();
  }

  key(event) {
    const step = STEPS[event.key];
    const to = { Home: 1, End: this.shown ? this.last : 1 }[event.key];
    if (event.altKey || event.ctrlKey || event.metaKey || !(step || to)) return;
    event.preventDefault();
    if (step) this.step(step);
    else this.look(to);
  }

  step(by) {
    if (this.shown) this.look((this.asked ?? this.page) + by);
  }

  look(page) {
    if (page < 1 || page > this.last) return;
    if (this.mine) return this.turn(page);
    this.own = page === this.shown.page ? null : page;
    this.draws();
    this.room.news(this.number());
  }

  turn(page) {
    if (!this.on) return;
    this.asked = page;
    this.own = null;
    this.room.act({ type: "page", deck: this.shown.deck, page });
  }

  // The button goes away with the press: the keyboard goes on from the page.
  follow() {
    this.own = null;
    this.draws();
    this.by("slides-page").focus({ preventScroll: true });
    this.room.news(this.number());
  }

  number() {
    return `${this.words.sayPage} ${this.page} ${this.words.sayOf} ${this.shown.pages}`;
  }

  say(text) {
    this.by("slides-said").textContent = text;
    this.by("slides-said").hidden = !text;
  }

  // The box takes the shape of the page, so that an upright one is not a stamp on a phone.
  loaded() {
    const { naturalWidth, naturalHeight } = this.by("slides-picture");
    this.by("slides-page").style.aspectRatio = `${naturalWidth} / ${naturalHeight}`;
    this.say("");
  }

  failed() {
    this.seen = "";
    this.by("slides-picture").hidden = true;
    this.say(this.words.sayNoPage);
  }

  refused(frame, act) {
    if (!["page", "no_slides"].includes(act?.type)) return false;
    this.asked = null;
    this.room.note(frame.reason);
    return true;
  }

  draw(before, state) {
    const { slides } = state;
    const was = before.slides;
    if (was === slides && before.people === state.people && before.cohosts === state.cohosts && before.number) return;
    this.by("slides").hidden = !slides;
    if (slides?.deck !== was?.deck || (slides && slides.person !== was?.person)) Object.assign(this, { own: null, asked: null });
    if (!slides) this.cleared();
    else {
      if (slides.page === this.asked) this.asked = null;
      if (this.own === slides.page) this.own = null;
      this.own = this.own && Math.min(this.own, this.last);
      this.draws();
    }
    if (before.number) this.tell(was, slides);
  }

  tell(was, slides) {
    const { words, room } = this;
    if (!slides) return was && room.news(words.sayNoSlides);
    if (slides.deck !== was?.deck) room.news(`${words.saySlides} ${slides.title}`);
    if (slides.pages && this.own === null && (slides.page !== was?.page || slides.deck !== was?.deck || slides.pages !== was?.pages)) room.news(this.number());
  }

  cleared() {
    this.seen = "";
    this.by("slides-picture").removeAttribute("src");
    this.by("slides-picture").hidden = true;
  }

  draws() {
    const { by, shown, words, room } = this;
    const name = room.nameOf(shown.person) || words.sayGone;
    by("slides-what").textContent = `${shown.title} · ${words.sayShows} ${name}`;
    by("slides-number").textContent = shown.pages ? this.number() + (this.own ? ` (${words.sayOwnPage} ${shown.page})` : "") : "";
    this.buttons();
    if (!shown.pages) {
      this.cleared();
      this.say(shown.note || words.sayDrawing);
      return;
    }
    const address = this.address("webp");
    if (address === this.seen) return;
    this.seen = address;
    Object.assign(by("slides-picture"), { src: address, alt: this.number(), hidden: false });
    this.read();
  }

  buttons() {
    const { by, shown, mine, room } = this;
    const page = this.asked ?? this.page;
    const able = Boolean(shown.pages) && (this.on || !mine);
    by("slides-back").disabled = !able || page <= 1;
    by("slides-on").disabled = !able || page >= this.last;
    by("slides-follow").hidden = this.own === null;
    by("slides-to-all").hidden = this.own === null || !room.leads;
    by("slides-end").hidden = !(mine || room.leads);
    by("slides-again").hidden = !shown.note || !(mine || room.leads);
    by("slides-end").disabled = by("slides-again").disabled = by("slides-to-all").disabled = !this.on;
  }

  // The words are fetched when somebody opens them, then with every page.
  async read() {
    if (!this.by("slides-words-box").open || !this.shown?.pages) return;
    const address = this.address("txt");
    let words;
    try {
      const answer = await fetch(address);
      words = answer.ok ? (await answer.text()) || this.words.sayNoWords : this.words.sayNoPage;
    } catch {
      words = this.words.sayNoPage;
    }
    if (this.shown?.pages && address === this.address("txt")) this.by("slides-words").textContent = words;
  }

  end() {
    this.on = false;
    this.by("slides").hidden = true;
  }
}
