import type { Page } from "@playwright/test";
import { X509Certificate } from "node:crypto";
import { citizen } from "./support/citizens.js";
import { accessible, expect, fits, test, type World } from "./support/world.js";
import { ApplicationsPage } from "./pages/applications.js";
import { standsInThreeLanguages } from "./pages/cabinet.js";
import { CheckPage } from "./pages/check.js";
import { answersOf, openForm } from "./pages/form.js";
import { forged, save, VerifyPage } from "./pages/verify.js";

const aliya = citizen("aliya");
const HELD = ["document_signed", "certificate_trusted", "not_revoked_then"];

/** Signs an application by key and takes its receipt home. */
async function signedReceipt(page: Page, world: World): Promise<{ number: string; receipt: Buffer; pdf: Buffer }> {
  const form = await openForm(page);
  await form.fillAll(answersOf(aliya));
  await form.check();
  const check = new CheckPage(page);
  await world.desk.ncalayer("ok");
  await check.sign();
  const number = await check.expectSigned();
  await page.goto(`/applications/${number}`);
  const application = new ApplicationsPage(page);
  await expect(application.heading).toHaveText(application.say("application-title", { number }));
  await accessible(page);
  const receipt = await save(page, application.say("verify-receipt"));
  return { number, receipt, pdf: await save(page, application.say("application-pdf")) };
}

test("the receipt of an application is valid to anybody, signed out: who, when, by what; and the file goes nowhere", async ({ page, world, enter, elsewhere }) => {
  await enter(aliya);
  const { number, receipt, pdf } = await signedReceipt(page, world);
  const other = await elsewhere();
  const asked: { address: string; method: string; body: Buffer | null }[] = [];
  other.context().on("request", (request) => asked.push({ address: request.url(), method: request.method(), body: request.postDataBuffer() }));
  await other.goto("/");
  const verify = new VerifyPage(other);
  await other.getByRole("contentinfo").getByRole("link", { name: verify.say("verify-title") }).click();
  await expect(verify.heading).toBeFocused();
  await accessible(other);
  await fits(other);
  expect(asked.some((it) => it.address.includes("/verify_bg.wasm"))).toBe(false);

  await verify.check(`${number}-receipt.zip`, receipt);
  const found = await verify.expectFound("valid", HELD);
  await expect(verify.fact(verify.say("verify-name"))).toHaveText(`${number}-receipt.zip`);
  await expect(verify.fact(verify.say("application-signer"))).toHaveText(/ӘЛИЯ/);
  await expect(verify.fact(verify.say("application-serial"))).toHaveText(/^[0-9A-F]{16,}$/);
  await expect(verify.fact(verify.say("application-issuer"))).toHaveText(/ҰЛТТЫҚ КУӘЛАНДЫРУШЫ ОРТАЛЫҚ/);
  await expect(verify.fact(verify.say("verify-at"))).toHaveText(/^\d\d\.\d\d\.\d{4}, \d\d:\d\d$/);
  await expect(verify.fact(verify.say("verify-clock"))).toHaveText(verify.say("verify-clock-responder"));
  expect(await save(other, verify.say("verify-document"))).toEqual(pdf);
  await standsInThreeLanguages(other, "verify-title");
  await expect(found).toBeVisible();

  expect(asked.some((it) => it.address.endsWith("/verify_bg.wasm"))).toBe(true);
  expect(asked.some((it) => it.address.endsWith("/api/trust-anchors"))).toBe(true);
  expect(asked.filter((it) => it.method !== "GET" || it.body !== null)).toEqual([]);
});

test("what does not hold, what cannot be told about, and what is no receipt: each said with its reason", async ({ page, world, enter }) => {
  await enter(aliya);
  const { receipt } = await signedReceipt(page, world);
  const verify = new VerifyPage(page);
  await verify.open();
  await verify.check("forged.zip", forged(receipt));
  await verify.expectFound("invalid", ["content_mismatch"]);
  await expect(page.getByRole("main").getByText(/ӘЛИЯ/)).toHaveCount(0);
  await expect(page.getByRole("link", { name: verify.say("verify-document") })).toHaveCount(0);
  await accessible(page);

  const flipped = Buffer.from(receipt);
  flipped[flipped.length >> 1]! ^= 1;
  for (const [name, bytes] of [
    ["flipped.zip", flipped],
    ["cut.zip", receipt.subarray(0, -1)],
    ["note.txt", Buffer.from("not a receipt")],
    ["empty.zip", Buffer.alloc(0)],
  ] as const) {
    await verify.check(name, bytes);
    await expect(verify.fact(verify.say("verify-name"))).toHaveText(name);
    await verify.expectFound("cannot_tell", ["not_a_receipt"]);
  }
  await accessible(page);
  await verify.check("receipt.zip", receipt);
  await verify.expectFound("valid", HELD);

  // As if the receipt came from an authority that nobody here trusts: the pair for RSA keys is taken away.
  await page.route("**/api/trust-anchors", async (route) => {
    const begin = "-----BEGIN CERTIFICATE-----";
    const all = (await (await route.fetch()).text()).split(begin).slice(1).map((rest) => begin + rest);
    const others = all.filter((one) => new X509Certificate(one).subject.includes("(GOST)"));
    expect([all.length, others.length]).toEqual([4, 2]);
    await route.fulfill({ contentType: "text/plain", body: others.join("") });
  });
  await verify.check("foreign.zip", receipt);
  await verify.expectFound("cannot_tell", ["untrusted"]);
});

test("without the trusted certificates nothing is judged: said so, and the next try works", async ({ page }) => {
  const verify = new VerifyPage(page);
  await page.route("**/api/trust-anchors", (route) => route.fulfill({ status: 503 }));
  await verify.open();
  await verify.check("receipt.zip", Buffer.from("PK"));
  const news = page.getByRole("alert").filter({ hasText: verify.say("verify-failed") });
  await expect(news).toContainText(verify.say("verify-failed.advice"));
  await expect(news).toBeFocused();
  await accessible(page);
  await page.unroute("**/api/trust-anchors");
  await verify.check("receipt.zip", Buffer.from("PK"));
  await verify.expectFound("cannot_tell", ["not_a_receipt"]);
});
