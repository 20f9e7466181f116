// What pages can do with a script and do not need it for: ages, lists that are fetched, copying an address.
"use strict";

(() => {
  const DAY = 86400;

  // "3 hours ago" in the language around it, for a week; then the date that the page was made with.
  const age = (time) => {
    time.dataset.date ??= time.textContent;
    const seconds = (Date.now() - Date.parse(time.dateTime)) / 1000;
    if (!(seconds >= 0 && seconds < 7 * DAY)) {
      time.textContent = time.dataset.date;
      return;
    }
    const lang = time.closest("[lang]")?.lang || undefined;
    const [size, unit] = seconds < 3600 ? [60, "minute"] : seconds < DAY ? [3600, "hour"] : [DAY, "day"];
    time.textContent = new Intl.RelativeTimeFormat(lang).format(-Math.floor(seconds / size), unit);
    time.title = time.dataset.date;
  };
  const ages = () => document.querySelectorAll("time.age").forEach(age);

  const fill = async (place) => {
    try {
      const answer = await fetch(place.dataset.fragment);
      if (!answer.ok) return;
      place.innerHTML = await answer.text();
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

  ages();
  setInterval(ages, 60000);
  document.querySelectorAll("[data-fragment]").forEach(fill);
  document.querySelectorAll("button[data-copy]").forEach(copier);
})();
