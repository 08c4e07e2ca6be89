// Single keys: j and k go from post to post, r answers, c quotes, n goes to the first new one.
import { answer, nameOn, quote } from "./answering.js";
import { all, posts, thread } from "./posts.js";

const isWriting = (element) =>
  element.isContentEditable || /^(INPUT|TEXTAREA|SELECT)$/.test(element.tagName) || element.closest("dialog[open]");

function step(by) {
  const posts_ = all().filter((post) => post.offsetParent);
  const here = posts_.findIndex((post) => post.contains(document.activeElement));
  const seen = posts_.findIndex((post) => post.getBoundingClientRect().bottom > 80);
  const next = posts_[here >= 0 ? here + by : Math.max(seen, 0)];
  next?.focus();
  next?.scrollIntoView({ block: "start" });
}

document.addEventListener("keydown", (event) => {
  if (!posts || event.ctrlKey || event.altKey || event.metaKey || event.isComposing || isWriting(event.target)) return;
  if (localStorage.getItem("splot-shortcuts-off") === "1") return;
  const post = document.activeElement?.closest("[data-post]");
  const keys = {
    j: () => step(1),
    k: () => step(-1),
    r: () => answer(post && post.dataset.post !== "1" ? post.dataset.post : null, nameOn(post)),
    c: () => post && quote(post),
    n: () => {
      const fresh = all().find((one) => one.classList.contains("post--new"));
      if (fresh) { fresh.focus(); fresh.scrollIntoView({ block: "start" }); } else thread.querySelector(".toolbar .button--wait")?.click();
    },
  };
  if (!keys[event.key]) return;
  event.preventDefault();
  keys[event.key]();
});
