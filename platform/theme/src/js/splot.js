// The core every page loads: htmx, and small comforts on top of pages that work without it.
import htmx from "htmx.org";
import { Idiomorph } from "idiomorph";
import { appearance } from "./parts/appearance.js";
import { dialogs } from "./parts/dialogs.js";
import { drafts } from "./parts/drafts.js";
import { menus } from "./parts/menus.js";
import { sending } from "./parts/sending.js";
import { shortcuts } from "./parts/shortcuts.js";
import { tabs } from "./parts/tabs.js";
import { guarded } from "./parts/waiting_log.js";

// The meta element says the same; a page drawn without our base must not be looser.
Object.assign(htmx.config, {
  includeIndicatorStyles: false,
  attributesToSettle: ["class", "width", "height"], // never style: the content policy refuses style attributes
  allowEval: false,
  selfRequestsOnly: true,
  historyCacheSize: 0,
  responseHandling: [
    { code: "204", swap: false },
    { code: "422", swap: true },
    { code: "[23]..", swap: true },
    { code: "[45]..", swap: false, error: true },
  ],
});
htmx.defineExtension("morph", {
  isInlineSwap: (style) => style === "morph",
  handleSwap: (style, target, fragment) => {
    if (style === "morph" || style === "morph:outerHTML") return Idiomorph.morph(target, fragment.children);
    if (style === "morph:innerHTML") return Idiomorph.morph(target, fragment.children, { morphStyle: "innerHTML" });
    return false;
  },
});
window.htmx = htmx;

guarded();
appearance();
dialogs();
menus();
sending();
shortcuts();
tabs();

// What is new on the page, at its start and after each htmx swap.
htmx.onLoad((part) => {
  drafts(part);
  const rich = part.matches?.("textarea[data-rich]") || part.querySelector?.("textarea[data-rich]");
  if (rich) import("./editor.js").then((editor) => editor.enhance(part));
});

// A form that came back with errors: begin at their summary.
document.querySelector("[data-error-summary]")?.focus();

// A request that failed is said in words where messages stand.
function say(words) {
  const region = document.getElementById("messages");
  if (!region || !words) return;
  const note = document.createElement("div");
  note.className = "message message--error";
  const text = document.createElement("div");
  text.textContent = words;
  note.append(text);
  region.replaceChildren(note);
}
document.addEventListener("htmx:sendError", () => say(document.body.dataset.noConnection));
document.addEventListener("htmx:responseError", () => say(document.body.dataset.refused));
