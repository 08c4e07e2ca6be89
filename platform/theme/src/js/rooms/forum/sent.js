// One's own reply goes out without a reload and takes its place.
import { belongs, insert, known, posts, say, staging, thread } from "./posts.js";

// A refused reply comes back as the form with its reason (422); it is to be shown, not thrown away.
document.addEventListener("htmx:beforeSwap", (event) => {
  if (event.detail.target?.id !== "odpowiedz" || event.detail.xhr.status !== 422) return;
  event.detail.shouldSwap = true;
  event.detail.isError = false;
});

// The news of one's own reply may be here before the answer to sending it: the answer takes its place.
document.addEventListener("htmx:oobBeforeSwap", (event) => {
  if (!staging || event.detail.target !== staging) return;
  event.detail.fragment.querySelectorAll("[data-post]").forEach((post) => posts.querySelector(`#${post.id}`)?.remove());
});

document.addEventListener("htmx:afterSettle", (event) => {
  if (!thread || !staging) return;
  const wrong = document.querySelector("#odpowiedz [data-error-summary]");
  if (wrong && event.detail.xhr?.status === 422) { wrong.focus(); return; }
  const mine = staging.querySelector("[data-post]");
  if (!mine) return;
  [...staging.querySelectorAll("[data-post]")].filter(belongs).forEach(insert);
  const shown = known(mine.dataset.post);
  say(thread.dataset.saidSent);
  shown.closest("details.branch:not([open])")?.setAttribute("open", "");
  shown.scrollIntoView({ block: "nearest" });
  shown.focus({ preventScroll: true });
});
