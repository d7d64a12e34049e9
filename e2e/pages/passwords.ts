import { expect } from "@playwright/test";
import { PASSWORD, type Citizen } from "../support/citizens.js";
import { CabinetPage } from "./cabinet.js";

/** The pages where a password is set or changed besides registration: `/code`, `/password`, `/not-me`. */
export class PasswordPages extends CabinetPage {
  /** The anti-robot check beside a form has passed. */
  async checked(): Promise<void> {
    await expect(this.page.getByText(this.say("robot-check-done"))).toBeVisible({ timeout: 30_000 });
  }

  /** IIN, code and new password on one page. */
  async useCode(who: Citizen, code: string, password = PASSWORD): Promise<void> {
    await this.field("code-entrance-iin").fill(who.iin);
    await this.field("code-entrance-code").fill(code);
    await this.field("code-entrance-password").fill(password);
    await this.field("code-entrance-repeated").fill(password);
    await this.checked();
    await this.button("register-finish").click();
  }

  async change(current: string, password: string, repeated = password): Promise<void> {
    await this.field("change-password-current").fill(current);
    await this.field("change-password-password").fill(password);
    await this.field("change-password-repeated").fill(repeated);
    await this.button("change-save").click();
  }

  /** Opens the link of a notice, as if from the message, and says «it was not me». */
  async disown(link: string): Promise<void> {
    await this.page.goto("about:blank");
    await this.page.goto(link);
    await expect(this.heading).toHaveText(this.say("not-me-title"));
    await this.button("not-me-press").click();
  }
}

/** What the older form asks for (R-063…R-067). */
export interface OlderAnswers {
  surname: string;
  given: string;
  patronymic: string;
  iin: string;
  contact: string;
}

/** The older registration form (R-062…R-073). */
export class OlderForm extends PasswordPages {
  async open(): Promise<void> {
    await this.page.goto("/register");
    await this.button("older-open").click();
    await expect(this.heading).toHaveText(this.say("older-title"));
  }

  async send(answers: OlderAnswers): Promise<void> {
    for (const [name, value] of Object.entries(answers)) await this.field(`older-registration-${name}`).fill(value as string);
    await this.checked();
    await this.button("older-send").click();
  }
}
