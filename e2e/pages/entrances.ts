import { expect, type Locator } from "@playwright/test";
import { CabinetPage } from "./cabinet.js";

/** Sessions that stand, and the history of entrances. */
export class EntrancesPage extends CabinetPage {
  async open(): Promise<void> {
    await this.page.goto("/entrances");
    await expect(this.heading).toHaveText(this.say("entrances-title"));
  }

  get sessions(): Locator {
    return this.list("entrances-sessions");
  }

  /** What happened, the newest first. */
  get history(): Locator {
    return this.list("entrances-history");
  }

  /** The session of this very browser. */
  get current(): Locator {
    return this.sessions.filter({ hasText: this.say("entrances-current") });
  }

  get end(): Locator {
    return this.sessions.getByRole("button", { name: new RegExp(`^${this.say("entrances-end")}`) });
  }

  private list(id: string): Locator {
    return this.page.getByRole("region", { name: this.say(id), exact: true }).getByRole("listitem");
  }
}
