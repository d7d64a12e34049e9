import type { Page } from "@playwright/test";
import { ask, call, citizen, contact, PASSWORD, register, signIn, solve } from "./support/citizens.js";
import type { Citizen } from "./support/citizens.js";
import { words } from "./support/words.js";
import { accessible, expect, fits, test, type World } from "./support/world.js";
import { standsInThreeLanguages } from "./pages/cabinet.js";
import { EntrancesPage } from "./pages/entrances.js";
import { KeyLogin } from "./pages/key-login.js";
import { PasswordPages } from "./pages/passwords.js";
import { RegistrationPage } from "./pages/registration.js";
import { StartPage } from "./pages/start.js";

const aliya = citizen("aliya");
const NEW = "Басқа бір сөз 2031";
const WRONG = "бөгде адамның сөзі";
const say = words();

/** A code on its way that was asked for elsewhere. */
async function codeFor(world: World, who: Citizen): Promise<string> {
  const proof = solve(await ask(world, "GET", "/api/anti-robot"));
  const { id, contacts } = await ask<{ id: string; contacts: { id: string }[] }>(world, "POST", "/api/registration", { iin: who.iin, proof });
  await ask(world, "POST", `/api/registration/${id}/code`, { contact: contacts[0]!.id, language: "kk" });
  return world.desk.code(contact(who));
}

/** Wrong passwords, as fast as the pauses let them: ten within minutes, then one every quarter of an hour. */
async function guess(world: World, who: Citizen, times: number): Promise<void> {
  await world.freeze();
  for (let number = 0; number < times; number += 1) {
    await world.advance(number < 10 ? 61 : 900);
    const answer = await call(world, "POST", "/api/session", { iin: who.iin, password: WRONG, language: "kk" });
    expect(await answer.json()).toMatchObject({ code: "wrong-credentials" });
  }
}

/** The newest notice that went to the citizen by this channel, once it is there. */
async function notice(world: World, channel: "sms" | "email", about: string): Promise<string> {
  const told = async () => (await world.desk.messages()).filter((it) => it.to === contact(aliya, channel) && it.text.includes("/not-me#") && it.text.includes(about));
  await expect.poll(async () => (await told()).length).toBeGreaterThan(0);
  return (await told()).at(-1)!.text;
}

/** Code and password, by the way for those who guessed too often: from the first step to the last press. */
async function byCode(page: Page, world: World, who: Citizen, password: string): Promise<void> {
  const road = new RegistrationPage(page);
  await page.goto("/code-login");
  await road.button("code-entry-begin").click();
  await road.sayIin(who.iin);
  await expect(road.heading).toHaveText(say("code-entry-title", { step: 3 }));
  await road.contact(/^\+7 701/).check();
  await road.button("register-send").click();
  await expect(road.heading).toHaveText(say("code-entry-title", { step: 4 }));
  await accessible(page);
  await fits(page);
  await road.field("code-login-code").fill(await world.desk.code(contact(who)));
  await road.field("code-login-password").fill(password);
  await road.button("start-enter").click();
}

const linkIn = (text: string) => /https?:\/\/\S+\/not-me#\S+/.exec(text)![0];

test.describe("start page", () => {
  test("R-023, R-028, R-029, R-030, R-031, R-032: each way out has its link, and each memo its page", async ({ page, world: _ }) => {
    const start = new StartPage(page);
    await start.open();
    const links = page.getByRole("navigation", { name: say("start-links") });
    await expect(links.getByRole("link", { name: "Пароль ауыстыру?" })).toHaveAttribute("href", "/password");
    await expect(links.getByRole("link", { name: "Бір реттік пароль енгізу" })).toHaveAttribute("href", "/code");
    for (const memo of ["cabinet", "payment", "statuses"]) {
      await start.open();
      await page.getByRole("link", { name: say(`memo-${memo}`), exact: true }).click();
      await expect(start.heading).toHaveText(say(`memo-${memo}`));
      await accessible(page);
      await fits(page);
    }
    await page.goto("/");
    await standsInThreeLanguages(page, "start-title");
  });

  test("R-022, R-024: wrong passwords make growing pauses, said in words; the key lets in meanwhile, and the right password after them", async ({ page, world }) => {
    await register(world, aliya);
    await world.freeze();
    const start = new StartPage(page);
    await start.open();
    const wrong = start.failure(say("problem-wrong-credentials"));
    for (let free = 0; free < 4; free += 1) {
      await start.signIn(aliya, WRONG);
      await expect(wrong).toBeVisible();
    }
    for (const seconds of [2, 4]) {
      await start.signIn(aliya);
      const paused = start.failure(say("problem-too-many-tries"));
      await expect(paused).toContainText(say("problem-too-many-tries.advice", { after: say("after-seconds", { count: seconds }) }));
      await expect(paused).toContainText("Немесе ЭЦҚ-мен кіріңіз.");
      await world.advance(seconds);
      await start.signIn(aliya, WRONG);
      await expect(wrong).toBeVisible();
    }
    await accessible(page);
    await world.desk.ncalayer("ok", `${aliya.iin}-auth`);
    await new KeyLogin(page).press();
    await new KeyLogin(page).expectEntered();
    await start.signOut();
    await world.advance(8);
    await start.enter(aliya);
  });

  test("fifty wrong passwords: a code is asked for as well, and with both the person is in; the key was never blocked", async ({ page, world }) => {
    await register(world, aliya);
    await guess(world, aliya, 50);
    await world.advance(900);
    const start = new StartPage(page);
    await start.open();
    await start.signIn(aliya);
    const needed = start.failure(say("problem-code-needed"));
    await expect(needed).toContainText(say("problem-code-needed.advice"));
    await accessible(page);
    await world.desk.ncalayer("ok", `${aliya.iin}-auth`);
    await new KeyLogin(page).press();
    await new KeyLogin(page).expectEntered();
    await start.signOut();
    await start.signIn(aliya);
    await needed.getByRole("link", { name: say("start-get-code") }).click();
    await expect(start.heading).toHaveText(say("code-entry-title", { step: 1 }));
    await accessible(page);
    await byCode(page, world, aliya, PASSWORD);
    await new KeyLogin(page).expectEntered();
  });
});

test.describe("a password set anew", () => {
  test("R-023, R-051: the other sessions end, SMS and mail tell of it, «it was not me» ends all and blocks the password until the next reset", async ({ page, world, elsewhere }) => {
    const before = await register(world, aliya);
    await world.advance(61);
    const registration = new RegistrationPage(page);
    await registration.open();
    await registration.identify(aliya);
    await registration.sendTo(/^\+7 701/);
    await registration.at(4);
    await registration.finish(await world.desk.code(contact(aliya)), NEW);
    await registration.expectDone();
    expect((await call(world, "GET", "/api/session", undefined, before)).status).toBe(401);
    await new StartPage(page).enter(aliya, NEW);

    const about = "кодпен жаңа пароль қойылды";
    const [sms, mail] = [await notice(world, "sms", about), await notice(world, "email", about)];
    for (const text of [sms, mail]) {
      expect(text).not.toContain(aliya.iin);
      expect(text).not.toContain(aliya.name.surname);
    }

    // The owner opens the link on a phone of their own.
    const phone = await elsewhere();
    const owner = new PasswordPages(phone);
    await phone.goto(linkIn(sms));
    await standsInThreeLanguages(phone, "not-me-title");
    await owner.disown(linkIn(sms));
    await expect(owner.failure(say("not-me-done"))).toContainText(say("not-me-next"));
    await accessible(phone);
    await page.reload();
    const start = new StartPage(page);
    await expect(start.heading).toHaveText(say("start-title"));
    await start.signIn(aliya, NEW);
    const blocked = start.failure(say("problem-password-blocked"));
    await expect(blocked).toContainText(say("problem-password-blocked.advice"));
    await expect(blocked.getByRole("link", { name: say("start-set-password") })).toHaveAttribute("href", "/register");
    await accessible(page);

    // The way in by a code meets the block at its last step, and leads out of it likewise.
    await world.advance(61);
    await byCode(page, world, aliya, NEW);
    await blocked.getByRole("link", { name: say("start-set-password") }).click();
    await expect(start.heading).toHaveText(say("register-title", { step: 1 }));

    await owner.disown(linkIn(sms));
    await expect(owner.failure(say("not-me-used"))).toContainText(say("not-me-used.advice"));
    await world.desk.ncalayer("ok", `${aliya.iin}-auth`);
    await start.open();
    await new KeyLogin(page).press();
    await new KeyLogin(page).expectEntered();
    await start.signOut();

    await world.advance(61);
    await registration.open();
    await registration.identify(aliya);
    await registration.sendTo(/^\+7 701/);
    await registration.at(4);
    await registration.finish(await world.desk.code(contact(aliya)), "Үшінші сөз айтылды 7");
    await registration.expectDone();
    await start.enter(aliya, "Үшінші сөз айтылды 7");
    await page.goto("/entrances");
    const { history } = new EntrancesPage(page);
    await expect(history.filter({ hasText: say("entrance-event-disowned") })).toHaveCount(1);
    await expect(history.filter({ hasText: say("entrance-event-password-reset") }).first()).toBeVisible();
  });

  test("a link that is cut off or made up says what to do", async ({ page, world: _ }) => {
    const pages = new PasswordPages(page);
    await page.goto("/not-me");
    await expect(pages.failure(say("not-me-no-token"))).toContainText(say("not-me-no-token.advice"));
    await accessible(page);
    await pages.disown("/not-me#0123456789abcdef.0123456789abcdef");
    await expect(pages.failure(say("not-me-used"))).toBeVisible();
  });

  test("a link pasted over the page of a cut one is read: only its fragment is new", async ({ page, world: _ }) => {
    const pages = new PasswordPages(page);
    await page.goto("/not-me");
    await expect(pages.failure(say("not-me-no-token"))).toBeVisible();
    await page.goto("/not-me#0123456789abcdef.0123456789abcdef");
    await pages.button("not-me-press").click();
    await expect(pages.failure(say("not-me-used"))).toBeVisible();
    await page.goto("/not-me#fedcba9876543210.fedcba9876543210");
    await expect(pages.button("not-me-press")).toBeVisible();
    await expect(pages.failure(say("not-me-used"))).toBeHidden();
  });

  test("R-051: a password set where a session was open is told of, and not that the session is over", async ({ page, world, enter }) => {
    await enter(aliya);
    await world.advance(61);
    const code = await codeFor(world, aliya);
    await page.goto("/code");
    await new PasswordPages(page).useCode(aliya, code, NEW);
    await expect(page.getByText(say("start-registered"))).toBeVisible();
    await expect(page.getByText(say("start-signed-out"))).toBeHidden();
    await new StartPage(page).enter(aliya, NEW);
  });

  test("a new device is told of by SMS and mail, a known one is not", async ({ page, world }) => {
    await register(world, aliya);
    const start = new StartPage(page);
    await start.open();
    await start.enter(aliya);
    const about = "жаңа құрылғыдан кірді";
    await notice(world, "sms", about);
    await notice(world, "email", about);
    const told = async () => (await world.desk.messages()).filter(({ text }) => text.includes(about)).length;
    const once = await told();
    await start.signOut();
    await start.enter(aliya);
    // What is told later comes after what is told of this entrance: nothing is.
    await page.goto("/password");
    await new PasswordPages(page).change(PASSWORD, NEW);
    await notice(world, "email", "пароль ауыстырылды");
    await notice(world, "sms", "пароль ауыстырылды");
    expect(await told()).toBe(once);
  });
});

test.describe("in the cabinet", () => {
  test("R-028: the password is changed by the old one; the others end, this one goes on, and a notice comes", async ({ page, world, elsewhere }) => {
    await register(world, aliya);
    const start = new StartPage(page);
    await page.goto("/password");
    await expect(page.getByText(say("start-sign-in-first"))).toBeVisible();
    await start.enter(aliya);
    const pages = new PasswordPages(page);
    await expect(pages.heading).toHaveText(say("change-title"));
    await standsInThreeLanguages(page, "change-title");
    const other = await elsewhere();
    await new StartPage(other).open();
    await new StartPage(other).enter(aliya);

    await pages.change(WRONG, NEW);
    await expect(pages.failure(say("change-wrong"))).toContainText(say("change-wrong.advice"));
    await pages.change(PASSWORD, NEW, `${NEW} `);
    await pages.expectError("change-password-repeated", say("change-password-repeated.mismatch"));
    await pages.change(PASSWORD, "қысқа");
    await pages.expectError("change-password-password", say("change-password-password.too-short", { min: 12 }));
    await pages.change(PASSWORD, `${aliya.iin}!`);
    await pages.expectError("change-password-password", say("error-guessable"));
    await accessible(page);
    await pages.change(PASSWORD, NEW);
    await expect(page.getByText(say("change-done"))).toBeVisible();
    await accessible(page);

    await page.reload();
    await expect(pages.button("sign-out")).toBeVisible();
    await other.reload();
    await expect(new StartPage(other).heading).toHaveText(say("start-title"));
    await start.signOut();
    await start.signIn(aliya);
    await expect(start.failure(say("problem-wrong-credentials"))).toBeVisible();
    await start.enter(aliya, NEW);
    await notice(world, "sms", "пароль ауыстырылды");
  });
});

test.describe("the code is there already", () => {
  test("R-029, R-050, R-054, R-055, R-056: IIN, code and a new password on one page", async ({ page, world }) => {
    const code = await codeFor(world, aliya);
    const start = new StartPage(page);
    await start.open();
    await page.getByRole("link", { name: "Бір реттік пароль енгізу" }).click();
    const pages = new PasswordPages(page);
    await expect(pages.heading).toHaveText(say("code-page-title"));
    await standsInThreeLanguages(page, "code-page-title");
    await pages.useCode({ ...aliya, iin: "780417403078" }, code);
    await pages.expectError("code-entrance-iin", say("code-entrance-iin.bad-checksum"));
    await pages.useCode(aliya, code === "000000" ? "111111" : "000000");
    await expect(pages.failure(say("problem-wrong-code"))).toBeVisible();
    await accessible(page);
    await pages.useCode(aliya, `${code.slice(0, 3)} ${code.slice(3)}`, NEW);
    await expect(page.getByRole("status").filter({ hasText: say("start-registered") })).toBeVisible();
    await start.enter(aliya, NEW);
  });

  test("R-058, R-059: at 14:59 it is good, at 15:00 the page says that it is over", async ({ page, world }) => {
    await world.freeze();
    const pages = new PasswordPages(page);
    const late = await codeFor(world, aliya);
    await world.advance(15 * 60);
    await page.goto("/code");
    await pages.useCode(aliya, late);
    await expect(pages.failure(say("problem-code-expired", { minutes: 15 }))).toBeVisible();
    await expect(page.getByRole("link", { name: say("code-page-none") })).toHaveAttribute("href", "/register");
    const good = await codeFor(world, aliya);
    await world.advance(15 * 60 - 1);
    await page.reload();
    await pages.useCode(aliya, good);
    await new RegistrationPage(page).expectDone();
  });
});

test("R-034: no page of the cabinet and no answer is there without a session", async ({ page, world }) => {
  const start = new StartPage(page);
  for (const path of ["/services", "/services/pension-payment", "/services/pension-payment/fill", "/applications", "/entrances", "/password"]) {
    await page.goto(path);
    await expect(page.getByText(say("start-sign-in-first"))).toBeVisible();
    await expect(start.heading).toHaveText(say("start-title"));
  }
  await register(world, aliya);
  await signIn(world, aliya);
  await page.goto("/entrances");
  await start.enter(aliya);
  await expect(start.heading).toHaveText(say("entrances-title"));
});
