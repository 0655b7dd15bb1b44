import type { Page } from "@playwright/test";

/** What one is told: the bell on every page, and the page of all notices. */
export class NoticesPage {
  constructor(private readonly page: Page) {}

  async go(): Promise<void> {
    await this.page.goto("/notices");
  }

  /** "Notices", or "Notices, 3 unread". */
  get bell() {
    return this.page.getByRole("button", { name: /^Notices/ });
  }

  get popover() {
    return this.page.getByRole("dialog", { name: "Notices" });
  }

  notice(words: string) {
    return this.page.getByRole("listitem").filter({ hasText: words });
  }
}
