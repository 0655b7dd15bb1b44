import { expect, type Page } from "@playwright/test";

type OneFreeze = { name: string; reason: string; from: string; until: string; environment: string; services: string[] };

/** The freezes, the form that sets one, and the exceptions from them. */
export class FreezePage {
  constructor(private readonly page: Page) {}

  /** Beside the form: the booked slots that it would catch. */
  get whoIsHit() {
    return this.page.getByRole("list", { name: "Slots that are hit" });
  }

  /** Above every page, while it is in force or about to be. */
  banner(name: string) {
    return this.page.getByRole("region", { name: `Freeze: ${name}` });
  }

  async goToAll(): Promise<void> {
    await this.page.goto("/settings/freezes");
  }

  async fillIn({ name, reason, from, until, environment, services }: OneFreeze): Promise<void> {
    const { page } = this;
    await page.goto("/settings/freezes/new");
    await page.getByLabel("Name").fill(name);
    await page.getByLabel("Reason").fill(reason);
    await page.getByLabel("From").fill(from);
    await page.getByLabel("Until").fill(until);
    await page.getByRole("checkbox", { name: environment }).check();
    for (const service of services) {
      await page.getByRole("combobox", { name: /^Services \(/ }).fill(service);
      await page.getByRole("option", { name: service, exact: true }).click();
    }
  }

  async set(): Promise<void> {
    await this.page.getByRole("button", { name: "Set the freeze" }).click();
    await this.page.waitForURL("**/settings/freezes");
  }

  /** The red handle of every page, and the question that it asks. */
  async stopTheLine({ environment, reason }: { environment: string; reason: string }): Promise<void> {
    await this.page.getByRole("button", { name: "Stop the line" }).click();
    const dialog = this.page.getByRole("alertdialog", { name: "Stop the line?" });
    await dialog.getByLabel("What").selectOption({ label: `Only ${environment}` });
    await dialog.getByLabel("Reason").fill(reason);
    await expect(dialog.getByRole("region", { name: "Who is hit" })).toContainText(/booked slot/);
    await dialog.getByRole("button", { name: "Stop the line" }).click();
    await dialog.waitFor({ state: "hidden" });
  }

  /** The loud banner of a stopped line. */
  stopped(reason: string) {
    return this.page.getByRole("region", { name: /^Freeze: / }).filter({ hasText: reason });
  }

  /** The page of one, by way of the list. */
  async goTo(name: string): Promise<void> {
    await this.goToAll();
    const heading = this.page.getByRole("heading", { level: 3 }).filter({ hasText: name });
    await heading.getByRole("link").click();
    await this.page.getByRole("heading", { name, level: 1 }).waitFor();
  }

  /** On the page of a freeze: the row of one exception from it. */
  exception(release: string) {
    return this.page.getByRole("row").filter({ hasText: release });
  }

  async grant(release: string): Promise<void> {
    await this.decide(`Grant ${release} to Production`, "Grant the exception");
  }

  async revoke(release: string): Promise<void> {
    await this.decide(`Revoke ${release} to Production`, "Revoke it");
  }

  async review(release: string, found: string): Promise<void> {
    await this.decide(`Review ${release} to Production`, "Keep the review", { "What the review found": found });
  }

  /** On its page: ends it for good. */
  async lift(name: string): Promise<void> {
    await this.decide(`Lift ${name}`, "Lift the freeze");
  }

  /** The press, and the answer to what is asked then. */
  private async decide(press: string, answer: string, texts: Record<string, string> = {}): Promise<void> {
    await this.page.getByRole("button", { name: press }).click();
    const dialog = this.page.getByRole("alertdialog");
    for (const [label, text] of Object.entries(texts)) await dialog.getByLabel(label).fill(text);
    await dialog.getByRole("button", { name: answer }).click();
    await dialog.waitFor({ state: "hidden" });
  }
}
