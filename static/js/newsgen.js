// What pages can do with a script and do not need it for: ages, today's date, menus, lists that are fetched, passing an address on.
"use strict";

(() => {
  const DAY = 86400000;

  // The number of a moment's day where the paper is, wherever its reader is.
  const calendar = new Intl.DateTimeFormat("en-CA", { timeZone: document.currentScript?.dataset.zone, dateStyle: "short" });
  const day = (moment) => Date.parse(calendar.format(moment)) / DAY;

  // How long ago: minutes and hours of the same day, then days; of a date without a time of day, days alone.
  const ago = (moment, hasTime) => {
    const days = day(Date.now()) - day(moment);
    const minutes = Math.floor((Date.now() - moment) / 60000);
    if (days || !hasTime) return [days, "day"];
    return minutes < 60 ? [minutes, "minute"] : [Math.floor(minutes / 60), "hour"];
  };

  // One of these takes as long as a hundred dates.
  const relatives = {};
  const relative = (lang) => (relatives[lang] ??= new Intl.RelativeTimeFormat(lang, { numeric: "auto" }));

  // "yesterday" in the language around it, for a week; then the date that the page was made with.
  const age = (time) => {
    time.dataset.date ??= time.textContent;
    const moment = Date.parse(time.dateTime);
    const [n, unit] = moment <= Date.now() ? ago(moment, !time.dateTime.includes("T00:00:00")) : [7, "day"];
    const lang = time.closest("[lang]")?.lang || undefined;
    const isOld = unit === "day" && n >= 7;
    time.textContent = isOld ? time.dataset.date : relative(lang).format(-n, unit);
    if (!isOld) time.title = time.dataset.date;
  };
  const ages = () => document.querySelectorAll("time.age").forEach(age);

  const fill = async (place) => {
    try {
      const answer = await fetch(place.dataset.fragment);
      if (!answer.ok) return;
      place.innerHTML = await answer.text();
      // What the list beside it names already.
      const named = new Set([...document.querySelectorAll(".river .headline a")].map((link) => link.href));
      place.querySelectorAll("li").forEach((each) => named.has(each.querySelector("a").href) && each.remove());
      ages();
    } catch {
      // The link that stands there leads to the same articles.
    } finally {
      place.classList.add("settled");
    }
  };

  const copier = (button) => {
    const words = button.textContent;
    button.hidden = !navigator.clipboard;
    button.addEventListener("click", async () => {
      await navigator.clipboard.writeText(button.dataset.copy);
      button.textContent = button.dataset.done;
      setTimeout(() => (button.textContent = words), 3000);
    });
  };

  const sharer = (button) => {
    const { share: url, title } = button.dataset;
    button.hidden = !navigator.share;
    // The button says what the word before it does.
    button.previousElementSibling.hidden = !button.hidden;
    // Who closes the sheet has changed their mind: nothing is to be said of that.
    button.addEventListener("click", () => navigator.share({ url, title }).catch(() => {}));
  };

  // Today where the paper is, in the page's language and in the calendar of its articles.
  const today = () => {
    const { timeZone } = calendar.resolvedOptions();
    const parts = { weekday: "long", day: "numeric", month: "long", year: "numeric", calendar: "gregory", timeZone };
    for (const place of document.querySelectorAll(".today"))
      place.textContent = new Intl.DateTimeFormat(place.closest("[lang]").lang, parts).format(Date.now());
  };

  const button = (className, words, press) => {
    const made = Object.assign(document.createElement("button"), { type: "button", className, textContent: words });
    made.addEventListener("click", press);
    return made;
  };

  // The link to the sections in the foot becomes a button that opens them here, beside the text.
  const menu = (link) => {
    const nav = link.parentElement;
    const dialog = Object.assign(document.createElement("dialog"), { className: "menu" });
    const close = () => dialog.close();
    const open = button("open-menu", link.textContent, () => {
      if (!dialog.firstChild) dialog.append(button("close", link.dataset.close, close), nav.querySelector("ul").cloneNode(true));
      dialog.querySelectorAll("details").forEach((each) => (each.open = true, each.removeAttribute("name")));
      dialog.showModal();
    });
    open.ariaHasPopup = "dialog";
    dialog.ariaLabel = nav.ariaLabel;
    dialog.addEventListener("click", (event) => event.target === dialog && close());
    matchMedia("(min-width: 60em)").addEventListener("change", close);
    link.replaceWith(open);
    nav.append(dialog);
  };

  // What an item of the menu has unfolded goes with Escape, and with a click elsewhere.
  const folded = (event) => {
    for (const each of document.querySelectorAll(".sections > ul details[open]")) {
      if (event.type === "click" ? each.contains(event.target) : event.key !== "Escape") continue;
      if (each.contains(document.activeElement)) each.firstElementChild.focus();
      each.open = false;
    }
  };

  // Of what is half in sight browsers scroll nothing, and cut the ring around it.
  const whole = ({ target }) => target.closest(".sections > ul") && target.scrollIntoView({ block: "nearest", inline: "nearest" });

  // On paper "yesterday" says nothing: the date stands there.
  const dated = () => document.querySelectorAll("time.age").forEach((time) => (time.textContent = time.dataset.date ?? time.textContent));

  ages();
  today();
  addEventListener("beforeprint", dated);
  // On paper nobody unfolds the names of many writers.
  addEventListener("beforeprint", () => document.querySelectorAll("details.by").forEach((names) => (names.open = true)));
  addEventListener("afterprint", ages);
  setInterval(() => (ages(), today()), 60000);
  document.querySelectorAll("a.open-menu").forEach(menu);
  addEventListener("click", folded);
  addEventListener("keydown", folded);
  addEventListener("focusin", whole);
  document.querySelectorAll("[data-fragment]").forEach(fill);
  document.querySelectorAll("button[data-copy]").forEach(copier);
  document.querySelectorAll("button[data-share]").forEach(sharer);
})();
