// Shows news that come while no page of ours is open. What comes is a title and an address of ours, nothing else.
self.addEventListener("push", (event) => {
  let news = {};
  try {
    news = event.data ? event.data.json() : {};
  } catch {
    news = {};
  }
  const title = typeof news.title === "string" && news.title ? news.title : "Splot";
  event.waitUntil(
    self.registration.showNotification(title, { tag: String(news.tag || "splot"), data: { url: String(news.url || "/") }, lang: "pl" }),
  );
});

self.addEventListener("notificationclick", (event) => {
  event.notification.close();
  const address = new URL(event.notification.data.url, self.location.origin);
  if (address.origin !== self.location.origin) return;
  event.waitUntil(self.clients.openWindow(address.href));
});
