import { expect, type Locator, type Page } from "@playwright/test";
import { escape, words, type Language, type Words } from "../support/words.js";
import { accessible, fits } from "../support/world.js";

/** What every page has: fields by label, facts, summary, status line, navigation, languages. */
export class CabinetPage {
  readonly say: Words;

  constructor(
    readonly page: Page,
    language: Language = "kk",
  ) {
    this.say = words(language);
  }

  get heading(): Locator {
    return this.page.getByRole("heading", { level: 1 });
  }

  /** An input by its label; a mark for optional fields does not matter. */
  field(id: string): Locator {
    return this.page.getByLabel(this.named(id));
  }

  /** The label of a field, with or without the mark. */
  named(id: string): RegExp {
    const label = this.say(id);
    return new RegExp(`^(${escape(label)}|${escape(this.say("field-optional", { label }))})$`);
  }

  button(id: string): Locator {
    return this.page.getByRole("button", { name: this.say(id), exact: true });
  }

  group(id: string): Locator {
    return this.page.getByRole("radiogroup", { name: this.named(id) });
  }

  /** Chooses among radio buttons by the beginning of the words, or in a list by its words. */
  async choose(id: string, option: string): Promise<void> {
    const list = this.page.getByRole("combobox", { name: this.named(id) });
    await expect(this.group(id).or(list)).toBeVisible();
    if (await list.isVisible()) await list.selectOption({ label: option });
    else await this.group(id).getByRole("radio", { name: new RegExp(`^${escape(option)}`) }).check();
  }

  /** The value beside a label that is not an input. */
  fact(label: string): Locator {
    const term = this.page.locator("dt", { hasText: new RegExp(`^${escape(label)}$`) });
    return this.page.locator("dl > div", { has: term }).locator("dd");
  }

  /** The error that stands at a field: what assistive technology reads with it. */
  async expectError(id: string, text: string): Promise<void> {
    await expect(this.field(id)).toHaveAttribute("aria-invalid", "true");
    await expect(this.field(id)).toHaveAccessibleDescription(new RegExp(escape(text)));
  }

  async expectNoError(id: string): Promise<void> {
    await expect(this.field(id)).not.toHaveAttribute("aria-invalid", "true");
  }

  get summary(): Locator {
    return this.page.getByRole("alert").filter({ has: this.page.getByRole("heading", { name: this.say("error-summary-title") }) });
  }

  /** A failure with its way out. */
  failure(title: string | RegExp): Locator {
    return this.page.getByRole("alert").filter({ hasText: title });
  }

  /** What a screen reader reads out of a part of the page: an alert with these paragraphs, in their order. */
  async expectAlert(within: Locator, ...paragraphs: string[]): Promise<void> {
    const lines = paragraphs.map((text) => `  - paragraph: ${JSON.stringify(text)}`);
    await expect(within).toMatchAriaSnapshot(["- alert:", ...lines].join("\n"));
  }

  async speak(language: Language): Promise<void> {
    const own = { kk: "Қазақша", ru: "Русский", en: "English" }[language];
    await this.page.getByRole("button", { name: own, exact: true }).click();
    await expect(this.page.locator("html")).toHaveAttribute("lang", language);
  }

  async signOut(): Promise<void> {
    await this.button("sign-out").click();
    await expect(this.heading).toHaveText(this.say("start-title"));
  }

  /** A link of the cabinet's navigation. */
  nav(id: "nav-home" | "nav-services" | "nav-applications"): Locator {
    return this.page.getByRole("navigation", { name: this.say("navigation") }).getByRole("link", { name: this.say(id), exact: true });
  }
}

/** Axe, 320 px and the three languages of a page as it stands; leaves it in Kazakh. */
export async function standsInThreeLanguages(page: Page, title: string): Promise<void> {
  for (const language of ["ru", "en", "kk"] as const) {
    await new CabinetPage(page).speak(language);
    await expect(page.getByRole("heading", { level: 1 })).toHaveText(words(language)(title));
    await accessible(page);
    await fits(page);
  }
}
