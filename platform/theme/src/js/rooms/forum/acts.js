// What else can be done with a post, and signs: fetched into place; without scripts they are pages and forms.
import { known } from "./posts.js";

document.addEventListener("click", (event) => {
  const more = event.target.closest("[data-acts]");
  if (!more || !window.htmx || event.defaultPrevented || event.ctrlKey || event.metaKey || event.shiftKey || event.button) return;
  event.preventDefault();
  const post = more.closest("[data-post]");
  let place = post.querySelector(":scope > .post-acts");
  if (!place) {
    place = document.createElement("div");
    place.className = "post-acts";
    post.append(place);
  }
  window.htmx.ajax("GET", more.getAttribute("href"), { source: more, target: place, swap: "innerHTML" });
});

document.addEventListener("submit", (event) => {
  const by = event.submitter;
  if (event.target.id !== "znaki" || !by || !window.htmx) return;
  event.preventDefault();
  const post = by.closest("[data-post]");
  const { post: number } = post.dataset;
  const sent = window.htmx.ajax("POST", by.formAction, { source: by, target: post, swap: "outerHTML", values: { [by.name]: by.value } });
  // The button is drawn anew with its count; who pressed it with a key goes on from there.
  sent.then(() => {
    if (document.activeElement && document.activeElement !== document.body) return;
    known(number)?.querySelector(`.post-foot button[value="${CSS.escape(by.value)}"]`)?.focus({ preventScroll: true });
  });
});
