import { citizen } from "./support/citizens.js";
import { expect, test } from "./support/world.js";
import { CheckPage } from "./pages/check.js";
import { answersOf, PaymentFormPage } from "./pages/form.js";
import { ServicesPage } from "./pages/services.js";

const aliya = citizen("aliya");

test("a greeting in between is no answer: the signature that follows is taken", async ({ page, world, enter }) => {
  await enter(aliya);
  const check = await CheckPage.prepared(page, world, aliya);
  await world.desk.ncalayer("extra-greeting");
  await check.sign();
  await check.expectSigned();
});

test("R-202: NCALayer's window offers the person's own signing keys alone; cancelled there, the next press signs", async ({ page, world, enter }) => {
  await enter(aliya);
  const check = await CheckPage.prepared(page, world, aliya);
  const number = await check.number();
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
  await check.sign();
  await world.desk.signInWindow(`${aliya.iin}-sign`);
  expect(await check.expectSigned()).toBe(number);
  await world.desk.expectApplications(number);
});

test("a second press, another tab and «back» make no second application", async ({ page, context, world, enter }) => {
  await enter(aliya);
  const check = await CheckPage.prepared(page, world, aliya);
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
  await world.desk.expectApplications(number);
});

test("the Fund takes the application and does not answer: it is there once, and the page says it waits", async ({ page, world, enter }) => {
  await enter(aliya);
  const check = await CheckPage.prepared(page, world, aliya);
  await world.desk.fundOutcome("accept-then-timeout");
  await world.desk.ncalayer("ok");
  await check.sign();
  const number = await check.expectSigned();
  await page.getByRole("link", { name: check.say("done-show") }).click();
  await expect(page.getByText(check.say("status-signed"), { exact: true }).first()).toBeVisible();
  await expect(page.getByText(check.say("status-received"), { exact: true }).first()).toBeVisible({ timeout: 45_000 });
  await world.desk.expectApplications(number);
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
