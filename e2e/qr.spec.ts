import type { Page, TestInfo } from "@playwright/test";
import { createHash } from "node:crypto";
import { citizen } from "./support/citizens.js";
import { prepared } from "./support/prepared.js";
import { accessible, expect, fits, test, type World } from "./support/world.js";
import { IBAN, PaymentFormPage } from "./pages/form.js";
import { QrPage } from "./pages/qr.js";

const aliya = citizen("aliya");
const bauyrzhan = citizen("bauyrzhan");
const KEY = `${aliya.iin}-sign`;

async function toCheck(page: Page, world: World): Promise<QrPage> {
  await prepared(page, world, aliya);
  const check = new QrPage(page);
  await check.expectOpen();
  return check;
}

/** Signs on the phone and goes on to the result; gives the number. */
async function signsByPhone(check: QrPage, world: World, info: TestInfo): Promise<string> {
  const screen = await world.desk.scan(await check.code(info));
  expect(await world.desk.play(screen.id, "sign", KEY)).toMatchObject([{ status: 200 }]);
  await expect(check.finish).toBeFocused();
  await check.finish.click();
  return check.expectSigned();
}

async function expectOne(world: World, number: string): Promise<void> {
  await expect.poll(async () => (await world.desk.applications()).map((it) => it.number)).toEqual([number]);
}

test("R-199, R-201, R-204…R-213: the code on the screen leads the phone to the document, and its signature to the number", async ({ page, world, enter }, info) => {
  await enter(aliya);
  const check = await toCheck(page, world);
  const promised = await check.number();
  await expect(page.getByRole("heading", { name: check.say("sign-way-heading") })).toBeVisible();
  await expect(page.getByRole("heading", { name: check.say("sign-way-key") })).toBeVisible();
  await expect(check.start).toBeEnabled();
  await expect(page.getByText("QR-код арқылы қол қою үшін eGov Mobile қосымшасын ашу қажет")).toBeVisible();
  await expect(page.getByRole("link", { name: "App Store" })).toHaveAttribute("href", /^https:\/\/apps\.apple\.com\/.*id1476128386$/);
  await expect(page.getByRole("link", { name: "Google Play" })).toHaveAttribute("href", /^https:\/\/play\.google\.com\/.*kz\.mobile\.mgov$/);
  await accessible(page);

  const text = await check.code(info);
  await expect(check.picture).toHaveAccessibleName(check.say("qr-alt", { number: promised }));
  expect((await check.picture.boundingBox())!.width).toBeGreaterThanOrEqual(256);
  for (const step of ["open", "scanner", "scan", "sign"]) await expect(page.getByRole("listitem").filter({ hasText: check.say(`qr-step-${step}`) })).toBeVisible();
  await expect(check.control).toHaveText(/^\d\d$/);
  await expect(page.getByText(/^Кодтың жарамды уақыты: [45]:\d\d$/)).toBeVisible();
  await expect(check.finish).toHaveAttribute("aria-disabled", "true");
  await accessible(page);
  await fits(page);

  const screen = await world.desk.scan(text);
  await check.expectState("qr-state-opened");
  const document = await page.request.get(page.url().replace("/reviews/", "/api/reviews/") + "/document");
  expect(screen.documents.map((it) => it.sha256)).toEqual([createHash("sha256").update(await document.body()).digest("hex")]);
  const beside = screen.documents[0]!.meta.map(([, value]) => value);
  expect(beside).toContain(promised);
  expect(beside).toContain(await check.control.innerText());
  await expect(check.finish).toHaveAttribute("aria-disabled", "true");

  expect(await world.desk.play(screen.id, "sign", KEY)).toMatchObject([{ status: 200 }]);
  await check.expectState("qr-state-accepted");
  await expect(check.finish).toBeFocused();
  await expect(check.finish).not.toHaveAttribute("aria-disabled", "true");
  await accessible(page);
  await check.finish.click();
  await expect(check.heading).toHaveText("Қол қою сәтті аяқталды");
  expect(await check.expectSigned()).toBe(promised);
  await page.reload();
  expect(await check.expectSigned()).toBe(promised);
  await expectOne(world, promised);
});

test("R-200: cancelled on the phone: said so, nothing is lost, and ЭЦҚ signs", async ({ page, world, enter }, info) => {
  await enter(aliya);
  const check = await toCheck(page, world);
  const number = await check.number();
  const screen = await world.desk.scan(await check.code(info));
  await world.desk.play(screen.id, "cancel", KEY);
  await check.expectNotSent("qr-not-sent-cancelled");
  await accessible(page);
  expect(await world.desk.applications()).toEqual([]);
  await page.goto("/services/pension-payment/fill");
  await expect(new PaymentFormPage(page).field("bank-details-iban")).toHaveValue(IBAN);
  await page.goBack();
  await world.desk.ncalayer("ok");
  await check.sign();
  expect(await check.expectSigned()).toBe(number);
  await expectOne(world, number);
});

test("R-211: the code's time is over: said so, and a new code works, in dark colours too", async ({ page, world, enter }, info) => {
  await page.emulateMedia({ colorScheme: "dark" });
  await enter(aliya);
  const check = await toCheck(page, world);
  const number = await check.number();
  const late = await check.code(info);
  await world.advance(5 * 60 + 1);
  await check.expectNotSent("qr-not-sent-expired");
  await accessible(page);
  await expect(world.desk.scan(late)).rejects.toThrow("refused");
  expect(await signsByPhone(check, world, info)).toBe(number);
  await expectOne(world, number);
});

test("R-001: another person's key on the phone: refused with its words, and a new code works", async ({ page, world, enter }, info) => {
  await enter(aliya);
  const check = await toCheck(page, world);
  const screen = await world.desk.scan(await check.code(info));
  expect(await world.desk.play(screen.id, "sign", `${bauyrzhan.iin}-sign`)).toMatchObject([{ status: 403 }]);
  await check.expectNotSent("problem-signature-refused-another-person");
  await accessible(page);
  await expectOne(world, await signsByPhone(check, world, info));
});

test("R-211: «new code» and «cancel» on the page: the code before is over", async ({ page, world, enter }, info) => {
  await enter(aliya);
  const check = await toCheck(page, world);
  const first = await check.code(info);
  await check.renew.click();
  await expect.poll(() => check.read(info.outputPath("second.png"))).not.toBe(first);
  await check.expectState("qr-state-asked");
  await expect(page.getByRole("alert")).toHaveCount(0);
  await expect(world.desk.scan(first)).rejects.toThrow("refused");
  await check.button("qr-cancel").click();
  await check.expectNotSent("qr-not-sent-cancelled");
  expect(await world.desk.applications()).toEqual([]);
});

test("the draft was changed meanwhile: said so, with the way back to the form", async ({ page, context, world, enter }, info) => {
  await enter(aliya);
  const check = await toCheck(page, world);
  await check.code(info);
  const other = await context.newPage();
  await other.goto("/services/pension-payment/fill");
  const form = new PaymentFormPage(other);
  await form.field("contacts-house").fill("7");
  await expect(form.saved()).toBeVisible();
  await check.expectNotSent("qr-not-sent-outdated");
  await check.page.getByRole("link", { name: check.say("check-again") }).click();
  await expect(new PaymentFormPage(page).field("contacts-house")).toHaveValue("7");
  expect(await world.desk.applications()).toEqual([]);
});

test("the stream breaks off: the page asks instead and learns of the signature", async ({ page, world, enter }, info) => {
  await page.route("**/qr/*/events", (route) => route.abort());
  await enter(aliya);
  const check = await toCheck(page, world);
  await expectOne(world, await signsByPhone(check, world, info));
});

test("leaving the page calls nothing off: the phone signs, and the address tells the number", async ({ page, world, enter }, info) => {
  await enter(aliya);
  const check = await toCheck(page, world);
  const number = await check.number();
  const address = page.url();
  const text = await check.code(info);
  await page.goto("/");
  const screen = await world.desk.scan(text);
  expect(await world.desk.play(screen.id, "sign", KEY)).toMatchObject([{ status: 200 }]);
  await page.goto(address);
  expect(await check.expectSigned()).toBe(number);
  await expectOne(world, number);
});

test.describe("on a phone", () => {
  test.use({ viewport: { width: 390, height: 844 }, hasTouch: true, isMobile: true });

  test("R-204: a button opens eGov Mobile on the same phone, and the code stays within reach", async ({ page, world, enter }, info) => {
    await enter(aliya);
    const check = await toCheck(page, world);
    await check.ask.click();
    await check.expectState("qr-state-asked");
    const link = page.getByRole("link", { name: check.say("qr-same-phone") });
    await expect(check.picture).toBeHidden();
    await accessible(page);
    await page.locator("summary", { hasText: check.say("qr-heading") }).click();
    await expect(check.picture).toBeVisible();
    await check.read(info.outputPath("phone.png"));
    const screen = await world.desk.scan((await link.getAttribute("href"))!);
    await world.desk.play(screen.id, "sign", KEY);
    await check.finish.click();
    await expectOne(world, await check.expectSigned());
  });
});
