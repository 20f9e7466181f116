// Calls the counter of visits that newsgen.yaml names, where its vendor has a script that stands in the page.
"use strict";

(() => {
  const {script, matomo, site} = document.currentScript.dataset;
  if (matomo) {
    window._paq = [["disableCookies"], ["trackPageView"], ["enableLinkTracking"], ["setTrackerUrl", matomo], ["setSiteId", site]];
  } else {
    // What Plausible's own script finds when it comes: how to begin.
    const plausible = window.plausible = (...call) => plausible.q.push(call);
    plausible.q = [];
    plausible.init = (options) => (plausible.o = options ?? {});
    plausible.init();
  }
  document.head.append(Object.assign(document.createElement("script"), {src: script, async: true}));
})();
