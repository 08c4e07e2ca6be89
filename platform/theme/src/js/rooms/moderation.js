// J and K walk the queue; Enter opens by itself, because every case is a link.
const cases = [...document.querySelectorAll("[data-queue] [data-case]")];

document.addEventListener("keydown", (event) => {
  if (event.ctrlKey || event.metaKey || event.altKey || event.target.closest("input, textarea, select, [contenteditable]")) return;
  const step = { j: 1, k: -1 }[event.key.toLowerCase()];
  if (!step || !cases.length) return;
  const here = cases.indexOf(document.activeElement);
  const next = here < 0 ? (step > 0 ? 0 : cases.length - 1) : Math.min(Math.max(here + step, 0), cases.length - 1);
  cases[next].focus();
  event.preventDefault();
});
