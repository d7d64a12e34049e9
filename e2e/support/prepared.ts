import { readFileSync } from "node:fs";
import type { Page } from "@playwright/test";
import { ask, type Citizen } from "./citizens.js";
import type { World } from "./world.js";

const SERVICE = "/api/services/pension-payment";

/** The answers with which the rules' own tests fill in the form for this citizen. */
export interface Form {
  bank_details: { iban: string };
  contacts: { city: string };
}

export function formOf(who: Citizen): Form {
  const file = new URL(`../../shared/tests/cases/pension-payment/forms/${who.id}.json`, import.meta.url);
  return JSON.parse(readFileSync(file, "utf8")) as Form;
}

/** Consent, draft and document made through the API, as the pages make them, for stories that begin at the check page. */
export async function prepared(page: Page, world: World, who: Citizen): Promise<void> {
  const [cookie] = (await page.context().cookies()).filter((it) => it.name === "session").map((it) => `session=${it.value}`);
  const { consent_version: version } = await ask<{ consent_version: string }>(world, "GET", "/api/config");
  await ask(world, "POST", `${SERVICE}/consent`, { version, language: "kk" }, cookie);
  await ask(world, "PUT", `${SERVICE}/draft`, { form: formOf(who), base: 0, tab: "prepared", sequence: 1 }, cookie);
  const review = await ask<{ id: string }>(world, "POST", `${SERVICE}/review`, { revision: 1, language: "kk" }, cookie);
  await page.goto(`/reviews/${review.id}`);
}
