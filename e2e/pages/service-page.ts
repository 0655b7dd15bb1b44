import type { Page } from "@playwright/test";

/** The page of one service: how it ships, its licence, its targets. */
export class ServicePage {
  constructor(private readonly page: Page) {}

  get proofs() {
    return this.page.getByRole("list", { name: "The four proofs" });
  }

  get main() {
    return this.page.getByRole("main");
  }

  async go(serviceId: string): Promise<void> {
    await this.page.goto(`/settings/services/${serviceId}`);
  }

  proof(name: string) {
    return this.proofs.getByRole("listitem").filter({ has: this.page.getByRole("heading", { name }) });
  }

  /** The dialog behind the button "Deploy now". */
  async deployNow(name: string) {
    await this.page.getByRole("button", { name: "Deploy now" }).click();
    return this.page.getByRole("dialog", { name: `Deploy ${name} now` });
  }
}
