import { test as base, expect, type BrowserContext, type Page } from "@playwright/test";
import { AxeBuilder } from "@axe-core/playwright";
import { spawn } from "node:child_process";
import { once } from "node:events";
import { closeSync, openSync, readFileSync } from "node:fs";
import { createInterface } from "node:readline";
import { carry, register, type Citizen } from "./citizens.js";
import { Desk, KEY_PASSWORD } from "./desk.js";
import { search } from "./log-search.js";
import { newLog, note, noteForm, type Secret } from "./secrets.js";

/** Addresses that the harness prints as its first line. */
interface Addresses {
  origin: string;
  outside: string;
  ncalayer: string;
  control: string;
}

/** Server and outside world of one worker: its own store, its own clock. */
export class World {
  readonly desk: Desk;

  constructor(
    private readonly addresses: Addresses,
    /** Where the server's log is. */
    readonly log: string,
  ) {
    this.desk = new Desk(addresses.outside);
  }

  get origin(): string {
    return this.addresses.origin;
  }

  /** The identity document that the Fund knows now. */
  async fundDocument(iin: string): Promise<unknown> {
    const answer = await fetch(`${this.addresses.outside}/fund/v1/persons/${iin}`);
    return ((await answer.json()) as { document: unknown }).document;
  }

  /** Meanwhile this person applies at the Fund's office, about the account that their application here is about. */
  async appliesAtOffice({ iin, account }: Citizen): Promise<void> {
    const number = "office-1";
    const answer = await fetch(`${this.addresses.outside}/fund/v1/applications`, {
      method: "POST",
      headers: { "content-type": "application/json", "idempotency-key": number },
      body: JSON.stringify({
        number,
        kind: "pension-payment",
        signed_at: "2026-11-24T10:00:00Z",
        iin,
        payload: { account },
        document_sha256: "0".repeat(64),
        cms: "AAAA",
      }),
    });
    if (!answer.ok) throw new Error(`the Fund answered ${answer.status}: ${await answer.text()}`);
  }

  /** Moves the clock of server and outside world. */
  async advance(seconds: number): Promise<void> {
    await this.control("/clock", { advance_seconds: seconds });
  }

  /** Time stands still until the next reset; `advance` still moves it. */
  async freeze(): Promise<void> {
    await this.control("/freeze", {});
  }

  /** A new store and a new outside world: as on the first day. */
  async reset(): Promise<void> {
    await this.control("/reset", {});
  }

  /** Ends the server as at a deployment and starts it anew over the same store. */
  async restart(): Promise<void> {
    await this.control("/restart", {});
  }

  /** Starts the server anew with other settings, by their names on its command line; a reset takes them back. */
  async set(settings: Record<string, string>): Promise<void> {
    await this.control("/settings", settings);
  }

  /**
   * From here on nobody tells whether a key was revoked: the responder is silent, no list can be fetched, and none is kept in
   * `folder`, which is new. The responder alone comes back with `desk.register("authority", "on")`.
   */
  async knowsNoRevocation(folder: string): Promise<void> {
    await this.desk.register("authority", "off");
    await this.desk.register("revocation-lists", "off");
    await this.set({ "revocation-list-folder": folder });
  }

  private async control(path: string, body: unknown): Promise<void> {
    const answer = await fetch(this.addresses.control + path, {
      method: "POST",
      headers: { "content-type": "application/json" },
      body: JSON.stringify(body),
    });
    if (!answer.ok) throw new Error(`harness: ${path} answered ${answer.status}`);
  }
}

interface Harness {
  addresses: Addresses;
  log: string;
}

async function startHarness(): Promise<Harness & { stop: () => Promise<void> }> {
  const { HARNESS_BIN = "../target/release/harness", DIST = "../dist" } = process.env;
  const log = newLog();
  const file = openSync(log, "a");
  const child = spawn(HARNESS_BIN, ["--dist", DIST], { stdio: ["ignore", "pipe", file] });
  closeSync(file);
  const lines = createInterface({ input: child.stdout! });
  const [first] = (await Promise.race([
    once(lines, "line"),
    once(child, "exit").then(([code]) => Promise.reject(new Error(`the harness ended with ${code}: ${readFileSync(log, "utf8").slice(-2000)}`))),
  ])) as [string];
  const stop = async () => {
    const ended = once(child, "exit");
    child.kill("SIGTERM");
    await ended;
  };
  return { addresses: JSON.parse(first) as Addresses, log, stop };
}

/** Fails on any accessibility violation that axe knows (WCAG 2.2 AA). */
export async function accessible(page: Page): Promise<void> {
  const result = await new AxeBuilder({ page }).withTags(["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"]).analyze();
  expect(result.violations.map((it) => `${it.id}: ${it.nodes.map((node) => node.target.join(" ")).join(", ")}`)).toEqual([]);
}

/** Nothing is cut off, and nobody scrolls sideways, on a phone of 320 px (WCAG 1.4.10). */
export async function fits(page: Page): Promise<void> {
  const size = page.viewportSize()!;
  await page.setViewportSize({ width: 320, height: 640 });
  const wide = () => page.evaluate(() => document.documentElement.scrollWidth);
  await expect.poll(wide, "the width of the page").toBeLessThanOrEqual(320);
  await page.setViewportSize(size);
}

/**
 * What a browser does while a test runs: nothing may be loud, nobody else may be asked for anything, and what is typed in
 * NCALayer's window stays there.
 */
interface Watched {
  loud: string[];
  foreign: string[];
  betrayed: string[];
}

const OF_THE_KEY: Secret = { kind: "password", value: KEY_PASSWORD };

/** Writes down where something went that holds the password of a key, however encoded. */
function hear(seen: Watched, to: string, said: string): void {
  if (search(`${to}\n${said}`, [OF_THE_KEY]).length > 0) seen.betrayed.push(to);
}

/** Whether a page may ask this address for something: the cabinet itself, the signing program, and nobody else. */
function isOwn({ origin, ncalayer }: Addresses, url: string): boolean {
  return [origin, ncalayer].includes(new URL(url).origin) || /^(data|blob):/.test(url);
}

/** Looks on at every page of a browser's context; writes down what is typed, for the search of the log. */
function watch(context: BrowserContext, addresses: Addresses, seen: Watched): void {
  context.on("weberror", (error) => seen.loud.push(error.error().message));
  context.on("console", (message) => {
    if (message.type() === "error") seen.loud.push(message.text());
  });
  context.on("request", (request) => {
    if (!isOwn(addresses, request.url())) seen.foreign.push(request.url());
    hear(seen, request.url(), request.postData() ?? "");
    if (request.method() !== "GET") noteForm(read(request.postData()));
  });
  context.on("page", (page) => {
    page.on("websocket", (socket) => {
      if (!isOwn(addresses, socket.url())) seen.foreign.push(socket.url());
      socket.on("framesent", ({ payload }) => hear(seen, socket.url(), payload.toString()));
    });
  });
}

/** A posted form; an empty body or one that is no form says nothing. */
function read(body: string | null): unknown {
  try {
    return JSON.parse(body ?? "{}");
  } catch {
    return {};
  }
}

interface WorkerWorld {
  harness: Harness;
}

interface TestWorld {
  world: World;
  /** Errors that the browser's console may hold, because the test plays them. */
  mayFail: RegExp[];
  seen: Watched;
  /** Anything the browser's console said that is an error: none may be. Nobody but the cabinet was asked for anything. */
  quiet: void;
  /** Registers a demo citizen and puts their session into the browser; gives the cookie. */
  enter: (who: Citizen) => Promise<string>;
  /** A page in another browser: another device, or another person. */
  elsewhere: () => Promise<Page>;
}

/**
 * What Chromium writes down although the page shows it: refused and failed requests, a socket that nobody answers; and a part of
 * the client fetched ahead without a line, which its page asks for again.
 */
const EXPECTED = [
  /^TypeError: Failed to fetch\s+at \S+\/parts-[0-9a-f]+\.js/,
  /^Failed to load resource: the server responded with a status of (4\d\d|503)/,
  /WebSocket connection to .* failed/,
  /net::ERR_(INTERNET_DISCONNECTED|CONNECTION_REFUSED|CONNECTION_RESET|EMPTY_RESPONSE|FAILED|ABORTED)/,
];

export const test = base.extend<TestWorld, WorkerWorld>({
  harness: [
    async ({}, use) => {
      const { stop, ...harness } = await startHarness();
      await use(harness);
      await stop();
    },
    { scope: "worker" },
  ],
  world: async ({ harness }, use) => {
    const world = new World(harness.addresses, harness.log);
    await world.reset();
    await use(world);
    // Codes that no test has read are secrets as well.
    await world.desk.messages();
  },
  baseURL: async ({ harness }, use) => {
    await use(harness.addresses.origin);
  },
  mayFail: [[], { option: true }],
  seen: async ({}, use) => {
    await use({ loud: [], foreign: [], betrayed: [] });
  },
  quiet: [
    async ({ context, harness, mayFail, seen }, use) => {
      watch(context, harness.addresses, seen);
      await use();
      const allowed = [...EXPECTED, ...mayFail];
      expect(seen.loud.filter((line) => !allowed.some((one) => one.test(line)))).toEqual([]);
      expect(seen.foreign, "the cabinet asks nobody else for anything").toEqual([]);
      expect(seen.betrayed, "the password of a key reaches nobody (R-040)").toEqual([]);
      for (const { value } of await context.cookies()) note({ kind: "token", value });
    },
    { auto: true },
  ],
  elsewhere: async ({ browser, harness, seen, locale, timezoneId }, use) => {
    const opened: BrowserContext[] = [];
    await use(async () => {
      const context = await browser.newContext({ baseURL: harness.addresses.origin, locale: locale!, timezoneId: timezoneId! });
      opened.push(context);
      watch(context, harness.addresses, seen);
      return context.newPage();
    });
    for (const context of opened) await context.close();
  },
  enter: async ({ context, world }, use) => {
    await use(async (who) => {
      const cookie = await register(world, who);
      await carry(context, world, cookie);
      return cookie;
    });
  },
});

export { expect };
