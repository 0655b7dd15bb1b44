import { expect, type Page } from "@playwright/test";

type Timetable = {
  name: string;
  zone: string;
  day: string;
  /** When it leaves, each milestone on the same day. */
  times: { boarding: string; cutoff: string; qaExit: string; goNoGo: string; departure: string };
};

/** The pages of trains: the list, the editor, and one departure. */
export class TrainPage {
  constructor(private readonly page: Page) {}

  get preview() {
    return this.page.getByRole("region", { name: "Next departures" });
  }

  get milestones() {
    return this.page.getByRole("list", { name: "Milestones" });
  }

  get title() {
    return this.page.getByRole("heading", { level: 1 });
  }

  /** On the page of a train: those that are still to come. */
  get departures() {
    return this.page.getByRole("list", { name: "Departures", exact: true });
  }

  get aboard() {
    return this.page.getByRole("list", { name: "Releases aboard" });
  }

  get movedOn() {
    return this.page.getByRole("list", { name: "Releases that went elsewhere" });
  }

  get blockers() {
    return this.page.getByRole("list", { name: "Blockers" });
  }

  get missing() {
    return this.page.getByRole("list", { name: "What keeps it from leaving" });
  }

  get decisions() {
    return this.page.getByRole("list", { name: "Decisions" });
  }

  get stations() {
    return this.page.getByRole("list", { name: "Stations" });
  }

  get history() {
    return this.page.getByRole("list", { name: "History" });
  }

  /** How the departure stands: the chip beside its title. */
  state(word: string) {
    return this.page.getByRole("main").locator("header [data-chip]").filter({ hasText: word });
  }

  async go(): Promise<void> {
    await this.page.goto("/trains");
  }

  async goTo(departureId: string): Promise<void> {
    await this.page.goto(`/trains/departures/${departureId}`);
  }

  /** Daily, so that whoever misses one departure has a next one; every day is worked on. */
  async setUp({ name, zone, day, times }: Timetable): Promise<void> {
    await this.page.goto("/trains/new");
    await this.page.getByLabel("Name", { exact: true }).fill(name);
    await this.page.getByLabel("Repeats").selectOption({ label: "Every day" });
    await this.page.getByLabel("From this day on").fill(day);
    await this.page.getByLabel("Starts at").fill(times.departure);
    await this.page.getByLabel("Lasts, hours").fill("1");
    await this.chooseZone(zone);
    for (const [legend, at] of [
      ["Boarding opens", times.boarding],
      ["Cut-off", times.cutoff],
      ["QA exit", times.qaExit],
      ["Go / no-go", times.goNoGo],
    ] as const) {
      const milestone = this.page.getByRole("group", { name: legend, exact: true });
      await milestone.getByLabel("Working days before").fill("0");
      await milestone.getByLabel("At", { exact: true }).fill(at);
    }
    for (const weekday of ["Saturday", "Sunday"]) await this.workedOn(weekday);
    await expect(this.preview.getByRole("listitem").first()).toContainText(times.departure);
    await this.page.getByRole("button", { name: "Set up the train" }).click();
    await expect(this.title).toHaveText(name);
  }

  private async workedOn(weekday: string): Promise<void> {
    const days = this.page.getByRole("region", { name: "Working days" });
    await days.getByLabel(weekday).setChecked(true, { force: true });
  }

  private async chooseZone(zone: string): Promise<void> {
    const field = this.page.getByRole("combobox", { name: /zone/i });
    const shown = zone.replaceAll("_", " ");
    if ((await field.inputValue()) === shown) return;
    await field.fill(shown);
    await this.page.getByRole("option", { name: shown }).first().click();
  }

  async board(name: string): Promise<void> {
    await this.page.getByRole("button", { name: "Board a release" }).first().click();
    const dialog = this.page.getByRole("dialog", { name: "Board a release" });
    await dialog.getByRole("combobox", { name: "Release" }).fill(name);
    await dialog.getByRole("option", { name }).click();
    await dialog.getByRole("button", { name: "Board", exact: true }).click();
    await dialog.waitFor({ state: "hidden" });
  }

  async raiseBlocker(reason: string): Promise<void> {
    await this.page.getByRole("button", { name: "Raise a blocker" }).click();
    const dialog = this.page.getByRole("alertdialog", { name: "Raise a blocker" });
    await dialog.getByLabel("Reason").fill(reason);
    await dialog.getByRole("button", { name: "Raise it" }).click();
    await dialog.waitFor({ state: "hidden" });
  }

  async resolveBlocker(what: string): Promise<void> {
    await this.blockers.getByRole("button", { name: "Resolved" }).click();
    const dialog = this.page.getByRole("dialog", { name: "Is it resolved?" });
    await dialog.getByLabel(/What was done/).fill(what);
    await dialog.getByRole("button", { name: "It is resolved" }).click();
    await dialog.waitFor({ state: "hidden" });
  }

  async sayReady(team: string): Promise<void> {
    await this.page.getByRole("button", { name: `${team} is ready` }).click();
  }

  async hold(reason: string): Promise<void> {
    await this.page.getByRole("button", { name: "Hold", exact: true }).click();
    const dialog = this.page.getByRole("alertdialog");
    await dialog.getByLabel("Reason").fill(reason);
    await dialog.getByRole("button", { name: "Hold the departure" }).click();
    await dialog.waitFor({ state: "hidden" });
  }

  async releaseHold(): Promise<void> {
    await this.page.getByRole("button", { name: "Release the hold" }).click();
    const dialog = this.page.getByRole("dialog");
    await dialog.getByRole("button", { name: "Release the hold" }).click();
    await dialog.waitFor({ state: "hidden" });
  }

  /** What is behind the three dots of a departure. */
  private async chooseAct(act: string): Promise<void> {
    await this.page.getByRole("main").locator("header").getByRole("button", { name: "More" }).click();
    await this.page.getByRole("menuitem", { name: act }).click();
  }

  async move(to: string, reason: string): Promise<void> {
    await this.chooseAct("Move the departure…");
    const dialog = this.page.getByRole("dialog", { name: /^Move / });
    await dialog.getByLabel("Leaves at").fill(to);
    await dialog.getByLabel("Reason").fill(reason);
    await dialog.getByRole("button", { name: "Move the departure" }).click();
    await dialog.waitFor({ state: "hidden" });
  }

  async skip(reason: string): Promise<void> {
    await this.chooseAct("Skip this one…");
    await this.confirm({ reason, answer: "Skip this departure" });
  }

  async resume(): Promise<void> {
    await this.page.getByRole("button", { name: "Take it up again" }).click();
    await this.confirm({ answer: "Take it up again" });
  }

  async cancel(reason: string): Promise<void> {
    await this.chooseAct("Cancel it for good…");
    await this.confirm({ reason, answer: "Cancel the departure" });
  }

  private async confirm({ reason, answer }: { reason?: string; answer: string }): Promise<void> {
    const dialog = this.page.getByRole("alertdialog");
    if (reason !== undefined) await dialog.getByLabel("Reason").fill(reason);
    await dialog.getByRole("button", { name: answer }).click();
    await dialog.waitFor({ state: "hidden" });
  }

  /** By the list of trains. */
  async goToImport(): Promise<void> {
    await this.go();
    await this.page.getByRole("link", { name: "Import a timetable" }).click();
    await this.page.waitForURL("**/trains/import");
  }

  async showImport(text: string): Promise<void> {
    await this.page.getByRole("textbox", { name: "File" }).fill(text);
    await this.page.getByRole("button", { name: "Show what it would make" }).click();
  }

  get nonsense() {
    return this.page.getByRole("list", { name: "Rows that make no sense" });
  }

  get imported() {
    return this.page.getByRole("list", { name: "Trains of the file" });
  }

  get importButton() {
    return this.page.getByRole("button", { name: /^Import \d+ train/ });
  }

  async open(name: string): Promise<void> {
    await this.page.getByRole("main").getByRole("link", { name, exact: true }).first().click();
    await expect(this.title).toHaveText(name);
  }

  async decide(word: "Go" | "No-go", note: string): Promise<void> {
    await this.page.getByRole("button", { name: word, exact: true }).click();
    const dialog = this.page.getByRole("dialog");
    await dialog.getByLabel(/Note|Reason/).fill(note);
    await dialog.getByRole("button", { name: word, exact: true }).click();
    await dialog.waitFor({ state: "hidden" });
  }
}
