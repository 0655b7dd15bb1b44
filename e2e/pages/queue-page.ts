import type { Page } from "@playwright/test";

type Rejection = { category: string; severity: string; reason: string };

/** QA's queue. A build is named as its card names it: "payouts 1.7.0 · rc 1". */
export class QueuePage {
  constructor(private readonly page: Page) {}

  async go(): Promise<void> {
    await this.page.goto("/queue");
  }

  card(release: string, rc: number) {
    return this.page.getByRole("article", { name: `${release} · rc ${rc}` });
  }

  column(name: string) {
    return this.page.getByRole("region", { name });
  }

  async claim(release: string, rc: number): Promise<void> {
    await this.card(release, rc)
      .getByRole("button", { name: /^Claim/ })
      .click();
  }

  async reject(release: string, rc: number, { category, severity, reason }: Rejection): Promise<void> {
    await this.card(release, rc)
      .getByRole("button", { name: /^Reject/ })
      .click();
    const dialog = this.page.getByRole("dialog", { name: /^Reject/ });
    await dialog.getByLabel("What kind of fault").selectOption({ label: category });
    await dialog.getByRole("radio", { name: severity }).check();
    await dialog.getByLabel("What is wrong").fill(reason);
    await dialog.getByRole("button", { name: "Send it back" }).click();
    await dialog.waitFor({ state: "hidden" });
  }

  async accept(release: string, rc: number, note = ""): Promise<void> {
    await this.card(release, rc)
      .getByRole("button", { name: /^Accept/ })
      .click();
    const dialog = this.page.getByRole("dialog", { name: /^Accept/ });
    await dialog.getByLabel("Note").fill(note);
    await dialog.getByRole("button", { name: `Accept rc ${rc}` }).click();
    await dialog.waitFor({ state: "hidden" });
  }

  /** On a phone the columns stand one at a time. */
  async show(column: string): Promise<void> {
    await this.page.getByRole("group", { name: "Column" }).getByText(column).click();
  }

  /** What several builds at once can have done to them. */
  get chosen() {
    return this.page.getByRole("region", { name: "Chosen builds" });
  }

  async acceptUnderCondition(release: string, rc: number, risk: string): Promise<void> {
    await this.card(release, rc)
      .getByRole("button", { name: /^Accept/ })
      .click();
    const dialog = this.page.getByRole("dialog", { name: /^Accept/ });
    await dialog.getByRole("checkbox", { name: "Under a condition" }).check();
    await dialog.getByLabel("What is missing or may go wrong").fill(risk);
    await dialog.getByRole("button", { name: `Accept rc ${rc}` }).click();
    await dialog.waitFor({ state: "hidden" });
  }

  /** In the dialog that asks to whom. */
  async giveTo(tester: string, reason: string): Promise<void> {
    const dialog = this.page.getByRole("dialog", { name: /to somebody$/ });
    await dialog.getByLabel("Who tests it").selectOption({ label: tester });
    await dialog.getByLabel("Why").fill(reason);
    await dialog.getByRole("button", { name: "Give it to them" }).click();
    await dialog.waitFor({ state: "hidden" });
  }
}
