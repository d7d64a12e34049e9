import type { Locator } from "@playwright/test";
import { words, type Language } from "./support/words.js";
import { expect, test } from "./support/world.js";
import { KeyLogin } from "./pages/key-login.js";
import { StartPage } from "./pages/start.js";

/** A computer, and a phone of the smallest width. */
const screens = [
  { width: 1280, height: 720 },
  { width: 320, height: 640 },
];

/** Where something stands on the page, in pixels. */
async function place(what: Locator): Promise<{ x: number; y: number; width: number; height: number }> {
  const box = await what.boundingBox();
  expect(box, what.toString()).not.toBeNull();
  return box!;
}

for (const screen of screens) {
  test.describe(`on a screen ${screen.width} wide`, () => {
    test.use({ viewport: screen });

    test("R-017: the title and the language switch stand together at the top, with nothing to press between them", async ({ page, world: _ }) => {
      const start = new StartPage(page);
      await start.open();
      const languages = page.getByRole("navigation", { name: start.say("languages") });
      await expect(languages.getByRole("button")).toHaveText(["Қазақша", "Русский", "English"]);
      const [switched, title] = [await place(languages), await place(start.heading)];
      expect(title.y + title.height, "the title is seen without scrolling").toBeLessThan(screen.height);
      expect(title.y - (switched.y + switched.height), "pixels between switch and title").toBeLessThan(80);
      expect(switched.y, "the switch comes first").toBeLessThan(title.y);
      const between = await page.evaluate(() => {
        const all = [...document.querySelectorAll("h1, a[href], button, input")];
        const last = all.findLastIndex((one) => one.closest(".languages-nav"));
        return all[last + 1]?.tagName;
      });
      expect(between, "what comes after the switch").toBe("H1");
    });

    test("R-027: the link for a forgotten password stands above both ways in and is seen without scrolling", async ({ page, world: _ }) => {
      const start = new StartPage(page);
      await start.open();
      const forgotten = page.getByRole("main").getByRole("link").first();
      await expect(forgotten).toHaveText("Парольді ұмытып қалдыңыз ба?");
      await expect(forgotten).toHaveAttribute("href", "/register");
      const link = await place(forgotten);
      const ways = [page.getByRole("region", { name: start.say("start-password"), exact: true }), new KeyLogin(page).card];
      for (const way of ways) expect(link.y + link.height).toBeLessThanOrEqual((await place(way)).y);
      expect(link.y + link.height).toBeLessThan(screen.height);
    });
  });
}

/** What the greeting has to explain, by the words that carry it. */
const greeting: Record<Language, [string, RegExp][]> = {
  kk: [
    ["start-ways", /ЖСН мен пароль.*ЭЦҚ кілтімен/],
    ["start-first-time", /өзіңіз тіркеліп, пароль қоясыз/],
    ["start-forgotten", /Парольді ұмытсаңыз.*сілтеме/],
    ["start-sign-needs", /NCALayer.*eGov Mobile/],
    ["start-help", /Тіркеле алмасаңыз, 1418/],
    ["start-no-way", /кез келген қызмет көрсету кеңсесіне келіңіз/],
  ],
  ru: [
    ["start-ways", /ИИН и паролю.*ключом ЭЦП/],
    ["start-first-time", /зарегистрируйтесь сами и задайте пароль/],
    ["start-forgotten", /пароль забыт.*ссылке/],
    ["start-sign-needs", /NCALayer.*eGov Mobile/],
    ["start-help", /позвоните 1418/],
    ["start-no-way", /придите в любой офис обслуживания/],
  ],
  en: [
    ["start-ways", /IIN and password.*EDS key/],
    ["start-first-time", /register and set a password yourself/],
    ["start-forgotten", /forgot the password.*link/],
    ["start-sign-needs", /NCALayer.*eGov Mobile/],
    ["start-help", /cannot register, call 1418/],
    ["start-no-way", /visit any service office/],
  ],
};

for (const [language, sentences] of Object.entries(greeting) as [Language, [string, RegExp][]][]) {
  test(`R-026, R-074: the greeting explains both ways in, what to do for the first time, with a forgotten password and without a login: ${language}`, async ({ page, world: _ }) => {
    const start = new StartPage(page);
    await start.open();
    await start.speak(language);
    const say = words(language);
    const told = page.getByRole("region", { name: say("start-greeting"), exact: true });
    await expect(told).toContainText(say("start-about"));
    await expect(told.getByRole("listitem")).toHaveText(sentences.map(([id]) => say(id)));
    await expect(told.getByRole("listitem")).toHaveText(sentences.map(([, meant]) => meant));
  });
}
