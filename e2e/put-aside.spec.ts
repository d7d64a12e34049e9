import config from "./playwright.config.js";
import { call, citizen } from "./support/citizens.js";
import { found, traces } from "./support/leftovers.js";
import { pattern, words } from "./support/words.js";
import { expect, test } from "./support/world.js";
import { StartPage } from "./pages/start.js";

// The browser of the other stories has none of it; people's browsers have.
const executablePath = process.env.CHROMIUM ?? "/usr/bin/chromium";
test.use({ launchOptions: { ...config.use!.launchOptions, executablePath, ignoreDefaultArgs: ["--disable-back-forward-cache"] } });

const aliya = citizen("aliya");
const say = words();

test("a page that the browser put aside whole shows nothing personal again once the session is over", async ({ page, world, enter }) => {
  const kept: string[] = [];
  page.on("console", (message) => kept.push(message.text()));
  await page.addInitScript(() => addEventListener("pageshow", (event) => event.persisted && console.info("put aside and shown again")));
  const cookie = await enter(aliya);
  await page.goto("/");
  const start = new StartPage(page);
  await expect(start.heading).toHaveText(pattern(say, "home-hello"));
  await page.goto("/offices");
  await expect(start.button("sign-out")).toBeVisible();
  await call(world, "DELETE", "/api/session", undefined, cookie);
  await page.goBack();
  await expect(start.heading).toHaveText(say("start-title"));
  expect(await found(page, traces(aliya))).toEqual([]);
  expect(kept).toContain("put aside and shown again");
});
