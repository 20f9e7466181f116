// The colour scheme that a reader has chosen. It is set before the first paint, so pages wait for this file, and it is short.
"use strict";

(() => {
  const SCHEMES = ["auto", "light", "dark"];
  const root = document.documentElement;
  // Where a browser stores nothing, the choice holds for the page.
  const stored = () => {
    try {
      return localStorage.getItem("scheme");
    } catch {
      return null;
    }
  };
  const store = (scheme) => {
    try {
      if (scheme === "auto") localStorage.removeItem("scheme");
      else localStorage.setItem("scheme", scheme);
    } catch {
      // The page has it already.
    }
  };
  // What asks for the device's scheme (a second logo, the colour of the browser's bar) asks for the chosen one.
  const follow = (node) => {
    const asked = (node.dataset.media ??= node.getAttribute("media"));
    const scheme = root.dataset.scheme;
    node.setAttribute("media", scheme === "auto" ? asked : asked.includes(scheme) ? "all" : "not all");
  };
  const followed = () => document.querySelectorAll("[media*=prefers-color-scheme], [data-media]").forEach(follow);
  // The switch is a sign alone: who points at it reads what screen readers say.
  const titled = () => {
    const words = (part) => part?.textContent.trim();
    for (const each of document.querySelectorAll(".scheme"))
      each.title = [each.firstElementChild, each.querySelector("." + root.dataset.scheme)].map(words).join(" ");
  };
  const show = (scheme) => {
    root.dataset.scheme = SCHEMES.includes(scheme) ? scheme : "auto";
    followed();
    titled();
  };

  show(stored());
  addEventListener("DOMContentLoaded", titled);
  if (root.dataset.scheme !== "auto") {
    const watch = new MutationObserver(followed);
    watch.observe(root, {childList: true, subtree: true});
    addEventListener("DOMContentLoaded", () => watch.disconnect());
  }
  addEventListener("click", (event) => {
    if (!event.target.closest?.(".scheme")) return;
    show(SCHEMES[(SCHEMES.indexOf(root.dataset.scheme) + 1) % 3]);
    store(root.dataset.scheme);
  });
  // Another page may have chosen meanwhile: in another window, or before a reader came back to this one.
  addEventListener("storage", () => show(stored()));
  addEventListener("pageshow", (event) => event.persisted && stored() && show(stored()));
})();
