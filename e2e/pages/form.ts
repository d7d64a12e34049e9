import { expect, type Locator, type Page } from "@playwright/test";
import { readFileSync } from "node:fs";
import type { Account, Citizen } from "../support/citizens.js";
import { type Language } from "../support/words.js";
import { CabinetPage } from "./cabinet.js";
import { ServicesPage } from "./services.js";

type Names = Record<Language, string>;

/** Halyk's: a right number. */
export const IBAN = "KZ35601A000000012345";
/** Kaspi's: as right, of another bank. */
export const IBAN_OF_ANOTHER_BANK = "KZ29722A000000012345";

const read = (path: string) => JSON.parse(readFileSync(new URL(path, import.meta.url), "utf8")) as never;
export const banks = (read("../../simulators/data/banks.json") as {
  banks: { iban_code: string; bic: string; name: Names; branches: { code: string; name: Names; bic: string; bin: string; bank_iban: string }[] }[];
}).banks;
const regions = (read("../../shared/data/regions.json") as { regions: { code: string; name: Names }[] }).regions;

/** Which answers a citizen gives; what is not named stands as `answersOf` has it. */
export interface Answers {
  document: string | null;
  account: Account | null;
  ground: "age" | "disability";
  frequency: "monthly" | "one-off";
  scope: "partial" | "full";
  fixed: boolean;
  amount: string | null;
  patronymic: boolean;
  kind: "card" | "current";
  iban: string;
  branch: string;
  oblast: string;
  city: string;
  street: string;
  house: string;
}

/** Fitting answers for the account the citizen's row in personas.json names. */
export function answersOf(who: Citizen): Answers {
  const accounts = who.fund?.accounts ?? [];
  const account = accounts.find((it) => it.number === who.account) ?? null;
  const today = new Date().toISOString().slice(0, 10);
  const valid = (who.register?.documents ?? []).filter((it) => it.valid_until >= today);
  const voluntary = account?.contribution === "voluntary";
  return {
    document: valid.length > 1 ? valid.at(-1)!.number : null,
    account,
    ground: voluntary && who.id !== "daniyar" ? "age" : "disability",
    frequency: who.end === "signed-lump-sum" ? "one-off" : "monthly",
    scope: voluntary ? "partial" : "full",
    fixed: false,
    amount: voluntary ? "150 000,50" : null,
    patronymic: who.name.patronymic !== null,
    kind: "card",
    iban: IBAN,
    branch: "AST",
    oblast: "Ақмола облысы",
    city: "Қосшы қаласы",
    street: "Республика",
    house: "5А",
  };
}

/** The form of the application for a pension payment (R-107…R-148). */
export class PaymentFormPage extends CabinetPage {
  constructor(page: CabinetPage["page"], private readonly language: Language = "kk") {
    super(page, language);
  }

  get sign(): Locator {
    return this.button("fill-sign");
  }

  /** The line about the draft, where sighted people read it. */
  saved(): Locator {
    const says = this.say("saving-saved", { time: "" });
    return this.page.getByText(new RegExp(`^${says}\\d\\d:\\d\\d$`)).first();
  }


  /** The list that keeps the button inactive: a link for each field. */
  get missingLinks(): Locator {
    return this.page.locator("#sign-missing").getByRole("link");
  }

  async expectMissing(count: number): Promise<void> {
    await expect(this.missingLinks).toHaveCount(count);
    if (count > 0) await expect(this.sign).toHaveAccessibleDescription(new RegExp(this.say("missing-count", { count })));
  }

  bankName(iban: string): string {
    return banks.find((it) => it.iban_code === iban.slice(4, 7))!.name[this.language];
  }

  branchName(iban: string, code: string): string {
    return banks.find((it) => it.iban_code === iban.slice(4, 7))!.branches.find((it) => it.code === code)!.name[this.language];
  }

  async fillPayment(answers: Answers): Promise<void> {
    if (answers.document) await this.group("identity-document-document").getByRole("radio", { name: new RegExp(answers.document) }).check();
    if (answers.account) await this.group("account-number").getByRole("radio", { name: new RegExp(answers.account.number) }).check();
    await this.choose("payment-ground", this.say(`ground-${answers.ground}`));
    await this.choose("payment-frequency", this.say(`frequency-${answers.frequency}`));
    await this.choose("payment-region", regions.find((it) => it.code === "11")!.name[this.language]);
    await this.choose("payment-scope", this.say(`scope-${answers.scope}`));
    if (answers.fixed) await this.field("payment-fixed").check();
    if (answers.amount) await this.field("payment-amount").fill(answers.amount);
  }

  async fillBank(answers: Answers): Promise<void> {
    await this.choose("bank-details-patronymic-on-account", this.say(answers.patronymic ? "yes" : "no"));
    await this.choose("bank-details-account-kind", this.say(`account-kind-${answers.kind}`));
    await this.field("bank-details-iban").fill(answers.iban);
    await this.choose("bank-details-bank", this.bankName(answers.iban));
    await this.choose("bank-details-branch", this.branchName(answers.iban, answers.branch));
  }

  async fillContacts(answers: Answers): Promise<void> {
    await this.field("contacts-oblast").fill(answers.oblast);
    await this.field("contacts-city").fill(answers.city);
    await this.field("contacts-street").fill(answers.street);
    await this.field("contacts-house").fill(answers.house);
  }

  async fillAll(answers: Answers): Promise<void> {
    await expect(this.heading).toHaveText(this.say("pension-payment"));
    await this.fillPayment(answers);
    await this.fillBank(answers);
    await this.fillContacts(answers);
  }

  /** Presses the button by the keyboard, whether it is active or not. */
  async press(): Promise<void> {
    await this.sign.focus();
    await this.page.keyboard.press("Enter");
  }

  /** Presses the button at the end and waits for the check page. */
  async check(): Promise<void> {
    await expect(this.sign).not.toHaveAttribute("aria-disabled", "true");
    await this.sign.click();
    await expect(this.heading).toHaveText(this.say("check-title"));
  }
}

/** A signed-in citizen's form, reached from the list of services. */
export async function openForm(page: Page): Promise<PaymentFormPage> {
  const services = new ServicesPage(page);
  await services.open();
  await services.begin();
  const form = new PaymentFormPage(page);
  await expect(form.sign).toBeVisible();
  return form;
}
