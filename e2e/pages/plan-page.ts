import type { Page } from "@playwright/test";

/** The plan as one file: as it stands, and what another file would make of it. */
export class PlanPage {
  constructor(private readonly page: Page) {}

  get standing() {
    return this.page.getByRole("region", { name: "The plan as it stands" });
  }

  get file() {
    return this.page.getByRole("textbox", { name: "Plan file" });
  }

  get faults() {
    return this.page.getByRole("alert").filter({ hasText: "The file has" });
  }

  async go(): Promise<void> {
    await this.page.goto("/settings/plan");
  }

  async compare(text: string): Promise<void> {
    await this.page.getByRole("tab", { name: "Apply a file" }).click();
    await this.file.fill(text);
    await this.page.getByRole("button", { name: "Compare", exact: true }).click();
  }

  change(name: string) {
    return this.page.getByRole("listitem").filter({ has: this.page.getByRole("heading", { name, exact: true }) });
  }

  async apply(): Promise<void> {
    const { page } = this;
    await page.getByRole("button", { name: "Apply the plan" }).click();
    await page.getByRole("alertdialog").getByRole("button", { name: "Apply the plan" }).click();
    await page.getByRole("heading", { name: "What was changed" }).waitFor();
  }
}
