import type { Page, TestInfo } from "@playwright/test";
import { citizen } from "./support/citizens.js";
import { formOf, prepared } from "./support/prepared.js";
import { accessible, expect, fits, test, type World } from "./support/world.js";
import { ApplicationsPage } from "./pages/applications.js";
import { PaymentFormPage } from "./pages/form.js";
import { QrPage } from "./pages/qr.js";

// «Signed, being checked»: nobody can tell now whether the key was revoked. The page says so and follows; nothing is sent
// before it is known, and nothing is lost.

const aliya = citizen("aliya");

async function toCheck(page: Page, world: World, info: TestInfo): Promise<QrPage> {
  await prepared(page, world, aliya);
  await world.knowsNoRevocation(info.outputPath("lists"));
  await page.reload();
  const check = new QrPage(page);
  await check.expectOpen();
  return check;
}

/** The authority answers again, and the server's next look has come. */
async function answersAgain(world: World): Promise<void> {
  await world.desk.register("authority", "on");
  await world.advance(120);
}

async function numbers(world: World): Promise<string[]> {
  return (await world.desk.applications()).map((it) => it.number);
}

test("R-001, R-213: signed while the authority is silent: the number, not to be sent again; then it is accepted by itself", async ({ page, world, enter }, info) => {
  await enter(aliya);
  const check = await toCheck(page, world, info);
  const number = await check.number();
  await world.desk.ncalayer("ok");
  await check.sign();
  await expect(check.heading).toHaveText(check.say("done-waiting"));
  await expect(check.heading).toBeFocused();
  await expect(check.fact(check.say("done-number"))).toHaveText(number);
  await expect(page.getByText(check.say("next-signature_checking"))).toBeVisible();
  await accessible(page);
  await fits(page);
  await page.reload();
  await expect(check.heading).toHaveText(check.say("done-waiting"));
  expect(await numbers(world)).toEqual([]);

  await answersAgain(world);
  expect(await check.expectSigned()).toBe(number);
  await expect.poll(() => numbers(world)).toEqual([number]);
});

test("R-001, R-201, R-213: a key that turns out to be revoked: said so, the draft is back, and the phone signs it", async ({ page, world, enter }, info) => {
  await enter(aliya);
  const check = await toCheck(page, world, info);
  const number = await check.number();
  await world.desk.ncalayer("ok", `${aliya.iin}-sign-revoked`);
  await check.sign();
  await expect(check.heading).toHaveText(check.say("done-waiting"));
  await answersAgain(world);
  await expect(check.heading).toHaveText(check.say("status-signature_refused"));
  const why = check.say("application-reason", { reason: check.say("problem-signature-refused-revoked") });
  await expect(page.getByText(why)).toBeVisible();
  await accessible(page);
  expect(await numbers(world)).toEqual([]);

  await page.getByRole("link", { name: check.say("done-draft") }).click();
  const form = new PaymentFormPage(page);
  await expect(form.field("bank-details-iban")).toHaveValue(formOf(aliya).bank_details.iban);
  const applications = new ApplicationsPage(page);
  await applications.open();
  await expect(applications.row(number)).toContainText(check.say("status-signature_refused"));
  await applications.show(number);
  await expect(applications.history).toHaveCount(2);

  await page.goto("/services/pension-payment/fill");
  await form.check();
  await check.expectOpen();
  const second = await check.number();
  expect(second).not.toBe(number);
  const screen = await world.desk.scan(await check.code(info));
  expect(await world.desk.play(screen.id, "sign", `${aliya.iin}-sign`)).toMatchObject([{ status: 200 }]);
  await check.finish.click();
  expect(await check.expectSigned()).toBe(second);
  await expect.poll(() => numbers(world)).toEqual([second]);
});

test("R-201, R-213: signed by phone while the authority is silent: both screens say that it waits, and the page follows", async ({ page, world, enter }, info) => {
  await enter(aliya);
  const check = await toCheck(page, world, info);
  const number = await check.number();
  const screen = await world.desk.scan(await check.code(info));
  const said = await world.desk.play(screen.id, "sign", `${aliya.iin}-sign`);
  expect(said).toMatchObject([{ status: 200, message: check.say("qr-state-checking") }]);
  await check.expectState("qr-state-checking");
  await check.finish.click();
  await expect(check.heading).toHaveText(check.say("done-waiting"));
  await answersAgain(world);
  expect(await check.expectSigned()).toBe(number);
  await expect.poll(() => numbers(world)).toEqual([number]);
});
