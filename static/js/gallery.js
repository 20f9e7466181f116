// Pictures of a gallery in full, one after the other: by click, keys and swipe. Without it each is a link to its largest copy.
"use strict";

(() => {
  // A page of several texts may name this twice.
  if (document.documentElement.dataset.galleries) return;
  document.documentElement.dataset.galleries = "seen";

  // So far a finger goes that means another picture.
  const SWIPE = 40;

  const made = (name, className, parts = {}) => Object.assign(document.createElement(name), { className, ...parts });

  const button = (className, label, press) => {
    const found = made("button", className, { type: "button", ariaLabel: label });
    found.addEventListener("click", press);
    return found;
  };

  const opener = (gallery) => {
    const links = [...gallery.querySelectorAll("a.enlarge")].filter((link) => link.closest(".gallery") === gallery);
    const words = gallery.dataset;
    const dialog = made("dialog", "viewer", { ariaLabel: gallery.ariaLabel });
    const figure = made("figure", "");
    const place = made("p", "place");
    const shown = made("span", "", { ariaHidden: "true" });
    const said = made("span", "visually-hidden", { role: "status" });
    let number = 0;
    let start = null;

    const show = (wanted) => {
      number = Math.min(links.length - 1, Math.max(0, wanted));
      const thumb = links[number].querySelector("img");
      // What is no photo may be drawn in black on nothing.
      const image = made("img", /\.jpe?g/i.test(thumb.src) ? "" : "drawn", { alt: thumb.alt });
      for (const name of ["width", "height"]) if (thumb.hasAttribute(name)) image.setAttribute(name, thumb.getAttribute(name));
      // Where a writer's own link leads to a larger picture, the copies are of the smaller one.
      if (thumb.srcset.includes(links[number].getAttribute("href"))) {
        image.sizes = `min(100vw, ${Math.round((100 * thumb.width) / thumb.height)}vh)`;
        image.srcset = thumb.srcset;
      }
      image.src = links[number].href;
      figure.replaceChildren(image);
      const caption = links[number].closest("figure").querySelector("figcaption")?.cloneNode(true) ?? made("figcaption", "");
      // What is told once for all that name nobody.
      const common = caption.querySelector(".credit") ? null : gallery.querySelector(":scope > .credit");
      if (common) caption.append(made("small", "credit", { textContent: common.textContent }));
      // What the page names is there once.
      caption.querySelectorAll("[id]").forEach((each) => each.removeAttribute("id"));
      if (caption.textContent) figure.append(caption);
      shown.textContent = links.length > 1 ? `${number + 1}/${links.length}` : "";
      said.textContent = [words.place.replace("#", number + 1), thumb.alt].filter(Boolean).join(": ");
      previous.ariaDisabled = number === 0;
      next.ariaDisabled = number === links.length - 1;
    };

    const previous = button("previous", words.previous, () => show(number - 1));
    const next = button("next", words.next, () => show(number + 1));
    const close = button("close", words.close, () => dialog.close());
    place.append(shown, said);
    dialog.append(place, close, figure, ...(links.length > 1 ? [previous, next] : []));

    // Towards the end of the line the next picture lies.
    const forward = () => (getComputedStyle(gallery).direction === "rtl" ? -1 : 1);
    dialog.addEventListener("keydown", (event) => {
      if (event.altKey || event.ctrlKey || event.metaKey || event.shiftKey) return;
      const to = {
        ArrowRight: number + forward(),
        ArrowLeft: number - forward(),
        Home: 0,
        End: links.length - 1,
      }[event.key];
      if (to === undefined) return;
      event.preventDefault();
      show(to);
    });
    // With two fingers a reader enlarges.
    dialog.addEventListener("touchstart", ({ touches }) => (start = touches.length === 1 ? touches[0] : null), { passive: true });
    dialog.addEventListener("touchend", ({ changedTouches: [end] }) => {
      const [across, down] = start ? [end.clientX - start.clientX, end.clientY - start.clientY] : [0, 0];
      start = null;
      if (Math.abs(across) < SWIPE || Math.abs(across) < 2 * Math.abs(down) || visualViewport.scale > 1) return;
      show(number - Math.sign(across) * forward());
    });
    // The second of the two clicks that some open everything with closes nothing.
    dialog.addEventListener("click", ({ target, detail }) => detail < 2 && [dialog, figure].includes(target) && dialog.close());
    dialog.addEventListener("close", () => {
      // It comes late; by then another picture may be open.
      if (dialog.open) return;
      figure.replaceChildren();
      links[number].focus();
      dialog.remove();
    });

    return (link) => {
      gallery.append(dialog);
      dialog.showModal();
      show(links.indexOf(link));
    };
  };

  document.querySelectorAll("a.enlarge").forEach((link) => (link.ariaHasPopup = "dialog"));
  const openers = new Map();
  addEventListener("click", (event) => {
    const link = event.target.closest?.(".gallery a.enlarge");
    // Who wants a tab of its own shall have one.
    if (!link || event.button || event.altKey || event.ctrlKey || event.metaKey || event.shiftKey) return;
    event.preventDefault();
    const gallery = link.closest(".gallery");
    if (!openers.has(gallery)) openers.set(gallery, opener(gallery));
    openers.get(gallery)(link);
  });
  // A key that is held opens a picture once, and does not close it again.
  addEventListener("keydown", (event) => {
    if (event.repeat && event.key === "Enter" && event.target.closest?.(".enlarge, .close")) event.preventDefault();
  });
})();
