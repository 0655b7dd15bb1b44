import type { Page } from "@playwright/test";

type Build = { commitSha: string; artifactDigest: string; changes?: string; note?: string };

/** The list of releases and the page of one. */
export class ReleasePage {
  constructor(private readonly page: Page) {}

  get title() {
    return this.page.getByRole("heading", { level: 1 });
  }

  get path() {
    return this.page.getByRole("list", { name: "The way to its last stop" });
  }

  get gates() {
    return this.page.getByRole("list", { name: "Gates" });
  }

  get rounds() {
    return this.page.getByRole("list", { name: "Rounds" });
  }

  async go(releaseId: string): Promise<void> {
    await this.page.goto(`/releases/${releaseId}`);
  }

  async create({ service, version, summary }: { service: string; version: string; summary: string }): Promise<void> {
    const { page } = this;
    await page.goto("/releases");
    await page.getByRole("button", { name: "New release" }).first().click();
    const dialog = page.getByRole("dialog", { name: "New release" });
    await dialog.getByRole("combobox", { name: "Service" }).fill(service);
    await dialog.getByRole("option", { name: new RegExp(`^${service}`) }).click();
    await dialog.getByRole("textbox", { name: "Version" }).fill(version);
    await dialog.getByLabel("Summary").fill(summary);
    await dialog.getByRole("button", { name: "Create the release" }).click();
    await page.waitForURL(/\/releases\/[0-9a-f-]{36}/);
  }

  async handOver({ commitSha, artifactDigest, changes = "", note = "" }: Build): Promise<void> {
    const { page } = this;
    await page.getByRole("button", { name: "Hand over a build" }).first().click();
    const dialog = page.getByRole("dialog", { name: /^Hand over/ });
    await dialog.getByLabel("Commit", { exact: true }).fill(commitSha);
    await dialog.getByLabel("Artifact digest").fill(artifactDigest);
    await dialog.getByLabel("What changed").fill(changes);
    await dialog.getByLabel("Note for the tester").fill(note);
    await dialog.getByRole("button", { name: /^Hand over rc/ }).click();
    await dialog.waitFor({ state: "hidden" });
  }

  chip(word: string) {
    return this.page.getByRole("main").getByText(word, { exact: true }).first();
  }

  gate(title: string | RegExp) {
    return this.gates.getByRole("listitem").filter({ hasText: title });
  }
}
