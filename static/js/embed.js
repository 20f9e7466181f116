// Films, maps and the like of other hosts: nothing of them is loaded before a reader asks for it.
"use strict";

(() => {
  const frames = new Set();

  const show = (figure, stage) => {
    const frame = document.createElement("iframe");
    frame.title = figure.dataset.title;
    frame.referrerPolicy = "strict-origin-when-cross-origin";
    frame.allow = "autoplay; encrypted-media; fullscreen; picture-in-picture";
    frame.src = figure.dataset.frame;
    // Posts of Mastodon tell their height to who asks.
    if (frame.src.includes("/@"))
      frame.addEventListener("load", () => frame.contentWindow.postMessage({ type: "setHeight", id: 1 }, new URL(frame.src).origin));
    frames.add(frame);
    stage.replaceChildren(frame);
    frame.focus();
  };

  // Charts and posts say how high they are.
  const fit = ({ source, origin, data }) => {
    const frame = [...frames].find((each) => each.contentWindow === source);
    if (!frame || origin !== new URL(frame.src).origin || typeof data !== "object" || !data) return;
    const isChart = origin === "https://datawrapper.dwcdn.net", isPost = frame.src.includes("/@") && data.type === "setHeight";
    const height = isChart ? Object.values(data["datawrapper-height"] ?? {})[0] : isPost && data.height;
    if (Number.isFinite(height) && height > 0) frame.parentElement.style.cssText = `aspect-ratio: auto; block-size: ${Math.min(height, 5000)}px`;
  };

  for (const figure of document.querySelectorAll("figure.embed[data-frame]")) {
    const stage = figure.querySelector(".stage");
    if (!stage || stage.querySelector("button")) continue;
    const button = Object.assign(document.createElement("button"), { type: "button", textContent: stage.dataset.words });
    // Of several, each is told by what it loads.
    button.ariaLabel = `${stage.dataset.words}: ${figure.dataset.title}`;
    button.addEventListener("click", () => show(figure, stage));
    stage.append(button);
  }
  addEventListener("message", fit);
})();
