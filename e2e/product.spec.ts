import { expect, test, type TestInfo } from "@playwright/test";
import { spawn, type ChildProcess } from "node:child_process";
import { once } from "node:events";
import { mkdtemp, rm } from "node:fs/promises";
import { createServer } from "node:net";
import { tmpdir } from "node:os";
import { join, resolve } from "node:path";
import { citizen, contact } from "./support/citizens.js";
import { Desk } from "./support/desk.js";
import { ApplicationsPage } from "./pages/applications.js";
import { CheckPage } from "./pages/check.js";
import { answersOf, PaymentFormPage } from "./pages/form.js";
import { RegistrationPage } from "./pages/registration.js";
import { ServicesPage } from "./pages/services.js";
import { StartPage } from "./pages/start.js";

/** A port that nobody listens on now. */
async function freePort(): Promise<number> {
  const server = createServer().listen(0, "127.0.0.1");
  await once(server, "listening");
  const { port } = server.address() as { port: number };
  server.close();
  await once(server, "close");
  return port;
}

interface Ended {
  code: number | null;
  said: string;
}

/** Runs a program to its end. */
async function run(program: string, env: Record<string, string>, args: string[] = []): Promise<Ended> {
  const child = spawn(program, args, { env: { ...process.env, ...env }, stdio: ["ignore", "pipe", "pipe"] });
  let said = "";
  child.stdout.on("data", (part: Buffer) => (said += part.toString()));
  child.stderr.on("data", (part: Buffer) => (said += part.toString()));
  const [code] = (await once(child, "close")) as [number | null];
  return { code, said };
}

/** `make run` as a person starts it; gives what it printed once everything is up. */
async function makeRun(state: string, info: TestInfo): Promise<{ child: ChildProcess; origin: string; outside: string; printed: string }> {
  const [port, outside, smtp, ncalayer] = await Promise.all([freePort(), freePort(), freePort(), freePort()]);
  // The client is there: building it anew would pull it away from under the stories of the other worker.
  const DIST = resolve(process.env.DIST ?? "../dist");
  const env = { DIST, PORT: port, OUTSIDE_PORT: outside, SMTP_PORT: smtp, NCALAYER_PORT: ncalayer };
  const child = spawn("../tools/run", {
    env: { ...process.env, ...Object.fromEntries(Object.entries(env).map(([name, it]) => [name, String(it)])), STATE: state },
    stdio: ["ignore", "pipe", "pipe"],
  });
  let printed = "";
  const started = new Promise<void>((up, failed) => {
    const hear = (part: Buffer) => {
      printed += part.toString();
      if (printed.includes("Ctrl-C ends both") && /\d{12}/.test(printed)) up();
    };
    child.stdout.on("data", hear);
    child.stderr.on("data", hear);
    child.once("exit", (code) => failed(new Error(`tools/run ended with ${code}: ${printed}`)));
  });
  await started.finally(() => info.attach("tools/run", { body: printed }));
  return { child, origin: `http://127.0.0.1:${port}`, outside: `http://127.0.0.1:${outside}`, printed };
}

test("R-010: one story on the release programs exactly as `make run` starts them", async ({ browser }, info) => {
  // The programs may have to be built first.
  test.setTimeout(1_200_000);
  const state = await mkdtemp(join(tmpdir(), "cabinet-"));
  const { child, origin, outside, printed } = await makeRun(state, info);
  try {
    expect(printed).toContain(origin);
    expect(printed).toContain(`${outside}/desk/`);
    expect(printed).toMatch(/Started in \d+ s/);
    const mehmet = citizen("mehmet");
    const desk = new Desk(outside);
    const page = await browser.newPage({ baseURL: origin, locale: "kk-KZ" });

    const registration = new RegistrationPage(page);
    await registration.open();
    await expect(page.getByRole("complementary").first()).toHaveText("Көрсетілім: бұл Қордың сайты емес");
    await registration.identify(mehmet);
    await registration.sendTo(/^\+7 771/);
    await registration.at(4);
    await registration.finish(await desk.code(contact(mehmet)));
    await registration.expectDone();
    await new StartPage(page).enter(mehmet);

    const services = new ServicesPage(page);
    await services.nav("nav-services").click();
    await services.begin();
    const form = new PaymentFormPage(page);
    await form.fillAll(answersOf(mehmet));
    await form.check();
    const check = new CheckPage(page);
    await check.sign();

    // The desk's own page plays the person at NCALayer's window.
    const table = await browser.newPage({ baseURL: outside });
    await table.goto("/desk/");
    await expect(table.getByRole("heading", { level: 1 })).toBeVisible();
    await expect.poll(async () => (await desk.pending())?.id ?? null).not.toBeNull();
    await desk.sign((await desk.pending())!.id, `${mehmet.iin}-sign`);
    const number = await check.expectSigned();

    const applications = new ApplicationsPage(page);
    await applications.open();
    await applications.show(number);
    await applications.expectStatus("received", 10_000);
    await desk.status(number, "checking");
    await applications.expectStatus("checking", 5_000);
    await table.close();
    await page.close();
  } finally {
    const ended = once(child, "exit");
    child.kill("SIGTERM");
    await ended;
    await rm(state, { recursive: true, force: true });
  }
  await expect(fetch(`${origin}/api/config`)).rejects.toThrow();
  await expect(fetch(`${outside}/desk/`)).rejects.toThrow();
});

test.describe("what is wrong is said in one line", () => {
  const backend = process.env.BACKEND_BIN ?? "../target/release/backend";
  const simulators = process.env.SIMULATORS_BIN ?? "../target/release/simulators";
  let state = "";
  let outside = "";
  let good: Record<string, string> = {};

  // Trusted certificates that are some: the outside world makes them at its first start.
  test.beforeAll(async () => {
    outside = await mkdtemp(join(tmpdir(), "outside-"));
    const child = spawn(simulators, ["--http-port", "0", "--smtp-port", "0", "--ncalayer-port", "0", "--state-dir", outside], { stdio: ["ignore", "pipe", "inherit"] });
    await once(child.stdout, "data");
    const ended = once(child, "exit");
    child.kill("SIGTERM");
    await ended;
  });

  test.afterAll(() => rm(outside, { recursive: true, force: true }));

  test.beforeEach(async () => {
    state = await mkdtemp(join(tmpdir(), "cabinet-"));
    const nowhere = "http://127.0.0.1:9";
    good = {
      LISTEN: "127.0.0.1:0",
      PUBLIC_ORIGIN: "http://127.0.0.1:8080",
      DIST: process.env.DIST ?? "../dist",
      DATABASE: join(state, "cabinet.db"),
      TRUST_ANCHORS: join(outside, "anchors"),
      FUND_URL: nowhere,
      PERSON_REGISTER_URL: nowhere,
      DISABILITY_REGISTER_URL: nowhere,
      BANK_DIRECTORY_URL: nowhere,
      SMS_URL: nowhere,
      SMTP_URL: "smtp://127.0.0.1:9",
      OCSP_URL: nowhere,
    };
  });

  test.afterEach(() => rm(state, { recursive: true, force: true }));

  function expectOneLine({ code, said }: Ended, about: RegExp): void {
    expect(said.trim().split("\n"), said).toHaveLength(1);
    expect(said).toMatch(about);
    expect(said).not.toContain("panicked");
    expect(code).not.toBe(0);
  }

  for (const [title, wrong, about] of [
    ["an origin that is no https", { PUBLIC_ORIGIN: "http://cabinet.example" }, /https/],
    ["an address that is none", { LISTEN: "somewhere" }, /listen/i],
    ["a folder of the client that is not there", { DIST: "/nonexistent/dist" }, /dist/i],
    ["no trusted certificates", { TRUST_ANCHORS: "/nonexistent/anchors" }, /anchors/],
    ["a database path that cannot be", { DATABASE: "/proc/nowhere/cabinet.db" }, /\/proc\/nowhere/],
  ] as const) {
    test(title, async () => expectOneLine(await run(backend, { ...good, ...wrong }), about));
  }

  test("a setting that is missing", async () => {
    const { FUND_URL: _, ...rest } = good;
    expectOneLine(await run(backend, rest), /fund-url/i);
  });

  test("a port that is taken: server and outside world", async () => {
    const taken = createServer().listen(0, "127.0.0.1");
    await once(taken, "listening");
    const { port } = taken.address() as { port: number };
    const inUse = new RegExp(`127\\.0\\.0\\.1:${port}.*(in use|occupied)`);
    const ports = ["--http-port", String(port), "--smtp-port", "0", "--ncalayer-port", "0"];
    expectOneLine(await run(simulators, {}, [...ports, "--state-dir", state]), inUse);
    expectOneLine(await run(backend, { ...good, LISTEN: `127.0.0.1:${port}` }), inUse);
    taken.close();
  });
});
