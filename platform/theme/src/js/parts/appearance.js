// Light or dark at once, without a new page; the cookie makes the next page right from its first paint.
const YEAR = 365 * 24 * 3600;

export function appearance() {
  document.addEventListener("submit", (event) => {
    const form = event.target.closest("[data-appearance]");
    if (!form || !event.submitter) return;
    event.preventDefault();
    const chosen = event.submitter.value;
    const root = document.documentElement;
    const secure = location.protocol === "https:" ? "; secure" : "";
    document.cookie = `theme=${chosen}; path=/; max-age=${chosen ? YEAR : 0}; samesite=lax${secure}`;
    if (chosen) root.dataset.theme = chosen;
    else delete root.dataset.theme;
    document.querySelector('meta[name="color-scheme"]')?.setAttribute("content", chosen || "light dark");
    document.querySelectorAll('[data-appearance] button[name="theme"]').forEach((button) => {
      button.setAttribute("aria-pressed", String(button.value === chosen));
    });
  }, true);
}
