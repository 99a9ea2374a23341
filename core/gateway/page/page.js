// SPDX-FileCopyrightText: 2026 The Pyrolens authors
// SPDX-License-Identifier: LGPL-2.1-or-later

"use strict";

const PAGE_SIZE = 500; // names that are shown at once
const MOST_TEXT = 200000; // characters of a result that are shown
const SHORT_TEXT = 72; // characters that stay in one line

const $ = (id) => document.getElementById(id);
const TITLE = document.title;

let objects = []; // {name, tags, text}
let matches = [];
let shown = PAGE_SIZE;
let key = "";

// ---- The gateway ----

// Headers take no other letters.
const isAscii = (text) => /^[\x20-\x7e]*$/.test(text);

async function ask(path, query = [], options = {}) {
  const fields = [...query];
  const headers = { ...options.headers };

  if (key && isAscii(key)) headers["X-Pyro-Gateway-Key"] = key;
  else if (key) fields.push(`$key=${encodeURIComponent(key)}`);

  const response = await fetch(path + (fields.length ? `?${fields.join("&")}` : ""), { ...options, headers });
  return { status: response.status, text: await response.text() };
}

const address = (name, member) => `${encodeURIComponent(name)}/${encodeURIComponent(member)}`;

// ---- JSON as text: parsing it would lose digits of large numbers ----

const TOKENS = /"(?:[^"\\]|\\.)*"|[{}[\],:]|[^\s{}[\],:"]+/g;

function prettify(text) {
  if (text.length <= SHORT_TEXT) return text;

  const tokens = text.match(TOKENS) ?? [];
  let out = "";
  let depth = 0;
  const line = () => "\n" + "  ".repeat(depth);

  tokens.forEach((token, i) => {
    const next = tokens[i + 1];

    if (token === "{" || token === "[") {
      out += token;
      if (next !== "}" && next !== "]") {
        depth++;
        out += line();
      }
    } else if (token === "}" || token === "]") {
      if (tokens[i - 1] !== "{" && tokens[i - 1] !== "[") {
        depth--;
        out += line();
      }
      out += token;
    } else if (token === ",") out += token + line();
    else if (token === ":") out += ": ";
    else out += token;
  });
  return out;
}

// What Python calls them, too.
const PYTHON = { True: "true", False: "false", None: "null" };

// Splits at the commas outside of texts and brackets.
function split(text) {
  const parts = [];
  let depth = 0;
  let start = 0;

  for (const match of text.matchAll(/"(?:[^"\\]|\\.)*"|[{}[\],]/g)) {
    if ("{[".includes(match[0])) depth++;
    else if ("}]".includes(match[0])) depth--;
    else if (match[0] === "," && depth === 0) {
      parts.push(text.slice(start, match.index));
      start = match.index + 1;
    }
  }
  parts.push(text.slice(start));
  return parts.map((part) => part.trim());
}

function checkValue(text) {
  const value = PYTHON[text] ?? text;

  try {
    JSON.parse(value);
  } catch {
    throw new Error(text === "" ? "An argument is missing" : `${text} is not JSON; text has double quotes: "text"`);
  }
  return value;
}

// Positional arguments go into the body, named ones into the query.
function parseArguments(text) {
  const positional = [];
  const named = [];

  if (text.trim() === "") return { positional, named };
  for (const part of split(text)) {
    const match = /^([\p{L}_][\p{L}\p{N}_]*)\s*=\s*(.*)$/su.exec(part);

    if (match) named.push(`${encodeURIComponent(match[1])}:=${encodeURIComponent(checkValue(match[2]))}`);
    else positional.push(checkValue(part));
  }
  return { positional, named };
}

// ---- The list ----

function fillList() {
  const current = chosenName();
  const items = matches.slice(0, shown).map(({ name }) => {
    const item = document.createElement("li");
    const link = document.createElement("a");

    link.textContent = name;
    link.href = `#${encodeURIComponent(name)}`;
    if (name === current) link.setAttribute("aria-current", "true");
    item.append(link);
    return item;
  });

  $("names").replaceChildren(...items);
  $("more").hidden = matches.length <= shown;
}

function search() {
  const words = $("search").value.toLowerCase().split(/\s+/).filter(Boolean);

  matches = objects.filter(({ text }) => words.every((word) => text.includes(word)));
  shown = PAGE_SIZE;
  $("count").textContent =
    matches.length === objects.length
      ? `${objects.length} object${objects.length === 1 ? "" : "s"}`
      : `${matches.length} of ${objects.length} objects`;
  fillList();
}

function showProblem(title, text) {
  const content = $("empty-template").content.cloneNode(true);

  content.querySelector("h2").textContent = title;
  content.querySelector("p").textContent = text;
  $("object").classList.add("problem");
  $("object").replaceChildren(content);
}

function askForKey(wrong) {
  const content = $("key-template").content.cloneNode(true);
  const form = content.querySelector("form");

  form.addEventListener("submit", (event) => {
    event.preventDefault();
    key = form.querySelector("input").value;
    load();
  });
  $("object").classList.add("problem");
  $("object").replaceChildren(content);
  if (wrong) form.querySelector("[role=alert]").textContent = "This is not the key.";
  form.querySelector("input").focus();
}

function takeNames(answer) {
  const { nameServer, exposed, names } = JSON.parse(answer.text);

  $("where").textContent = `Name server at ${nameServer}`;
  objects = names.map((entry) => ({ ...entry, text: [entry.name, ...entry.tags].join("\n").toLowerCase() }));
  search();
  if (objects.length > 0) showChosen();
  else if (exposed) {
    showProblem("No object is exposed",
                `No name at the name server matches ${exposed} – the gateway's option --expose opens others.`);
  }
  else showProblem("No objects", "The name server knows no names.");
}

async function load() {
  let answer;

  try {
    answer = await ask("$names");
  } catch {
    showProblem("The gateway does not answer", "It may have been stopped. Start it, then press Refresh.");
    return;
  }

  if (answer.status === 200) takeNames(answer);
  else if (answer.status === 403 && answer.text.includes("key")) askForKey(key !== "");
  else if (answer.status === 500) showProblem("No name server", "It cannot be reached. Start it, then press Refresh.");
  else showProblem("The gateway refused", answer.text);
}

// ---- An object ----

function chosenName() {
  try {
    return decodeURIComponent(location.hash.slice(1));
  } catch {
    return "";
  }
}

function showResult(item, failed, summary, text, traceback) {
  const result = item.querySelector(".result");
  const details = result.querySelector("details");
  const cut = text.length > MOST_TEXT ? `; the first ${MOST_TEXT} of ${text.length} characters` : "";

  result.hidden = false;
  result.classList.toggle("failed", failed);
  result.querySelector(".summary").textContent = summary + cut;
  result.querySelector("pre").textContent = text.slice(0, MOST_TEXT);
  result.querySelector("pre").hidden = text === "";
  details.hidden = !traceback;
  details.querySelector("pre").textContent = traceback ?? "";
}

function showException(item, summary, text) {
  let exception = {};

  try {
    exception = JSON.parse(text);
  } catch {
    // a plain sentence
  }
  if (!exception.__exception__) {
    showResult(item, true, summary, text);
    return;
  }

  const words = (exception.args ?? []).map((word) => (typeof word === "string" ? word : JSON.stringify(word)));
  const name = exception.__class__.replace(/^builtins\./, "");
  const traceback = exception.attributes?._pyroTraceback;

  showResult(item, true, summary, [name, words.join(", ")].filter(Boolean).join(": "),
             Array.isArray(traceback) ? traceback.join("") : traceback);
}

async function run(item, send, button) {
  const start = performance.now();
  const stop = new AbortController();
  const label = button.textContent;
  const stopNow = (event) => {
    event.preventDefault();
    stop.abort();
  };

  button.textContent = "Stop";
  button.addEventListener("click", stopNow);
  showResult(item, false, "Waiting for the answer…", "");
  try {
    const answer = await send(stop.signal);
    const time = `after ${Math.max(1, Math.round(performance.now() - start))} ms`;

    if (answer.status !== 200) showException(item, `Failed ${time}`, answer.text);
    else if (answer.text === "") showResult(item, false, `Sent ${time}; it returns nothing`, "");
    else showResult(item, false, `Returned ${time}`, prettify(answer.text));
  } catch (error) {
    const reason = error.name === "AbortError" ? "Stopped waiting; it may still run" : "The gateway does not answer";

    showResult(item, true, reason, "");
  } finally {
    button.removeEventListener("click", stopNow);
    button.textContent = label;
  }
}

function callMethod(item, name, method, button) {
  let given;

  try {
    given = parseArguments(item.querySelector(".arguments").value);
  } catch (error) {
    showResult(item, true, "Not called", error.message);
    return;
  }
  run(item, (signal) => ask(address(name, method), given.named, {
    signal,
    method: "POST",
    headers: { "Content-Type": "application/json" },
    body: `[${given.positional.join(", ")}]`,
  }), button);
}

function addMember(list, name, member, isAttribute) {
  const item = $("member-template").content.cloneNode(true).firstElementChild;
  const form = item.querySelector("form");
  const field = item.querySelector("input");
  const button = item.querySelector("button");

  item.querySelector(".name").textContent = member;
  button.textContent = isAttribute ? "Read" : "Call";
  button.setAttribute("aria-label", `${button.textContent} ${member}`);
  if (isAttribute) field.remove();
  else field.setAttribute("aria-label", `Arguments of ${member}`);
  form.classList.toggle("attribute", isAttribute);
  form.addEventListener("submit", (event) => {
    event.preventDefault();
    if (button.textContent === "Stop") return;
    if (isAttribute) run(item, (signal) => ask(address(name, member), [], { signal }), button);
    else callMethod(item, name, member, button);
  });
  list.append(item);
}

function fillMembers(section, name, members, isAttribute) {
  const list = section.querySelector(".members");

  for (const member of [...members].sort()) addMember(list, name, member, isAttribute);
  section.hidden = members.length === 0;
}

async function showObject(name) {
  const content = $("object-template").content.cloneNode(true);
  const state = content.querySelector(".state");
  const attributes = content.querySelector(".attributes");
  const methods = content.querySelector(".methods");
  const tags = objects.find((entry) => entry.name === name)?.tags ?? [];

  content.querySelector("h2").textContent = name;
  content.querySelector(".tags").append(...tags.map((tag) => {
    const item = document.createElement("li");

    item.textContent = tag;
    return item;
  }));
  content.querySelector(".tags").hidden = tags.length === 0;
  $("object").classList.remove("problem");
  $("object").replaceChildren(content);
  $("object").scrollTop = 0;

  try {
    const answer = await ask(address(name, "$meta"));

    if (answer.status !== 200) {
      const exception = answer.text.startsWith("{") ? JSON.parse(answer.text) : { args: [answer.text] };

      state.textContent = `It cannot be asked what it offers: ${exception.args.join(", ")}`;
      return;
    }
    const offered = JSON.parse(answer.text);

    state.hidden = true;
    fillMembers(attributes, name, offered.attributes, true);
    fillMembers(methods, name, offered.methods, false);
  } catch {
    state.textContent = "The gateway does not answer";
  }
}

function showChosen() {
  const name = chosenName();

  document.body.classList.toggle("chosen", name !== "");
  document.title = name === "" ? TITLE : `${name} – ${TITLE}`;
  for (const link of $("names").querySelectorAll("a")) {
    if (link.textContent === name) link.setAttribute("aria-current", "true");
    else link.removeAttribute("aria-current");
  }
  if (name !== "") showObject(name);
  else showProblem("Choose an object", "Its attributes and methods appear here.");
  if (name === "") $("object").classList.remove("problem");
}

// ---- Keys ----

function move(event, step) {
  const links = [...$("names").querySelectorAll("a")];
  const index = links.indexOf(document.activeElement);

  event.preventDefault();
  if (index + step < 0) $("search").focus();
  else links[Math.min(index + step, links.length - 1)]?.focus();
}

document.addEventListener("keydown", (event) => {
  const inList = $("names").contains(document.activeElement) || document.activeElement === $("search");

  if (event.ctrlKey || event.altKey || event.metaKey) return;
  if (event.key === "/" && !(document.activeElement instanceof HTMLInputElement)) {
    event.preventDefault();
    $("search").focus();
    $("search").select();
  } else if (inList && event.key === "ArrowDown") move(event, 1);
  else if (inList && event.key === "ArrowUp") move(event, -1);
});

$("search").addEventListener("input", search);
$("search-form").addEventListener("submit", (event) => {
  event.preventDefault();
  $("names").querySelector("a")?.click();
});
$("more").addEventListener("click", () => {
  shown += PAGE_SIZE;
  fillList();
});
$("refresh").addEventListener("click", load);
window.addEventListener("hashchange", () => {
  showChosen();
  $("object").focus();
});
load();
