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
  if (from.matches("#live, output")) return; // of this page alone
  for (const { name, value } of to.attributes) {
    if (name !== "open" && from.getAttribute(name) !== value) from.setAttribute(name, value);
  }
  for (const { name } of [...from.attributes]) {
    if (name !== "open" && !to.hasAttribute(name)) from.removeAttribute(name);
  }
  patchChildren(from, to);
}

const two = (number) => String(number).padStart(2, "0");

/** Writes the times of a page in local time, with UTC beside it where that is another. Lists have no room for both. */
function localize(root) {
  for (const element of root.querySelectorAll("time")) {
    const at = new Date(element.dateTime);
    element.title = element.textContent;
    const today = at.toDateString() === new Date().toDateString();
    const day = `${at.getFullYear()}-${two(at.getMonth() + 1)}-${two(at.getDate())}`;
    const time = `${two(at.getHours())}:${two(at.getMinutes())}:${two(at.getSeconds())}`;
    if (element.closest(".brief")) {
      element.textContent = today ? time : day;
      continue;
    }
    if (at.getTimezoneOffset() === 0) continue;
    const utc = document.createElement("span");
    utc.className = "utc";
    utc.textContent = ` (${at.toISOString().startsWith(day) ? element.textContent.slice(11) : element.textContent})`;
    element.replaceChildren(`${day} ${time}`, utc);
  }
}

/** Says whether the server responds. */
function connected(is) {
  const live = document.getElementById("live");
  live.textContent = is ? "live" : "disconnected";
  live.className = is ? "on" : "off";
}

/** Shows a page that the server wrote. */
function show(text) {
  if (text === shown) return;
  const next = new DOMParser().parseFromString(text, "text/html");
  localize(next);
  document.title = next.title;
  patch(document.body, next.body);
  shown = text;
}

/** The address to look at: the page's own, with the thread that is shown where it does not name one. */
function lookedAt() {
  const address = new URL(location.href);
  const shownThread = document.querySelector(".tab-chat .detail[data-key]");
  if (shownThread && !address.searchParams.has("thread")) address.searchParams.set("beside", shownThread.dataset.key);
  return address;
}

/** Looks what the server shows at the page's address, and shows it. */
async function look() {
  looking?.abort();
  const mine = (looking = new AbortController());
  try {
    const response = await fetch(lookedAt(), { signal: mine.signal });
    show(await response.text());
    connected(true);
  } catch (error) {
    if (error.name !== "AbortError") connected(false);
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
    document.querySelector(".detail")?.scrollTo(0, 0);
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
  const link = event.target.closest('a[href^="/"]:not([download])');
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
document.addEventListener("change", (event) => {
  const filter = event.target.closest(".filter");
  if (filter) go("/?" + new URLSearchParams([...new FormData(filter)].filter(([, value]) => value)));
});

/** Sends a form, and shows the page that the server leads to; what is not a page is the form's output. */
async function send(form) {
  const fields = new FormData(form);
  const body = form.enctype === "multipart/form-data" ? fields : new URLSearchParams(fields);
  const response = await fetch(form.action, { method: "POST", body });
  const text = await response.text();
  if (!response.headers.get("Content-Type").startsWith("text/html")) {
    form.querySelector("output").textContent = text;
    if (response.ok) await navigator.clipboard.writeText(text).catch(() => {}); // it is shown anyway
    return;
  }
  looking?.abort();
  history.pushState(null, "", response.url);
  show(text);
  if (new URL(response.url).searchParams.has("error")) return;
  if (form.matches(".composer")) form.elements.content.value = ""; // the next message often is of the same sender
  else form.reset();
}

document.addEventListener("submit", (event) => {
  if (event.target.matches(".search, .filter")) event.preventDefault();
  else if (event.target.method === "post") {
    event.preventDefault();
    send(event.target).catch(() => connected(false));
  }
});

// Enter sends a message, Shift+Enter begins a new line.
document.addEventListener("keydown", (event) => {
  if (event.key !== "Enter" || event.shiftKey || event.isComposing || !event.target.matches(".composer textarea")) return;
  event.preventDefault();
  event.target.form.requestSubmit();
});

addEventListener("popstate", () => look().then(() => document.querySelector(".filter")?.reset()));
document.documentElement.classList.add("script");
localize(document);
follow();
