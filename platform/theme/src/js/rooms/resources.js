// Files of a deposit: dropped or chosen, they go up at once, one by one, with progress; the form stays usable.
// They travel piece by piece (tus), so that a broken connection goes on where it stopped, even after the page was closed.
// Without this script the same form sends them with everything else.

import { DefaultHttpStack, Upload } from "tus-js-client";

const form = document.querySelector("form[data-deposit]");

function line(name) {
  const item = document.createElement("li");
  item.className = "file-card";
  const body = document.createElement("div");
  body.className = "file-card-body";
  const title = document.createElement("span");
  title.className = "file-card-name";
  title.textContent = name;
  const bar = document.createElement("progress");
  bar.max = 100;
  bar.setAttribute("aria-label", `${form.dataset.uploading}: ${name}`);
  body.append(title, bar);
  item.append(body);
  return { item, bar };
}

function refusal(name, sentence) {
  const item = document.createElement("li");
  item.className = "field-error";
  item.dataset.refused = "";
  item.textContent = name ? `${name}: ${sentence}` : sentence;
  return item;
}

function fromServer(html) {
  // Our own server's fragment, drawn from a template that escapes names.
  return new DOMParser().parseFromString(html, "text/html").body.firstElementChild;
}

const PIECE = 8 * 1024 * 1024;

// Each piece travels with its checksum, so that what a broken line spoiled is sent again and not kept.
class WithSums extends DefaultHttpStack {
  createRequest(method, url) {
    const request = super.createRequest(method, url);
    const send = request.send.bind(request);
    request.send = async (body = null) => {
      if (method === "PATCH" && body && globalThis.crypto?.subtle) {
        const sum = new Uint8Array(await crypto.subtle.digest("SHA-256", await body.arrayBuffer()));
        request.setHeader("Upload-Checksum", `sha256 ${btoa(String.fromCharCode(...sum))}`);
      }
      return send(body);
    };
    return request;
  }
}

// What a file proposes fills only fields nobody has touched; the person sees what was filled and changes it at will.
const touched = new Set();
form?.addEventListener("change", (event) => touched.add(event.target.name));

function propose(item) {
  const filled = [];
  for (const name of ["title", "author", "language", "kind", "tags"]) {
    const value = item.dataset[`proposed${name[0].toUpperCase()}${name.slice(1)}`];
    const field = form.elements[name];
    if (!value || !field || touched.has(name)) continue;
    if (field.tagName === "INPUT" ? field.value.trim() : field.value === value) continue;
    field.value = value;
    touched.add(name);
    filled.push(field.labels[0]?.firstChild.textContent.trim() || name);
  }
  const news = item.querySelector("[data-proposal]");
  if (news && filled.length) {
    news.querySelector("[data-fields]").textContent = filled.join(", ").toLowerCase();
    news.hidden = false;
  }
}

async function draftLine(number) {
  const answer = await fetch(`${form.dataset.deposit}${number}/`);
  return answer.ok ? fromServer(await answer.text()) : null;
}

function send(file, drafts) {
  return new Promise((done) => {
    const { item, bar } = line(file.name);
    const news = document.createElement("span");
    news.className = "meta";
    bar.after(news);
    drafts.append(item);
    let draft = "";
    const upload = new Upload(file, {
      endpoint: form.dataset.arrive,
      chunkSize: PIECE,
      retryDelays: [500, 1000, 3000, 5000, 10000, 20000, 30000, 60000],
      metadata: { filename: file.name },
      headers: { "X-CSRFToken": form.querySelector("[name=csrfmiddlewaretoken]").value },
      httpStack: new WithSums(),
      removeFingerprintOnSuccess: true,
      onProgress(sent, total) {
        bar.value = Math.round((sent / total) * 100);
        news.textContent = "";
      },
      onShouldRetry(error) {
        const status = error.originalResponse?.getStatus() ?? 0;
        if (status >= 400 && status < 500 && ![409, 423, 460].includes(status)) return false;
        news.textContent = form.dataset.waiting;
        return true;
      },
      onAfterResponse(request, answer) {
        draft = answer.getHeader("Splot-Draft") || draft;
      },
      async onSuccess() {
        const arrived = draft && (await draftLine(draft));
        item.replaceWith(arrived || refusal(file.name, form.dataset.failed));
        if (arrived) propose(arrived);
        done();
      },
      onError(error) {
        const status = error.originalResponse?.getStatus();
        const told = status === 422 || status === 413 ? error.originalResponse.getBody() : "";
        item.replaceWith(told ? refusal("", told) : refusal(file.name, form.dataset.failed));
        done();
      },
    });
    upload.findPreviousUploads().then((earlier) => {
      if (earlier.length) upload.resumeFromPreviousUpload(earlier[0]);
      upload.start();
    });
  });
}

if (form) {
  const input = form.querySelector("input[type=file]");
  const drafts = form.querySelector("[data-drafts]");
  const place = form.querySelector("[data-drop]");
  const buttons = form.querySelectorAll("button[type=submit]");
  const limit = Number(form.dataset.limit);
  let queue = Promise.resolve();
  let going = 0;

  const take = (files) => {
    for (const old of drafts.querySelectorAll("[data-refused]")) old.remove();
    for (const file of files) {
      if (file.size > limit) {
        drafts.append(refusal(file.name, form.dataset.tooLarge));
        continue;
      }
      going += 1;
      for (const button of buttons) button.disabled = true;
      queue = queue.then(() => send(file, drafts)).then(() => {
        going -= 1;
        if (going === 0) for (const button of buttons) button.disabled = false;
      });
    }
  };

  input.addEventListener("change", () => {
    take([...input.files]);
    input.value = "";
  });
  for (const kind of ["dragenter", "dragover"]) {
    place.addEventListener(kind, (event) => {
      if (![...event.dataTransfer.types].includes("Files")) return;
      event.preventDefault();
      place.classList.add("is-over");
    });
  }
  for (const kind of ["dragleave", "drop"]) {
    place.addEventListener(kind, () => place.classList.remove("is-over"));
  }
  place.addEventListener("drop", (event) => {
    if (!event.dataTransfer.files.length) return;
    event.preventDefault();
    take([...event.dataTransfer.files]);
  });
}

// Tags: words already used are offered while typing, so that one thing does not get two names.
const tags = form?.elements.tags;

function addTag(name) {
  const words = tags.value.split(",").map((word) => word.trim());
  words.pop();
  if (!words.includes(name)) words.push(name);
  tags.value = `${words.filter(Boolean).join(", ")}, `;
  touched.add("tags");
  tags.focus();
}

if (tags) {
  const offers = form.querySelector("[data-tag-offers]");
  let waiting = 0;
  let asked = 0;
  tags.addEventListener("input", () => {
    clearTimeout(waiting);
    waiting = setTimeout(async () => {
      const typed = tags.value.split(",").pop().trim();
      const number = ++asked;
      const answer = typed.length > 1 ? await fetch(`${offers.dataset.tagOffers}?q=${encodeURIComponent(typed)}`) : null;
      const html = answer?.ok ? await answer.text() : "";
      // Our own server's list, drawn from a template that escapes names; a late answer to an earlier word is dropped.
      if (number === asked) offers.replaceChildren(...new DOMParser().parseFromString(html, "text/html").body.children);
    }, 250);
  });
  form.addEventListener("click", (event) => {
    const chosen = event.target.closest("button[data-tag]");
    if (!chosen) return;
    if (chosen.closest("[data-tag-offers]")) offers.replaceChildren();
    else if (tags.value.trim() && !tags.value.trim().endsWith(",")) tags.value = `${tags.value.trim()}, `;
    addTag(chosen.dataset.tag);
  });
}
