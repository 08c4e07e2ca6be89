// The core every page loads: htmx, and small comforts on top of pages that work without it.
import htmx from "htmx.org";
import { Idiomorph } from "idiomorph";

htmx.config.includeIndicatorStyles = false;
htmx.config.allowEval = false;
htmx.config.selfRequestsOnly = true;
htmx.config.historyCacheSize = 0;
htmx.defineExtension("morph", {
  isInlineSwap: (style) => style === "morph",
  handleSwap: (style, target, fragment) => {
    if (style === "morph" || style === "morph:outerHTML") return Idiomorph.morph(target, fragment.children);
    if (style === "morph:innerHTML") return Idiomorph.morph(target, fragment.children, { morphStyle: "innerHTML" });
    return false;
  },
});
window.htmx = htmx;
