import { expect, type Locator, type Page } from "@playwright/test";
import { exampleZone } from "@/e2e/example/moments";
import { localDate } from "@/lib/time/calendar";

/** The week calendar (on a phone: the agenda), booking, and the panel of a slot. */
export class SchedulePage {
  constructor(private readonly page: Page) {}

  get booking() {
    return this.page.getByRole("dialog", { name: "Book a slot" });
  }

  get held() {
    return this.booking.getByText(/^Held for you/);
  }

  get moving() {
    return this.page.getByRole("dialog", { name: /^Move / });
  }

  get givingUp() {
    return this.page.getByRole("alertdialog", { name: /^Give up/ });
  }

  /** The week of an instant (this one unless told), perhaps with the panel of a slot. */
  async go({ at, slotId }: { at?: Date; slotId?: string } = {}): Promise<void> {
    const query = new URLSearchParams();
    if (at) query.set("day", localDate(at, exampleZone));
    if (slotId) query.set("slot", slotId);
    await this.page.goto(`/schedule?${query}`);
  }

  /** Presses on the free room of an opening. */
  async bookIn(windowName: string): Promise<void> {
    await this.openedBy(this.freeRoom(windowName));
  }

  /** Booking without pressing on free room first. */
  async openBooking(): Promise<void> {
    await this.openedBy(this.page.getByRole("button", { name: "Book a slot" }).first());
  }

  /** Once: a press before the page can answer is kept. */
  private async openedBy(button: Locator): Promise<void> {
    await button.click();
    await expect(this.booking).toBeVisible();
  }

  /** Another opening in a dialog. It shows a week of openings at a time: the wanted one is in it or in the one beside it. */
  async chooseOpening(dialog: Locator, windowName: string, beside: "before" | "after"): Promise<void> {
    const openings = dialog.getByRole("combobox", { name: "Opening" });
    const wanted = openings.getByRole("option", { name: windowName });
    await expect(openings.getByRole("option", { selected: true })).toHaveText(/·/);
    if ((await wanted.count()) === 0) {
      await dialog.getByRole("button", { name: `Openings of the week ${beside}` }).click();
      await expect(wanted).toHaveCount(1);
    }
    await openings.selectOption(await wanted.getAttribute("value"));
  }

  async move(): Promise<void> {
    await this.moving.getByRole("button", { name: "Move", exact: true }).click();
    await this.moving.waitFor({ state: "hidden" });
  }

  /** The free room of an opening, as the calendar invites to it. */
  freeRoom(windowName: string) {
    return this.page.getByRole("button", { name: new RegExp(`^Book in ${windowName}, lane \\d+, free`) }).first();
  }

  /** The slot's card in the calendar: its name says all that the card shows. Over midnight it has one on each day. */
  card(title: string) {
    return this.page
      .getByRole("button", { name: new RegExp(`^${escaped(title)}, `) })
      .filter({ visible: true })
      .first();
  }

  /** On a phone: an opening in the list of the day. */
  agenda(windowName: string) {
    const title = this.page.getByRole("heading", { level: 4, name: windowName });
    return this.page.locator("section").filter({ has: title });
  }

  /** On a phone: down to an opening, as a thumb would scroll. What lies far below the screen is not drawn before. */
  async scrollTo(windowName: string): Promise<void> {
    const heading = this.page.getByRole("heading", { level: 4, name: windowName });
    // What is on its way into sight is drawn anew when somebody else has booked meanwhile.
    await expect(() => heading.scrollIntoViewIfNeeded({ timeout: 2_000 })).toPass();
  }

  /** On a phone: one of the ways that its bar has no room for. */
  async viewOption(name: string): Promise<void> {
    await this.page.getByRole("button", { name: "View options" }).tap();
    await this.page.getByRole("menuitem", { name }).tap();
  }

  panel(title: string) {
    return this.page.getByRole("dialog", { name: title });
  }

  gate(title: string | RegExp) {
    return this.page.getByRole("list", { name: "Gates" }).getByRole("listitem").filter({ hasText: title });
  }

  /** Above a printed schedule: where, when, by which clock. */
  get paperTitle() {
    return this.page.locator("p", { hasText: "· times in" });
  }

  async narrowTo(team: string): Promise<void> {
    await this.page.getByRole("button", { name: "Filter", exact: true }).click();
    await this.page.getByRole("checkbox", { name: team, exact: true }).check();
    await this.page.keyboard.press("Escape");
  }

  async showTimesIn(zone: string): Promise<void> {
    await this.page.getByRole("button", { name: "View options" }).click();
    await this.page.getByRole("menuitemradio", { name: "Another zone" }).click();
    const dialog = this.page.getByRole("dialog", { name: "Show times in another zone" });
    await dialog.getByRole("combobox").fill(zone);
    await this.page.getByRole("option", { name: zone }).click();
    await dialog.getByRole("button", { name: "Show times so" }).click();
    await dialog.waitFor({ state: "hidden" });
  }

  /** Keeps what is in view for everybody. */
  async saveView(name: string): Promise<void> {
    await this.page.getByRole("button", { name: "Saved views" }).click();
    await this.page.getByRole("menuitem", { name: "Save this view" }).click();
    const dialog = this.page.getByRole("dialog", { name: "Save this view" });
    await dialog.getByRole("textbox", { name: "Name" }).fill(name);
    await dialog.getByLabel("Share with everybody").check();
    await dialog.getByRole("button", { name: "Save", exact: true }).click();
    await dialog.waitFor({ state: "hidden" });
  }

  async openView(name: string): Promise<void> {
    await this.page.getByRole("button", { name: "Saved views" }).click();
    await this.page.getByRole("menuitem", { name }).click();
  }

  /** The field that `j` opens. */
  get dayToGoTo() {
    return this.page.getByLabel("Go to");
  }

  async jumpTo(words: string): Promise<void> {
    await this.dayToGoTo.fill(words);
    await this.page.keyboard.press("Enter");
  }

  async choose(release: string): Promise<void> {
    const picker = this.booking.getByRole("combobox", { name: "Release" });
    await picker.fill(release);
    await this.page.getByRole("option", { name: release }).click();
  }

  async book(): Promise<void> {
    await this.booking.getByRole("button", { name: "Book", exact: true }).click();
    await this.booking.waitFor({ state: "hidden" });
  }
}

function escaped(text: string): string {
  return text.replaceAll(/[.*+?^${}()|[\]\\]/g, String.raw`\$&`);
}
