// The log of school support without a connection: an entry is kept in this browser under its one-time key, and sent
// when there is a connection. The server takes a key once, so that sending twice writes once. Of the pages only the
// empty form is kept. Each entry carries its person: nobody else sees it here or sends it.
import { kept, noted } from "../parts/waiting_log.js";

const box = document.querySelector("[data-log-box]");
const page = document.querySelector("[data-log-page]");
const me = document.body.dataset.person;
let busy = false;

function say(words, link) {
  const line = box.querySelector("[data-log-says]");
  line.textContent = words;
  if (link) line.append(" ", link);
  line.hidden = !words;
}

function part(entry, name) {
  return entry.values.find(([field]) => field === name)?.[1] || "";
}

// Who is signed in now: {person, token}; null when nobody is; throws without a connection.
async function standing() {
  const answer = await fetch(box.dataset.logState, { redirect: "manual", credentials: "same-origin", cache: "no-store" });
  return answer.ok ? answer.json() : null;
}

async function sendOne(entry, token) {
  const body = new FormData();
  entry.values.forEach(([name, value]) => body.append(name, value));
  body.set("csrfmiddlewaretoken", token);
  const headers = { "X-Requested-With": "splot" };
  const answer = await fetch(box.dataset.logAt, { method: "POST", body, headers, redirect: "manual", credentials: "same-origin" });
  const told = answer.headers.get("content-type")?.includes("json") ? await answer.json() : null;
  if (answer.ok && told) {
    await kept.drop(entry.once);
    return told.url;
  }
  if (answer.status === 422 && told) await kept.put({ ...entry, reason: told.reason });
  else if (answer.status === 404) await kept.put({ ...entry, reason: box.dataset.logGone });
  else throw new Error(`${answer.status}`);
  return "";
}

function linkTo(address, words) {
  const link = document.createElement("a");
  link.href = address;
  link.textContent = words;
  return link;
}

async function sendAll() {
  const entries = (await kept.of(me)).filter((entry) => !entry.reason);
  let there = "";
  if (busy || !entries.length) return there;
  busy = true;
  try {
    const now = await standing();
    if (now?.person !== me) {
      say(box.dataset.logEnter);
      return there;
    }
    for (const entry of entries) {
      there = await sendOne(entry, now.token);
      if (there) say(box.dataset.logSent, linkTo(there, entry.school));
    }
  } catch (error) {
    say(error instanceof TypeError ? box.dataset.logAway : box.dataset.logOdd);
  } finally {
    busy = false;
    await draw();
  }
  return there;
}

function row(entry) {
  const item = box.querySelector("template").content.firstElementChild.cloneNode(true);
  item.querySelector("[data-row-facts]").textContent = `${entry.school} · ${part(entry, "done_on")} · ${part(entry, "hours")} h`;
  item.querySelector("[data-row-text]").textContent = part(entry, "text");
  const reason = item.querySelector("[data-row-reason]");
  reason.textContent = entry.reason || "";
  reason.hidden = !entry.reason;
  item.querySelector("[data-row-again]").hidden = !page;
  item.querySelector("[data-row-again]").addEventListener("click", () => takeBack(entry));
  item.querySelector("[data-row-drop]").addEventListener("click", async () => {
    if (!window.confirm(box.dataset.logSure)) return;
    await kept.drop(entry.once);
    await draw();
  });
  return item;
}

async function takeBack(entry) {
  for (const field of page.elements) {
    if (!field.name || field.name === "csrfmiddlewaretoken" || field.name === "once") continue;
    if (field.type === "checkbox") field.checked = part(entry, field.name) !== "";
    else field.value = part(entry, field.name);
  }
  await kept.drop(entry.once);
  await draw();
  page.elements.text.focus();
}

async function draw() {
  const entries = await kept.of(me);
  noted(me, entries.length, box.dataset.logAt);
  box.querySelector("[data-log-waiting]").hidden = !entries.length;
  box.querySelector("[data-log-list]").replaceChildren(...entries.map(row));
}

function begunFrom(form) {
  const values = [...new FormData(form)].filter(([name]) => name !== "csrfmiddlewaretoken" && name !== "once");
  const once = crypto.randomUUID();
  const { process } = form.elements;
  const school = process ? process.selectedOptions[0].textContent : form.dataset.logSchool;
  if (!process) values.push(["process", form.dataset.logForm]);
  return { once, person: me, school, values: [...values, ["once", once]], at: Date.now() };
}

async function take(event) {
  event.preventDefault();
  const form = event.target;
  if (!form.reportValidity()) return;
  await kept.put(begunFrom(form));
  form.elements.text.value = "";
  form.elements.next_step.value = "";
  await draw();
  const there = await sendAll();
  if (there && !page) location.assign(there); // the school's own log shows the entry
  (box.querySelector("[data-log-says]:not([hidden])") || box).scrollIntoView({ block: "nearest" });
}

// What the empty form needs to open without a connection: itself, and the styles, scripts and letters it has loaded.
async function keepPage() {
  const worker = await navigator.serviceWorker.register(box.dataset.logWorker);
  const store = await caches.open("splot-log");
  const loaded = performance.getEntriesByType("resource").map((one) => one.name);
  const ours = loaded.filter((name) => new URL(name).origin === location.origin && /\/static\//.test(name));
  await store.put(location.pathname, await fetch(location.pathname, { credentials: "same-origin" }));
  await Promise.all([...new Set(ours)].map((name) => store.add(name)));
  noted(me, (await kept.of(me)).length, box.dataset.logAt);
  document.documentElement.dataset.logKept = worker.scope ? "1" : "";
}

if (box && window.indexedDB && window.crypto?.randomUUID) {
  document.querySelectorAll("form[data-log-form]").forEach((form) => form.addEventListener("submit", take));
  box.querySelector("[data-log-send]").addEventListener("click", sendAll);
  window.addEventListener("online", sendAll);
  draw().then(sendAll);
  if (page && "serviceWorker" in navigator && window.caches && navigator.onLine) {
    const keep = () => keepPage().catch(() => {}); // a browser that keeps nothing still sends
    if (document.readyState === "complete") keep();
    else window.addEventListener("load", keep);
  }
}
