// A form acts once: a second press while the first is on its way does nothing. (The server's one-time key is the
// real guard; this spares people the doubt.) Buttons stay focusable and say that they are busy.
const LONGEST = 15000;

function release(form) {
  delete form.dataset.sending;
  form.querySelectorAll('[aria-busy="true"]').forEach((button) => button.removeAttribute("aria-busy"));
}

export function sending() {
  document.addEventListener("submit", (event) => {
    const form = event.target;
    if (event.defaultPrevented || form.method === "dialog" || form.method === "get") return;
    if (form.hasAttribute("data-many") || form.closest("[hx-post], [hx-put], [hx-delete]")) return;
    if (form.dataset.sending) {
      event.preventDefault();
      return;
    }
    form.dataset.sending = "1";
    event.submitter?.setAttribute("aria-busy", "true");
    setTimeout(release, LONGEST, form);
  });
  window.addEventListener("pageshow", () => document.querySelectorAll("form[data-sending]").forEach(release));
}
