import { expect, type Page } from "@playwright/test";
import type { Citizen } from "./citizens.js";

/** Everything that a browser keeps for the site once the page is closed, as text. Databases and caches, whose inside is not read here, there are none. */
export async function stored(page: Page): Promise<string> {
  const kept = await page.evaluate(async () => ({
    local: { ...localStorage },
    session: { ...sessionStorage },
    cookies: document.cookie,
    databases: await indexedDB.databases(),
    caches: await caches.keys(),
    state: history.state as unknown,
    workers: (await navigator.serviceWorker.getRegistrations()).length,
  }));
  expect([kept.databases, kept.caches, kept.workers], "databases, caches and workers of the site").toEqual([[], [], 0]);
  return JSON.stringify(kept);
}

/** What tells of a person: IIN, names, contacts, accounts. */
export function traces(who: Citizen): string[] {
  const { surname, given } = who.name;
  return [who.iin, surname, given, ...(who.fund?.contacts ?? []).map(({ value }) => value), ...(who.fund?.accounts ?? []).map(({ number }) => number)];
}

/** Which of the texts stand in the page or in the storage of the browser; the letter case does not matter. */
export async function found(page: Page, texts: string[]): Promise<string[]> {
  const typed = await page.evaluate(() => [...document.querySelectorAll<HTMLInputElement>("input, select, textarea")].map(({ value }) => value).join("\n"));
  const all = [await page.content(), typed, await stored(page)].join("\n").toLowerCase();
  return texts.filter((text) => all.includes(text.toLowerCase()));
}
