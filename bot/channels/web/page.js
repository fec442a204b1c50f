// The chat page. Messages are text from the server, and are only ever put into the page as text.

const log = document.getElementById("log");
const main = document.querySelector("main");
const start = document.getElementById("start");
const status = document.getElementById("status");
const form = document.getElementById("form");
const field = document.getElementById("message");
const send = form.querySelector("button");
const fresh = document.getElementById("new");

const FAILED =
  "I could not reach the server. Please check your connection and try again. If this may be an emergency, call your emergency number now.";

// How often the page asks whether a reminder is due, while it is in view.
const POLL_MILLISECONDS = 30 * 1000;

let conversation = null;
let waiting = false;

class Refused extends Error {
  constructor(status) {
    super(`refused with ${status}`);
    this.status = status;
  }
}

async function post(address, body) {
  const response = await fetch(address, {
    method: "POST",
    headers: { "Content-Type": "application/json" },
    body: JSON.stringify(body),
  });
  if (!response.ok) throw new Refused(response.status);
  return response.json();
}

async function reply(text) {
  conversation ??= (await post("/web/conversation", {})).conversation;
  return post("/web/message", { conversation, message: text });
}

async function ask(text, title = text) {
  if (waiting) return;
  setWaiting(true);
  start.hidden = true;
  say("person", [element("p", "", title)], "You said");
  status.textContent = "Looking it up";
  status.className = "dots";
  try {
    for (const message of await reply(text)) show(message);
  } catch (error) {
    if (error instanceof Refused && error.status === 413) {
      show({ kind: "error", text: "That message is too long to read. Please send a shorter one. In an emergency, call your emergency number now." });
    } else {
      if (error instanceof Refused) conversation = null;
      show({ kind: "error", text: FAILED });
    }
  } finally {
    status.textContent = "";
    status.className = "";
    setWaiting(false);
    field.focus();
  }
}

async function poll() {
  if (!conversation || waiting || document.hidden) return;
  try {
    for (const message of await post("/web/poll", { conversation })) show(message);
  } catch {
    // The next one may come through.
  }
}

function setWaiting(value) {
  waiting = value;
  send.disabled = value;
  fresh.disabled = value;
}

function show({ text, kind, buttons, documents }) {
  const parts = kind === "card" ? cardParts(text) : answerParts(text);
  if (documents?.length) parts.push(documentList(documents));
  if (buttons?.length) parts.push(buttonRow(buttons));
  say(kind ?? "answer", parts, kind === "card" ? "Get help now" : "Medguide said");
}

function say(kind, parts, label) {
  const message = element("article", `message ${kind}`);
  message.setAttribute("aria-label", label);
  // A card interrupts whatever a screen reader is saying; the rest waits for its turn.
  if (kind === "card") message.setAttribute("role", "alert");
  message.append(...parts);
  log.append(message);
  const first = log.querySelectorAll(".person");
  (first[first.length - 1] ?? message).scrollIntoView({ block: "start", behavior: "smooth" });
}

function cardParts(text) {
  const lines = text.split("\n").filter((line) => line.trim());
  return lines.map((line, index) => {
    const paragraph = element("p", index ? "" : "headline");
    paragraph.append(...withTelephoneLinks(line));
    return paragraph;
  });
}

// Three digits or more, with the spaces, dashes and brackets of a number; not "1-844-POISON", not "100 mg".
const TELEPHONE = /(?<![\w.-])((?:\(\d+\) )?\+?\d[\d -]{1,14}\d)(?![\w%-]| m[gcL])/g;

function withTelephoneLinks(text) {
  const pieces = text.split(TELEPHONE);
  return pieces.map((piece, index) => {
    if (index % 2 === 0) return document.createTextNode(piece);
    const link = element("a", "", piece);
    const isText = /\btext \w+ to $/i.test(pieces[index - 1]);
    link.href = `${isText ? "sms" : "tel"}:${piece.replace(/[^\d+]/g, "")}`;
    return link;
  });
}

// The text has one thing on each line: a headline, points after a bullet, what to get help for after "Get help:", and
// at the end a source a line after "Sources:". An empty line begins the next block, with a headline of its own.
function answerParts(text) {
  const parts = [];
  let into = parts;
  let list = null;
  let headline = true;
  let helps = false;
  for (const line of text.split("\n")) {
    const point = line.match(/^\s*[-•*]\s+(.*)$/);
    if (point) {
      if (!list) into.push((list = element("ul")));
      const item = element("li");
      item.append(...(helps ? withTelephoneLinks(point[1]) : [point[1]]));
      list.append(item);
      continue;
    }
    list = null;
    helps = /^get help\b/i.test(line);
    if (!line.trim()) {
      into = parts;
      headline = true;
    } else if (helps) {
      into = container(parts, element("section", "help"));
      into.push(element("p", "title", line));
    } else if (/^sources:/i.test(line) && into === parts) {
      into = container(parts, element("details", "sources"), true);
      into.push(element("summary", "", "Sources"));
    } else {
      into.push(element("p", headline && into === parts ? "headline" : "", line));
      headline = false;
    }
  }
  return parts;
}

// A part that takes its children through `push`, as an array does.
function container(parts, part, open = false) {
  if (open) part.open = true;
  parts.push(part);
  return { push: (child) => part.append(child) };
}

function buttonRow(buttons) {
  const row = element("div", "buttons");
  for (const { title, payload } of buttons) {
    const button = element("button", "", title);
    button.type = "button";
    button.addEventListener("click", () => ask(payload, title));
    row.append(button);
  }
  return row;
}

// Each opens in a tab of its own: a link that has run out says so there, and the conversation stays where it is.
function documentList(documents) {
  const list = element("ul", "documents");
  for (const { title, url } of documents) {
    const link = element("a", "", title);
    link.href = url;
    link.target = "_blank";
    link.rel = "noopener noreferrer";
    const item = element("li");
    item.append(link);
    list.append(item);
  }
  return list;
}

function element(tag, className = "", text = "") {
  const made = document.createElement(tag);
  if (className) made.className = className;
  if (text) made.textContent = text;
  return made;
}

form.addEventListener("submit", (event) => {
  event.preventDefault();
  const text = field.value.trim();
  if (!text || waiting) return;
  field.value = "";
  ask(text);
});

field.addEventListener("keydown", (event) => {
  if (event.key === "Enter" && !event.shiftKey && !event.isComposing) {
    event.preventDefault();
    form.requestSubmit();
  }
});

for (const example of start.querySelectorAll("button")) {
  example.addEventListener("click", () => ask(example.textContent));
}

setInterval(poll, POLL_MILLISECONDS);
document.addEventListener("visibilitychange", poll);

fresh.addEventListener("click", () => {
  conversation = null;
  log.replaceChildren();
  start.hidden = false;
  field.focus();
});
