// The room of a meeting: one socket, numbered events, acts with keys that are sent again until they are confirmed.
import { apply, empty } from "./room_state.js";

const room = document.getElementById("room");
const words = room ? room.dataset : {};
const by = (id) => document.getElementById(id);
const me = words.me;
const host = "host" in words;
const tab = Math.random().toString(36).slice(2, 10);

let state = empty();
let known = false; // whether `state` is the server's
let socket = null;
let tries = 0;
let timer = null;
let over = false;
let counter = 0;
let behind = 0; // the server's clock minus ours, in ms
let heard = Date.now();
let seen = 0;
const waiting = new Map(); // key -> frame, not yet confirmed

// --- the connection

function say(kind, text) {
  by("connection").dataset.state = kind;
  if (by("connection-words").textContent !== text) by("connection-words").textContent = text;
}

function connect() {
  clearTimeout(timer);
  if (over || (socket && socket.readyState < 2)) return;
  say("connecting", tries ? words.sayLost : words.sayConnecting);
  const address = new URL(words.socket, location.href);
  address.protocol = location.protocol === "https:" ? "wss:" : "ws:";
  const mine = new WebSocket(address);
  socket = mine;
  let opened = false;
  mine.addEventListener("open", () => {
    opened = true;
    heard = Date.now();
    mine.send(JSON.stringify({ type: "hello", last: known ? state.number : null }));
  });
  mine.addEventListener("message", (message) => {
    heard = Date.now();
    const frames = JSON.parse(message.data);
    const before = state;
    for (const frame of Array.isArray(frames) ? frames : [frames]) take(frame);
    draw(before);
  });
  mine.addEventListener("close", (event) => {
    if (mine !== socket) return;
    able(false);
    if (over) return;
    if (event.code === 4403 || event.code === 4404) return end(words.sayOut);
    if (event.code === 4410) return end(words.sayClosed);
    if (event.code === 4429) return end(words.sayMany);
    if (!opened && tries % 3 === 2) ask();
    again();
  });
}

// Full jitter: a whole school that lost its network does not come back in one moment.
function again() {
  say("lost", words.sayLost);
  const most = Math.min(30000, 500 * 2 ** Math.min(tries, 8));
  tries += 1;
  timer = setTimeout(connect, Math.random() * most);
}

// A refused handshake looks like a lost network: the page's own address says which it is.
async function ask() {
  try {
    const answer = await fetch(words.page, { redirect: "manual", headers: { "X-Requested-With": "fetch" } });
    if (answer.type === "opaqueredirect") location.reload();
    else if (answer.status === 403 || answer.status === 404) end(words.sayOut);
  } catch {
    // no network: go on trying
  }
}

function end(text) {
  over = true;
  say("over", text);
  news(text);
  able(false);
  socket?.close();
}

function send(frame) {
  if (socket && socket.readyState === WebSocket.OPEN && known) socket.send(JSON.stringify(frame));
}

function act(frame) {
  counter += 1;
  const key = `${tab}-${counter}`;
  waiting.set(key, { ...frame, key });
  send({ ...frame, key });
  return key;
}

function take(frame) {
  if (frame.type === "snapshot") {
    state = frame.state;
    known = true;
  } else if (frame.type === "event") {
    if (frame.number === state.number + 1) state = apply(state, frame);
    else if (frame.number > state.number + 1) return socket.close(); // a gap: come back and ask for it
  } else if (frame.type === "ready") {
    behind = frame.now * 1000 - Date.now();
    tries = 0;
    known = true;
    seen = state.number;
    say("open", words.sayOpen);
    able(true);
    for (const one of waiting.values()) send(one);
  } else if (frame.type === "pong") {
    behind = frame.now * 1000 - Date.now();
  } else if (frame.type === "ack") {
    confirmed(frame.key);
  } else if (frame.type === "refused") {
    refused(frame);
  }
}

function refused(frame) {
  if (frame.reason === "rate") {
    complain(words.sayRate);
    setTimeout(() => waiting.forEach(send), 2000);
    return;
  }
  const act = waiting.get(frame.key);
  if (!act) return;
  waiting.delete(frame.key);
  complain(frame.reason);
  if (act.type === "say") {
    if (!by("words").value) by("words").value = act.text;
    drawUnsent();
  }
}

function confirmed(key) {
  if (!waiting.delete(key)) return;
  drawUnsent();
}

setInterval(() => {
  if (over || !socket || socket.readyState !== WebSocket.OPEN) return;
  if (Date.now() - heard > 45000) return socket.close();
  send({ type: "ping" });
  if (state.number > seen) send({ type: "seen", number: (seen = state.number) });
}, 15000);

// --- what is seen

function able(on) {
  by("hand").disabled = !on;
  if (host) by("next").disabled = !on;
}

function complain(text) {
  by("say-error").textContent = text;
  by("say-error").hidden = !text;
}

let queue = [];
let told = null;
// News for screen readers is gathered, so that a lively room does not flood them.
function news(text) {
  queue.push(text);
  told ??= setTimeout(() => {
    by("news").textContent = queue.slice(-5).join(". ");
    queue = [];
    told = null;
  }, 1200);
}

const copy = (id) => by(id).content.firstElementChild.cloneNode(true);
const nameOf = (person) => (state.people[person]?.name ?? "") + (person === me ? ` (${words.sayYou})` : "");
const hour = (at) => new Date(at).toLocaleTimeString("pl-PL", { hour: "2-digit", minute: "2-digit" });

function draw(before) {
  if (!known) return;
  if (before.people !== state.people || before.hands !== state.hands) drawPeople(before);
  if (before.lines !== state.lines) drawLines(before);
  if (before.agenda !== state.agenda || before.item !== state.item) drawAgenda(before);
  if (state.number - seen >= 32) send({ type: "seen", number: (seen = state.number) });
  if (!state.open) end(words.sayClosed);
}

function drawPeople(before) {
  const all = Object.keys(state.people).sort(
    (a, b) =>
      rank(state.people[a].role) - rank(state.people[b].role) || state.people[a].name.localeCompare(state.people[b].name, "pl"),
  );
  by("people").replaceChildren(
    ...all.map((person) => {
      const row = copy("person-template");
      const place = state.hands.indexOf(person);
      const role = { coordinator: words.sayCoordinator, deputy: words.sayDeputy, expert: words.sayExpert }[state.people[person].role];
      row.firstElementChild.textContent = nameOf(person);
      row.lastElementChild.textContent = [role, place >= 0 ? `${words.sayHandUp} ${place + 1}` : ""].filter(Boolean).join(", ");
      return row;
    }),
  );
  for (const id of ["people-count", "people-count-tab"]) by(id).textContent = all.length;
  drawHands();
  if (before.number === 0) return;
  const came = all.filter((person) => !(person in before.people) && person !== me);
  const went = Object.keys(before.people).filter((person) => !(person in state.people));
  if (came.length) news(`${words.sayJoined} ${came.slice(0, 3).map((person) => state.people[person].name).join(", ")}`);
  if (went.length) news(`${words.sayLeft} ${went.slice(0, 3).map((person) => before.people[person].name).join(", ")}`);
  const up = state.hands.filter((person) => !before.hands.includes(person) && person !== me);
  if (up.length) news(`${words.sayRaised} ${up.map((person) => state.people[person]?.name).join(", ")}`);
}

const rank = (role) => ["coordinator", "deputy", "expert", "member"].indexOf(role);

function drawHands() {
  const up = state.hands.includes(me);
  by("hand").setAttribute("aria-pressed", String(up));
  by("hand-words").textContent = up ? words.sayLower : words.sayHand;
  const focused = document.activeElement?.dataset?.person;
  by("hands").replaceChildren(
    ...state.hands.map((person) => {
      const row = copy("hand-template");
      row.firstElementChild.textContent = nameOf(person);
      const button = row.querySelector("button");
      if (button) {
        button.lastElementChild.textContent = `: ${state.people[person]?.name ?? ""}`;
        button.dataset.person = person;
        button.addEventListener("click", () => act({ type: "lower", person: Number(person) }));
        if (focused === person) queueMicrotask(() => button.focus());
      }
      return row;
    }),
  );
  by("hands-box").hidden = state.hands.length === 0;
}

function lineRow(line, unsent) {
  const row = copy("line-template");
  row.classList.toggle("is-mine", line.person === me);
  row.querySelector(".line-name").textContent = line.name;
  const time = row.querySelector("time");
  if (line.at) {
    time.dateTime = line.at;
    time.textContent = hour(line.at);
  }
  row.querySelector(".line-state").textContent = unsent ? words.sayUnsent : "";
  row.querySelector(".line-text").textContent = line.text;
  if (unsent) row.dataset.unsent = "";
  return row;
}

function drawLines(before) {
  const box = by("lines");
  const atEnd = box.scrollHeight - box.scrollTop - box.clientHeight < 80;
  const last = before.lines.at(-1)?.number ?? 0;
  const fresh = known && before.number ? state.lines.filter((line) => line.number > last) : state.lines;
  if (fresh.length === state.lines.length) box.querySelectorAll(".room-line:not([data-unsent])").forEach((row) => row.remove());
  const firstUnsent = box.querySelector("[data-unsent]");
  for (const line of fresh) box.insertBefore(lineRow(line), firstUnsent);
  by("no-lines").hidden = state.lines.length > 0;
  const others = fresh.filter((line) => line.person !== me);
  if (before.number && others.length) {
    // One line is read out whole; many at once are only counted.
    if (others.length === 1) news(`${others[0].name}: ${others[0].text.slice(0, 200)}`);
    else news(`${words.sayNew} ${others.length}`);
    if (by("pane-chat").dataset.away !== undefined) {
      by("chat-count").hidden = false;
      by("chat-count").textContent = Number(by("chat-count").textContent || 0) + others.length;
    }
  }
  if (atEnd || fresh.some((line) => line.person === me)) toEnd();
  else if (others.length) by("to-end").hidden = false;
}

function drawUnsent() {
  const box = by("lines");
  box.querySelectorAll("[data-unsent]").forEach((row) => row.remove());
  for (const frame of waiting.values()) {
    if (frame.type === "say") box.append(lineRow({ person: me, name: nameOf(me) || words.sayYou, text: frame.text }, true));
  }
}

function toEnd() {
  by("lines").scrollTop = by("lines").scrollHeight;
  by("to-end").hidden = true;
}

function drawAgenda(before) {
  by("agenda").replaceChildren(
    ...state.agenda.map((item) => {
      const row = copy("point-template");
      if (item.id === state.item) row.setAttribute("aria-current", "step");
      row.children[0].textContent = item.title;
      row.children[1].textContent = [`${item.minutes} min`, item.leader].filter(Boolean).join(" · ");
      const button = row.querySelector("button");
      if (button) {
        button.hidden = item.id === state.item;
        button.lastElementChild.textContent = `: ${item.title}`;
        button.addEventListener("click", () => act({ type: "item", item: item.id }));
      }
      return row;
    }),
  );
  const item = state.agenda.find((one) => one.id === state.item);
  if (before.number && item && before.item !== state.item) news(`${words.sayItem} ${item.title}`);
  if (host) {
    const step = nextItem();
    by("next").hidden = state.agenda.length === 0;
    by("next-words").textContent = state.item === null ? words.sayBegin : step ? words.sayNext : words.sayEnd;
  }
  tick();
}

function nextItem() {
  const place = state.agenda.findIndex((one) => one.id === state.item);
  return state.agenda[place + 1] ?? null;
}

function tick() {
  const item = state.agenda.find((one) => one.id === state.item);
  by("clock").hidden = !item;
  if (!item) return;
  const gone = Math.max(0, Date.now() + behind - Date.parse(state.item_at)) / 1000;
  const left = item.minutes * 60 - gone;
  const shown = Math.floor(gone);
  by("clock-time").textContent = `${Math.floor(shown / 60)}:${String(shown % 60).padStart(2, "0")}`;
  by("clock").classList.toggle("is-over", left < 0);
  by("clock-words").textContent = left < 0 ? `(${Math.ceil(-left / 60)} ${words.sayOverTime})` : `(${Math.ceil(left / 60)} ${words.sayLeftTime})`;
}

// --- what people do

function send_line(event) {
  event?.preventDefault();
  const text = by("words").value.trim();
  if (!text || over) return;
  complain("");
  act({ type: "say", text });
  by("words").value = "";
  drawUnsent();
  toEnd();
}

const TABS = ["chat", "people", "agenda"];
const narrow = window.matchMedia("(max-width: 63.99rem)");
let pane = "chat";

// On a phone one pane at a time; on a wide screen all three, and the tabs are not there.
function show(name, focus) {
  pane = name;
  for (const one of TABS) {
    const chosen = one === name;
    const button = by(`tab-${one}`);
    button.setAttribute("aria-selected", String(chosen));
    button.tabIndex = chosen ? 0 : -1;
    if (chosen && focus) button.focus();
    const box = by(`pane-${one}`);
    if (narrow.matches && !chosen) box.dataset.away = "";
    else delete box.dataset.away;
    if (narrow.matches) box.setAttribute("role", "tabpanel");
    else box.removeAttribute("role");
  }
  if (name === "chat" || !narrow.matches) {
    by("chat-count").hidden = true;
    by("chat-count").textContent = "";
    toEnd();
  }
}

function start() {
  by("say").addEventListener("submit", send_line);
  by("words").addEventListener("keydown", (event) => {
    if (event.key === "Enter" && !event.shiftKey && !event.isComposing) send_line(event);
  });
  by("hand").addEventListener("click", () => act({ type: "hand", up: !state.hands.includes(me) }));
  by("to-end").addEventListener("click", toEnd);
  by("lines").addEventListener("scroll", () => {
    const box = by("lines");
    if (box.scrollHeight - box.scrollTop - box.clientHeight < 40) by("to-end").hidden = true;
  });
  if (host) by("next").addEventListener("click", () => act({ type: "item", item: nextItem()?.id ?? null }));
  by("leave").addEventListener("click", () => {
    over = true;
    if (socket?.readyState === WebSocket.OPEN) socket.send(JSON.stringify({ type: "leave" }));
  });
  for (const one of TABS) by(`tab-${one}`).addEventListener("click", () => show(one));
  document.querySelector(".room-tabs").addEventListener("keydown", (event) => {
    const step = { ArrowRight: 1, ArrowLeft: -1 }[event.key];
    if (step) show(TABS[(TABS.indexOf(pane) + step + TABS.length) % TABS.length], true);
  });
  narrow.addEventListener("change", () => show(pane));
  window.addEventListener("online", connect);
  document.addEventListener("visibilitychange", () => document.visibilityState === "visible" && connect());
  // A page kept by the browser and shown again comes back to life.
  window.addEventListener("pageshow", (event) => {
    if (event.persisted) location.reload();
  });
  setInterval(tick, 1000);
  show(pane);
  connect();
}

if (room) start();
