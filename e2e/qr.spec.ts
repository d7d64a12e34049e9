import { createHash } from "node:crypto";
import { citizen } from "./support/citizens.js";
import { accessible, expect, fits, test } from "./support/world.js";
import { IBAN, PaymentFormPage } from "./pages/form.js";
import { QrPage } from "./pages/qr.js";

const aliya = citizen("aliya");
const bauyrzhan = citizen("bauyrzhan");
const KEY = `${aliya.iin}-sign`;

/** What the half of the page that is about QR shows, a row for each requirement, as assistive technology reads it. */
const shown = {
  "before a code is asked for": [
    ["R-201", '- button "QR-мен қол қою"'],
    ["R-204", '- heading "QR-мен қол қою" [level=2]'],
    ["R-205", "- paragraph: QR-код арқылы қол қою үшін eGov Mobile қосымшасын ашу қажет"],
    ["R-206", '- paragraph: "Егер eGov Mobile қосымшаңыз жоқ болса, оны ресми сілтеме бойынша орнатыңыз:"'],
    ["R-206", '- link "App Store":\n  - /url: https://apps.apple.com/kz/app/egov-mobile/id1476128386'],
    ["R-206", '- link "Google Play":\n  - /url: https://play.google.com/store/apps/details?id=kz.mobile.mgov'],
  ],
  "with the code": [
    ["R-204", "- list:\n  - /children: equal\n  - listitem: /eGov Mobile ашыңыз/\n  - listitem: /сканерін/\n  - listitem: /осы QR/\n  - listitem: /Қол қою/"],
    ["R-207", "- listitem: Құрылғыңызда орнатылған eGov Mobile ашыңыз"],
    ["R-208", "- listitem: Басты беттің жоғарғы оң бұрышындағы QR сканерін ашыңыз"],
    ["R-209", "- listitem: Кодты оқу үшін телефонның камерасын осы QR-ға беттеңіз"],
    ["R-210", '- button "Қол қоюды аяқтау" [disabled]'],
    ["R-211", "- 'img /QR-код: eGov Mobile қосымшасында № \\S+ өтінішті қол қоюға ашады/'"],
    ["R-211", "- paragraph: '/^Кодтың жарамды уақыты: [45]:\\d\\d$/'"],
    ["R-211", '- button "Жаңа код алу"'],
    ["R-212", "- term: Бақылау саны\n- definition: /^\\d\\d$/\n- paragraph: Қосымшада да осы сан көрінуі керек. Басқа сан көрсе, қол қоймаңыз."],
  ],
  "when the phone has signed": [
    ["R-210", '- button "Қол қоюды аяқтау" [disabled=false]'],
    ["R-213", "- status: Қол қою сәтті аяқталды"],
  ],
} as const;

async function expectShown(check: QrPage, when: keyof typeof shown): Promise<void> {
  for (const [requirement, snapshot] of shown[when]) {
    await test.step(`${requirement}: ${snapshot}`, () => expect(check.panel, requirement).toMatchAriaSnapshot(snapshot));
  }
}

test("R-199, R-201, R-204, R-205, R-206, R-207, R-208, R-209, R-210, R-211, R-212, R-213: the code on the screen leads the phone to the document, and its signature to the number", async ({ page, world, enter }, info) => {
  await enter(aliya);
  const check = await QrPage.prepared(page, world, aliya);
  const promised = await check.number();
  await expect(page.getByRole("heading", { name: check.say("sign-way-heading") })).toBeVisible();
  await expect(page.getByRole("heading", { name: check.say("sign-way-key") })).toBeVisible();
  await expect(check.start).toBeEnabled();
  await expectShown(check, "before a code is asked for");
  await accessible(page);

  const text = await check.code(info);
  await expectShown(check, "with the code");
  await expect(check.picture).toHaveAccessibleName(check.say("qr-alt", { number: promised }));
  expect((await check.picture.boundingBox())!.width).toBeGreaterThanOrEqual(256);
  await accessible(page);
  await fits(page);

  const screen = await world.desk.scan(text);
  await check.expectState("qr-state-opened");
  const document = await page.request.get(page.url().replace("/reviews/", "/api/reviews/") + "/document");
  expect(screen.documents.map((it) => it.sha256)).toEqual([createHash("sha256").update(await document.body()).digest("hex")]);
  const beside = screen.documents[0]!.meta.map(([, value]) => value);
  expect(beside).toEqual([promised, await check.control.innerText()]);
  await expect(check.finish).toBeDisabled();

  expect(await world.desk.play(screen.id, "sign", KEY)).toMatchObject([{ status: 200 }]);
  await check.expectState("qr-state-accepted");
  await expect(check.finish).toBeFocused();
  await expectShown(check, "when the phone has signed");
  await accessible(page);
  await check.finish.click();
  await expect(check.heading).toHaveText("Қол қою сәтті аяқталды");
  expect(await check.expectSigned()).toBe(promised);
  await page.reload();
  expect(await check.expectSigned()).toBe(promised);
  await world.desk.expectApplications(promised);
});

test("R-200: cancelled on the phone: said so, nothing is lost, and ЭЦҚ signs", async ({ page, world, enter }, info) => {
  await enter(aliya);
  const check = await QrPage.prepared(page, world, aliya);
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
  await world.desk.expectApplications(number);
});

test("R-211: the code's time is over: said so, and a new code works, in dark colours too", async ({ page, world, enter }, info) => {
  await page.emulateMedia({ colorScheme: "dark" });
  await enter(aliya);
  const check = await QrPage.prepared(page, world, aliya);
  const number = await check.number();
  const late = await check.code(info);
  await world.advance(5 * 60 + 1);
  await check.expectNotSent("qr-not-sent-expired");
  await accessible(page);
  await expect(world.desk.scan(late)).rejects.toThrow("refused");
  expect(await check.signByPhone(world, info, KEY)).toBe(number);
  await world.desk.expectApplications(number);
});

test("R-001: another person's key on the phone: refused with its words, and a new code works", async ({ page, world, enter }, info) => {
  await enter(aliya);
  const check = await QrPage.prepared(page, world, aliya);
  const screen = await world.desk.scan(await check.code(info));
  expect(await world.desk.play(screen.id, "sign", `${bauyrzhan.iin}-sign`)).toMatchObject([{ status: 403 }]);
  await check.expectNotSent("problem-signature-refused-another-person");
  await accessible(page);
  await world.desk.expectApplications(await check.signByPhone(world, info, KEY));
});

test("R-211: «new code» and «cancel» on the page: the code before is over", async ({ page, world, enter }, info) => {
  await enter(aliya);
  const check = await QrPage.prepared(page, world, aliya);
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

test("the draft was changed meanwhile: both screens say so, with the way back to the form", async ({ page, context, world, enter }, info) => {
  await enter(aliya);
  const check = await QrPage.prepared(page, world, aliya);
  const text = await check.code(info);
  const screen = await world.desk.scan(text);
  const other = await context.newPage();
  await other.goto("/services/pension-payment/fill");
  const form = new PaymentFormPage(other);
  await form.field("contacts-house").fill("7");
  await expect(form.saved()).toBeVisible();
  await check.expectNotSent("qr-not-sent-outdated");
  const message = check.say("qr-phone-outdated");
  expect(await world.desk.play(screen.id, "sign", KEY)).toEqual([{ status: 410, message }]);
  await expect(world.desk.scan(text)).rejects.toThrow(`410: ${message}`);
  await check.page.getByRole("link", { name: check.say("check-again") }).click();
  await expect(new PaymentFormPage(page).field("contacts-house")).toHaveValue("7");
  expect(await world.desk.applications()).toEqual([]);
});

test("leaving the page calls nothing off: the phone signs, and the address tells the number", async ({ page, world, enter }, info) => {
  await enter(aliya);
  const check = await QrPage.prepared(page, world, aliya);
  const number = await check.number();
  const address = page.url();
  const text = await check.code(info);
  await page.goto("/");
  const screen = await world.desk.scan(text);
  expect(await world.desk.play(screen.id, "sign", KEY)).toMatchObject([{ status: 200 }]);
  await page.goto(address);
  expect(await check.expectSigned()).toBe(number);
  await world.desk.expectApplications(number);
});

test("the session ends: the phone is told that, and not that anybody cancelled", async ({ page, world, enter }, info) => {
  await enter(aliya);
  const check = await QrPage.prepared(page, world, aliya);
  const text = await check.code(info);
  const screen = await world.desk.scan(text);
  await check.signOut();
  const message = check.say("qr-phone-expired");
  expect(await world.desk.play(screen.id, "sign", KEY)).toEqual([{ status: 410, message }]);
  await expect(world.desk.scan(text)).rejects.toThrow(`410: ${message}`);
  await world.desk.expectApplications();
});

test.describe("on a phone", () => {
  test.use({ viewport: { width: 390, height: 844 }, hasTouch: true, isMobile: true });

  test("R-204: a button opens eGov Mobile on the same phone, and the code stays within reach", async ({ page, world, enter }, info) => {
    await enter(aliya);
    const check = await QrPage.prepared(page, world, aliya);
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
    await world.desk.expectApplications(await check.expectSigned());
  });
});
