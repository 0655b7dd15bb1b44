import type { Page } from "@playwright/test";

type Source = { name: string; repository: string; service: string };

/** Where code hosts and pipelines send their events: who may, and what came of each. */
export class InboundPage {
  constructor(private readonly page: Page) {}

  async go(): Promise<void> {
    await this.page.goto("/settings/inbound");
  }

  /** Makes a source of GitHub's events, and takes down what is shown once. */
  async addSource({ name, repository, service }: Source): Promise<{ address: string; secret: string }> {
    const { page } = this;
    await page.getByRole("button", { name: "New source" }).click();
    const dialog = page.getByRole("dialog", { name: "New source of events" });
    await dialog.getByLabel("Name", { exact: true }).fill(name);
    await dialog.getByLabel("Repository").fill(repository);
    await dialog.getByLabel("Is the service").selectOption({ label: service });
    await dialog.getByRole("button", { name: "Make the source" }).click();
    const kept = page.getByRole("dialog", { name: "Keep this secret" });
    const address = await kept.getByLabel("Address").inputValue();
    const secret = await kept.getByLabel("Secret", { exact: true }).inputValue();
    await kept.getByRole("button", { name: "I have it" }).click();
    await kept.waitFor({ state: "hidden" });
    return { address, secret };
  }

  /** By the source's card. */
  async goToEvents(source: string): Promise<void> {
    const card = this.page.getByRole("listitem").filter({ hasText: source });
    await card.getByRole("link", { name: /event/ }).click();
  }

  get events() {
    return this.page.getByRole("table");
  }
}
