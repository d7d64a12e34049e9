import { appendFileSync, existsSync, mkdirSync, readdirSync, readFileSync } from "node:fs";
import { fileURLToPath } from "node:url";
import { citizens } from "./citizens.js";

/** What may never stand in an ordinary log. */
export interface Secret {
  kind: "iin" | "name" | "account" | "contact" | "code" | "password" | "token";
  value: string;
}

/** Where the run keeps the logs of its servers and what was typed in it. */
export const TRAIL = fileURLToPath(new URL("../test-results/trail/", import.meta.url));

/** Which members of a posted form hold which secret. */
const MEMBERS: Record<string, Secret["kind"]> = {
  iin: "iin",
  code: "code",
  password: "password",
  repeated: "password",
  current: "password",
  contact: "contact",
  token: "token",
};

const known = new Set<string>();

/** Writes down what is secret, once per process. */
export function note(...secrets: Secret[]): void {
  const fresh = secrets.filter(({ kind, value }) => value !== "" && !known.has(kind + value));
  if (fresh.length === 0) return;
  mkdirSync(TRAIL, { recursive: true });
  for (const secret of fresh) {
    known.add(secret.kind + secret.value);
    appendFileSync(`${TRAIL}secrets-${process.pid}.jsonl`, `${JSON.stringify(secret)}\n`);
  }
}

/** Writes down the secrets of a form that goes to the server, whatever typed it. */
export function noteForm(body: unknown): void {
  for (const [member, value] of Object.entries((body ?? {}) as Record<string, unknown>)) {
    const kind = MEMBERS[member];
    // A code is typed with spaces as well; the identifier of a contact is no contact.
    const typed = typeof value === "string" ? value : "";
    const plain = kind === "code" || kind === "iin" ? typed.replaceAll(/[\s-]/g, "") : typed;
    const names = kind !== "contact" || /@|\d{3}.*\d\d$/.test(plain);
    if (kind && names && plain.length >= 6) note({ kind, value: plain });
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
