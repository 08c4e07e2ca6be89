// Keeps the bell right while a page is open. The socket only says that something changed; the number is fetched
// under the reader's own rights, so a lost signal or an old page loses nothing.

const ADDRESS = "/ws/powiadomienia/";
const BADGE = "/powiadomienia/licznik/";
const SHORTEST = 1000;
const LONGEST = 60000;
const STOP = new Set([4400, 4403]); // a foreign origin, or no longer signed in: asking again will not help

const bell = document.querySelector("[data-inbox]");
let tries = 0;
let waiting = 0;
let asking = 0;

const speaker = document.createElement("div");
speaker.className = "visually-hidden";
speaker.setAttribute("role", "status");

function numberIn(badge) {
  return badge?.hidden ? 0 : Number.parseInt(badge?.querySelector("[data-inbox-number]")?.textContent ?? "0", 10) || 0;
}

async function refresh() {
  const old = bell.querySelector("[data-inbox-count]");
  let answer;
  try {
    answer = await fetch(BADGE, { headers: { "X-Requested-With": "fetch" }, redirect: "error" });
  } catch {
    return;
  }
  if (!answer.ok || !old) return;
  const fresh = new DOMParser().parseFromString(await answer.text(), "text/html").querySelector("[data-inbox-count]");
  if (!fresh) return;
  const more = numberIn(fresh) > numberIn(old);
  old.replaceWith(fresh);
  if (more) speaker.textContent = fresh.textContent.trim();
}

function soon() {
  // Many signals in one second are one question.
  clearTimeout(asking);
  asking = setTimeout(refresh, 300);
}

function later() {
  // Full jitter: after a restart of the server people come back spread over the whole pause.
  const pause = Math.random() * Math.min(LONGEST, SHORTEST * 2 ** tries);
  tries += 1;
  clearTimeout(waiting);
  waiting = setTimeout(open, pause);
}

function open() {
  if (document.hidden) return; // a sleeping tab waits until it is looked at
  const scheme = location.protocol === "https:" ? "wss:" : "ws:";
  const socket = new WebSocket(`${scheme}//${location.host}${ADDRESS}`);
  socket.addEventListener("open", () => {
    if (tries) soon(); // something may have been said while we were away
    tries = 0;
  });
  socket.addEventListener("message", (event) => {
    if (JSON.parse(event.data).type !== "inbox") return;
    soon();
    document.dispatchEvent(new CustomEvent("splot:inbox")); // an open conversation asks for what is new
  });
  socket.addEventListener("close", (event) => {
    live = false;
    if (!STOP.has(event.code)) later();
  });
  live = true;
}

let live = false;
if (bell) {
  document.body.append(speaker);
  document.addEventListener("visibilitychange", () => {
    if (!document.hidden && !live) {
      clearTimeout(waiting);
      tries = Math.max(tries, 1);
      open();
    }
  });
  open();
}
