import { expect, type Locator } from "@playwright/test";
import { pattern } from "../support/words.js";
import { CabinetPage } from "./cabinet.js";

/** Login by ЭЦҚ: a card of the start page, and a page of its own with the steps. */
export class KeyLogin extends CabinetPage {
  /** The page that explains each step. */
  async open(): Promise<void> {
    await this.page.goto("/login");
    await expect(this.heading).toHaveText(this.say("key-title"));
    await expect(this.card).toBeVisible();
  }

  get card(): Locator {
    return this.page.getByRole("region", { name: this.say("key-heading"), exact: true });
  }

  /** Presses «ЭЦҚ арқылы кіру»; the address of the program must be known by then. */
  async press(): Promise<void> {
    const enter = this.card.getByRole("button", { name: this.say("key-enter"), exact: true });
    await expect(enter).not.toHaveAttribute("aria-disabled", "true");
    await enter.click();
  }

  async expectEntered(): Promise<void> {
    await expect(this.button("sign-out")).toBeVisible();
    await expect(this.heading).toHaveText(pattern(this.say, "home-hello"));
  }

  /** Nobody was let in: the reason, its way out, and that nothing has happened. */
  async expectRefused(said: string): Promise<void> {
    const news = this.card.getByRole("alert");
    await expect(news).toContainText(this.say(said));
    await expect(news).toContainText(this.say(`${said}.advice`));
    await expect(news).toContainText(this.say("key-not-entered"));
    await expect(this.button("sign-out")).toBeHidden();
  }
}
