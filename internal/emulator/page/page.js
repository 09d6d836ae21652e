// Keeps the page as the server shows it, without reloading: what did not change is left alone, with its selection,
// its open details and its scroll position. Without this script the page reloads itself.
"use strict";

const period = 1000; // milliseconds between looks, at least
let shown = "";
let looking = null;

/** Makes the children of one element those of another, and keeps the ones that stay. */
function patchChildren(from, to) {
  const keyed = new Map([...from.children].filter((child) => child.dataset.key).map((child) => [child.dataset.key, child]));
  let at = from.firstChild;
  for (const wanted of [...to.childNodes]) {
    const key = wanted.dataset?.key;
    const match = key ? keyed.get(key) : at && !at.dataset?.key && at.nodeName === wanted.nodeName ? at : null;
    if (!match) {
      from.insertBefore(document.adoptNode(wanted), at);
      continue;
    }
    if (match === at) at = at.nextSibling;
    else from.insertBefore(match, at);
    patch(match, wanted);
  }
  while (at) {
    const next = at.nextSibling;
    at.remove();
    at = next;
  }
}

function patch(from, to) {
  if (from.nodeType !== Node.ELEMENT_NODE) {
    if (from.data !== to.data) from.data = to.data;
    return;
  }
  if (from.id === "live") return;
  for (const { name, value } of to.attributes) {
    if (name !== "open" && from.getAttribute(name) !== value) from.setAttribute(name, value);
  }
  for (const { name } of [...from.attributes]) {
    if (name !== "open" && !to.hasAttribute(name)) from.removeAttribute(name);
  }
  patchChildren(from, to);
}

/** Looks what the server shows at the page's address, and shows it. */
async function look() {
  looking?.abort();
  const mine = (looking = new AbortController());
  const live = document.getElementById("live");
  try {
    const answer = await fetch(location.href, { signal: mine.signal });
    const text = await answer.text();
    if (text !== shown) {
      const next = new DOMParser().parseFromString(text, "text/html");
      document.title = next.title;
      patch(document.body, next.body);
      shown = text;
    }
    live.textContent = "live";
    live.className = "on";
  } catch (error) {
    if (error.name === "AbortError") return;
    live.textContent = "disconnected";
    live.className = "off";
  } finally {
    if (looking === mine) looking = null;
  }
}

/** Looks again and again; the longer a look takes, the longer it rests, so the emulator has time for its clients. */
async function follow() {
  const start = performance.now();
  if (!document.hidden && !looking) await look();
  setTimeout(follow, Math.max(period, 10 * (performance.now() - start)));
}

function go(address) {
  history.pushState(null, "", address);
  look().then(() => {
    if (matchMedia("(max-width: 45rem)").matches) scrollTo(0, 0);
    document.querySelector(".thread")?.scrollTo(0, 0);
  });
}

document.addEventListener("click", async (event) => {
  const copy = event.target.closest("[data-copy]");
  if (copy) {
    event.preventDefault();
    await navigator.clipboard.writeText(copy.dataset.copy);
    copy.classList.add("copied");
    setTimeout(() => copy.classList.remove("copied"), 1200);
    return;
  }
  const link = event.target.closest('a[href^="/"]');
  if (link && event.button === 0 && !event.ctrlKey && !event.metaKey && !event.shiftKey && !event.altKey) {
    event.preventDefault();
    go(link.href);
  }
});

// The list follows what is typed, with the thread left open.
document.addEventListener("input", (event) => {
  if (event.target.name !== "q") return;
  const address = new URL(location.href);
  if (event.target.value) address.searchParams.set("q", event.target.value);
  else address.searchParams.delete("q");
  history.replaceState(null, "", address);
  look();
});
document.addEventListener("submit", (event) => {
  if (event.target.matches(".search")) event.preventDefault();
});

addEventListener("popstate", look);
document.documentElement.classList.add("script");
follow();
