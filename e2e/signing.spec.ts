import type { Page } from "@playwright/test";
import { citizen } from "./support/citizens.js";
import type { Outcome } from "./support/desk.js";
import { formOf, prepared } from "./support/prepared.js";
import { accessible, expect, test, type World } from "./support/world.js";
import { CheckPage } from "./pages/check.js";
import { answersOf, PaymentFormPage } from "./pages/form.js";
import { ServicesPage } from "./pages/services.js";

const aliya = citizen("aliya");
const bauyrzhan = citizen("bauyrzhan");

async function toCheck(page: Page, world: World): Promise<CheckPage> {
  await prepared(page, world, aliya);
  const check = new CheckPage(page);
  await check.expectOpen();
  return check;
}

/** The draft is as it was, and the next try, with nothing changed, makes the one application. */
async function triesAgain(check: CheckPage, world: World): Promise<void> {
  const { page } = check;
  expect(await world.desk.applications()).toEqual([]);
  const number = await check.number();
  await page.goto("/services/pension-payment/fill");
  const form = new PaymentFormPage(page);
  await expect(form.field("bank-details-iban")).toHaveValue(formOf(aliya).bank_details.iban);
  await expect(form.field("contacts-city")).toHaveValue(formOf(aliya).contacts.city);
  await page.goBack();
  await check.expectOpen();
  await world.desk.ncalayer("ok");
  await check.sign();
  expect(await check.expectSigned()).toBe(number);
  await expect.poll(async () => (await world.desk.applications()).map((it) => it.number)).toEqual([number]);
}

interface Row {
  title: string;
  outcome?: Outcome;
  key?: string;
  /** Text id of what is said. */
  said: string;
}

const rows: Row[] = [
  { title: "the person cancels", outcome: "cancel", said: "signing-cancelled" },
  { title: "R-202: the key is for logging in (AUTH)", key: `${aliya.iin}-auth`, said: "problem-signature-refused-wrong-key" },
  { title: "R-202: the key is an organisation's", key: `${aliya.iin}-sign-org`, said: "problem-signature-refused-wrong-key" },
  { title: "another person's key", key: `${bauyrzhan.iin}-sign`, said: "problem-signature-refused-another-person" },
  { title: "R-001: the certificate has expired", key: `${aliya.iin}-sign-expired`, said: "problem-signature-refused-expired" },
  { title: "R-001: the certificate was revoked", key: `${aliya.iin}-sign-revoked`, said: "problem-signature-refused-revoked" },
  { title: "R-007: the certificate is in other names", key: `${aliya.iin}-sign-othername`, said: "problem-signature-refused-name-mismatch" },
  { title: "an authority of the same name has issued the certificate", key: `${aliya.iin}-sign-lookalike`, said: "problem-signature-refused-not-accepted" },
  { title: "other bytes were signed than the document's", outcome: "tampered-content", said: "problem-signature-refused-document-differs" },
  { title: "the program closes in the middle", outcome: "close", said: "signing-closed" },
  { title: "the program breaks", outcome: "invocation-error", said: "signing-failed" },
];

for (const { title, outcome = "ok", key = null, said } of rows) {
  test(`${title}: nothing is sent, nothing is lost, the next try works`, async ({ page, world, enter }) => {
    await enter(aliya);
    const check = await toCheck(page, world);
    await world.desk.ncalayer(outcome, key);
    await check.sign();
    await check.expectRefused(said);
    await accessible(page);
    await triesAgain(check, world);
  });
}

test("R-200, R-203: NCALayer is not running: said with what to do, and no socket was opened before the press", async ({ page, world, enter }) => {
  const sockets: string[] = [];
  page.on("websocket", (socket) => sockets.push(socket.url()));
  await world.desk.listening(false);
  await enter(aliya);
  const check = await toCheck(page, world);
  await expect(page.getByText("Сертификатты таңдау", { exact: false }).first()).toBeVisible();
  expect(sockets).toEqual([]);
  await check.sign();
  await check.expectRefused("signing-not-running");
  expect(sockets.length).toBeGreaterThan(0);
  await accessible(page);
  await world.desk.listening(true);
  await triesAgain(check, world);
});

test("no answer: the page waits and says so, «cancel» ends it at once", async ({ page, world, enter }) => {
  await enter(aliya);
  const check = await toCheck(page, world);
  await world.desk.ncalayer("silence");
  await check.sign();
  await expect(page.getByText(check.say("signing-waiting"))).toBeVisible();
  await accessible(page);
  await check.button("signing-cancel").click();
  await check.expectRefused("signing-cancelled");
  await triesAgain(check, world);
});

test("a greeting in between is no answer: the signature that follows is taken", async ({ page, world, enter }) => {
  await enter(aliya);
  const check = await toCheck(page, world);
  await world.desk.ncalayer("extra-greeting");
  await check.sign();
  await check.expectSigned();
});

test("R-202: NCALayer's window offers the person's own signing keys alone", async ({ page, world, enter }) => {
  await enter(aliya);
  const check = await toCheck(page, world);
  await world.desk.window();
  await check.sign();
  await expect.poll(async () => (await world.desk.pending())?.iin ?? null).toBe(aliya.iin);
  const pending = (await world.desk.pending())!;
  expect(pending.ext_key_usage_oids).toEqual(["1.3.6.1.5.5.7.3.4", "1.2.398.3.3.4.1.1"]);
  const enabled = pending.keys.filter((key) => key.enabled);
  expect(enabled.every((key) => key.iin === aliya.iin && key.kind !== "auth")).toBe(true);
  await expect(world.desk.sign(pending.id, `${aliya.iin}-auth`)).rejects.toThrow("key-not-offered");
  await world.desk.cancel(pending.id);
  await check.expectRefused("signing-cancelled");
});

test("a second press, another tab and «back» make no second application", async ({ page, context, world, enter }) => {
  await enter(aliya);
  const check = await toCheck(page, world);
  const other = await context.newPage();
  await other.goto(page.url());
  const twin = new CheckPage(other);
  await twin.expectOpen();
  const number = await check.number();
  await world.desk.ncalayer("ok");
  await Promise.all([check.start.dblclick(), twin.sign()]);
  expect(await check.expectSigned()).toBe(number);
  expect(await twin.expectSigned()).toBe(number);
  await page.goBack();
  await page.goForward();
  expect(await check.expectSigned()).toBe(number);
  await page.reload();
  expect(await check.expectSigned()).toBe(number);
  await expect.poll(async () => (await world.desk.applications()).map((it) => it.number)).toEqual([number]);
});

test("the Fund takes the application and does not answer: it is there once, and the page says it waits", async ({ page, world, enter }) => {
  await enter(aliya);
  const check = await toCheck(page, world);
  await world.desk.fundOutcome("accept-then-timeout");
  await world.desk.ncalayer("ok");
  await check.sign();
  const number = await check.expectSigned();
  await page.getByRole("link", { name: check.say("done-show") }).click();
  await expect(page.getByText(check.say("status-signed"), { exact: true }).first()).toBeVisible();
  await expect(page.getByText(check.say("status-received"), { exact: true }).first()).toBeVisible({ timeout: 45_000 });
  expect((await world.desk.applications()).map((it) => it.number)).toEqual([number]);
});

test("R-114: the data of a document that differs from the Fund's go with the application", async ({ page, world, enter }) => {
  const zhanna = citizen("zhanna");
  await enter(zhanna);
  const services = new ServicesPage(page);
  await services.open();
  await services.begin();
  const form = new PaymentFormPage(page);
  await form.fillAll(answersOf(zhanna));
  await form.check();
  await world.desk.ncalayer("ok");
  const check = new CheckPage(page);
  await check.sign();
  await check.expectSigned();
  await expect.poll(() => world.fundDocument(zhanna.iin)).toMatchObject({ kind: "passport", number: "41729286", series: "N" });
});
