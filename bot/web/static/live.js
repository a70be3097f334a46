// Keeps both chats up to date without touching what one is typing, reading or about to press.
"use strict";
(() => {
  const { page, live, as } = document.body.dataset;
  const wait = 4000;
  const shown = new Map(); // message id -> its HTML as the server last gave it

  const lists = (root) => [...root.querySelectorAll("form[data-side]")];
  const news = document.getElementById("news");

  function remember() {
    for (const item of document.querySelectorAll(".messages > li")) shown.set(item.id, item.outerHTML);
  }

  // A replaced message keeps the focus where it was, as far as what had it is still there.
  function replace(old, fresh) {
    const held = old.contains(document.activeElement) ? document.activeElement.value : null;
    old.replaceWith(fresh);
    if (held === null) return;
    const same = [...fresh.querySelectorAll("button")].find((button) => button.value === held);
    if (!same) fresh.tabIndex = -1;
    (same || fresh).focus({ preventScroll: true });
  }

  function merge(list, wanted) {
    let changed = false;
    const ids = new Set([...wanted.children].map((item) => item.id));
    for (const item of [...list.children]) {
      if (ids.has(item.id)) continue;
      item.remove();
      changed = true;
    }
    let before = list.firstElementChild;
    for (const item of [...wanted.children]) {
      const html = item.outerHTML;
      const old = document.getElementById(item.id);
      if (old && shown.get(item.id) === html) {
        before = old.nextElementSibling;
        continue;
      }
      shown.set(item.id, html);
      changed = true;
      item.classList.add("fresh");
      if (old) {
        before = old.nextElementSibling;
        replace(old, item);
      } else {
        list.insertBefore(item, before);
      }
    }
    return changed;
  }

  async function update() {
    const answer = await fetch(page, { credentials: "same-origin" });
    if (!answer.ok) return;
    const fresh = new DOMParser().parseFromString(await answer.text(), "text/html");
    for (const form of lists(fresh)) {
      const side = form.dataset.side;
      const list = document.querySelector(`form[data-side="${side}"] .messages`);
      if (!merge(list, form.querySelector(".messages"))) continue;
      list.closest(".log").querySelector(".nothing")?.remove();
      if (side === "other") announce();
    }
  }

  function announce() {
    if (location.hash !== "#beside") news.textContent = news.dataset.words;
  }

  // One update at a time; what is reported meanwhile asks for one more.
  let running = false;
  let again = false;
  async function refresh() {
    again = true;
    if (running) return;
    running = true;
    while (again) {
      again = false;
      await update().catch(() => {});
    }
    running = false;
  }

  let last = null;
  function listen() {
    const source = new EventSource(live);
    source.onmessage = (event) => {
      if (event.data !== last) refresh();
      last = event.data;
    };
    source.onerror = () => {
      if (source.readyState === EventSource.CLOSED) setTimeout(listen, wait);
    };
  }

  function search(input) {
    let timer = 0;
    input.addEventListener("input", () => {
      clearTimeout(timer);
      timer = setTimeout(async () => {
        const asked = new URLSearchParams({ as, route: input.dataset.search, text: input.value });
        const answer = await fetch(`/search?${asked}`).catch(() => null);
        if (answer?.ok) input.list.innerHTML = await answer.text();
      }, 200);
    });
  }

  remember();
  listen();
  document.querySelectorAll("input[data-search]").forEach(search);
  addEventListener("hashchange", () => {
    if (location.hash === "#beside") news.textContent = "";
  });
})();
