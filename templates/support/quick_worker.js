// Serves the page of the log, and what it looks like, from what the page kept for a time without a connection.
const KEPT = "splot-log";

async function answered(request) {
  try {
    const answer = await fetch(request);
    if (answer.status < 502) return answer;
    return (await kept(request)) || answer;
  } catch (error) {
    const found = await kept(request);
    if (found) return found;
    throw error;
  }
}

async function kept(request) {
  const store = await caches.open(KEPT);
  return store.match(request, { ignoreVary: true, ignoreSearch: request.mode === "navigate" });
}

self.addEventListener("install", () => self.skipWaiting());
self.addEventListener("activate", (event) => event.waitUntil(self.clients.claim()));
self.addEventListener("fetch", (event) => {
  const { request } = event;
  if (request.method === "GET" && new URL(request.url).origin === self.location.origin) event.respondWith(answered(request));
});
