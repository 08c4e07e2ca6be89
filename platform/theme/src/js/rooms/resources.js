// Files of a deposit: dropped or chosen, they go up at once, one by one, with progress; the form stays usable.
// Without this script the same form sends them with everything else.

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

function send(file, drafts) {
  return new Promise((done) => {
    const { item, bar } = line(file.name);
    drafts.append(item);
    const data = new FormData();
    data.append("csrfmiddlewaretoken", form.querySelector("[name=csrfmiddlewaretoken]").value);
    data.append("file", file);
    const request = new XMLHttpRequest();
    request.open("POST", form.dataset.deposit);
    request.upload.addEventListener("progress", (event) => {
      if (event.lengthComputable) bar.value = Math.round((event.loaded / event.total) * 100);
    });
    request.addEventListener("load", () => {
      const known = request.status === 200 || request.status === 422;
      const answer = known ? fromServer(request.responseText) : null;
      item.replaceWith(answer ?? refusal(file.name, form.dataset.failed));
      done();
    });
    for (const trouble of ["error", "abort", "timeout"]) {
      request.addEventListener(trouble, () => {
        item.replaceWith(refusal(file.name, form.dataset.failed));
        done();
      });
    }
    request.send(data);
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
