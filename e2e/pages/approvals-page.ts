import { expect, type Page } from "@playwright/test";

/** The inbox of signatures: a list of slots, and the sheet of the chosen one. */
export class ApprovalsPage {
  constructor(private readonly page: Page) {}

  get sheet() {
    return this.page.getByRole("main");
  }

  get verdicts() {
    return this.page.getByRole("list", { name: "Verdicts" });
  }

  async go(query = ""): Promise<void> {
    await this.page.goto(`/approvals${query}`);
  }

  approve(release: string) {
    return this.page.getByRole("button", { name: `Approve ${release}` });
  }

  async choose(release: string): Promise<void> {
    await this.page.getByRole("list", { name: "Slots" }).getByRole("button").filter({ hasText: release }).click();
    await expect(this.page.getByRole("heading", { level: 2, name: release })).toBeVisible();
  }

  async sign(release: string): Promise<void> {
    await this.choose(release);
    await this.approve(release).click();
    await expect(this.approve(release)).toHaveCount(0);
  }
}
