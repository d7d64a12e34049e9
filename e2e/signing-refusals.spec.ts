import type { Page } from "@playwright/test";
import { citizen } from "./support/citizens.js";
import type { Outcome, PhoneMove, PhoneSaid, PhoneScreen } from "./support/desk.js";
import { formOf } from "./support/prepared.js";
import { signedDocument, StrangePhone } from "./support/strange-phone.js";
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

/** Whatever is wrong with the message or the key, whichever way it comes. Neighbours are refused in other words. */
const rows: Row[] = [
  { title: "R-202: the key is for logging in", key: own("auth"), said: "wrong-key" },
  { title: "the message is cut off", flaw: "truncated", said: "not-accepted" },
  { title: "R-001: the certificate has expired", key: own("sign-expired"), said: "expired" },
  { title: "R-001: the certificate was revoked", key: own("sign-revoked"), said: "revoked" },
  { title: "an authority of the same name has issued the certificate", key: own("sign-lookalike"), said: "not-accepted" },
  { title: "R-202: the key is an organisation's", key: own("sign-org"), said: "wrong-key" },
  { title: "another person's key", key: strangers("sign"), said: "another-person" },
  { title: "R-007: the certificate is in other names", key: own("sign-othername"), said: "name-mismatch" },
  { title: "R-007: the certificate has no IIN", key: own("sign-noiin"), said: "not-accepted" },
  { title: "other bytes were signed than the document's", flaw: "tampered-content", said: "document-differs" },
  { title: "the signer's certificate is missing", flaw: "no-certificate", said: "not-accepted" },
  { title: "other bytes were signed, with a key of ГОСТ", flaw: "tampered-content", key: own("gost"), said: "document-differs" },
  { title: "the digest is that of other bytes", flaw: "wrong-digest", said: "not-accepted" },
  { title: "R-001: a key of ГОСТ has expired", key: own("gost-expired"), said: "expired" },
  { title: "one bit of the signature is another", flaw: "wrong-signature", said: "not-accepted" },
  { title: "R-001: a key of ГОСТ was revoked", key: own("gost-revoked"), said: "revoked" },
  { title: "one bit of a signature of ГОСТ is another", flaw: "wrong-signature", key: own("gost"), said: "not-accepted" },
  { title: "R-202: a key of ГОСТ is an organisation's", key: own("gost-org"), said: "wrong-key" },
  { title: "the message is bound to another certificate", flaw: "other-certificate", said: "not-accepted" },
  { title: "another person's key of ГОСТ", key: strangers("gost"), said: "another-person" },
  { title: "the time stamp is over something else", flaw: "wrong-stamp", said: "not-accepted" },
  { title: "R-007: a key of ГОСТ is in other names", key: own("gost-othername"), said: "name-mismatch" },
  { title: "an authority of the same name has issued a key of ГОСТ", key: own("gost-lookalike"), said: "not-accepted" },
];

const refused = (said: string) => `problem-signature-refused-${said}`;

/** The draft is as it was: on a page read anew the form has its values; then back to the document. */
async function expectIntact(check: QrPage, world: World): Promise<void> {
  const { page } = check;
  await world.desk.expectApplications();
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
  expect(revision).toBe(1);
  return { draft, revision };
}

/** Nothing was lost, and ЭЦҚ signs the very document. */
async function signsByKey(check: QrPage, world: World, number: string): Promise<void> {
  await accessible(check.page);
  await expectIntact(check, world);
  await world.desk.ncalayer("ok", own("gost"));
  await check.sign();
  expect(await check.expectSigned()).toBe(number);
  await world.desk.expectApplications(number);
}

test("R-001, R-007, R-200, R-202: whatever NCALayer hands over, it is said what is wrong; the draft stays, and the phone signs", async ({ page, world, enter }, info) => {
  await enter(aliya);
  const check = await QrPage.prepared(page, world, aliya);
  const number = await check.number();
  const draft = await stored(page);
  for (const { title, flaw = "ok", key = own("sign"), said } of rows) {
    await test.step(title, async () => {
      await world.desk.ncalayer(flaw, key);
      await Promise.all([page.waitForResponse(/\/signature$/), check.sign()]);
      await check.expectRefused(refused(said), check.say("failure-contacts"));
      await expect(check.ask).toBeEnabled();
      expect(await stored(page)).toEqual(draft);
    });
  }
  await accessible(page);
  await expectIntact(check, world);
  expect(await check.signByPhone(world, info, own("sign"))).toBe(number);
  await world.desk.expectApplications(number);
});

/** NCALayer itself gives no signature. */
interface Trouble {
  title: string;
  isRunning?: boolean;
  outcome?: Outcome;
  /** What happens before it is over. */
  meanwhile?: (check: QrPage) => Promise<void>;
  said: string;
}

/** The page says that it waits, and offers to cancel. */
async function waits(check: QrPage): Promise<void> {
  await expect(check.page.getByRole("status").filter({ hasText: check.say("signing-waiting") })).toBeVisible();
  await expect(check.button("signing-cancel")).toBeVisible();
}

const troubles: Trouble[] = [
  { title: "it is not running", isRunning: false, said: "signing-not-running" },
  { title: "the person cancels in its window", outcome: "cancel", said: "signing-cancelled" },
  { title: "it closes in the middle", outcome: "close", said: "signing-closed" },
  { title: "it breaks", outcome: "invocation-error", said: "signing-failed" },
  { title: "nobody greets", outcome: "no-greeting", said: "signing-silent" },
  {
    title: "nobody answers for ten minutes",
    outcome: "silence",
    meanwhile: async (check) => {
      await waits(check);
      await check.page.clock.fastForward("10:00");
    },
    said: "signing-timed-out",
  },
  {
    title: "nobody answers: the page waits and says so, and «cancel» ends it at once",
    outcome: "silence",
    meanwhile: async (check) => {
      await waits(check);
      await accessible(check.page);
      await check.button("signing-cancel").click();
    },
    said: "signing-cancelled",
  },
];

test("R-200, R-203: whatever becomes of NCALayer, it is said what to do, and no socket is opened before the press; the draft stays, and the phone signs", async ({ page, world, enter }, info) => {
  const sockets: string[] = [];
  page.on("websocket", (socket) => sockets.push(socket.url()));
  await page.clock.install();
  await enter(aliya);
  const check = await QrPage.prepared(page, world, aliya);
  const number = await check.number();
  const draft = await stored(page);
  await expect(page.getByRole("listitem").filter({ hasText: "Сертификатты таңдау" })).toBeVisible();
  expect(sockets).toEqual([]);
  for (const { title, isRunning = true, outcome = "ok", meanwhile, said } of troubles) {
    await test.step(title, async () => {
      await world.desk.listening(isRunning);
      await world.desk.ncalayer(outcome);
      await check.sign();
      await meanwhile?.(check);
      await check.expectRefused(said);
      await expect(check.ask).toBeEnabled();
      expect(await stored(page)).toEqual(draft);
    });
  }
  expect(sockets.length).toBeGreaterThan(0);
  await accessible(page);
  await expectIntact(check, world);
  expect(await check.signByPhone(world, info, own("gost"))).toBe(number);
  await world.desk.expectApplications(number);
});

/** Sent wrongly by a phone that has shown the document: the person reads why there, and the code still stands. */
const slips: [title: string, send: (world: World, screen: PhoneScreen, strange: StrangePhone) => Promise<PhoneSaid[]>, status: number, said: string][] = [
  ["a token of another code", (world, { id }) => world.desk.play(id, "wrong-token", own("sign")), 401, "qr-phone-token"],
  ["no JSON", (world, { id }) => world.desk.play(id, "rubbish", own("sign")), 400, "qr-phone-unreadable"],
  ["too much", (world, { id }) => world.desk.play(id, "flood", own("sign")), 413, "qr-phone-too-large"],
  ["two documents", async (_, __, strange) => [await strange.send(signedDocument(1), signedDocument(2))], 400, "qr-phone-one-document"],
  ["a document of another number", async (_, __, strange) => [await strange.send(signedDocument(2))], 400, "qr-phone-other-document"],
];

test("R-201, R-211, R-212: sent unread or wrongly, the code stands; too late, cancelled or unchecked, nothing is sent; the draft stays, and ЭЦҚ signs", async ({ page, world, enter }, info) => {
  await enter(aliya);
  const check = await QrPage.prepared(page, world, aliya);
  const number = await check.number();
  const draft = await stored(page);
  const text = await check.code(info);
  const strange = await StrangePhone.scan(text);
  await test.step("R-212: signed without having been fetched", async () => {
    expect(await strange.send(signedDocument(1))).toEqual({ status: 403, message: check.say("qr-phone-unopened") });
    await check.expectState("qr-state-asked");
  });
  let screen = await world.desk.scan(text);
  for (const [title, send, status, said] of slips) {
    await test.step(`${title}: the code stands`, async () => {
      expect(await send(world, screen, strange)).toEqual([{ status, message: check.say(said) }]);
      await check.expectState("qr-state-opened");
      await expect(check.picture).toBeVisible();
    });
  }
  const other = text.replace(/.$/, (last) => (last === "A" ? "B" : "A"));
  await expect(world.desk.scan(other)).rejects.toThrow(`404: ${check.say("qr-phone-unknown")}`);
  await test.step("R-211: the signature comes after the code's time", async () => {
    await world.advance(5 * 60 + 1);
    expect(await world.desk.play(screen.id, "sign", own("sign"))).toEqual([{ status: 410, message: check.say("qr-phone-expired") }]);
    await check.expectNotSent("qr-not-sent-expired");
  });
  await test.step("cancelled on the phone, twice", async () => {
    screen = await world.desk.scan(await check.code(info));
    for (let time = 0; time < 2; time += 1) expect(await world.desk.play(screen.id, "cancel", own("sign"))).toMatchObject([{ status: 200 }]);
    await check.expectNotSent("qr-not-sent-cancelled");
    expect(await world.desk.play(screen.id, "sign", own("sign"))).toEqual([{ status: 410, message: check.say("qr-phone-cancelled") }]);
  });
  await test.step("a register is silent that must be asked", async () => {
    screen = await world.desk.scan(await check.code(info));
    await world.desk.register("person-register", "off");
    expect(await world.desk.play(screen.id, "sign", own("sign"))).toEqual([{ status: 503, message: check.say("qr-phone-later") }]);
    await check.expectNotSent("qr-not-sent-failed");
    await world.desk.register("person-register", "on");
    expect(await world.desk.play(screen.id, "sign", own("sign"))).toEqual([{ status: 410, message: check.say("qr-phone-used") }]);
  });
  expect(await stored(page)).toEqual(draft);
  await signsByKey(check, world, number);
});

test("R-099: meanwhile the person applied at the Fund's office: neither the phone nor ЭЦҚ signs, and the page says why", async ({ page, world, enter }, info) => {
  await enter(aliya);
  const check = await QrPage.prepared(page, world, aliya);
  const draft = await stored(page);
  const screen = await world.desk.scan(await check.code(info));
  await world.appliesAtOffice(aliya);
  expect(await world.desk.play(screen.id, "sign", own("sign"))).toEqual([{ status: 403, message: check.say("qr-phone-not-eligible") }]);
  await check.expectNotSent("qr-not-sent-failed");
  await accessible(page);
  await world.desk.ncalayer("ok");
  await check.sign();
  await expect(check.notSigned.getByRole("alert")).toContainText(check.say("refusal-open-application"));
  expect(await stored(page)).toEqual(draft);
  await world.desk.expectApplications("office-1");
});

test("R-001, R-007, R-201, R-202: whatever is wrong with the phone's signature, both screens say it; the draft stays, and ЭЦҚ signs", async ({ page, world, enter }, info) => {
  await enter(aliya);
  const check = await QrPage.prepared(page, world, aliya);
  const number = await check.number();
  const draft = await stored(page);
  for (const { title, flaw = "sign", key = own("sign"), said } of rows) {
    await test.step(title, async () => {
      const screen = await world.desk.scan(await check.code(info));
      const [what, advice] = [check.say(refused(said)), check.say(`${refused(said)}.advice`)];
      const message = check.say("qr-phone-refused", { what, advice });
      expect(await world.desk.play(screen.id, flaw, key)).toEqual([{ status: 403, message }]);
      await check.expectNotSent(refused(said), check.say("failure-contacts"));
      expect(await stored(page)).toEqual(draft);
      // The code is good for one signature.
      expect(await world.desk.play(screen.id, "sign", own("sign"))).toEqual([{ status: 410, message: check.say("qr-phone-used") }]);
    });
  }
  await signsByKey(check, world, number);
});

test("R-211, R-213: the same signature sent again is taken again, another one is not, and the code opens nothing more", async ({ page, world, enter }, info) => {
  await enter(aliya);
  const check = await QrPage.prepared(page, world, aliya);
  const text = await check.code(info);
  const screen = await world.desk.scan(text);
  expect(await world.desk.play(screen.id, "twice", own("sign"))).toMatchObject([{ status: 200 }, { status: 200 }]);
  await check.expectState("qr-state-accepted");
  const used = check.say("qr-phone-used");
  expect(await world.desk.play(screen.id, "sign", own("gost"))).toEqual([{ status: 410, message: used }]);
  await expect(world.desk.scan(text)).rejects.toThrow(`410: ${used}`);
  await check.expectState("qr-state-accepted");
  await world.desk.expectApplications(await check.finishSigning());
});
