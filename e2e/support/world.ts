import { test as base, expect, type Page } from "@playwright/test";
import { AxeBuilder } from "@axe-core/playwright";
import { spawn } from "node:child_process";
import { once } from "node:events";
import { createInterface } from "node:readline";
import { carry, register, type Citizen } from "./citizens.js";
import { Desk } from "./desk.js";

/** Addresses that the harness prints as its first line. */
interface Addresses {
  origin: string;
  outside: string;
  control: string;
}

/** Server and outside world of one worker: its own store, its own clock. */
export class World {
  readonly desk: Desk;

  constructor(private readonly addresses: Addresses) {
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

  private async control(path: string, body: unknown): Promise<void> {
    const answer = await fetch(this.addresses.control + path, {
      method: "POST",
      headers: { "content-type": "application/json" },
      body: JSON.stringify(body),
    });
    if (!answer.ok) throw new Error(`harness: ${path} answered ${answer.status}`);
  }
}

async function startHarness(): Promise<{ addresses: Addresses; stop: () => Promise<void> }> {
  const { HARNESS_BIN = "../target/release/harness", DIST = "../dist" } = process.env;
  const child = spawn(HARNESS_BIN, ["--dist", DIST], { stdio: ["ignore", "pipe", "inherit"] });
  const lines = createInterface({ input: child.stdout });
  const [first] = (await Promise.race([
    once(lines, "line"),
    once(child, "exit").then(([code]) => Promise.reject(new Error(`the harness ended with ${code}`))),
  ])) as [string];
  const stop = async () => {
    const ended = once(child, "exit");
    child.kill("SIGTERM");
    await ended;
  };
  return { addresses: JSON.parse(first) as Addresses, stop };
}

/** Fails on any accessibility violation that axe knows (WCAG 2.2 AA). */
export async function accessible(page: Page): Promise<void> {
  const result = await new AxeBuilder({ page }).withTags(["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"]).analyze();
  expect(result.violations.map((it) => `${it.id}: ${it.nodes.map((node) => node.target.join(" ")).join(", ")}`)).toEqual([]);
}

interface WorkerWorld {
  harness: { addresses: Addresses };
}

interface TestWorld {
  world: World;
  /** Errors that the browser's console may hold, because the test plays them. */
  mayFail: RegExp[];
  /** Anything the browser's console said that is an error: none may be. */
  quiet: void;
  /** Registers a demo citizen and puts their session into the browser; gives the cookie. */
  enter: (who: Citizen) => Promise<string>;
}

/** What Chromium writes down although the page shows it: refused and failed requests, a socket that nobody answers. */
const EXPECTED = [
  /^Failed to load resource: the server responded with a status of (4\d\d|503)/,
  /WebSocket connection to .* failed/,
  /net::ERR_(INTERNET_DISCONNECTED|CONNECTION_REFUSED|CONNECTION_RESET|EMPTY_RESPONSE|FAILED|ABORTED)/,
];

export const test = base.extend<TestWorld, WorkerWorld>({
  harness: [
    async ({}, use) => {
      const { addresses, stop } = await startHarness();
      await use({ addresses });
      await stop();
    },
    { scope: "worker" },
  ],
  world: async ({ harness }, use) => {
    const world = new World(harness.addresses);
    await world.reset();
    await use(world);
  },
  baseURL: async ({ harness }, use) => {
    await use(harness.addresses.origin);
  },
  mayFail: [[], { option: true }],
  quiet: [
    async ({ context, mayFail }, use) => {
      const loud: string[] = [];
      context.on("weberror", (error) => loud.push(error.error().message));
      context.on("console", (message) => {
        if (message.type() === "error") loud.push(message.text());
      });
      await use();
      const allowed = [...EXPECTED, ...mayFail];
      expect(loud.filter((line) => !allowed.some((one) => one.test(line)))).toEqual([]);
    },
    { auto: true },
  ],
  enter: async ({ context, world }, use) => {
    await use(async (who) => {
      const cookie = await register(world, who);
      await carry(context, world, cookie);
      return cookie;
    });
  },
});

export { expect };
