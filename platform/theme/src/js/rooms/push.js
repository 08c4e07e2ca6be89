// Turns news in this browser on; the list of browsers and turning them off work without scripts.
const box = document.querySelector("[data-push-key]");

function bytes(text) {
  const padded = text.replace(/-/g, "+").replace(/_/g, "/");
  return Uint8Array.from(atob(padded), (sign) => sign.charCodeAt(0));
}

async function turnOn(form, says) {
  if ((await Notification.requestPermission()) !== "granted") {
    says.textContent = box.dataset.refused;
    return;
  }
  const worker = await navigator.serviceWorker.register(box.dataset.pushWorker);
  const kept = await worker.pushManager.getSubscription();
  if (kept) await kept.unsubscribe();
  const made = await worker.pushManager.subscribe({ userVisibleOnly: true, applicationServerKey: bytes(box.dataset.pushKey) });
  const { endpoint, keys } = made.toJSON();
  form.elements.endpoint.value = endpoint;
  form.elements.p256dh.value = keys.p256dh;
  form.elements.auth.value = keys.auth;
  form.submit();
}

if (box && "serviceWorker" in navigator && "PushManager" in window && "Notification" in window) {
  const form = box.querySelector("form[data-push-on]");
  const says = box.querySelector("[data-push-says]");
  form.hidden = false;
  box.querySelector("[data-push-cannot]").hidden = true;
  form.addEventListener("submit", (event) => {
    event.preventDefault();
    turnOn(form, says).catch(() => {
      says.textContent = box.dataset.failed;
    });
  });
}
