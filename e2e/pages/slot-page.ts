import type { Page } from "@playwright/test";

/** The page of one slot. */
export class SlotPage {
  constructor(
    private readonly page: Page,
    readonly id: string,
  ) {}

  get deployments() {
    return this.page.getByRole("list", { name: "Deployments" });
  }

  /** Of one that a freeze kept from opening: the way to the slot that it was given instead. */
  get planned() {
    return this.page.getByRole("main").locator("a[href^='/slots/']").first();
  }

  gate(title: string) {
    return this.page.getByRole("list", { name: "Gates" }).getByRole("listitem").filter({ hasText: title });
  }

  async go(): Promise<void> {
    await this.page.goto(`/slots/${this.id}`);
  }

  async askForException(reason: string): Promise<void> {
    await this.page.getByRole("button", { name: "Ask for an exception" }).click();
    const dialog = this.page.getByRole("dialog", { name: "Ask for an exception" });
    await dialog.getByLabel("Why it cannot wait").fill(reason);
    await dialog.getByRole("button", { name: "Ask for it" }).click();
    await dialog.waitFor({ state: "hidden" });
  }
}
