import { citizen } from "./support/citizens.js";
import { words } from "./support/words.js";
import { accessible, expect, fits, test } from "./support/world.js";
import { CabinetPage } from "./pages/cabinet.js";

// Contrast, names and widths of the pages of entering, in the colours that the other stories do not use.
test.use({ colorScheme: "dark" });

const say = words();

for (const [path, title] of [
  ["/", say("start-title")],
  ["/login", say("key-title")],
  ["/register", say("register-title", { step: 1 })],
  ["/code-login", say("code-entry-title", { step: 1 })],
  ["/code", say("code-page-title")],
  ["/not-me#0123.4567", say("not-me-title")],
] as const) {
  test(`before login, in dark colours and at 320 px: ${path}`, async ({ page, world: _ }) => {
    await page.goto(path);
    await expect(new CabinetPage(page).heading).toHaveText(title);
    await accessible(page);
    await fits(page);
  });
}

for (const [path, title] of [["/entrances", say("entrances-title")], ["/password", say("change-title")]] as const) {
  test(`in the cabinet, in dark colours and at 320 px: ${path}`, async ({ page, enter }) => {
    await enter(citizen("aliya"));
    await page.goto(path);
    await expect(new CabinetPage(page).heading).toHaveText(title);
    await accessible(page);
    await fits(page);
  });
}
