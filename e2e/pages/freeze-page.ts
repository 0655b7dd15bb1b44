import type { Page } from "@playwright/test";

type OneFreeze = { name: string; reason: string; from: string; until: string; environment: string; service: string };

/** The freezes, and the form that sets one. */
export class FreezePage {
  constructor(private readonly page: Page) {}

  /** Beside the form: the booked slots that it would catch. */
  get whoIsHit() {
    return this.page.getByRole("list", { name: "Slots that are hit" });
  }

  async fillIn({ name, reason, from, until, environment, service }: OneFreeze): Promise<void> {
    const { page } = this;
    await page.goto("/settings/freezes/new");
    await page.getByLabel("Name").fill(name);
    await page.getByLabel("Reason").fill(reason);
    await page.getByLabel("From").fill(from);
    await page.getByLabel("Until").fill(until);
    await page.getByRole("checkbox", { name: environment }).check();
    const services = page.getByRole("combobox", { name: "Services" });
    await services.fill(service);
    await page.getByRole("option", { name: service, exact: true }).click();
  }

  async set(): Promise<void> {
    await this.page.getByRole("button", { name: "Set the freeze" }).click();
    await this.page.waitForURL("**/settings/freezes");
  }
}
