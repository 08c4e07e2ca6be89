// Entries of the log that wait in this browser (IndexedDB), and a note of them that every page can read at once: whose
// they are, how many, and where to see them.
const NOTE = "splot-log";

function store(mode) {
  return new Promise((done, failed) => {
    const asked = indexedDB.open("splot-log", 1);
    asked.onupgradeneeded = () => asked.result.createObjectStore("entries", { keyPath: "once" });
    asked.onerror = () => failed(asked.error);
    asked.onsuccess = () => done(asked.result.transaction("entries", mode).objectStore("entries"));
  });
}

function ended(request) {
  return new Promise((done, failed) => {
    request.onsuccess = () => done(request.result);
    request.onerror = () => failed(request.error);
  });
}

export const kept = {
  put: async (entry) => ended((await store("readwrite")).put(entry)),
  drop: async (once) => ended((await store("readwrite")).delete(once)),
  of: async (person) => {
    const all = await ended((await store("readonly")).getAll());
    return all.filter((entry) => entry.person === person).sort((one, other) => one.at - other.at);
  },
};

function read() {
  try {
    return JSON.parse(localStorage.getItem(NOTE));
  } catch {
    return null;
  }
}

export function noted(person, count, at) {
  localStorage.setItem(NOTE, JSON.stringify({ person, count, at }));
}

// Devices are shared: whoever else signs in finds no page of another person kept here, and nobody signs out while
// something of theirs waits.
export function guarded() {
  const note = read();
  const { person } = document.body.dataset;
  if (!note) return;
  if (person !== "0" && note.person !== person) {
    localStorage.removeItem(NOTE);
    window.caches?.delete("splot-log");
  }
  document.addEventListener("submit", (event) => {
    if (!event.target.matches("[data-sign-out]")) return;
    const now = read();
    if (now?.person === person && now.count) {
      event.preventDefault();
      event.stopImmediatePropagation();
      location.assign(now.at);
    } else {
      localStorage.removeItem(NOTE);
      window.caches?.delete("splot-log");
    }
  }, true);
}
