// What a preview adds to a page: it shows what the last build says, and reloads when the page has changed.
"use strict";

(() => {
  const own = document.currentScript.dataset;
  const css = `
    :host { all: initial; }
    * { box-sizing: border-box; }
    footer, dialog { font: 13px/1.4 system-ui, sans-serif; color: #f4f4f4; background: #1d1f21; }
    footer { position: fixed; inset: auto 0 0; z-index: 2147483646; display: flex; gap: 1em; padding: .35em 1em; }
    footer b { padding: 0 .5em; color: #1d1f21; background: #ffc94d; font-weight: 600; }
    footer code { font: inherit; overflow: hidden; text-overflow: ellipsis; white-space: nowrap; }
    dialog { position: fixed; inset: 0; z-index: 2147483647; width: 100%; height: 100%; max-width: none;
      max-height: none; margin: 0; padding: 2em; border: 0; border-top: 6px solid #e0483e; overflow: auto; }
    h2 { margin: 0 0 1em; font-size: 18px; }
    pre { margin: 0; font: 14px/1.5 ui-monospace, monospace; white-space: pre-wrap; overflow-wrap: anywhere; }
    button { margin-top: 1.5em; font: inherit; padding: .4em 1em; }
    @media print { footer, dialog { display: none; } }`;

  const sheet = (text) => {
    // A constructed sheet: the page's policy forbids style elements, and rightly so.
    const made = new CSSStyleSheet();
    made.replaceSync(text);
    return made;
  };
  const element = (name, text = "") => Object.assign(document.createElement(name), { textContent: text });

  const host = document.createElement("newsgen-preview");
  const root = host.attachShadow({ mode: "open" });
  root.adoptedStyleSheets = [sheet(css)];
  document.body.append(host);

  const bar = element("footer");
  bar.setAttribute("aria-label", "Preview");
  if (own.state) bar.append(element("b", own.state));
  bar.append(element("code", own.source));
  if (own.empty) bar.append(element("span", "No article yet. Write the first one:"), element("code", 'newsgen new "Your headline"'));
  if (own.source) {
    root.append(bar);
    document.adoptedStyleSheets = [...document.adoptedStyleSheets, sheet("body { padding-block-end: 3em; }")];
  }

  const dialog = element("dialog");
  dialog.setAttribute("aria-labelledby", "problems");
  const problems = element("pre");
  const close = element("button", "Look at the last good page");
  close.addEventListener("click", () => dialog.close());
  const title = element("h2", "newsgen could not build the site");
  title.id = "problems";
  dialog.append(title, problems, close);
  root.append(dialog);

  const tell = (text) => {
    if (text && problems.textContent !== text) {
      problems.textContent = text;
      if (!dialog.open) dialog.showModal();
    } else if (!text) {
      problems.textContent = "";
      dialog.close();
    }
  };

  const linked = () => [...document.querySelectorAll("[src], source[srcset]")].map((each) => each.currentSrc || each.src);
  const path = (address) => address && new URL(address, location).pathname;
  const swap = (link) => {
    const fresh = link.cloneNode();
    const address = new URL(link.href);
    address.searchParams.set("preview", Date.now());
    fresh.href = address;
    // The old sheet goes when the new one has come: the page is never without.
    fresh.addEventListener("load", () => link.remove());
    link.after(fresh);
  };

  const built = (changed, filled) => {
    const here = decodeURI(location.pathname).replace(/\/index\.html$/, "/");
    const concerned = [here, ...linked().map(path)].map((each) => each && decodeURI(each));
    const shared = (filled && own.filled) || changed.some((each) => each.startsWith((own.base ?? "") + "/fragments/"));
    if (own.missing || shared || changed.some((each) => concerned.includes(each))) {
      location.reload();
      return;
    }
    document.querySelectorAll('link[rel="stylesheet"]').forEach((link) => {
      if (changed.includes(decodeURI(path(link.href)))) swap(link);
    });
  };

  if (own.reload === "no") {
    tell(own.problems);
    return;
  }
  new EventSource("/_newsgen/events").addEventListener("message", (message) => {
    const now = JSON.parse(message.data);
    tell(now.problems);
    if (now.changed) built(now.changed, now.filled);
    // What was built while nobody listened, or by another run of the server.
    else if (now.version !== own.version) location.reload();
    own.version = now.version;
  });
})();
