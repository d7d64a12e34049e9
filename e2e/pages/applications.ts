import { expect, type Locator } from "@playwright/test";
import { CabinetPage } from "./cabinet.js";

/** «My applications» and one of them. */
export class ApplicationsPage extends CabinetPage {
  async open(): Promise<void> {
    await this.nav("nav-applications").click();
    await expect(this.heading).toHaveText(this.say("applications-title"));
  }

  row(number: string): Locator {
    return this.page.getByRole("main").getByRole("listitem").filter({ hasText: number });
  }

  async show(number: string): Promise<void> {
    await this.row(number).getByRole("link", { name: new RegExp(number) }).click();
    await expect(this.heading).toHaveText(this.say("application-title", { number }));
  }

  /** The present status on the application's own page. */
  async expectStatus(status: string, timeout?: number): Promise<void> {
    const now = this.page.getByRole("region", { name: this.say("pension-payment"), exact: true });
    await expect(now.getByText(this.say(`status-${status}`), { exact: true })).toBeVisible(timeout ? { timeout } : {});
  }

  /** Names of the statuses so far, oldest first. */
  get history(): Locator {
    return this.page.getByRole("region", { name: this.say("application-history") }).getByRole("listitem");
  }
}
