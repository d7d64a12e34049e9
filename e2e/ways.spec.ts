import type { TestInfo } from "@playwright/test";
import { createHash } from "node:crypto";
import { citizen } from "./support/citizens.js";
import { formOf, prepared } from "./support/prepared.js";
import { accessible, expect, test, type World } from "./support/world.js";
import { ApplicationsPage } from "./pages/applications.js";
import { QrPage } from "./pages/qr.js";

const aliya = citizen("aliya");

interface Way {
  title: string;
  key: "sign" | "gost";
  /** The authority that stands in the signed application. */
  issuer: "(RSA)" | "(GOST)";
  by: (check: QrPage, world: World, key: string, info: TestInfo) => Promise<void>;
}

/** The key is chosen among those that NCALayer's window offers. */
async function byNcaLayer(check: QrPage, world: World, key: string): Promise<void> {
  await world.desk.window();
  await check.sign();
  await world.desk.signInWindow(key);
}

/** The phone knows nothing but the code on the screen. */
async function byPhone(check: QrPage, world: World, key: string, info: TestInfo): Promise<void> {
  const screen = await world.desk.scan(await check.code(info));
  expect(await world.desk.play(screen.id, "sign", key)).toMatchObject([{ status: 200 }]);
  await check.finish.click();
}

const ways: Way[] = [
  { title: "R-200, R-202: the signing key of RSA through NCALayer", key: "sign", issuer: "(RSA)", by: byNcaLayer },
  { title: "R-200, R-202: the single key of ГОСТ through NCALayer", key: "gost", issuer: "(GOST)", by: byNcaLayer },
  { title: "R-201, R-212: QR, by the key of RSA on the phone", key: "sign", issuer: "(RSA)", by: byPhone },
  { title: "R-201, R-212: QR, by the key of ГОСТ on the phone", key: "gost", issuer: "(GOST)", by: byPhone },
];

for (const { title, key, issuer, by } of ways) {
  test(`R-199: the same application is signed: ${title}`, async ({ page, world, enter }, info) => {
    await enter(aliya);
    await prepared(page, world, aliya);
    const check = new QrPage(page);
    await check.expectOpen();
    const promised = await check.number();
    const document = await page.request.get(page.url().replace("/reviews/", "/api/reviews/") + "/document");
    const sha256 = createHash("sha256").update(await document.body()).digest("hex");

    await by(check, world, `${aliya.iin}-${key}`, info);
    expect(await check.expectSigned()).toBe(promised);

    await expect.poll(() => world.desk.applications()).toHaveLength(1);
    const [made] = await world.desk.applications();
    expect(made).toMatchObject({ number: promised, iin: aliya.iin, document_sha256: sha256 });
    expect(JSON.stringify(made!.payload)).toContain(formOf(aliya).bank_details.iban);
    const applications = new ApplicationsPage(page);
    await applications.open();
    await applications.show(promised);
    await expect(applications.fact(check.say("application-issuer"))).toContainText(issuer);
    await accessible(page);
  });
}

test("R-002: eGov Mobile is asked for where one signs by QR, and the other way says nothing of it", async ({ page, world, enter }) => {
  await enter(aliya);
  await prepared(page, world, aliya);
  const check = new QrPage(page);
  await check.expectOpen();
  const way = (id: string) => page.getByRole("region", { name: check.say(id), exact: true });
  await expect(way("sign-way-qr")).toContainText(check.say("qr-app"));
  await expect(way("sign-way-key")).not.toContainText("eGov Mobile");
  await expect(page.getByText("eGov Mobile")).toHaveCount(await way("sign-way-qr").getByText("eGov Mobile").count());
  await page.goto("/services/pension-payment/fill");
  await expect(page.getByRole("main")).not.toContainText("eGov Mobile");
  await page.goBack();
  await byNcaLayer(check, world, `${aliya.iin}-sign`);
  await check.expectSigned();
});
