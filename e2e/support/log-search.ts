import { squeeze } from "./squeeze.js";
import type { Secret } from "./secrets.js";

/** A secret in a line of a log; the secret itself is masked. */
export interface Finding {
  kind: Secret["kind"];
  encoding: string;
  line: string;
}

/** Where something stands in a log. */
interface Hit {
  kind: Secret["kind"];
  encoding: string;
  at: number;
  length: number;
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

/** Numbers are written in groups, each time another way; texts are written as they are. */
function isNumber({ kind, value }: Secret): boolean {
  return ["iin", "account", "document", "code"].includes(kind) || (kind === "contact" && !value.includes("@"));
}

/** Digits and letters of a number alone; of a phone without its country. */
function core({ kind, value }: Secret): string {
  const plain = value.replaceAll(/[^0-9a-z]/gi, "").toLowerCase();
  return kind === "contact" ? plain.slice(-10) : plain;
}

/** How a secret may have been written before it was encoded: as typed, and a number plain and in the usual groups as well. */
function spellings(secret: Secret): string[] {
  if (!isNumber(secret)) return [secret.value];
  const plain = core(secret);
  const groups = (secret.kind === "contact" && /^(...)(...)(..)(..)$/.exec(plain)?.slice(1)) || [plain];
  // What stands before the country's own digits may be `8`, `+7` or nothing.
  const digits = [...secret.value.matchAll(/[0-9a-z]/gi)];
  const typed = secret.value.slice(digits.at(-plain.length)?.index ?? 0).trim();
  return [...new Set([plain, typed, groups.join(" "), groups.join("-")])];
}

/** The encodings in which a secret can stand in a log, each with its name. */
function shapes(secret: Secret): [string, string][] {
  return spellings(secret).flatMap((text) => {
    const inBase64 = base64(text);
    const url = encodeURIComponent(text);
    const all: [string, string][] = [
      ["hex", Buffer.from(text).toString("hex")],
      ...inBase64.map((part): [string, string] => ["base64", part]),
      ...inBase64.map((part): [string, string] => ["base64", part.replaceAll("+", "-").replaceAll("/", "_")]),
    ];
    // Numbers are looked for in the squeezed log, whatever stands between their digits.
    if (!isNumber(secret)) {
      all.push(
        ["plain", text],
        ["url", url],
        ["url", url.replaceAll("%20", "+")],
        ["url", percent(text)],
        ["escaped", escaped(text, (hex) => `\\u${hex.padStart(4, "0")}`)],
        ["escaped", escaped(text, (hex) => `\\u{${hex}}`)],
      );
    }
    return all.filter(([, shape], at) => all.findIndex(([, other]) => other === shape) === at);
  });
}

/** Every place of a text, overlapping ones as well. */
function* places(text: string, needle: string): Generator<number> {
  for (let at = text.indexOf(needle); at >= 0; at = text.indexOf(needle, at + 1)) yield at;
}

/** A code is six digits: inside a longer number, a random id, a date or an address they are no code. */
function isCode(log: string, at: number, length: number): boolean {
  const written = log.slice(at, at + length);
  const [before, after] = [log.slice(Math.max(0, at - 2), at), log.slice(at + length, at + length + 2)];
  if (/[0-9a-z]$/i.test(before) || /^[0-9a-z]/i.test(after)) return false;
  if (/^\d{6}$/.test(written) || written.includes("%")) return true;
  return /^[\d \t+-]+$/.test(written) && !/\d[ \t.+-]$/.test(before) && !/^[ \t.+-]\d/.test(after);
}

/** Numbers, plain or as percent sequences, with any run of separators between their digits. */
function numbers(log: string, secrets: Secret[]): Hit[] {
  const meant = secrets.filter(isNumber);
  if (meant.length === 0) return [];
  const squeezed = squeeze(log);
  return meant.flatMap((secret) => {
    const needle = core(secret);
    const found = [...places(squeezed.text, needle)].map((place) => squeezed.origin(place, needle.length));
    const whole = found.filter(({ at, length }) => secret.kind !== "code" || isCode(log, at, length));
    return whole.map(({ at, length }) => ({ kind: secret.kind, encoding: log.slice(at, at + length).includes("%") ? "url" : "plain", at, length }));
  });
}

/** Percent sequences are written in capital or small letters, and so is base64 told from hexadecimal. */
const folds = (encoding: string) => encoding !== "base64";

/** Secrets in each of their encodings. */
function encoded(log: string, secrets: Secret[]): Hit[] {
  const lower = log.toLowerCase();
  return secrets.flatMap((secret) =>
    shapes(secret).flatMap(([encoding, shape]) => {
      const [text, needle] = folds(encoding) ? [lower, shape.toLowerCase()] : [log, shape];
      return [...places(text, needle)].map((at) => ({ kind: secret.kind, encoding, at, length: needle.length }));
    }),
  );
}

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
  const hits = [...numbers(log, secrets), ...encoded(log, secrets)];
  const hidden = new Uint8Array(log.length);
  for (const { at, length } of hits) hidden.fill(1, at, at + length);
  return hits.map(({ kind, encoding, at }) => ({ kind, encoding, line: masked(log, at, hidden) }));
}
