import type { Locator, Page } from "@playwright/test";

/** What gets in each other's way, by cause, each with the move that mends it. */
export class ConflictsPage {
  constructor(private readonly page: Page) {}

  async go(): Promise<void> {
    await this.page.goto("/conflicts");
  }

  /** The conflict of two releases with each other, told by their versions. */
  between(one: string, other: string): Locator {
    return this.page.getByRole("listitem").filter({ hasText: one }).filter({ hasText: other });
  }

  async mend(conflict: Locator): Promise<void> {
    await conflict.getByRole("button", { name: /^Move / }).click();
  }
}
