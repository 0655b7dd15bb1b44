import type { Page } from "@playwright/test";

/** The board on the wall (a table), also as it hangs behind a share link. */
export class DeparturesPage {
  constructor(private readonly page: Page) {}

  get heading() {
    return this.page.getByRole("heading", { level: 1, name: "Departures" });
  }

  async go(path = "/departures"): Promise<void> {
    await this.page.goto(path);
  }

  row(release: string) {
    return this.page.getByRole("row").filter({ has: this.page.getByRole("rowheader", { name: release }) });
  }
}
