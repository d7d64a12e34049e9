import type { Page } from "@playwright/test";
import { ask, call, citizen, contact, PASSWORD, register, solve } from "./support/citizens.js";
import { accessible, expect, test, type World } from "./support/world.js";
import { RegistrationPage } from "./pages/registration.js";
import { StartPage } from "./pages/start.js";

const bauyrzhan = citizen("bauyrzhan");
const zhanna = citizen("zhanna");

/** To step 4, with a code on its way to the first phone; time stands still from here on. */
async function toCode(page: Page, world: World): Promise<{ registration: RegistrationPage; code: string }> {
  await world.freeze();
  const registration = new RegistrationPage(page);
  await registration.open();
  await registration.identify(bauyrzhan);
  await registration.sendTo(/^\+7 702/);
  await registration.at(4);
  return { registration, code: await world.desk.code(contact(bauyrzhan)) };
}

test.describe("start page", () => {
  test("R-016, R-017, R-019, R-020, R-021, R-022, R-023, R-024, R-025: words of the start page", async ({ page, world: _ }) => {
    await page.goto("/");
    await expect(page.getByRole("heading", { level: 1, name: /^жеке кабинетке кіру$/iu })).toBeVisible();
    await expect(page.getByRole("heading", { name: "Ену. ЖСН және пароль" })).toBeVisible();
    await expect(page.getByRole("heading", { name: "ЭЦҚ арқылы ену" })).toBeVisible();
    await expect(page.getByRole("heading", { name: "Құрметті салымшы (алушы)!" })).toBeVisible();
    await expect(page.getByLabel("ЖСН", { exact: true })).toBeEditable();
    await expect(page.getByLabel("Пароль", { exact: true })).toBeEditable();
    await expect(page.getByRole("checkbox", { name: "ЖСН-ды еске сақтау" })).not.toBeChecked();
    await expect(page.getByRole("button", { name: "Жүйеге ену" })).toBeVisible();
    await expect(page.getByRole("link", { name: "Тіркелу/Құпиясөзді ұмыттыңыз ба?" })).toHaveAttribute("href", "/register");
    await expect(page.getByRole("button", { name: "ЭЦҚ арқылы кіру" })).toBeVisible();
  });

  test("R-015, R-018: languages keep what was typed and the place; 1418 and the Fund's mail are in the footer", async ({ page, world: _ }) => {
    const start = new StartPage(page);
    await start.open();
    await start.field("login-iin").fill("780417");
    for (const [language, title] of [["ru", /^вход в личный кабинет$/iu], ["en", /^log in to the personal cabinet$/iu]] as const) {
      await start.speak(language);
      await expect(page.getByRole("heading", { level: 1, name: title })).toBeVisible();
      await expect(page.getByRole("textbox").first()).toHaveValue("780417");
      await accessible(page);
    }
    await start.speak("kk");
    const footer = page.getByRole("contentinfo");
    await expect(footer.getByRole("link", { name: "1418" })).toHaveAttribute("href", "tel:1418");
    await expect(footer.getByRole("link", { name: "enpf@enpf.kz" })).toBeVisible();
    await footer.getByRole("link", { name: start.say("offices-link") }).click();
    await expect(page.getByRole("link", { name: "www.enpf.kz" })).toBeVisible();
    await accessible(page);
  });

  test("R-021: only the IIN is remembered, and only when asked", async ({ page, world }) => {
    await register(world, bauyrzhan);
    const start = new StartPage(page);
    await start.open();
    await start.enter(bauyrzhan);
    await start.signOut();
    await page.reload();
    await expect(start.field("login-iin")).toHaveValue("");
    await start.field("login-remember").check();
    await start.enter(bauyrzhan);
    await start.signOut();
    await page.reload();
    await expect(start.field("login-iin")).toHaveValue(bauyrzhan.iin);
    await expect(start.field("login-password")).toHaveValue("");
    const kept = await page.evaluate(() => JSON.stringify([{ ...localStorage }, { ...sessionStorage }, document.cookie]));
    expect(kept).not.toContain(PASSWORD);
  });

  test("R-019, R-022, R-052: a wrong IIN is named at its field; a wrong password tells nothing of the IIN", async ({ page, world }) => {
    await register(world, bauyrzhan);
    const start = new StartPage(page);
    await start.open();
    await start.signIn({ ...bauyrzhan, iin: "690930303142" });
    await start.expectError("login-iin", start.say("login-iin.bad-checksum"));
    await expect(start.summary).toBeVisible();
    await expect(page).toHaveTitle(/^Қате: /);
    await accessible(page);
    await start.signIn({ ...bauyrzhan, iin: "69093030314" });
    await start.expectError("login-iin", start.say("login-iin.wrong-length", { found: 11 }));
    for (const who of [bauyrzhan, citizen("bolat")]) {
      await start.signIn(who, "бөгде адамның сөзі");
      await expect(start.failure(start.say("problem-wrong-credentials"))).toBeVisible();
    }
    await start.enter(bauyrzhan);
  });

  test("R-034: an address behind the login asks to sign in and is shown after it", async ({ page, world }) => {
    await register(world, bauyrzhan);
    await page.goto("/applications");
    const start = new StartPage(page);
    await expect(page.getByText(start.say("start-sign-in-first"))).toBeVisible();
    await start.enter(bauyrzhan);
    await expect(start.heading).toHaveText("Менің төлемдерге/аударымдарға өтініштерім");
  });
});

test.describe("registration", () => {
  test("R-045, R-046, R-047, R-048, R-049, R-050, R-054, R-055, R-056, R-057, R-058: steps in their words, the IIN once; a code is good at 14:59", async ({ page, world }) => {
    await world.freeze();
    const registration = new RegistrationPage(page);
    await page.goto("/register");
    await expect(registration.heading).toHaveText("Сайтта тіркелу (1-қадам)");
    await expect(page.getByRole("heading", { name: /^жсн және пароль арқылы авторлану$/iu })).toBeVisible();
    await expect(page.getByText("Батырманы басу", { exact: true })).toBeVisible();
    await registration.button("register-begin").click();
    await expect(registration.heading).toHaveText("Сайтта тіркелу (2-қадам)");
    await expect(registration.heading).toBeFocused();
    await expect(page.getByText("ЖСН енгізу және тексеруден өту", { exact: true })).toBeVisible();
    await registration.sayIin(bauyrzhan.iin);
    await expect(registration.heading).toHaveText("Сайтта тіркелу (3-қадам)");
    await expect(page.getByText("Код жіберу үшін байланысты таңдау", { exact: true })).toBeVisible();
    await registration.sendTo(/^\+7 702/);
    await expect(registration.heading).toHaveText("Сайтта тіркелу (4-қадам)");
    await expect(page.getByText("Алған код пен парольді енгізу", { exact: true })).toBeVisible();
    await expect(page.getByRole("main").locator("input:not([aria-hidden])")).toHaveCount(3);
    await expect(page.locator("main input[aria-hidden][readonly]"), "the IIN of step 2, for the password manager").toHaveValue(bauyrzhan.iin);
    for (const asked of ["code", "password", "repeated"]) await expect(registration.field(`new-password-${asked}`)).toBeEditable();
    const code = await world.desk.code(contact(bauyrzhan));
    await world.advance(14 * 60 + 59);
    await registration.finish(`${code.slice(0, 3)} ${code.slice(3)}`);
    await registration.expectDone();
    await new StartPage(page).enter(bauyrzhan);
  });

  test("R-058, R-059: the same code at 15:00 is refused, and registration begins again", async ({ page, world }) => {
    const { registration, code } = await toCode(page, world);
    await world.advance(15 * 60);
    await registration.finish(code);
    await expect(registration.failure("Бір реттік парольдің мерзімі (15 минут) өтті")).toContainText("Тіркеуді қайта бастаңыз");
    await accessible(page);
    await registration.button("register-restart").click();
    await registration.at(2);
    await registration.sayIin(bauyrzhan.iin);
    await registration.sendTo(/^\+7 702/);
    await registration.at(4);
    await registration.finish(await world.desk.code(contact(bauyrzhan)));
    await registration.expectDone();
  });

  test("R-055, ux 11: from three on a wrong code says how many tries are left, the sixth try finds it dead, a new code works", async ({ page, world }) => {
    const { registration, code } = await toCode(page, world);
    const wrong = code === "000000" ? "111111" : "000000";
    await registration.finish(wrong);
    const advice = registration.failure(registration.say("problem-wrong-code")).getByText(registration.say("problem-wrong-code.again"));
    await expect(advice).toHaveText(registration.say("problem-wrong-code.again"));
    for (const tries of [3, 2, 1]) {
      await registration.finish(wrong);
      await expect(registration.failure(registration.say("problem-wrong-code"))).toContainText(
        registration.say("problem-wrong-code.advice", { tries }),
      );
    }
    await registration.finish(wrong);
    await expect(registration.failure(new RegExp(`${registration.say("problem-wrong-code")}|${registration.say("problem-code-used-up")}`))).toBeVisible();
    await registration.finish(code);
    const usedUp = registration.failure(registration.say("problem-code-used-up"));
    await expect(usedUp).toBeVisible();
    await world.advance(60);
    await usedUp.getByRole("button", { name: registration.say("register-resend") }).click();
    await expect(page.getByText(/№ 2 код жіберілді/)).toBeVisible();
    await registration.finish(await world.desk.code(contact(bauyrzhan)));
    await registration.expectDone();
  });

  test("R-053, R-055: another code only after 60 s, and then only the newest is good", async ({ page, world }) => {
    const { registration, code: first } = await toCode(page, world);
    const again = page.locator("#resend");
    await world.advance(59);
    await again.click();
    await expect(registration.failure(registration.say("problem-resend-too-soon"))).toContainText(/\b1 секунд/);
    await world.advance(1);
    await again.click();
    await expect(page.getByText(/№ 2 код жіберілді/)).toBeVisible();
    const newest = await world.desk.code(contact(bauyrzhan));
    expect((await world.desk.messages()).map((it) => it.text).at(-1)).toMatch(/№ 2 код: \d{6}/);
    if (first !== newest) {
      await registration.finish(first);
      await expect(registration.failure(registration.say("problem-wrong-code"))).toBeVisible();
    }
    await registration.finish(newest);
    await registration.expectDone();
  });

  test("R-056: a short, a known and an unequal password are refused at their fields", async ({ page, world }) => {
    const { registration, code } = await toCode(page, world);
    await registration.finish(code, "он бір таңб");
    await registration.expectError("new-password-password", registration.say("new-password-password.too-short", { min: 12 }));
    await accessible(page);
    for (const easy of ["қазақстан2026", `${bauyrzhan.iin}!`, "бжзқ бжзқ бжзқ"]) {
      await registration.finish(code, easy);
      await registration.expectError("new-password-password", registration.say("error-guessable"));
    }
    await registration.finish(code);
    await registration.expectDone();
  });

  test("R-050: the password is typed twice alike", async ({ page, world }) => {
    const { registration, code } = await toCode(page, world);
    await registration.field("new-password-code").fill(code);
    await registration.field("new-password-password").fill(PASSWORD);
    await registration.field("new-password-repeated").fill(`${PASSWORD} `);
    await registration.button("register-finish").click();
    await registration.expectError("new-password-repeated", registration.say("new-password-repeated.mismatch"));
  });

  test("R-023, R-051: the same road sets another password and ends the other sessions", async ({ page, world, elsewhere }) => {
    await register(world, bauyrzhan);
    const other = await elsewhere();
    await new StartPage(other).open();
    await new StartPage(other).enter(bauyrzhan);
    const registration = new RegistrationPage(page);
    await world.advance(61);
    await registration.open();
    await registration.identify(bauyrzhan);
    await registration.sendTo(/^\+7 702/);
    await registration.at(4);
    await registration.finish(await world.desk.code(contact(bauyrzhan)), "Басқа бір сөз 2031");
    await registration.expectDone();
    const start = new StartPage(page);
    await start.signIn(bauyrzhan);
    await expect(start.failure(start.say("problem-wrong-credentials"))).toBeVisible();
    await start.enter(bauyrzhan, "Басқа бір сөз 2031");
    await other.reload();
    await expect(new StartPage(other).heading).toHaveText(start.say("start-title"));
  });

  test("R-049, R-053: contacts are masked in page and answers until somebody has signed in; a code can go by mail", async ({ page, world }) => {
    // Read before the page has them: none is missed, whatever comes after it.
    const answers: string[] = [];
    await page.route("**/api/**", async (route) => {
      const answer = await route.fetch();
      answers.push(await answer.text());
      await route.fulfill({ response: answer });
    });
    const registration = new RegistrationPage(page);
    await registration.open();
    await registration.identify(zhanna);
    await registration.at(3);
    await expect(registration.group("contact-choice-contact").getByRole("radio")).toHaveCount(3);
    await registration.sendTo(/^z\*+a@posta\.example/);
    await registration.at(4);
    const told = [await page.content(), ...answers].join("\n");
    expect(answers.join("\n"), "the answers with the contacts of step 3 and of step 4").toMatch(/"c1"[^]*"valid_for"/);
    for (const { value } of zhanna.fund!.contacts) {
      expect(told).not.toContain(value);
      expect(told.replaceAll(/\D/g, "")).not.toContain(value.replaceAll(/\D/g, "") || value);
    }
    const mail = (await world.desk.messages()).at(-1)!;
    expect(mail).toMatchObject({ channel: "email", to: contact(zhanna, "email"), subject: registration.say("message-code-subject") });
    await registration.finish(await world.desk.code(contact(zhanna, "email")));
    await registration.expectDone();
  });

  test("R-060, R-061, R-013: a shared contact and a foreign number get no code, and the page says what to do", async ({ page, world }) => {
    for (const [who, problem] of [["nazgul", "problem-contact-shared"], ["pavel", "problem-contact-not-kazakhstan"]] as const) {
      const registration = new RegistrationPage(page);
      await registration.open();
      await registration.identify(citizen(who));
      await registration.at(3);
      await registration.button("register-send").click();
      await expect(registration.failure(registration.say(problem))).toContainText(registration.say(`${problem}.advice`));
      await accessible(page);
    }
    expect(await world.desk.messages()).toEqual([]);
  });

  test("R-052: not found is said in the words of the Fund, after the check", async ({ page, world: _ }) => {
    const registration = new RegistrationPage(page);
    await registration.open();
    await registration.identify(citizen("bolat"));
    await expect(registration.failure("Енгізілген деректер бойынша салымшы (алушы) табылмады")).toBeVisible();
    await accessible(page);
  });
});

test.describe("anti-robot check", () => {
  test("R-048: the page stays alive while the check counts, shows its progress, can be stopped and begun again", async ({ page, world: _ }) => {
    // A challenge without a solution: it counts as long as the test looks on.
    await page.route("**/api/anti-robot", async (route) => {
      const answer = await route.fetch();
      await route.fulfill({ response: answer, json: { ...(await answer.json()), challenge: "0".repeat(64), maxnumber: 1_000_000_000 } });
    });
    const registration = new RegistrationPage(page);
    await registration.open();
    await registration.button("register-begin").click();
    await expect(page.getByRole("progressbar")).toBeVisible();
    await registration.field("registration-iin").pressSequentially(bauyrzhan.iin);
    await expect(registration.field("registration-iin")).toHaveValue(bauyrzhan.iin);
    await accessible(page);
    await registration.button("robot-check-stop").click();
    await expect(page.getByText(registration.say("robot-check-stopped"))).toBeVisible();
    await page.unroute("**/api/anti-robot");
    await registration.button("robot-check-again").click();
    await expect(page.getByText(registration.say("robot-check-done"))).toBeVisible({ timeout: 30_000 });
    await registration.button("register-next").click();
    await registration.at(3);
  });

  test("R-048: a solution serves once, for five minutes, and only for a challenge of this server", async ({ world }) => {
    const challenge = () => ask<Parameters<typeof solve>[0]>(world, "GET", "/api/anti-robot");
    const begin = async (proof: string) => (await call(world, "POST", "/api/registration", { iin: bauyrzhan.iin, proof })).json();
    const used = solve(await challenge());
    expect(await begin(used)).toHaveProperty("contacts");
    expect(await begin(used)).toMatchObject({ code: "robot-check" });
    const old = solve(await challenge());
    await world.advance(301);
    expect(await begin(old)).toMatchObject({ code: "robot-check" });
    const foreign = JSON.parse(Buffer.from(solve(await challenge()), "base64").toString()) as Record<string, unknown>;
    foreign.signature = "0".repeat(64);
    expect(await begin(Buffer.from(JSON.stringify(foreign)).toString("base64"))).toMatchObject({ code: "robot-check" });
  });
});
