// The desk: a page to play the outside world by hand. Plain DOM, no dependencies; asks the program once a second.
import { words } from "./words.js";

const TABS = ["inbox", "ncalayer", "applications", "systems", "people"];
const OUTCOMES = ["ok", "cancel", "invocation-error", "silence", "close", "extra-greeting", "no-greeting", "tampered-content", "truncated", "no-certificate", 
  "wrong-digest", "wrong-signature", "other-certificate", "wrong-stamp"];
const KINDS = { auth: "auth", sign: "sign_kind", gost: "gost" };
const NEXT = ["ok", "accept-then-timeout", "refuse", "error-500"];
const $ = (id) => document.getElementById(id);
let lang = "kk";
let personas = [];
let statuses = [];
let drawn = {}; // what stands on the page, as JSON: only what changed is drawn again, so nothing typed is lost

const t = (key) => words[lang][key] ?? key;

/** An element with attributes, listeners (`onclick`) and children; everything from outside goes in as text. */
function el(name, attributes = {}, ...children) {
  const made = document.createElement(name);
  for (const [key, value] of Object.entries(attributes)) {
    if (key.startsWith("on")) made.addEventListener(key.slice(2), value);
    else if (value === true) made.setAttribute(key, "");
    else if (value !== false && value != null) made.setAttribute(key, value);
  }
  made.append(...children.flat().filter((it) => it != null && it !== false));
  return made;
}

async function ask(method, path, body) {
  const answer = await fetch(`api/${path}`, {
    method,
    headers: body === undefined ? {} : { "content-type": "application/json" },
    body: body === undefined ? undefined : JSON.stringify(body),
  });
  const text = await answer.text();
  const value = text ? JSON.parse(text) : null;
  if (!answer.ok) throw new Error([value?.error, value?.reason].filter(Boolean).join(": ") || String(answer.status));
  return value;
}

/** Does something at the person's wish, says how it went and draws what changed. */
async function act(said, work) {
  try {
    await work();
    if (said) said.textContent = t("done");
  } catch (error) {
    if (said) said.textContent = error.message;
    else trouble(error.message);
  }
  await refresh();
}

function trouble(text) {
  $("trouble").hidden = !text;
  $("trouble").textContent = text ?? "";
}

/** Draws a part when its data or the language changed. */
function part(name, data, draw) {
  const key = JSON.stringify([lang, data]);
  if (drawn[name] === key) return;
  drawn[name] = key;
  draw(data);
}

/** Draws a list. An item that has not changed stays as it is, with what is typed in it; focus stays where it was. */
function list(box, items, make, empty = []) {
  const standing = new Map([...box.children].map((node) => [node.dataset.drawn, node]));
  const nodes = items.map((item) => {
    const key = JSON.stringify([lang, personas.length, item]);
    const node = standing.get(key) ?? make(item);
    node.dataset.drawn = key;
    return node;
  });
  const active = document.activeElement;
  box.replaceChildren(...(nodes.length ? nodes : empty));
  if (active !== document.activeElement) (active.isConnected ? active : active.id && $(active.id))?.focus();
}

const fullName = ({ surname, given, patronymic }) => [surname, given, patronymic].filter(Boolean).join(" ");
const holder = (iin) => personas.find((it) => it.iin === iin);
const owner = (contact) => personas.find((it) => it.fund?.contacts.some(({ value }) => value === contact));
const money = (text) => `${text.replace(/\B(?=(\d{3})+(?!\d))/g, "\u00a0").replace(".", ",")} ₸`;

/** Kazakhstan's time (UTC+5), whatever the computer's zone. */
function time(instant) {
  const local = new Date(new Date(instant).getTime() + 5 * 3600e3).toISOString();
  return `${local.slice(8, 10)}.${local.slice(5, 7)}.${local.slice(0, 4)} ${local.slice(11, 19)}`;
}

// Inbox

function drawMessages(messages) {
  $("inbox-count").textContent = messages.length || "";
  const items = [...messages].reverse().map((message) => {
    const person = owner(message.to);
    return el("li", {},
      el("p", { class: "who" }, el("span", { class: "tag" }, t(message.channel)), " ", el("b", {}, message.to),
        person ? ` · ${fullName(person.name)}` : "", el("time", { datetime: message.at }, time(message.at))),
      message.subject ? el("p", { class: "subject" }, message.subject) : null,
      el("p", { class: "text" }, ...coded(message.text)));
  });
  $("messages").replaceChildren(...(items.length ? items : [el("li", { class: "empty" }, t("inbox_empty"))]));
}

/** A one-time code stands out. */
function coded(text) {
  return text.split(/(?<!\d)(\d{6})(?!\d)/).map((piece, at) => (at % 2 ? el("strong", { class: "code" }, piece) : piece));
}

// NCALayer

function keyLabel(key) {
  const kind = t(KINDS[key.kind]);
  const state = el("span", { class: key.state === "good" ? "tag good" : "tag warn" }, t(key.state));
  return [el("b", {}, key.label), el("small", {}, `${key.iin} · ${kind} `), state];
}

function keyChoice(key) {
  return el("label", { class: "key" },
    el("input", { type: "radio", name: "key", value: key.id, disabled: !key.enabled }), el("span", {}, ...keyLabel(key)));
}

function drawWindow({ mode, listening, pending }) {
  $("ncalayer-count").textContent = pending ? "1" : "";
  if (!pending) {
    const text = !listening ? t("shut") : mode === "scripted" ? t("scripted") : t("window_empty");
    $("window").replaceChildren(el("p", { class: "empty" }, text));
    return;
  }
  const said = el("p", { class: "said bad", role: "alert" });
  const fitting = pending.keys.filter((key) => key.enabled);
  const unfit = pending.keys.filter((key) => !key.enabled);
  const form = el("form", {
    class: "window",
    onsubmit: (event) => {
      event.preventDefault();
      const data = new FormData(form);
      if (!data.get("key")) return void (said.textContent = t("choose_key"));
      const signing = { storage: data.get("storage"), key: data.get("key"), password: data.get("password") };
      sign(said, `ncalayer/${pending.id}/sign`, signing);
    },
  },
    el("h3", {}, t("asked")),
    el("p", { class: "hint" }, `${t("documents")}: ${pending.documents}`, pending.iin ? ` · ${t("only")} ${pending.iin}` : ""),
    el("label", { for: "storage" }, t("storage")),
    el("select", { id: "storage", name: "storage" }, el("option", { value: "PKCS12" }, t("file_store"))),
    el("fieldset", {}, el("legend", {}, `${t("fitting")} (${fitting.length})`), ...fitting.map(keyChoice)),
    el("details", {}, el("summary", {}, `${t("unfit")} (${unfit.length})`), ...unfit.map(keyChoice)),
    el("label", { for: "password" }, t("password")),
    el("p", { class: "hint", id: "password-hint" }, t("password_hint")),
    el("input", { id: "password", name: "password", type: "password", autocomplete: "off", "aria-describedby": "password-hint" }),
    el("div", { class: "row" }, el("button", { type: "submit" }, t("sign")),
      el("button", { type: "button", class: "quiet", onclick: () => sign(said, `ncalayer/${pending.id}/cancel`) }, t("cancel"))),
    said);
  const first = form.querySelector("input[name=key]:not([disabled])");
  if (first) first.checked = true;
  $("window").replaceChildren(form);
}

async function sign(said, path, body) {
  try {
    await ask("POST", path, body);
  } catch (error) {
    said.textContent = error.message;
  }
  await refresh();
}

function drawScript({ mode, outcome, key, listening }) {
  $("listening").checked = listening;
  const options = [["window", t("window")], ...OUTCOMES.map((it) => [it, t(`outcome_${it}`)])];
  $("outcome").replaceChildren(...options.map(([value, text]) => el("option", { value }, text)));
  $("outcome").value = mode === "window" ? "window" : outcome;
  const states = [["", "good"], ["-expired", "expired"], ["-revoked", "revoked"], ["-lookalike", "look-alike"],
    ["-othername", "other-name"], ["-org", "organisation"], ["-noiin", "without-iin"]];
  const kinds = Object.keys(KINDS).flatMap((kind) => states.map(([suffix, state]) => [kind, suffix, state]));
  const groups = personas.map((person) => el("optgroup", { label: `${person.name.surname} ${person.name.given}` },
    ...kinds.map(([kind, suffix, state]) => {
      const named = t(KINDS[kind]);
      const text = state === "good" ? named : `${named}, ${t(state)}`;
      return el("option", { value: `${person.iin}-${kind}${suffix}` }, `${person.name.surname} ${person.name.given}: ${text}`);
    })));
  $("script-key").replaceChildren(el("option", { value: "" }, t("any_key")), ...groups);
  $("script-key").value = key ?? "";
}

function wireScript() {
  $("script").addEventListener("submit", (event) => {
    event.preventDefault();
    const outcome = $("outcome").value;
    const mode = outcome === "window" ? { mode: "window" } : { mode: "scripted", outcome, key: $("script-key").value || null };
    act($("script-said"), () => ask("PUT", "ncalayer", mode));
  });
  $("listening").addEventListener("change", (event) => {
    act($("script-said"), () => ask("PUT", "ncalayer/listening", { listening: event.target.checked }));
  });
}

let opened = null; // the request whose window was opened

/** The program's window comes to the front by itself, as on a real computer, unless something is being typed here. */
function open(id) {
  if (id && id !== opened && !document.activeElement?.matches("input, select")) location.hash = "ncalayer";
  opened = id ?? null;
  document.title = (id ? "● " : "") + t("title");
}

// Applications

function statusName(code) {
  return statuses.find((it) => it.code === code)?.[lang] ?? code;
}

function applicationItem(application) {
  const person = holder(application.iin);
  const said = el("p", { class: "said bad", role: "alert" });
  const id = `step-${application.number}`;
  const reason = el("input", { type: "text", id: `${id}-reason` });
  const amount = el("input", { type: "text", inputmode: "decimal", id: `${id}-amount`, class: "short" });
  const move = (status) => async () => {
    const step = { status, reason: reason.value || null, amount: amount.value.replace(/\s/g, "").replace(",", ".") || null };
    try {
      await ask("POST", `applications/${encodeURIComponent(application.number)}/status`, step);
    } catch (error) {
      said.textContent = error.message;
    }
    await refresh();
  };
  const asks = (...codes) => application.next.some((code) => codes.includes(code));
  const steps = application.next.map((status) => {
    const bad = status === "returned" || status === "rejected";
    return el("button", { type: "button", class: bad ? "danger" : "", onclick: move(status) }, statusName(status));
  });
  const history = application.history.map((event) => el("li", {}, `${time(event.at)} ${statusName(event.status)}`,
    event.amount ? `, ${money(event.amount)}` : "", event.reason ? `: ${event.reason}` : ""));
  return el("li", {},
    el("p", { class: "who" }, el("b", {}, application.number), ` · ${person ? fullName(person.name) : application.iin}`,
      el("span", { class: "tag good" }, statusName(application.status))),
    steps.length
      ? el("div", { class: "row" },
        asks("returned", "rejected") && el("p", {}, el("label", { for: reason.id }, t("reason")), reason),
        asks("approved", "transferred", "executed") && el("p", {}, el("label", { for: amount.id }, t("amount")), amount),
        el("p", { class: "end" }, ...steps))
      : el("p", { class: "hint" }, t("final")),
    said,
    el("details", {}, el("summary", {}, t("history")), el("ol", {}, ...history)),
    el("details", {}, el("summary", {}, t("payload")), el("pre", {}, JSON.stringify(application.payload, null, 2))));
}

function drawApplications(applications) {
  $("applications-count").textContent = applications.length || "";
  list($("registered"), [...applications].reverse(), applicationItem, [el("li", { class: "empty" }, t("applications_empty"))]);
}

// Systems

function drawRegisters(registers) {
  $("systems-count").textContent = Object.values(registers).filter(({ mode }) => mode !== "on").length || "";
  list($("registers"), Object.entries(registers), ([name, current]) => {
    const modes = name === "ncalayer" ? ["on", "off"] : ["on", "off", "silent", "slow"];
    const delay = el("input", { type: "number", min: 0, max: 60000, step: 100, value: current.delay_ms || 3000, "aria-label": t("delay"), class: "short" });
    const change = (mode) => () => act(null, () => ask("PUT", `registers/${name}`, { mode, delay_ms: mode === "slow" ? Number(delay.value) : 0 }));
    const choices = modes.map((mode) => el("label", { class: `mode ${mode}` },
      el("input", { type: "radio", id: `mode-${name}-${mode}`, name: `mode-${name}`, value: mode, checked: current.mode === mode, onchange: change(mode) }),
      t(mode)));
    delay.addEventListener("change", () => current.mode === "slow" && change("slow")());
    return el("fieldset", { class: "register" }, el("legend", {}, name === "sms" ? t("sms_name") : t(name)), ...choices,
      name === "ncalayer" ? null : el("span", { class: "delay" }, delay, " ", t("delay")));
  });
}

function drawNext({ outcome, times }) {
  $("next").replaceChildren(...NEXT.map((value) => el("option", { value }, t(`next_${value}`))));
  $("next").value = outcome;
  $("times").value = times || 1;
}

function wireSystems() {
  $("fund-outcome").addEventListener("submit", (event) => {
    event.preventDefault();
    const next = { outcome: $("next").value, times: Number($("times").value) };
    act($("next-said"), () => ask("PUT", "fund/next-outcome", next));
  });
  $("reset").addEventListener("click", () => $("sure").showModal());
  $("sure").addEventListener("close", () => {
    if ($("sure").returnValue === "yes") act(null, () => ask("POST", "reset"));
    $("sure").returnValue = "";
  });
}

// People

function personItem(person) {
  const copy = el("button", {
    type: "button", class: "small",
    onclick: async () => {
      await navigator.clipboard.writeText(person.iin);
      copy.textContent = t("copied");
    },
  }, t("copy"));
  const contacts = person.fund?.contacts.map((it) => it.value + (it.shared ? ` (${t("shared")})` : "")) ?? [];
  const accounts = person.fund?.accounts.map((it) => `${t(it.contribution)} · ${money(it.balance)}`) ?? [];
  const { disability } = person;
  const group = disability ? `${disability.group} ${t("group")}, ${disability.indefinite ? t("indefinite") : `${t("until")} ${disability.valid_until}`}` : t("none");
  const lines = (values) => (values.length ? values.flatMap((value) => [value, el("br")]) : [t("none")]);
  const row = (label, ...values) => el("div", {}, el("dt", {}, t(label)), el("dd", {}, ...values));
  return el("article", { class: "card person" },
    el("header", {}, el("h3", {}, fullName(person.name)), el("span", { class: "tag" }, person.end)),
    el("p", { class: "situation" }, person.situation[lang]),
    el("dl", {}, row("iin", el("span", { class: "iin" }, person.iin), " ", copy), row("born", person.birth), row("contacts", ...lines(contacts)),
      row("accounts", ...lines(accounts)), row("disability", group), row("see", person.see[lang])));
}

// The page

function speak() {
  document.documentElement.lang = lang;
  document.title = t("title");
  for (const node of document.querySelectorAll("[data-t]")) node.textContent = t(node.dataset.t);
  for (const button of document.querySelectorAll("[data-lang]")) button.setAttribute("aria-pressed", button.dataset.lang === lang);
}

function show(tab) {
  const chosen = TABS.includes(tab) ? tab : "inbox";
  for (const name of TABS) {
    $(name).hidden = name !== chosen;
    $(`tab-${name}`).setAttribute("aria-selected", name === chosen);
    $(`tab-${name}`).tabIndex = name === chosen ? 0 : -1;
  }
}

function wireTabs() {
  for (const name of TABS) $(`tab-${name}`).addEventListener("click", () => (location.hash = name));
  document.querySelector("[role=tablist]").addEventListener("keydown", ({ key }) => {
    const step = { ArrowRight: 1, ArrowLeft: -1 }[key];
    const at = TABS.findIndex((name) => $(`tab-${name}`) === document.activeElement);
    if (!step || at < 0) return;
    const next = TABS[(at + step + TABS.length) % TABS.length];
    location.hash = next;
    $(`tab-${next}`).focus();
  });
  addEventListener("hashchange", () => show(location.hash.slice(1)));
}

async function refresh() {
  try {
    if (!personas.length) [personas, { statuses }] = await Promise.all([ask("GET", "personas"), ask("GET", "statuses")]);
    const [messages, ncalayer, applications, registers, next] = await Promise.all(
      ["messages", "ncalayer", "applications", "registers", "fund/next-outcome"].map((path) => ask("GET", path)));
    trouble(null);
    part("messages", messages, drawMessages);
    open(ncalayer.pending?.id);
    part("window", { mode: ncalayer.mode, listening: ncalayer.listening, pending: ncalayer.pending }, drawWindow);
    part("script", { ...ncalayer, pending: null }, drawScript);
    part("applications", [applications, personas.length], () => drawApplications(applications));
    part("registers", registers, drawRegisters);
    part("next", next, drawNext);
    part("people", personas, () => $("personas").replaceChildren(...personas.map(personItem)));
  } catch {
    trouble(t("unreachable"));
  }
}

for (const button of document.querySelectorAll("[data-lang]")) {
  button.addEventListener("click", () => {
    lang = button.dataset.lang;
    speak();
    refresh();
  });
}
speak();
wireTabs();
wireScript();
wireSystems();
show(location.hash.slice(1));
refresh();
setInterval(refresh, 1000);
