import type { Secret } from "./secrets.js";

/** A secret in a line of a log; the secret itself is masked. */
export interface Finding {
  kind: Secret["kind"];
  encoding: string;
  line: string;
}

const MASK = "█████";

/** Base64 of a text as it stands inside anything longer, for each of the three ways that it can begin at. */
function base64(text: string): string[] {
  const bytes = Buffer.from(text);
  return [0, 1, 2].map((before) => {
    const whole = Buffer.concat([Buffer.alloc(before), bytes]).toString("base64");
    // Only the digits that hold nothing of what stands before or after.
    return whole.slice(Math.ceil((before * 8) / 6), Math.floor(((before + bytes.length) * 8) / 6));
  });
}

/** Every byte as a percent sequence. */
function percent(text: string): string {
  return [...Buffer.from(text)].map((byte) => `%${byte.toString(16).toUpperCase().padStart(2, "0")}`).join("");
}

/** Letters above ASCII as JSON and Rust may write them. */
function escaped(text: string, write: (unit: string) => string): string {
  return text.replaceAll(/[^\x20-\x7e]/g, (letter) => [...letter].map((one) => write(one.codePointAt(0)!.toString(16))).join(""));
}

/** How somebody would find the same secret: a phone without its country, an address in small letters. */
function cores({ kind, value }: Secret): string[] {
  if (kind !== "contact" || value.includes("@")) return [value];
  const national = value.replaceAll(/\D/g, "").slice(-10);
  const groups = /^(...)(...)(..)(..)$/.exec(national)?.slice(1) ?? [national];
  return [national, groups.join(" "), groups.join("-")];
}

/** The shapes in which a secret can stand in a log, each with its name. */
export function shapes(secret: Secret): [string, string][] {
  return cores(secret).flatMap((core) => {
    const url = encodeURIComponent(core);
    const inBase64 = base64(core);
    const all: [string, string][] = [
      ["plain", core],
      ["url", url],
      ["url", url.replaceAll("%20", "+")],
      ["url", percent(core)],
      ["escaped", escaped(core, (hex) => `\\u${hex.padStart(4, "0")}`)],
      ["escaped", escaped(core, (hex) => `\\u{${hex}}`)],
      ["hex", Buffer.from(core).toString("hex")],
      ...inBase64.map((text): [string, string] => ["base64", text]),
      ...inBase64.map((text): [string, string] => ["base64", text.replaceAll("+", "-").replaceAll("/", "_")]),
    ];
    return all.filter(([, text], at) => all.findIndex(([, other]) => other === text) === at);
  });
}

/** A code is six digits: inside a longer number or a random id they are no code. */
function stands(kind: Secret["kind"], encoding: string, line: string, at: number, length: number): boolean {
  if (kind !== "code" || encoding !== "plain") return true;
  const [before, after] = [line[at - 1] ?? " ", line[at + length] ?? " "];
  return !/[0-9a-z]/i.test(before) && !/[0-9a-z]/i.test(after);
}

/** Percent sequences are written in capital or small letters, and so is base64 told from hexadecimal. */
const folds = (encoding: string) => encoding !== "base64";

/** The line around a place, every secret in it masked. */
function masked(log: string, at: number, secret: Uint8Array): string {
  const begin = log.lastIndexOf("\n", at) + 1;
  const end = log.indexOf("\n", at);
  let line = "";
  for (let place = begin; place < (end < 0 ? log.length : end); place += 1) {
    if (!secret[place]) line += log[place];
    else if (place === begin || !secret[place - 1]) line += MASK;
  }
  return line;
}

/** Looks for each secret, in each shape. */
export function search(log: string, secrets: Secret[]): Finding[] {
  const hits: { kind: Secret["kind"]; encoding: string; at: number }[] = [];
  const hidden = new Uint8Array(log.length);
  const lower = log.toLowerCase();
  for (const { secret, encoding, shape } of secrets.flatMap((secret) => shapes(secret).map(([encoding, shape]) => ({ secret, encoding, shape })))) {
    const [text, needle] = folds(encoding) ? [lower, shape.toLowerCase()] : [log, shape];
    for (let at = text.indexOf(needle); at >= 0; at = text.indexOf(needle, at + 1)) {
      if (!stands(secret.kind, encoding, text, at, needle.length)) continue;
      hits.push({ kind: secret.kind, encoding, at });
      hidden.fill(1, at, at + needle.length);
    }
  }
  return hits.map(({ kind, encoding, at }) => ({ kind, encoding, line: masked(log, at, hidden) }));
}
