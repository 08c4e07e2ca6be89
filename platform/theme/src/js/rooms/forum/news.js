// What others write and change, as it comes and after a break.
import { all, belongs, indent, insert, known, reading, say, still, thread, WAYS } from "./posts.js";

async function fetched(number) {
  const seen = document.visibilityState === "visible" ? "&widoczny=1" : "";
  const answer = await fetch(`${thread.dataset.url}wpis/${number}/fragment/?jak=${WAYS[reading]}${seen}`, {
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

const coming = new Set();

async function came(number) {
  if (known(number) || coming.has(number)) return;
  coming.add(number);
  const post = await fetched(number);
  if (!post || known(number)) return;
  if (!belongs(post)) { tellElsewhere(number); return; }
  post.classList.add("post--arrived");
  still(() => insert(post));
  say(thread.dataset.saidOne);
}

// What was unfolded under a post goes over to the post that takes its place, with an answer still under way to it.
function takeOver(old, post) {
  const acts = old.querySelector(":scope > .post-acts");
  if (acts && !post.querySelector(":scope > .post-acts")) post.append(acts);
}

// Whoever is at work in a post goes on undisturbed, and sees its change on leaving it.
function waitsFor(old, number) {
  if (!old.contains(document.activeElement)) return false;
  old.addEventListener("focusout", () => setTimeout(changed, 0, number), { once: true });
  return true;
}

export async function changed(number) {
  if (!known(number) || waitsFor(known(number), number)) return;
  const post = await fetched(number);
  const old = known(number);
  // Asked again: somebody may have come to it while the answer was on its way.
  if (!post || !old || waitsFor(old, number)) return;
  indent(post);
  still(() => {
    takeOver(old, post);
    old.replaceWith(post);
  });
  window.htmx?.process(post);
}

// What came while the line was down is fetched by number, so that nothing is missed and nothing comes twice.
let top = Number(thread?.dataset.last || 0);
const MOST_MISSED = 40;

export async function catchUp(last) {
  if (last - top > MOST_MISSED) {
    tellElsewhere(top + 1);
    top = last;
    return;
  }
  while (top < last) {
    top += 1;
    await came(top);
  }
}

// How the posts shown here stood when the line was last up: what stands otherwise now was changed while it was down.
let states = null;

export function compare(now) {
  const before = states;
  states = { ...before, ...now };
  if (!before) return;
  Object.keys(now).filter((number) => now[number] !== before[number]).forEach((number) => changed(Number(number)));
}

export const shown = () => all().map((post) => Number(post.dataset.post)).slice(0, 500);

// A post came while the line stands: the next break begins after it.
export function arrived(number) {
  top = Math.max(top, number);
  came(number);
}
