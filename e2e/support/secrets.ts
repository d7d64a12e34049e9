import { appendFileSync, existsSync, mkdirSync, readdirSync, readFileSync } from "node:fs";
import { fileURLToPath } from "node:url";
import { citizens } from "./citizens.js";

/** What may never stand in an ordinary log. */
export interface Secret {
  kind: "iin" | "name" | "account" | "contact" | "document" | "address" | "code" | "password" | "token";
  value: string;
}

/** Where the run keeps the logs of its servers and what was typed in it. */
export const TRAIL = fileURLToPath(new URL("../test-results/trail/", import.meta.url));

/** Which members of a posted form hold which secret, however deep they stand in it. */
const MEMBERS: Record<string, Secret["kind"]> = {
  iin: "iin",
  surname: "name",
  given: "name",
  patronymic: "name",
  document: "document",
  iban: "account",
  contact: "contact",
  contact_phone: "contact",
  mobile_phone: "contact",
  email: "contact",
  city: "address",
  street: "address",
  code: "code",
  password: "password",
  repeated: "password",
  current: "password",
  token: "token",
};

/** How many letters and digits a secret needs before it tells of somebody: less is the beginning of one, as drafts hold them. */
const LEAST: Record<Secret["kind"], number> = { iin: 10, name: 4, account: 10, contact: 9, document: 8, address: 5, code: 6, password: 6, token: 6 };

/** A mail address is told by less than a number; the id of a contact is shorter than both. */
function tells({ kind, value }: Secret): boolean {
  return value.replaceAll(/[^\p{L}\p{N}]/gu, "").length >= (value.includes("@") ? 6 : LEAST[kind]);
}

const known = new Set<string>();

/** Writes down what is secret, once per process. */
export function note(...secrets: Secret[]): void {
  const fresh = secrets.filter((secret) => tells(secret) && !known.has(secret.kind + secret.value));
  if (fresh.length === 0) return;
  mkdirSync(TRAIL, { recursive: true });
  for (const secret of fresh) {
    known.add(secret.kind + secret.value);
    appendFileSync(`${TRAIL}secrets-${process.pid}.jsonl`, `${JSON.stringify(secret)}\n`);
  }
}

/** Writes down the secrets of a form that goes to the server, whatever typed it: as typed, and as the server reads it. */
export function noteForm(body: unknown): void {
  if (typeof body !== "object" || body === null) return;
  for (const [member, value] of Object.entries(body)) {
    const kind = MEMBERS[member];
    if (typeof value !== "string") noteForm(value);
    else if (kind) note({ kind, value }, { kind, value: value.normalize("NFKC").trim() });
  }
}

/** Writes down the codes and the secrets of links that a message holds. */
export function noteMessage(text: string): void {
  for (const [, code] of text.matchAll(/\b(\d{6})\b/g)) note({ kind: "code", value: code! });
  for (const [, token] of text.matchAll(/\/not-me#([\w.-]+)/g)) note({ kind: "token", value: token! });
}

/** Everything written down in this run, with all that is known of the demo citizens. */
export function allSecrets(): Secret[] {
  const all: Secret[] = citizens.flatMap((who) => [
    { kind: "iin" as const, value: who.iin },
    ...[who.name.surname, who.name.given, who.name.patronymic ?? ""].map((value) => ({ kind: "name" as const, value })),
    ...[...(who.register?.documents ?? []), who.fund?.document].flatMap((document) => (document ? [{ kind: "document" as const, value: document.number }] : [])),
    ...(who.fund?.accounts ?? []).map(({ number }) => ({ kind: "account" as const, value: number })),
    ...(who.fund?.contacts ?? []).map(({ value }) => ({ kind: "contact" as const, value })),
  ]);
  for (const name of existsSync(TRAIL) ? readdirSync(TRAIL) : []) {
    if (!name.startsWith("secrets-")) continue;
    for (const line of readFileSync(TRAIL + name, "utf8").split("\n")) if (line) all.push(JSON.parse(line) as Secret);
  }
  const whole = all.filter(({ value }) => value !== "");
  return [...new Map(whole.map((secret) => [secret.kind + secret.value, secret])).values()];
}

/** The log of a server that starts now. */
export function newLog(): string {
  mkdirSync(TRAIL, { recursive: true });
  return `${TRAIL}server-${process.pid}-${Date.now()}.log`;
}

/** The logs of this run. */
export function logs(): string[] {
  if (!existsSync(TRAIL)) return [];
  return readdirSync(TRAIL).filter((name) => name.startsWith("server-")).map((name) => TRAIL + name);
}
