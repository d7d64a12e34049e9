import type { Page } from "@playwright/test";
import { citizen } from "./support/citizens.js";
import type { Outcome, PhoneMove } from "./support/desk.js";
import { formOf, prepared } from "./support/prepared.js";
import { accessible, expect, test, type World } from "./support/world.js";
import { PaymentFormPage } from "./pages/form.js";
import { QrPage } from "./pages/qr.js";

// Every way in which a signature can fail, one after another on one document: each is said in its own words, read as
// assistive technology reads them; nothing is sent, the draft stays as it was, and the other way signs in the end.

const aliya = citizen("aliya");
const own = (key: string) => `${aliya.iin}-${key}`;
const strangers = (key: string) => `${citizen("bauyrzhan").iin}-${key}`;

interface Row {
  title: string;
  /** What is wrong with the message; nothing when it is the key. */
  flaw?: Outcome & PhoneMove;
  key?: string;
  /** The kind of refusal: the end of `problem-signature-refused-…`. */
  said: string;
}

/** Whatever is wrong with the message or the key, whichever way it comes. */
const rows: Row[] = [
  { title: "the message is cut off", flaw: "truncated", said: "not-accepted" },
  { title: "other bytes were signed, with a key of ГОСТ", flaw: "tampered-content", key: own("gost"), said: "document-differs" },
  { title: "the signer's certificate is missing", flaw: "no-certificate", said: "not-accepted" },
  { title: "R-001: a key of ГОСТ has expired", key: own("gost-expired"), said: "expired" },
  { title: "the digest is that of other bytes", flaw: "wrong-digest", said: "not-accepted" },
  { title: "R-001: a key of ГОСТ was revoked", key: own("gost-revoked"), said: "revoked" },
  { title: "one bit of the signature is another", flaw: "wrong-signature", said: "not-accepted" },
  { title: "R-202: a key of ГОСТ is an organisation's", key: own("gost-org"), said: "wrong-key" },
  { title: "one bit of a signature of ГОСТ is another", flaw: "wrong-signature", key: own("gost"), said: "not-accepted" },
  { title: "another person's key of ГОСТ", key: strangers("gost"), said: "another-person" },
  { title: "the message is bound to another certificate", flaw: "other-certificate", said: "not-accepted" },
  { title: "R-007: a key of ГОСТ is in other names", key: own("gost-othername"), said: "name-mismatch" },
  { title: "the time stamp is over something else", flaw: "wrong-stamp", said: "not-accepted" },
  { title: "an authority of the same name has issued a key of ГОСТ", key: own("gost-lookalike"), said: "not-accepted" },
  { title: "R-007: the certificate has no IIN", key: own("sign-noiin"), said: "not-accepted" },
];

async function toCheck(page: Page, world: World): Promise<QrPage> {
  await prepared(page, world, aliya);
  const check = new QrPage(page);
  await check.expectOpen();
  return check;
}

/** The draft is as it was: on a page read anew the form has its values; then back to the document. */
async function expectIntact(check: QrPage, world: World): Promise<void> {
  const { page } = check;
  expect(await world.desk.applications()).toEqual([]);
  await page.goto("/services/pension-payment/fill");
  await page.reload();
  const form = new PaymentFormPage(page);
  await expect(form.field("bank-details-iban")).toHaveValue(formOf(aliya).bank_details.iban);
  await expect(form.field("contacts-city")).toHaveValue(formOf(aliya).contacts.city);
  await page.goBack();
  await check.expectOpen();
}

/** The draft as the server has it, with its revision. */
async function stored(page: Page): Promise<{ draft: unknown; revision: number }> {
  const answer = await page.request.get("/api/services/pension-payment");
  const { draft, revision } = (await answer.json()) as { draft: unknown; revision: number };
  return { draft, revision };
}

async function expectOne(world: World, number: string): Promise<void> {
  await expect.poll(async () => (await world.desk.applications()).map((it) => it.number)).toEqual([number]);
}

/** What a refusal says: what is wrong and what to do. */
function words(check: QrPage, said: string): [string, string] {
  const id = `problem-signature-refused-${said}`;
  return [check.say(id), check.say(`${id}.advice`)];
}

test("R-001, R-007, R-200, R-202: whatever NCALayer hands over, it is said what is wrong; the draft stays, and the phone signs", async ({ page, world, enter }, info) => {
  await enter(aliya);
  const check = await toCheck(page, world);
  const number = await check.number();
  const result = page.locator("#signing-result");
  const draft = await stored(page);
  expect(draft.revision).toBe(1);
  for (const { title, flaw = "ok", key = own("sign"), said } of rows) {
    await test.step(title, async () => {
      await world.desk.ncalayer(flaw, key);
      await Promise.all([page.waitForResponse(/\/signature$/), check.sign()]);
      await check.expectAlert(result, ...words(check, said), check.say("signing-nothing-sent"), check.say("failure-contacts"));
      await expect(result).toBeFocused();
      await expect(check.start).not.toHaveAttribute("aria-disabled", "true");
      await expect(check.ask).toBeEnabled();
      expect(await stored(page)).toEqual(draft);
    });
  }
  await accessible(page);
  await expectIntact(check, world);
  const screen = await world.desk.scan(await check.code(info));
  expect(await world.desk.play(screen.id, "sign", own("sign"))).toMatchObject([{ status: 200 }]);
  await check.finish.click();
  expect(await check.expectSigned()).toBe(number);
  await expectOne(world, number);
});

test("R-200, R-203: nobody greets, and nobody answers for ten minutes: said so, and the phone signs", async ({ page, world, enter }, info) => {
  await page.clock.install();
  await enter(aliya);
  const check = await toCheck(page, world);
  const result = page.locator("#signing-result");
  await world.desk.ncalayer("silence");
  await check.sign();
  await expect(page.getByRole("status").filter({ hasText: check.say("signing-waiting") })).toBeVisible();
  await expect(check.button("signing-cancel")).toBeVisible();
  await page.clock.fastForward("10:00");
  await check.expectAlert(result, check.say("signing-timed-out"), check.say("signing-timed-out.advice"), check.say("signing-nothing-sent"));
  await expect(result).toBeFocused();

  await world.desk.ncalayer("no-greeting");
  await check.sign();
  await check.expectAlert(result, check.say("signing-silent"), check.say("signing-silent.advice"), check.say("signing-nothing-sent"));
  await accessible(page);
  await expectIntact(check, world);
  const screen = await world.desk.scan(await check.code(info));
  expect(await world.desk.play(screen.id, "sign", own("gost"))).toMatchObject([{ status: 200 }]);
  await check.finish.click();
  await expectOne(world, await check.expectSigned());
});

/** Sent wrongly: the person reads why on the phone, and the code still stands. */
const slips: [PhoneMove, number, string][] = [
  ["wrong-token", 401, "qr-phone-token"],
  ["rubbish", 400, "qr-phone-unreadable"],
  ["flood", 413, "qr-phone-too-large"],
];

test("R-201, R-211: sent wrongly, the code stands; too late or cancelled, nothing is sent; the draft stays, and ЭЦҚ signs", async ({ page, world, enter }, info) => {
  await enter(aliya);
  const check = await toCheck(page, world);
  const number = await check.number();
  const text = await check.code(info);
  let screen = await world.desk.scan(text);
  for (const [move, status, said] of slips) {
    await test.step(`${move}: the code stands`, async () => {
      expect(await world.desk.play(screen.id, move, own("sign"))).toEqual([{ status, message: check.say(said) }]);
      await check.expectState("qr-state-opened");
      await expect(check.picture).toBeVisible();
    });
  }
  const other = text.replace(/.$/, (last) => (last === "A" ? "B" : "A"));
  await expect(world.desk.scan(other)).rejects.toThrow(`404: ${check.say("qr-phone-unknown")}`);
  await test.step("R-211: the signature comes after the code's time", async () => {
    await world.advance(5 * 60 + 1);
    expect(await world.desk.play(screen.id, "sign", own("sign"))).toEqual([{ status: 410, message: check.say("qr-phone-expired") }]);
    await check.expectAlert(page.locator("#qr-result"), check.say("qr-not-sent-expired"), check.say("qr-not-sent-expired.advice"), check.say("qr-not-sent"));
  });
  await test.step("cancelled on the phone, twice", async () => {
    screen = await world.desk.scan(await check.code(info));
    for (let time = 0; time < 2; time += 1) expect(await world.desk.play(screen.id, "cancel", own("sign"))).toMatchObject([{ status: 200 }]);
    await check.expectAlert(page.locator("#qr-result"), check.say("qr-not-sent-cancelled"), check.say("qr-not-sent-cancelled.advice"), check.say("qr-not-sent"));
    expect(await world.desk.play(screen.id, "sign", own("sign"))).toEqual([{ status: 410, message: check.say("qr-phone-cancelled") }]);
  });
  await accessible(page);
  await expectIntact(check, world);
  await world.desk.ncalayer("ok", own("gost"));
  await check.sign();
  expect(await check.expectSigned()).toBe(number);
  await expectOne(world, number);
});

/** Keys that NCALayer does not offer for signing, and a phone does. */
const keys: Row[] = [
  { title: "R-202: the key is for logging in", key: own("auth"), said: "wrong-key" },
  { title: "R-001: the certificate has expired", key: own("sign-expired"), said: "expired" },
];

test("R-001, R-007, R-201: whatever is wrong with the phone's signature, both screens say it; the draft stays, and ЭЦҚ signs", async ({ page, world, enter }, info) => {
  await enter(aliya);
  const check = await toCheck(page, world);
  const number = await check.number();
  const draft = await stored(page);
  expect(draft.revision).toBe(1);
  for (const { title, flaw = "sign", key = own("sign"), said } of [...keys, ...rows]) {
    await test.step(title, async () => {
      const screen = await world.desk.scan(await check.code(info));
      const [what, advice] = words(check, said);
      const message = check.say("qr-phone-refused", { what, advice });
      expect(await world.desk.play(screen.id, flaw, key)).toEqual([{ status: 403, message }]);
      await check.expectAlert(page.locator("#qr-result"), what, advice, check.say("qr-not-sent"), check.say("failure-contacts"));
      await expect(page.locator("#qr-result")).toBeFocused();
      await expect(check.picture).toHaveCount(0);
      await expect(check.start).toBeEnabled();
      expect(await stored(page)).toEqual(draft);
      // The code is good for one signature.
      expect(await world.desk.play(screen.id, "sign", own("sign"))).toEqual([{ status: 410, message: check.say("qr-phone-used") }]);
    });
  }
  await accessible(page);
  await expectIntact(check, world);
  await world.desk.ncalayer("ok", own("gost"));
  await check.sign();
  expect(await check.expectSigned()).toBe(number);
  await expectOne(world, number);
});

test("R-211, R-213: the same signature sent again is taken again, another one is not, and the code opens nothing more", async ({ page, world, enter }, info) => {
  await enter(aliya);
  const check = await toCheck(page, world);
  const text = await check.code(info);
  const screen = await world.desk.scan(text);
  expect(await world.desk.play(screen.id, "twice", own("sign"))).toMatchObject([{ status: 200 }, { status: 200 }]);
  await check.expectState("qr-state-accepted");
  const used = check.say("qr-phone-used");
  expect(await world.desk.play(screen.id, "sign", own("gost"))).toEqual([{ status: 410, message: used }]);
  await expect(world.desk.scan(text)).rejects.toThrow(`410: ${used}`);
  await check.expectState("qr-state-accepted");
  await check.finish.click();
  await expectOne(world, await check.expectSigned());
});
