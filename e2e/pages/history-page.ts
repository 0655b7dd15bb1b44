import { expect, type Page } from "@playwright/test";

/** Settings → History import: a file, what was found in it, the yes or no, and the list of what was brought in. */
export class HistoryPage {
  constructor(private readonly page: Page) {}

  async go(): Promise<void> {
    await this.page.goto("/settings/history");
  }

  /** Chooses a file and waits until it is read. */
  async upload(name: string, text: string): Promise<void> {
    const { page } = this;
    await page
      .getByLabel("File with a history")
      .setInputFiles({ name, mimeType: "text/csv", buffer: Buffer.from(text, "utf8") });
    await expect(page.getByRole("heading", { level: 1, name })).toBeVisible();
    await expect(this.state("waits for your yes")).toBeVisible();
  }

  state(words: string) {
    return this.page.getByRole("main").locator("[data-chip]").filter({ hasText: words });
  }

  get preview() {
    return this.card("What would be imported");
  }

  get report() {
    return this.card("Report");
  }

  async says(state: string, meaning: string): Promise<void> {
    await this.page.getByLabel(`What “${state}” means`).selectOption({ label: meaning });
  }

  get confirm() {
    return this.page.getByRole("button", { name: /^Import \d+ items?$/ });
  }

  async cancel(): Promise<void> {
    await this.page.getByRole("button", { name: "Cancel the import" }).click();
  }

  row(fileName: string) {
    return this.page.getByRole("row").filter({ hasText: fileName });
  }

  async remove(fileName: string): Promise<void> {
    await this.row(fileName)
      .getByRole("button", { name: `Remove ${fileName}` })
      .click();
    await this.page.getByRole("alertdialog").getByRole("button", { name: "Remove the history" }).click();
  }

  private card(title: string) {
    return this.page
      .locator("[data-card]")
      .filter({ has: this.page.getByRole("heading", { name: title, exact: true }) });
  }
}
