// Polls: asking, voting, and what came out as a table. An anonymous vote is known again only by a word this browser keeps.
const random = () => Array.from(crypto.getRandomValues(new Uint8Array(24)), (one) => (one % 36).toString(36)).join("");

export class Polls {
  constructor(room) {
    Object.assign(this, { room, by: room.by, words: room.words });
    this.by("poll-form").addEventListener("submit", (event) => this.ask(event));
    this.by("poll-kind").addEventListener("change", () => this.kind());
    this.kind();
  }

  kind() {
    this.by("poll-options-box").hidden = ["scale", "words"].includes(this.by("poll-kind").value);
  }

  ask(event) {
    event.preventDefault();
    this.complain("");
    this.room.act({
      type: "poll",
      question: this.by("poll-question").value,
      kind: this.by("poll-kind").value,
      options: this.by("poll-options").value.split("\n"),
      anonymous: this.by("poll-anonymous").checked,
    });
  }

  complain(text) {
    this.by("poll-error").textContent = text;
    this.by("poll-error").hidden = !text;
  }

  kept(poll) {
    return JSON.parse(localStorage.getItem(`splot-poll-${poll}`) ?? "null") ?? { secret: random(), choices: [] };
  }

  refused(frame, act) {
    if (!act || !["poll", "vote", "close_poll"].includes(act.type)) return false;
    if (act.type === "poll") this.complain(frame.reason);
    else this.room.note(frame.reason);
    return true;
  }

  confirmed(act) {
    if (act?.type === "poll") {
      this.by("poll-form").reset();
      this.by("poll-box").open = false;
      this.kind();
    }
    if (act?.type === "vote") {
      localStorage.setItem(`splot-poll-${act.poll}`, JSON.stringify({ secret: act.secret, choices: act.choices }));
      this.room.news(this.words.sayVoted);
      this.cards(this.room.state, act.poll);
    }
  }

  draw(before, state) {
    const asks = this.room.leads || state.people[this.room.me]?.role === "expert";
    this.by("poll-box").hidden = !asks;
    if (before.polls === state.polls && before.number) return;
    const fresh = state.polls.filter((one) => one.open && !before.polls.some((old) => old.id === one.id));
    const closed = state.polls.filter((one) => !one.open && before.polls.some((old) => old.id === one.id && old.open));
    if (before.number && fresh.length) {
      this.room.news(`${this.words.sayPoll} ${fresh.at(-1).question}`);
      this.room.away("polls", fresh.length);
    }
    for (const one of closed) this.room.news(`${this.words.sayPollClosed} ${one.question}`);
    this.cards(state, null, before);
  }

  // Cards that did not change stay as they are: somebody may be filling one in.
  cards(state, changed, before) {
    const box = this.by("polls");
    this.by("no-polls").hidden = state.polls.length > 0;
    for (const poll of state.polls) {
      const old = box.querySelector(`[data-poll="${poll.id}"]`);
      const was = before?.polls.find((one) => one.id === poll.id);
      if (old && was === poll && changed !== poll.id) continue;
      if (old && was?.open && poll.open && changed !== poll.id) {
        this.count(old, poll);
        continue;
      }
      const card = this.card(poll);
      if (old) old.replaceWith(card);
      else box.prepend(card);
    }
    for (const card of [...box.children]) if (!state.polls.some((one) => String(one.id) === card.dataset.poll)) card.remove();
  }

  count(card, poll) {
    const { words } = this;
    const how = poll.anonymous ? words.sayAnonymous : words.sayNamed;
    card.querySelector(".poll-about").textContent = `${how} · ${words.sayVotes} ${poll.voted}${poll.open ? "" : ` · ${words.sayIsClosed}`}`;
  }

  card(poll) {
    const card = this.room.copy("poll-template");
    card.dataset.poll = poll.id;
    const title = card.querySelector("h3");
    title.textContent = poll.question;
    title.id = `poll-${poll.id}-title`;
    card.setAttribute("aria-labelledby", title.id);
    this.count(card, poll);
    const close = card.querySelector("[data-close]");
    close.hidden = !poll.open || !(this.room.leads || poll.person === this.room.me);
    close.addEventListener("click", () => this.room.act({ type: "close_poll", poll: poll.id }));
    const form = card.querySelector("form");
    if (poll.open) this.ballot(form, poll);
    else form.remove();
    const table = card.querySelector("table");
    if (poll.open) table.remove();
    else this.table(table, poll);
    return card;
  }

  ballot(form, poll) {
    const kept = this.kept(poll.id);
    const box = form.querySelector("fieldset");
    box.querySelector("legend").textContent = poll.kind === "scale" ? this.words.sayScale : poll.kind === "words" ? this.words.sayWords : this.words.sayChoose;
    if (poll.kind === "words") {
      for (let place = 0; place < 3; place += 1) {
        const label = document.createElement("label");
        label.className = "poll-word";
        const input = Object.assign(document.createElement("input"), { maxLength: 30, value: kept.choices[place] ?? "" });
        const name = Object.assign(document.createElement("span"), { className: "visually-hidden", textContent: `${place + 1}` });
        label.append(name, input);
        box.append(label);
      }
    } else {
      for (const option of poll.options) {
        const label = document.createElement("label");
        label.className = "check";
        const type = poll.kind === "several" ? "checkbox" : "radio";
        const input = Object.assign(document.createElement("input"), { type, name: `poll-${poll.id}`, value: option });
        input.checked = kept.choices.includes(option);
        label.append(input, ` ${option}`);
        box.append(label);
      }
      box.classList.toggle("poll-scale", poll.kind === "scale");
    }
    if (kept.choices.length) form.querySelector("button").textContent = this.words.sayChangeVote;
    form.addEventListener("submit", (event) => {
      event.preventDefault();
      const fields = [...box.querySelectorAll("input")];
      const choices = poll.kind === "words" ? fields.map((one) => one.value.trim()).filter(Boolean) : fields.filter((one) => one.checked).map((one) => one.value);
      this.room.act({ type: "vote", poll: poll.id, choices, secret: kept.secret });
    });
  }

  table(table, poll) {
    const body = table.querySelector("tbody");
    for (const row of poll.results) {
      const line = body.insertRow();
      const name = document.createElement("th");
      name.scope = "row";
      name.textContent = row.label;
      const bar = document.createElement("meter");
      Object.assign(bar, { max: Math.max(poll.voted, 1), value: row.count });
      bar.setAttribute("aria-hidden", "true");
      line.append(name);
      line.insertCell().textContent = row.count;
      line.insertCell().append(bar, row.names.filter(Boolean).length ? ` ${row.names.filter(Boolean).join(", ")}` : "");
    }
  }
}
