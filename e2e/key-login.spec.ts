import type { Page } from "@playwright/test";
import { carry, citizen, register } from "./support/citizens.js";
import type { Outcome } from "./support/desk.js";
import { words, type Language } from "./support/words.js";
import { accessible, expect, fits, test, type World } from "./support/world.js";
import { KeyLogin } from "./pages/key-login.js";
import { StartPage } from "./pages/start.js";

const aliya = citizen("aliya");
const bauyrzhan = citizen("bauyrzhan");
const LANGUAGES: Language[] = ["ru", "en", "kk"];

/** The start page of somebody who has a password as well. */
async function toStart(page: Page, world: World): Promise<KeyLogin> {
  await register(world, aliya);
  await new StartPage(page).open();
  return new KeyLogin(page);
}

/** The other way in stands open, with no pause, whatever became of the key. */
async function entersByPassword(page: Page): Promise<void> {
  await new StartPage(page).enter(aliya);
}

interface Row {
  title: string;
  outcome?: Outcome;
  key?: string;
  /** Text id of what is said. */
  said: string;
}

const rows: Row[] = [
  { title: "R-038: a key for signing is refused with its own hint", key: `${aliya.iin}-sign`, said: "problem-key-refused-wrong-key" },
  { title: "R-038: an organisation's key is no key of a person", key: `${aliya.iin}-auth-org`, said: "problem-key-refused-wrong-key" },
  { title: "R-001: the certificate has expired", key: `${aliya.iin}-auth-expired`, said: "problem-key-refused-expired" },
  { title: "R-001: the certificate was revoked", key: `${aliya.iin}-auth-revoked`, said: "problem-key-refused-revoked" },
  { title: "R-001: an authority of equal names has issued it", key: `${aliya.iin}-auth-lookalike`, said: "problem-key-refused-not-accepted" },
  { title: "R-007: the certificate is in other names than ЖТ МДБ", key: `${aliya.iin}-auth-othername`, said: "problem-key-refused-name-mismatch" },
  { title: "R-024: the Fund knows nobody with the key's IIN", key: `${citizen("bolat").iin}-auth`, said: "problem-person-not-found" },
  { title: "R-004: the register has a death record", key: `${citizen("rakhim").iin}-auth`, said: "refusal-life-status" },
  { title: "R-005: declared incapable by a court", key: `${citizen("saule").iin}-auth`, said: "refusal-capacity" },
  { title: "R-042: other bytes were signed than the challenge", outcome: "tampered-content", said: "problem-key-refused-document-differs" },
  { title: "R-042: the person cancels", outcome: "cancel", said: "key-cancelled" },
  { title: "R-035: the program closes in the middle", outcome: "close", said: "key-closed" },
  { title: "R-035: the program breaks", outcome: "invocation-error", said: "key-failed" },
];

for (const { title, outcome = "ok", key = `${aliya.iin}-auth`, said } of rows) {
  test(`${title}: said in three languages with the way out; the password still lets in`, async ({ page, world }) => {
    const login = await toStart(page, world);
    await world.desk.ncalayer(outcome, key);
    await login.press();
    await login.expectRefused(said);
    await expect(page.locator("#key-result")).toBeFocused();
    await accessible(page);
    for (const language of LANGUAGES) {
      await login.speak(language);
      await new KeyLogin(page, language).expectRefused(said);
    }
    await entersByPassword(page);
  });
}

test("each kind of failure has words of its own, in each language", () => {
  const kinds = [...new Set([...rows.map(({ said }) => said), "problem-key-refused-cannot-check", "key-not-running", "key-silent"])];
  for (const language of LANGUAGES) {
    const said = kinds.map((kind) => words(language)(kind));
    expect(new Set(said).size, said.join("\n")).toBe(kinds.length);
  }
});

test("R-024, R-038, R-039, R-041, R-042, R-043: the window offers keys of people alone; one for signing is refused with its hint, one for login lets in", async ({ page, world }) => {
  const login = await toStart(page, world);
  await world.desk.window();
  await expect(login.card).toContainText(login.say("key-kind-gost"));
  await login.press();
  await expect(page.getByText(login.say("key-waiting"))).toBeVisible();
  const pending = await world.desk.asked();
  expect(pending.ext_key_usage_oids).toEqual(["1.2.398.3.3.4.1.1"]);
  expect(pending.iin).toBeNull();
  expect(pending.keys.filter(({ enabled }) => !enabled).every(({ state }) => state === "organisation")).toBe(true);
  await expect(world.desk.sign(pending.id, `${aliya.iin}-auth-org`)).rejects.toThrow("key-not-offered");
  await expect(world.desk.sign(pending.id, `${aliya.iin}-auth`, "1234")).rejects.toThrow("wrong-password");
  await world.desk.sign(pending.id, `${aliya.iin}-sign`);
  await login.expectRefused("problem-key-refused-wrong-key");
  await login.press();
  await world.desk.signInWindow(`${aliya.iin}-auth`);
  await login.expectEntered();
  await login.signOut();
  await entersByPassword(page);
});

test("R-024, R-038: the single key of ГОСТ, chosen in the window, lets in", async ({ page, world }) => {
  await new StartPage(page).open();
  const login = new KeyLogin(page);
  await world.desk.window();
  await login.press();
  const label = (await world.desk.asked()).keys.find(({ id }) => id === `${bauyrzhan.iin}-gost`)!.label;
  expect(label).toMatch(/^GOST512 /);
  await world.desk.signInWindow(`${bauyrzhan.iin}-gost`);
  await login.expectEntered();
  await expect(login.heading).toContainText(bauyrzhan.name.given);
});

test("R-038: where the setting does not take the single key, it cannot be chosen and is refused with its hint", async ({ page, world }) => {
  await world.set({ "login-accepts-gost-single-key": "false" });
  await new StartPage(page).open();
  const login = new KeyLogin(page);
  await expect(login.card).toContainText(login.say("key-kind"));
  await world.desk.window();
  await login.press();
  const pending = await world.desk.asked();
  expect(pending.ext_key_usage_oids).toEqual(["1.3.6.1.5.5.7.3.2", "1.2.398.3.3.4.1.1"]);
  expect(pending.keys.filter(({ enabled }) => enabled).every(({ kind }) => kind === "auth")).toBe(true);
  await expect(world.desk.sign(pending.id, `${bauyrzhan.iin}-gost`)).rejects.toThrow("key-not-offered");
  await world.desk.cancel(pending.id);
  await login.expectRefused("key-cancelled");
  await world.desk.ncalayer("ok", `${bauyrzhan.iin}-gost`);
  await login.press();
  await login.expectRefused("problem-key-refused-wrong-key");
  await world.desk.ncalayer("ok", `${bauyrzhan.iin}-auth`);
  await login.press();
  await login.expectEntered();
});

/** One thing wrong with the message or with a key of ГОСТ: what is handed over, and the kind of refusal. */
const wrongs: [Outcome, string, string][] = [
  ["truncated", "auth", "not-accepted"],
  ["ok", "gost-expired", "expired"],
  ["no-certificate", "auth", "not-accepted"],
  ["ok", "gost-revoked", "revoked"],
  ["wrong-digest", "auth", "not-accepted"],
  ["ok", "gost-org", "wrong-key"],
  ["wrong-signature", "auth", "not-accepted"],
  ["ok", "gost-othername", "name-mismatch"],
  ["wrong-signature", "gost", "not-accepted"],
  ["tampered-content", "gost", "document-differs"],
  ["other-certificate", "auth", "not-accepted"],
  ["wrong-stamp", "auth", "not-accepted"],
  ["ok", "gost-lookalike", "not-accepted"],
  ["ok", "auth-noiin", "not-accepted"],
];

test("R-001, R-007, R-038: whatever is handed over, it is said what is wrong; a key of ГОСТ and the password still let in", async ({ page, world }) => {
  const login = await toStart(page, world);
  const result = page.locator("#key-result");
  for (const [outcome, key, kind] of wrongs) {
    await test.step(`${outcome} by ${key}`, async () => {
      await world.desk.ncalayer(outcome, `${aliya.iin}-${key}`);
      await Promise.all([page.waitForResponse(/\/api\/session\/signature$/), login.press()]);
      const id = `problem-key-refused-${kind}`;
      await login.expectAlert(result, login.say(id), login.say(`${id}.advice`), login.say("key-not-entered"), login.say("failure-contacts"));
      await expect(result).toBeFocused();
    });
  }
  await accessible(page);
  await world.desk.ncalayer("ok", `${aliya.iin}-gost`);
  await login.press();
  await login.expectEntered();
  await login.signOut();
  await entersByPassword(page);
});

test("R-024: a person who has never set a password enters by key, and the list of entrances says how", async ({ page, world }) => {
  await new StartPage(page).open();
  const login = new KeyLogin(page);
  await world.desk.ncalayer("ok", `${bauyrzhan.iin}-auth`);
  await login.press();
  await login.expectEntered();
  await page.goto("/entrances");
  await expect(page.getByText(login.say("entrance-way-signature")).first()).toBeVisible();
  await expect(page.getByText(login.say("entrance-way-password"))).toHaveCount(0);
});

for (const [title, who] of [
  ["without a patronymic", "mehmet"],
  ["with letters that only Kazakh has", "shynar"],
  ["with other names at the Fund than in the register and the key", "yelena"],
  ["of another country, with Latin letters and a surname of two words", "lars"],
] as const) {
  test(`R-024, R-007: somebody ${title} enters by key`, async ({ page, world }) => {
    await new StartPage(page).open();
    const login = new KeyLogin(page);
    await world.desk.ncalayer("ok", `${citizen(who).iin}-auth`);
    await login.press();
    await login.expectEntered();
  });
}

test("R-007: a key in the surname before marriage is refused: the register has the new one", async ({ page, world }) => {
  await new StartPage(page).open();
  const login = new KeyLogin(page);
  await world.desk.ncalayer("ok", `${citizen("togzhan").iin}-auth`);
  await login.press();
  await login.expectRefused("problem-key-refused-name-mismatch");
});

test("R-001: without an answer about revocation nobody is let in by key; later the same key does", async ({ page, world }, info) => {
  const login = await toStart(page, world);
  await world.desk.ncalayer("ok", `${aliya.iin}-auth`);
  await world.knowsNoRevocation(info.outputPath("lists"));
  await login.press();
  await login.expectRefused("problem-key-refused-cannot-check");
  await accessible(page);
  await entersByPassword(page);
  await login.signOut();
  await world.desk.register("authority", "on");
  await world.advance(11); // a silent register is let alone for ten seconds
  await login.press();
  await login.expectEntered();
});

test("R-035, R-036: nothing asks for the program before the press; where it does not run, the page says what to do", async ({ page, world }) => {
  const sockets: string[] = [];
  page.on("websocket", (socket) => sockets.push(socket.url()));
  await world.desk.listening(false);
  const login = await toStart(page, world);
  await expect(login.card).toContainText(login.say("key-about"));
  await expect(login.card.getByRole("link", { name: login.say("key-install") })).toHaveAttribute("href", "https://pki.gov.kz/ncalayer/");
  expect(sockets).toEqual([]);
  await login.press();
  await login.expectRefused("key-not-running");
  expect(sockets.length).toBeGreaterThan(0);
  await accessible(page);
  await world.desk.listening(true);
  await world.desk.ncalayer("ok", `${aliya.iin}-auth`);
  await login.press();
  await login.expectEntered();
  await login.signOut();
  await entersByPassword(page);
});

test("R-035: something else holds the program's port and greets nobody: said after five seconds", async ({ page, world }) => {
  await page.routeWebSocket(/^ws:/, () => {});
  const login = await toStart(page, world);
  await login.press();
  await login.expectRefused("key-silent");
  await entersByPassword(page);
});

test("R-042: no answer: the page waits and says so, «cancel» ends it at once, and a late answer lets nobody in", async ({ page, world }) => {
  const login = await toStart(page, world);
  await world.desk.window();
  await login.press();
  await expect(page.getByText(login.say("key-waiting"))).toBeVisible();
  await accessible(page);
  await login.card.getByRole("button", { name: login.say("key-cancel"), exact: true }).click();
  await login.expectRefused("key-cancelled");
  await expect.poll(() => world.desk.pending()).toBeNull();
  await entersByPassword(page);
});

test("R-042: a silent program is waited for, and a greeting in between is no answer", async ({ page, world }) => {
  const login = await toStart(page, world);
  await world.desk.ncalayer("silence");
  await login.press();
  await expect(page.getByText(login.say("key-waiting"))).toBeVisible();
  await login.card.getByRole("button", { name: login.say("key-cancel"), exact: true }).click();
  await login.expectRefused("key-cancelled");
  await world.desk.ncalayer("extra-greeting", `${aliya.iin}-auth`);
  await login.press();
  await login.expectEntered();
  await login.signOut();
  await entersByPassword(page);
});

test("R-042: no answer for ten minutes: said so, and the next press lets in", async ({ page, world }) => {
  await page.clock.install();
  const login = await toStart(page, world);
  await world.desk.ncalayer("silence");
  await login.press();
  await expect(page.getByRole("status").filter({ hasText: login.say("key-waiting") })).toBeVisible();
  await page.clock.fastForward("10:00");
  await login.expectAlert(page.locator("#key-result"), login.say("key-timed-out"), login.say("key-timed-out.advice"), login.say("key-not-entered"));
  await world.desk.ncalayer("ok", `${aliya.iin}-auth`);
  await login.press();
  await login.expectEntered();
});

test("R-042: a challenge is good for five minutes and once", async ({ page, world }) => {
  const login = await toStart(page, world);
  await world.desk.window();
  await login.press();
  await expect.poll(async () => (await world.desk.pending())?.id).toBeTruthy();
  await world.advance(300);
  await world.desk.sign((await world.desk.pending())!.id, `${aliya.iin}-auth`);
  await login.expectRefused("problem-challenge-expired");
  await world.desk.ncalayer("ok", `${aliya.iin}-auth`);
  await login.press();
  await login.expectEntered();
});

test("R-033, R-036, R-037, R-038, R-039, R-040, R-041, R-042, R-043, R-044: the page of the way names each step in the seed's words", async ({ page, world: _ }) => {
  const login = new KeyLogin(page);
  await login.open();
  await expect(page.getByRole("heading", { level: 1 })).toHaveText(/^жеке кабинетте авторланудың i-ші тәсілі – эцқ кілтінің көмегі арқылы авторлану$/iu);
  const steps = page.getByRole("region", { name: login.say("key-steps") });
  for (const word of ["NCALayer", "«Сертификатты таңдау»", "«Сіздің компьютеріңіз»", "AUTH_RSA", "«Кіру»", "«Ашу»", "«Қол қою»"]) {
    await expect(steps).toContainText(word);
  }
  const issuer = page.getByRole("region", { name: login.say("key-issuer-heading"), exact: true });
  await expect(issuer).toContainText("Кілтті «Азаматтарға арналған Үкімет» мемлекеттік корпорациясы береді");
  await expect(issuer.getByRole("link", { name: login.say("key-manual") })).toHaveAttribute("href", "https://pki.gov.kz/ncalayer/");
  for (const language of LANGUAGES) {
    await login.speak(language);
    await expect(page.getByRole("heading", { level: 1 })).toHaveText(words(language)("key-title"));
    await accessible(page);
    await fits(page);
  }
});

test("R-024: the whole road by keyboard alone, on a small phone", async ({ page, world }) => {
  await page.setViewportSize({ width: 320, height: 640 });
  const login = await toStart(page, world);
  await fits(page);
  await world.desk.ncalayer("cancel");
  const enter = login.card.getByRole("button", { name: login.say("key-enter"), exact: true });
  await expect(enter).not.toHaveAttribute("aria-disabled", "true");
  await tabTo(page, "key-enter");
  await page.keyboard.press("Enter");
  await login.expectRefused("key-cancelled");
  await fits(page);
  await world.desk.ncalayer("ok", `${aliya.iin}-auth`);
  await tabTo(page, "key-enter");
  await page.keyboard.press("Space");
  await login.expectEntered();
  await expect(login.heading).toBeFocused();
});

/** Goes on by the Tab key until the element has focus. */
async function tabTo(page: Page, id: string): Promise<void> {
  for (let press = 0; press < 40; press += 1) {
    await page.keyboard.press("Tab");
    if ((await page.evaluate(() => document.activeElement?.id)) === id) return;
  }
  throw new Error(`${id} is not reached by Tab`);
}

test("R-034, R-042: another person's session of the same browser ends when somebody enters by key", async ({ page, context, world }) => {
  const cookie = await register(world, aliya);
  await carry(context, world, cookie);
  await page.goto("/");
  const login = new KeyLogin(page);
  await login.expectEntered();
  await login.signOut();
  await world.desk.ncalayer("ok", `${bauyrzhan.iin}-auth`);
  await login.press();
  await login.expectEntered();
  await expect(login.heading).toContainText(bauyrzhan.name.given);
  expect(await page.content()).not.toContain(aliya.iin);
});
