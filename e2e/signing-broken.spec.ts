import type { BrowserContext, Route } from "@playwright/test";
import { citizen } from "./support/citizens.js";
import { formOf } from "./support/prepared.js";
import { words } from "./support/words.js";
import { accessible, expect, fits, test, type World } from "./support/world.js";
import { ApplicationsPage } from "./pages/applications.js";
import { PaymentFormPage } from "./pages/form.js";
import { QrPage } from "./pages/qr.js";

// The line breaks, the server is away, the tab is closed, in the middle of signing: the page says what is known and no more,
// and in the end there is one application.

const aliya = citizen("aliya");
const KEY = `${aliya.iin}-sign`;
const say = words();

/** A document of a review, or the signature over it. */
const REVIEW = /\/api\/reviews\/[^/]+(\/signature)?$/;
const SIGNATURE = /\/api\/reviews\/[^/]+\/signature$/;

/** A story in which the signature arrives: whoever says meanwhile that nothing was sent writes an error into the console, and no story may have one. */
const story = test.extend<{ truthful: void }>({
  truthful: [
    async ({ context }, use) => {
      const lies = ["signing-nothing-sent", "qr-not-sent"].map((id) => say(id).replace(/\.$/, ""));
      await context.addInitScript((lies) => {
        const look = () => lies.filter((lie) => document.body?.textContent.includes(lie)).forEach((lie) => console.error(`said: ${lie}`));
        new MutationObserver(look).observe(document, { childList: true, subtree: true, characterData: true });
      }, lies);
      await use();
    },
    { auto: true },
  ],
});

/** What a proxy answers whose server is away. */
const badGateway = (route: Route) => route.fulfill({ status: 502, contentType: "text/html", body: "<h1>502 Bad Gateway</h1>" });

/**
 * Lets the page's pauses pass until it says that it does not know, as a reader of the page hears it. Not before the signature was
 * sent once: until then time that passes is NCALayer's.
 */
async function untilUnknown(check: QrPage): Promise<void> {
  await check.expectState("signing-sending-again");
  const unknown = check.page.getByRole("alert").filter({ hasText: check.say("signing-unknown") });
  await expect(async () => {
    await check.page.clock.fastForward(15_000);
    await expect(unknown).toBeVisible({ timeout: 500 });
  }).toPass({ timeout: 30_000 });
  await check.expectAlert(check.page.locator("#signing-result"), check.say("signing-unknown"), check.say("signing-unknown.advice"));
  for (const button of [check.button("signing-busy"), check.ask]) await expect(button).toHaveAttribute("aria-disabled", "true");
  await expect(check.button("signing-cancel")).toHaveCount(0);
}

/** Lets the page's pauses pass until the number is there. */
async function untilSigned(check: QrPage): Promise<string> {
  await expect(async () => {
    await check.page.clock.fastForward(15_000);
    await expect(check.heading).toHaveText(check.say("done-title"), { timeout: 500 });
  }).toPass({ timeout: 30_000 });
  return check.expectSigned();
}

test.use({ mayFail: [/the server responded with a status of 502/] });

story("R-200, R-213: the answer to the signature is lost: sent again, said so, and there is one application", async ({ page, world, enter }) => {
  await enter(aliya);
  const check = await QrPage.prepared(page, world, aliya);
  const number = await check.number();
  let open = () => {};
  const again = new Promise<void>((done) => (open = done));
  await page.route(SIGNATURE, async (route) => {
    await route.fetch();
    await route.abort("connectionreset");
    await page.route(SIGNATURE, async (second) => {
      await again;
      await second.continue();
    });
  }, { times: 1 });
  await world.desk.ncalayer("ok");
  await check.sign();
  await check.expectState("signing-sending-again");
  await world.desk.expectApplications(number);
  open();
  expect(await check.expectSigned()).toBe(number);
  await world.desk.expectApplications(number);
});

story("R-200, R-213: offline when the signature is to be sent, for long: kept, said so, and sent once the line is back", async ({ page, context, world, enter }) => {
  await page.clock.install();
  await enter(aliya);
  const check = await QrPage.prepared(page, world, aliya);
  const number = await check.number();
  // Not before: Chromium's «offline» is deaf to NCALayer on the same machine too.
  await page.route(SIGNATURE, async (route) => {
    await context.setOffline(true);
    await route.abort("internetdisconnected");
  }, { times: 1 });
  await world.desk.ncalayer("ok");
  await check.sign();
  await untilUnknown(check);
  expect(await world.desk.applications()).toEqual([]);
  await context.setOffline(false);
  expect(await untilSigned(check)).toBe(number);
  await world.desk.expectApplications(number);
});

story("R-200, R-213: the server has recorded it, and a proxy answers 502 six times: not known, never «nothing was sent», then the number", async ({ page, world, enter }) => {
  await page.clock.install();
  await enter(aliya);
  const check = await QrPage.prepared(page, world, aliya);
  const number = await check.number();
  const asked: string[] = [];
  await page.route(REVIEW, async (route) => {
    asked.push(route.request().method());
    if (asked.length === 1) await route.fetch();
    await (asked.length > 6 ? route.continue() : badGateway(route));
  });
  await world.desk.ncalayer("ok");
  await check.sign();
  await untilUnknown(check);
  expect(asked).toEqual(["POST", "POST", "POST", "POST", "POST", "GET"]);
  await accessible(page);
  await fits(page);
  expect(await untilSigned(check)).toBe(number);
  expect(asked.slice(6)).toEqual(["GET"]);
  await world.desk.expectApplications(number);
});

story("R-200, R-213: it is not known whether the signature has arrived, and the tab is closed: opened anew, its address says no more than is known, then the number", async ({ page, context, world, enter }) => {
  await page.clock.install();
  await enter(aliya);
  const check = await QrPage.prepared(page, world, aliya);
  const [number, address] = [await check.number(), page.url()];
  let recorded = false;
  await context.route(REVIEW, async (route) => {
    if (!recorded) await route.fetch();
    recorded = true;
    await badGateway(route);
  });
  await world.desk.ncalayer("ok");
  await check.sign();
  await untilUnknown(check);
  await page.close();
  const reopened = await context.newPage();
  await reopened.goto(address);
  const twin = new QrPage(reopened);
  await expect(twin.failure(twin.say("problem-internal"))).toBeVisible();
  await context.unroute(REVIEW);
  await twin.button("try-again").click();
  expect(await twin.expectSigned()).toBe(number);
  await world.desk.expectApplications(number);
});

story("R-200: the server is away and knows of nothing when it is back: the signature is sent by itself", async ({ page, world, enter }) => {
  await page.clock.install();
  await enter(aliya);
  const check = await QrPage.prepared(page, world, aliya);
  const number = await check.number();
  await page.route(REVIEW, badGateway);
  await world.desk.ncalayer("ok");
  await check.sign();
  await untilUnknown(check);
  expect(await world.desk.applications()).toEqual([]);
  // Whoever signs again does it with this very signature.
  await world.desk.listening(false);
  await page.unroute(REVIEW);
  expect(await untilSigned(check)).toBe(number);
  await world.desk.expectApplications(number);
});

test("R-200: the signature never gets through: «nothing was sent» a minute after the last try, and the next press sends the same one", async ({ page, world, enter }) => {
  await page.clock.install();
  await enter(aliya);
  const check = await QrPage.prepared(page, world, aliya);
  const number = await check.number();
  await page.route(SIGNATURE, badGateway);
  await world.desk.ncalayer("ok");
  await check.sign();
  await untilUnknown(check);
  await expect(page.getByText(check.say("signing-nothing-sent"))).toHaveCount(0);
  const nothing = page.locator("#signing-result").getByText(check.say("signing-nothing-sent"));
  await expect(async () => {
    await page.clock.fastForward(15_000);
    await expect(nothing).toBeVisible({ timeout: 500 });
  }).toPass({ timeout: 30_000 });
  await expect(page.locator("#signing-result")).toBeFocused();
  await expect(page.locator("#signing-result")).toContainText(check.say("problem-internal"));
  await accessible(page);
  expect(await world.desk.applications()).toEqual([]);
  await world.desk.listening(false);
  await page.unroute(SIGNATURE);
  await check.sign();
  expect(await check.expectSigned()).toBe(number);
  await world.desk.expectApplications(number);
});

story("R-200, R-203: the server is started anew while NCALayer's window is open: the signature is taken", async ({ page, world, enter }) => {
  await enter(aliya);
  const check = await QrPage.prepared(page, world, aliya);
  const number = await check.number();
  await world.desk.window();
  await check.sign();
  const pending = await world.desk.asked();
  await world.restart();
  await world.desk.sign(pending.id, KEY);
  expect(await check.expectSigned()).toBe(number);
  await world.desk.expectApplications(number);
});

story("R-200, R-203: the tab is closed while NCALayer's window is open: opened anew the draft is whole, and the document can be signed", async ({ page, context, world, enter }) => {
  await enter(aliya);
  const check = await QrPage.prepared(page, world, aliya);
  const [number, address] = [await check.number(), page.url()];
  await world.desk.window();
  await check.sign();
  await world.desk.asked();
  await page.close();
  await expect.poll(() => world.desk.pending(), "the window closes with the page").toBeNull();
  const reopened = await context.newPage();
  await reopened.goto("/services/pension-payment/fill");
  const form = new PaymentFormPage(reopened);
  await expect(form.field("bank-details-iban")).toHaveValue(formOf(aliya).bank_details.iban);
  await expect(form.field("contacts-city")).toHaveValue(formOf(aliya).contacts.city);
  await reopened.goto(address);
  const twin = new QrPage(reopened);
  await twin.expectOpen();
  expect(await twin.number()).toBe(number);
  await twin.sign();
  await world.desk.signInWindow(KEY);
  expect(await twin.expectSigned()).toBe(number);
  await world.desk.expectApplications(number);
});

const faults: [string, (world: World, context: BrowserContext) => Promise<() => Promise<void>>][] = [
  ["the server is started anew", async (world) => {
    await world.restart();
    return async () => {};
  }],
  ["the page is offline", async (_, context) => {
    await context.setOffline(true);
    return () => context.setOffline(false);
  }],
];

for (const [fault, breaks] of faults) {
  for (const state of ["asked", "opened"]) {
    story(`R-199, R-201, R-213: ${fault} while the code is ${state}: the phone signs, and the page ends with the number`, async ({ page, context, world, enter }, info) => {
      await enter(aliya);
      const check = await QrPage.prepared(page, world, aliya);
      const number = await check.number();
      const text = await check.code(info);
      const opened = state === "opened" ? await world.desk.scan(text) : undefined;
      await check.expectState(`qr-state-${state}`);
      const mend = await breaks(world, context);
      const screen = opened ?? (await world.desk.scan(text));
      expect(await world.desk.play(screen.id, "sign", KEY)).toMatchObject([{ status: 200 }]);
      await mend();
      expect(await check.finishSigning()).toBe(number);
      await world.desk.expectApplications(number);
    });
  }
}

story("R-201, R-213: the page is closed while the phone's signature is judged: the application is in «My applications»", async ({ page, context, world, enter }, info) => {
  await enter(aliya);
  const check = await QrPage.prepared(page, world, aliya);
  const number = await check.number();
  const screen = await world.desk.scan(await check.code(info));
  await world.desk.register("authority", "slow", 1_500);
  const signing = world.desk.play(screen.id, "sign", KEY);
  await check.expectState("qr-state-sent");
  await page.close();
  expect(await signing).toMatchObject([{ status: 200 }]);
  const later = await context.newPage();
  await later.goto("/");
  const applications = new ApplicationsPage(later);
  await applications.open();
  await applications.show(number);
  await world.desk.expectApplications(number);
});

story("R-201, R-213: signed in another tab: whoever asks for a code is told so, and nobody says that nothing was sent", async ({ page, context, world, enter }) => {
  await enter(aliya);
  const check = await QrPage.prepared(page, world, aliya);
  const number = await check.number();
  const other = await context.newPage();
  await other.goto(page.url());
  const twin = new QrPage(other);
  await twin.expectOpen();
  await world.desk.ncalayer("ok");
  await check.sign();
  expect(await check.expectSigned()).toBe(number);
  await twin.ask.click();
  await twin.expectState("qr-state-accepted");
  await expect(twin.start).toHaveAttribute("aria-disabled", "true");
  await expect(twin.picture).toHaveCount(0);
  await twin.finish.click();
  expect(await twin.expectSigned()).toBe(number);
  await world.desk.expectApplications(number);
});
