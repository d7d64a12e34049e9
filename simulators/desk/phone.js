// eGov Mobile as a page: the person pastes what a QR code holds, reads the document and signs, cancels or misbehaves.
import { words } from "./phone-words.js";

const STATES = ["expired", "revoked", "lookalike", "othername", "org", "noiin"];
const KEYS = ["sign", "gost", "auth", ...["sign", "gost"].flatMap((kind) => STATES.map((state) => `${kind}-${state}`))];
const MOVES = ["sign", "cancel", "twice", "tampered-content", "rubbish", "flood", "wrong-token", "truncated", "no-certificate",
  "wrong-digest", "wrong-signature", "other-certificate", "wrong-stamp"];
const $ = (id) => document.getElementById(id);
let lang = "kk";
let personas = [];
let screen = null;

const t = (key) => words[lang][key] ?? key;

/** An element with attributes and children; everything from outside goes in as text. */
function el(name, attributes = {}, ...children) {
  const made = document.createElement(name);
  for (const [key, value] of Object.entries(attributes)) {
    if (key.startsWith("on")) made.addEventListener(key.slice(2), value);
    else made.setAttribute(key, value);
  }
  made.append(...children);
  return made;
}

async function ask(method, path, body) {
  const headers = body === undefined ? {} : { "content-type": "application/json" };
  const answer = await fetch(`api/${path}`, { method, headers, body: body === undefined ? undefined : JSON.stringify(body) });
  const value = await answer.json();
  if (!answer.ok) throw new Error(value.reason ?? value.error);
  return value;
}

/** The kind of a key, and what is the matter with it. */
function keyName(value) {
  const [kind, state] = value.split("-");
  return [t(`key_${kind}`), state && t(`state_${state}`)].filter(Boolean).join(", ");
}

function options() {
  const [person, key] = [$("person").value, $("key").value];
  $("person").replaceChildren(...personas.map(({ id, iin, name }) =>
    el("option", { value: id }, `${name.surname} ${name.given} · ${iin}`)));
  $("key").replaceChildren(...KEYS.map((value) => el("option", { value }, keyName(value))));
  if (person) $("person").value = person;
  if (key) $("key").value = key;
}

function draw() {
  $("screen").hidden = !screen;
  if (!screen) return;
  $("screen-title").textContent = screen.description;
  $("asks").textContent = `${screen.organisation} · ${t("until")} ${screen.expires}`;
  $("documents").replaceChildren(...screen.documents.map((shown) => {
    const rows = shown.meta.map(([name, value]) => el("div", {}, el("dt", {}, name), el("dd", {}, el("b", {}, value))));
    const address = `api/phone/screens/${screen.id}/documents/${shown.id}`;
    return el("div", {}, el("h3", {}, shown.name), el("dl", {}, ...rows),
      el("p", {}, el("a", { href: address, target: "_blank" }, t("read"))), el("p", { class: "hint" }, `SHA-256 ${shown.sha256}`));
  }));
  $("moves").replaceChildren(...MOVES.map((what) =>
    el("button", { type: "button", class: what === "sign" ? "" : "quiet", onclick: () => play(what) }, t(`move_${what}`))));
}

async function scan(event) {
  event.preventDefault();
  $("scan-said").textContent = "";
  $("said").replaceChildren();
  try {
    screen = await ask("POST", "phone/screens", { text: $("text").value, language: lang });
    draw();
    $("screen-title").focus();
  } catch (error) {
    screen = null;
    draw();
    $("scan-said").textContent = error.message;
  }
}

async function play(what) {
  const { iin } = personas.find(({ id }) => id === $("person").value);
  try {
    const said = await ask("POST", `phone/screens/${screen.id}/move`, { move: what, key: `${iin}-${$("key").value}` });
    $("said").replaceChildren(...said.map(({ status, message }) => el("li", {}, `${status}: ${status === 200 ? t("taken") : message}`)));
  } catch (error) {
    $("said").replaceChildren(el("li", {}, error.message));
  }
}

function speak() {
  document.documentElement.lang = lang;
  for (const node of document.querySelectorAll("[data-t]")) node.textContent = t(node.dataset.t);
  for (const button of document.querySelectorAll("[data-lang]")) button.setAttribute("aria-pressed", button.dataset.lang === lang);
  options();
  draw();
}

for (const button of document.querySelectorAll("[data-lang]")) {
  button.addEventListener("click", () => {
    lang = button.dataset.lang;
    speak();
  });
}
$("scan").addEventListener("submit", scan);
speak();
personas = await ask("GET", "personas");
options();
