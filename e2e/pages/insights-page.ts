import type { Page } from "@playwright/test";

/** The page of figures. A figure is named by its title: "Cycle times". */
export class InsightsPage {
  constructor(private readonly page: Page) {}

  async go(query = ""): Promise<void> {
    await this.page.goto(`/insights${query}`);
  }

  figure(title: string) {
    return this.page
      .locator("section[data-card]")
      .filter({ has: this.page.getByRole("heading", { name: title, exact: true }) });
  }

  plot(title: string) {
    return this.figure(title).getByRole("img").first();
  }

  async choosePeriod(name: string): Promise<void> {
    await this.page.getByRole("combobox", { name: "Period" }).selectOption({ label: name });
  }

  async openTable(title: string): Promise<void> {
    await this.page.getByRole("button", { name: `Table of ${title}` }).click();
  }

  table(title: string) {
    return this.figure(title).getByRole("table", { name: title });
  }

  csv(title: string) {
    return this.page.getByRole("link", { name: `CSV of ${title}` });
  }
}
