import type { Page } from "@playwright/test";
import { citizen } from "./support/citizens.js";
import { expect, test } from "./support/world.js";
import { KEY_PASSWORD } from "./support/desk.js";
import { KeyLogin } from "./pages/key-login.js";
import { StartPage } from "./pages/start.js";

const aliya = citizen("aliya");

/** What the page has said to NCALayer. */
interface Asked {
  module: string;
  method: string;
  args: { allowedStorages: unknown; signerParams: object; format: string };
}

function asked(page: Page): Asked[] {
  const frames: Asked[] = [];
  page.on("websocket", (socket) => socket.on("framesent", ({ payload }) => frames.push(JSON.parse(payload.toString()) as Asked)));
  return frames;
}

test("R-037: NCALayer is asked to offer every place where a key may be kept, and the file is chosen there", async ({ page, world }) => {
  const frames = asked(page);
  await new StartPage(page).open();
  const login = new KeyLogin(page);
  await world.desk.window();
  await login.press();
  expect((await world.desk.asked()).allowed_storages).toBeNull();
  expect(frames).toEqual([expect.objectContaining({ module: "kz.gov.pki.knca.basics", method: "sign" })]);
  expect(frames[0]!.args).toMatchObject({ allowedStorages: null, format: "cms" });
  await world.desk.signInWindow(`${aliya.iin}-auth`);
  await login.expectEntered();
});

test("R-040: the password typed in NCALayer's window is in nothing that the browser sends", async ({ page, world, seen }) => {
  const sent: string[] = [];
  page.on("request", (request) => sent.push(`${request.url()} ${request.postData() ?? ""}`));
  await new StartPage(page).open();
  const login = new KeyLogin(page);
  await expect(login.card.locator("input")).toHaveCount(0); // nor does the page ask for it
  await world.desk.window();
  await login.press();
  await world.desk.signInWindow(`${aliya.iin}-auth`);
  await login.expectEntered();
  expect(sent.filter((one) => one.includes("/api/session/signature"))).toHaveLength(1);
  expect(seen.betrayed).toEqual([]);
});

test("R-040: were the password sent, plain or encoded, every story would notice", async ({ page, world, seen }) => {
  await new StartPage(page).open();
  const spellings = [KEY_PASSWORD, encodeURIComponent(KEY_PASSWORD), Buffer.from(`password=${KEY_PASSWORD}`).toString("base64"), Buffer.from(KEY_PASSWORD).toString("hex")];
  for (const body of spellings) {
    await page.evaluate((text) => fetch("/api/session/signature", { method: "POST", body: JSON.stringify({ id: "0", cms: text }) }), body);
    expect(seen.betrayed.splice(0)).toEqual([`${world.origin}/api/session/signature`]);
  }
  await page.evaluate((text) => fetch(`/api/config?${text}`), KEY_PASSWORD);
  expect(seen.betrayed.splice(0)).toHaveLength(1);
});
