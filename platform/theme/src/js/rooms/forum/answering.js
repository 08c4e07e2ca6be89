// Answering a post, and quoting it in the answer.
import { moved } from "../../parts/kept.js";
import { thread } from "./posts.js";

export const nameOn = (post) => post?.querySelector(".person-name").textContent;

function area() {
  return document.querySelector("#odpowiedz textarea");
}

function focusBox() {
  document.getElementById("odpowiedz").scrollIntoView({ block: "nearest" });
  const text = area();
  if (text?.editor) text.editor.commands.focus("end");
  else text?.focus();
}

export function answer(number, name) {
  const form = document.querySelector("#odpowiedz form");
  if (!form) return false;
  const before = form.elements.parent.value;
  if (before !== (number || "")) {
    form.elements.parent.value = number || "";
    form.elements.text.dataset.draft = `forum-${thread.dataset.thread}-${number || 0}`;
    moved(form, before);
  }
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
  const post = one?.closest("[data-post]");
  const done = post ? answer(post.dataset.post, nameOn(post)) : answer(null, "");
  if (done) event.preventDefault();
});

// --- quoting: what is selected in the post, else the whole of it, with its author and permanent address

function chosenIn(post) {
  const body = post.querySelector(".post-body");
  const selection = window.getSelection();
  const chosen = selection?.rangeCount && body?.contains(selection.anchorNode) && body.contains(selection.focusNode);
  const text = chosen ? selection.toString().trim() : "";
  return text || [...body.children].filter((part) => part.tagName !== "BLOCKQUOTE").map((part) => part.textContent).join("\n\n");
}

function quotation(post) {
  const holder = document.createElement("div");
  const quote = document.createElement("blockquote");
  chosenIn(post).split(/\n\s*\n/).forEach((words) => {
    const paragraph = document.createElement("p");
    paragraph.textContent = words;
    quote.append(paragraph);
  });
  const source = document.createElement("p");
  const link = document.createElement("a");
  link.href = post.querySelector(".post-link").pathname;
  link.textContent = `${nameOn(post)}, #${post.dataset.post}`;
  source.append("— ", link);
  quote.append(source);
  holder.append(quote, document.createElement("p"));
  return holder.innerHTML;
}

export function quote(post) {
  const text = area();
  const name = nameOn(post);
  if (!text || !post.querySelector(".post-body") || !answer(post.dataset.post === "1" ? "" : post.dataset.post, name)) return false;
  if (text.editor) text.editor.chain().focus("end").insertContent(quotation(post)).run();
  else {
    text.value += `${text.value ? "\n\n" : ""}„${chosenIn(post)}” (${name}, #${post.dataset.post})\n\n`;
    text.dispatchEvent(new Event("input", { bubbles: true }));
  }
  return true;
}

document.addEventListener("click", (event) => {
  const button = event.target.closest("[data-quote]");
  if (!button || event.defaultPrevented || event.ctrlKey || event.metaKey || event.shiftKey || event.button) return;
  const post = button.closest("[data-post]");
  if (post && quote(post)) event.preventDefault();
});
