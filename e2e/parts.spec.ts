import type { Page } from "@playwright/test";
import { citizen } from "./support/citizens.js";
import { expect, test } from "./support/world.js";
import { CabinetPage, standsInThreeLanguages } from "./pages/cabinet.js";
import { CheckPage } from "./pages/check.js";
import { answersOf, openForm } from "./pages/form.js";
import { StartPage } from "./pages/start.js";

const aliya = citizen("aliya");

/** What comes after the first module. */
const PARTS = /\/(split|chunk)_[^/]*\.wasm$/;

/** Marks the document that is open; the mark is gone with it. */
const mark = (page: Page) => page.evaluate(() => document.documentElement.setAttribute("data-mark", ""));
const isMarked = (page: Page) => page.locator("html[data-mark]");

test("the start page works with one module; the next parts come unasked once it stands", async ({ page, world: _ }) => {
  const modules: string[] = [];
  page.on("request", (request) => {
    if (request.url().endsWith(".wasm")) modules.push(request.url());
  });
  await page.clock.install();
  await page.clock.pauseAt(Date.now() + 60_000);
  const start = new StartPage(page);
  await start.open();
  await start.signIn({ ...aliya, iin: "12" });
  await start.expectError("login-iin", start.say("login-iin.wrong-length", { found: 2 }));
  expect(modules, "one module and no part").toEqual([expect.stringMatching(/\/frontend-[0-9a-f]+_bg\.wasm$/)]);
  const cabinet = page.waitForResponse(/\/split_cabinet-/);
  await page.clock.runFor(3_000);
  expect((await cabinet).ok()).toBe(true);
});

test("the parts of the whole road are here before they are needed: signing begins although no module can be fetched any more", async ({ page, enter }) => {
  const signing = page.waitForResponse(/\/split_signing-/);
  await enter(aliya);
  const form = await openForm(page);
  await signing;
  await page.route(PARTS, (route) => route.abort());
  await form.fillAll(answersOf(aliya));
  await form.check();
  await new CheckPage(page).expectOpen();
});

test.describe("a part that does not come", () => {
  test.use({ mayFail: [/Failed to fetch|WebAssembly|TypeError|CompileError/] });

  test("R-012: without a line the page says so and works when the line is back", async ({ page, context, enter }) => {
    const cabinet = new CabinetPage(page);
    await enter(aliya);
    await page.route(PARTS, (route) => route.abort());
    await page.goto("/");
    await standsInThreeLanguages(page, "part-missing");
    await mark(page);
    await context.setOffline(true);
    const again = cabinet.button("try-again");
    const asked = page.waitForEvent("requestfailed", (request) => request.url().endsWith("/api/config"));
    await again.click();
    await asked;
    await expect(again, "the press has come to its end").not.toHaveAttribute("aria-disabled");
    await expect(cabinet.heading).toHaveText(cabinet.say("part-missing"));
    await context.setOffline(false);
    await page.unroute(PARTS);
    await again.click();
    await expect(page.getByText(cabinet.say("home-lead"))).toBeVisible();
    await expect(cabinet.heading).toBeFocused();
    await expect(isMarked(page), "the page was not loaded anew").toHaveCount(1);
  });

  test("R-012: one that stalls is waited for no longer than an answer", async ({ page, enter }) => {
    await enter(aliya);
    await page.clock.install();
    await page.route(PARTS, () => {});
    await page.goto("/");
    const cabinet = new CabinetPage(page);
    await expect(cabinet.nav("nav-home")).toBeVisible();
    await page.clock.runFor(11_000);
    await expect(page.getByRole("status").filter({ hasText: cabinet.say("loading-long") })).toBeVisible();
    await page.clock.runFor(20_000);
    await expect(cabinet.heading).toHaveText(cabinet.say("part-missing"));
  });

  test("R-012: after a deployment the page loads itself anew when asked to, and nothing is lost", async ({ page, enter }) => {
    await enter(aliya);
    await page.route(/\/split_signing-/, (route) => route.fulfill({ status: 404, body: "" }));
    const form = await openForm(page);
    const answers = answersOf(aliya);
    await form.fillAll(answers);
    await mark(page);
    await form.sign.click();
    await expect(form.heading).toHaveText(form.say("part-missing"));
    await page.unroute(/\/split_signing-/);
    await page.route(/\/split_signing-/, (route) => route.fulfill({ status: 404, body: "" }), { times: 1 });
    await form.button("try-again").click();
    await new CheckPage(page).expectOpen();
    await expect(isMarked(page), "the page was loaded anew").toHaveCount(0);
    await expect(page.getByRole("main")).toContainText(answers.house);
  });
});
