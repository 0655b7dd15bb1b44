import type { Page } from "@playwright/test";

/** One build in a tester's hands: test plan, evidence, checks, rounds side by side. */
export class TurnPage {
  constructor(private readonly page: Page) {}

  async go(handoffId: string): Promise<void> {
    await this.page.goto(`/queue/${handoffId}`);
  }

  get title() {
    return this.page.getByRole("heading", { level: 1 });
  }

  get rounds() {
    return this.page.getByRole("region", { name: "Rounds side by side" }).getByRole("table");
  }

  get plan() {
    return this.page.locator("section").filter({ has: this.page.getByRole("heading", { name: "Test plan" }) });
  }

  get evidence() {
    return this.page.getByRole("list", { name: "Evidence" });
  }

  card(title: string | RegExp) {
    return this.page.locator("[data-card]").filter({ has: this.page.getByRole("heading", { name: title }) });
  }

  pass(point: string) {
    return this.page.getByRole("button", { name: `Passed: ${point}` });
  }

  async addEvidence({ title, url }: { title: string; url: string }): Promise<void> {
    await this.page.getByLabel("What it shows").fill(title);
    await this.page.getByLabel("Where it lies").fill(url);
    await this.page.getByRole("button", { name: "Add evidence" }).click();
  }

  /** The condition under which it was accepted. */
  async settle(note: string): Promise<void> {
    await this.page.getByRole("button", { name: "It is settled…" }).click();
    const dialog = this.page.getByRole("dialog", { name: "What was missing is there" });
    await dialog.getByLabel("What you looked at").fill(note);
    await dialog.getByRole("button", { name: "Settle it" }).click();
    await dialog.waitFor({ state: "hidden" });
  }
}
