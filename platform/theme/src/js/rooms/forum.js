// A thread that lives: a reply goes out without a reload, others' replies slip in without moving what is being read.
const thread = document.querySelector("[data-thread]");
const posts = thread?.querySelector("[data-posts]");
const staging = document.getElementById("nowe-wpisy");

function say(words) {
  const said = thread.querySelector("[data-said]");
  said.textContent = "";
  requestAnimationFrame(() => { said.textContent = words; });
}

const known = (number) => document.getElementById(`wpis-${number}`);
const places = () => [...posts.querySelectorAll(":scope > [data-place]")];

// Whether a post of this place belongs on the page that is open.
function belongs(place) {
  const all = places();
  if (!all.length) return true;
  if (thread.dataset.less === "1" && place < all[0].dataset.place) return false;
  return !(thread.dataset.more === "1" && place > all[all.length - 1].dataset.place);
}

// Keeps what the reader looks at where it is, whatever is put in above it.
function still(change) {
  const anchor = places().find((post) => post.getBoundingClientRect().bottom > 0);
  const before = anchor?.getBoundingClientRect().top;
  change();
  if (!anchor?.isConnected) return;
  const moved = anchor.getBoundingClientRect().top - before;
  if (Math.abs(moved) > 1) window.scrollBy({ top: moved, behavior: "instant" });
}

function insert(post) {
  const next = places().find((other) => other.dataset.place > post.dataset.place);
  posts.insertBefore(post, next || null);
  window.htmx?.process(post);
}

// --- answering

function area() {
  return document.querySelector("#odpowiedz textarea");
}

function focusBox() {
  document.getElementById("odpowiedz").scrollIntoView({ block: "nearest" });
  const text = area();
  if (text?.editor) text.editor.commands.focus("end");
  else text?.focus();
}

function answer(number, name) {
  const form = document.querySelector("#odpowiedz form");
  if (!form) return false;
  form.elements.parent.value = number || "";
  form.querySelector("[data-answered]").hidden = !number;
  form.querySelector("[data-answered-name]").textContent = name || "";
  focusBox();
  return true;
}

document.addEventListener("click", (event) => {
  if (event.defaultPrevented || event.ctrlKey || event.metaKey || event.shiftKey || event.button) return;
  const one = event.target.closest("[data-answer]");
  const all = event.target.closest("[data-answer-thread]");
  if (!one && !all) return;
  const done = one ? answer(one.dataset.answer, one.dataset.name) : answer(null, "");
  if (done) event.preventDefault();
});

// A refused reply comes back as the form with its reason (422); it is to be shown, not thrown away.
document.addEventListener("htmx:beforeSwap", (event) => {
  if (event.detail.target?.id !== "odpowiedz" || event.detail.xhr.status !== 422) return;
  event.detail.shouldSwap = true;
  event.detail.isError = false;
});

document.addEventListener("htmx:afterSettle", (event) => {
  if (!thread || !staging) return;
  const wrong = document.querySelector("#odpowiedz [data-error-summary]");
  if (wrong && event.detail.xhr?.status === 422) { wrong.focus(); return; }
  const mine = staging.querySelector("[data-post]");
  if (!mine) return;
  [...staging.querySelectorAll("[data-post]")].forEach((post) => {
    const twin = posts.querySelector(`:scope > #${post.id}`);
    if (twin) { post.remove(); return; }
    if (belongs(post.dataset.place)) insert(post);
  });
  const shown = known(mine.dataset.post);
  say(thread.dataset.saidSent);
  shown.scrollIntoView({ block: "nearest" });
  shown.focus({ preventScroll: true });
});

// --- what others write

async function fetched(number) {
  const seen = document.visibilityState === "visible" ? "?widoczny=1" : "";
  const answer = await fetch(`${thread.dataset.url}wpis/${number}/fragment/${seen}`, {
    headers: { "X-Requested-With": "splot" },
    credentials: "same-origin",
  });
  if (!answer.ok || answer.redirected) return null;
  const page = new DOMParser().parseFromString(await answer.text(), "text/html");
  const post = page.querySelector("[data-post]");
  return post ? document.adoptNode(post) : null;
}

function tellElsewhere(number) {
  const news = thread.querySelector("[data-news]");
  news.querySelector("[data-news-link]").href = `${thread.dataset.url}wpis/${number}/`;
  news.querySelector("[data-news-words]").textContent = thread.dataset.saidElsewhere;
  news.hidden = false;
  say(thread.dataset.saidElsewhere);
}

async function came(number) {
  if (known(number)) return;
  const post = await fetched(number);
  if (!post || known(number)) return;
  if (!belongs(post.dataset.place)) { tellElsewhere(number); return; }
  post.classList.add("post--arrived");
  still(() => insert(post));
  say(thread.dataset.saidOne);
}

async function changed(number) {
  const old = known(number);
  if (!old || old.contains(document.activeElement)) return;
  const post = await fetched(number);
  if (!post) return;
  still(() => old.replaceWith(post));
  window.htmx?.process(post);
}

// After a break the socket comes back at a random moment, so that a restarted server is not run over by all at once.
let pause = 1000;
function listen() {
  const scheme = location.protocol === "https:" ? "wss" : "ws";
  const socket = new WebSocket(`${scheme}://${location.host}/ws/watek/${thread.dataset.thread}/`);
  socket.addEventListener("open", () => { pause = 1000; });
  socket.addEventListener("message", (event) => {
    const news = JSON.parse(event.data);
    if (news.type === "posted") came(news.number);
    if (news.type === "changed") changed(news.number);
  });
  socket.addEventListener("close", (event) => {
    if ([4400, 4403, 4404].includes(event.code)) return;
    pause = Math.min(pause * 2, 30000);
    setTimeout(listen, Math.random() * pause);
  });
}

if (thread) listen();
