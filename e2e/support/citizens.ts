import { readFileSync } from "node:fs";
import { createHash } from "node:crypto";
import type { BrowserContext } from "@playwright/test";
import { note, noteForm } from "./secrets.js";
import type { World } from "./world.js";

export interface Account {
  number: string;
  contribution: "mandatory" | "occupational" | "voluntary";
  balance: string;
}

export interface IdentityDocument {
  kind: "identity-card" | "passport" | "residence-permit" | "stateless-certificate";
  series: string | null;
  number: string;
  issued: string;
  valid_until: string;
  issuer: string;
}

export interface FullName {
  surname: string;
  given: string;
  patronymic: string | null;
}

/** A demo citizen, as `simulators/personas.json` has them. */
export interface Citizen {
  id: string;
  iin: string;
  end: string;
  account: string | null;
  situation: Record<"kk" | "ru" | "en", string>;
  name: FullName;
  register: { documents: IdentityDocument[] } | null;
  fund: {
    document: IdentityDocument | null;
    contacts: { id: string; channel: "sms" | "email"; value: string; shared: boolean }[];
    accounts: Account[];
  } | null;
}

const file = new URL("../../simulators/personas.json", import.meta.url);

export const citizens = JSON.parse(readFileSync(file, "utf8")) as Citizen[];

export function citizen(id: string): Citizen {
  const found = citizens.find((it) => it.id === id);
  if (!found) throw new Error(`no demo citizen ${id}`);
  return found;
}

/** Where codes for this citizen go. */
export function contact(of: Citizen, channel?: "sms" | "email"): string {
  const found = of.fund?.contacts.find((it) => !channel || it.channel === channel);
  if (!found) throw new Error(`${of.id} has no contact`);
  return found.value;
}

/** Long enough, known to nobody, the same in every test. */
export const PASSWORD = "Көктөбе самалы 41";

interface Challenge {
  algorithm: string;
  challenge: string;
  maxnumber: number;
  salt: string;
  signature: string;
}

/** Solves the anti-robot check as the worker in the browser does. */
export function solve(challenge: Challenge): string {
  for (let number = 0; number <= challenge.maxnumber; number += 1) {
    if (createHash("sha256").update(challenge.salt + number).digest("hex") === challenge.challenge) {
      const { algorithm, challenge: hash, salt, signature } = challenge;
      return Buffer.from(JSON.stringify({ algorithm, challenge: hash, number, salt, signature })).toString("base64");
    }
  }
  throw new Error("the challenge has no solution");
}

/** The API as a page of the site calls it. */
export async function call(world: World, method: string, path: string, body?: unknown, cookie?: string): Promise<Response> {
  noteForm(body);
  return fetch(world.origin + path, {
    method,
    headers: {
      origin: world.origin,
      ...(body === undefined ? {} : { "content-type": "application/json" }),
      ...(cookie ? { cookie } : {}),
    },
    ...(body === undefined ? {} : { body: JSON.stringify(body) }),
  });
}

/** The API where it must succeed. */
export async function ask<T>(world: World, method: string, path: string, body?: unknown, cookie?: string): Promise<T> {
  const answer = await call(world, method, path, body, cookie);
  const text = await answer.text();
  if (!answer.ok) throw new Error(`${method} ${path} answered ${answer.status}: ${text}`);
  return (text === "" ? undefined : JSON.parse(text)) as T;
}

/** Registers through the API and gives the cookie of a session, `name=value`. */
export async function register(world: World, who: Citizen): Promise<string> {
  const proof = solve(await ask<Challenge>(world, "GET", "/api/anti-robot"));
  const begun = await ask<{ id: string; contacts: { id: string }[] }>(world, "POST", "/api/registration", { iin: who.iin, proof });
  const path = `/api/registration/${begun.id}`;
  await ask(world, "POST", `${path}/code`, { contact: begun.contacts[0]!.id, language: "kk" });
  const code = await world.desk.code(contact(who));
  await ask(world, "POST", `${path}/password`, { code, password: PASSWORD, repeated: PASSWORD });
  return signIn(world, who);
}

/** Signs in through the API and gives the cookie, `name=value`. */
export async function signIn(world: World, who: Citizen): Promise<string> {
  const answer = await call(world, "POST", "/api/session", { iin: who.iin, password: PASSWORD });
  const cookie = answer.headers.getSetCookie()[0]?.split(";")[0];
  if (!answer.ok || !cookie) throw new Error(`signing in answered ${answer.status}: ${await answer.text()}`);
  note({ kind: "token", value: cookie.split("=")[1]! });
  return cookie;
}

/** Puts the session into a browser. */
export async function carry(context: BrowserContext, world: World, cookie: string): Promise<void> {
  const [name, value] = cookie.split("=") as [string, string];
  await context.addCookies([{ name, value, url: world.origin, httpOnly: true, sameSite: "Lax" }]);
}
