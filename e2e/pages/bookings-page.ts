import type { Page } from "@playwright/test";

type Tab = "waitlist" | "swaps" | "recurring";

/** The line for full openings, swap offers, and what is booked again and again. */
export class BookingsPage {
  constructor(private readonly page: Page) {}

  get joining() {
    return this.page.getByRole("dialog", { name: "Join the waitlist" });
  }

  get taking() {
    return this.page.getByRole("dialog", { name: "Take the room that is free" });
  }

  get repeating() {
    return this.page.getByRole("dialog", { name: "Book again and again" });
  }

  get offering() {
    return this.page.getByRole("dialog", { name: /^Offer .* for another slot$/ });
  }

  /** "Room for you until 14:30", on whatever page. */
  get room() {
    return this.page.getByRole("region", { name: "Room for you" });
  }

  async go(tab: Tab): Promise<void> {
    await this.page.goto(`/bookings?tab=${tab}`);
  }

  /** A row of the list under a heading that holds the text. */
  row(text: string) {
    return this.page.getByRole("listitem").filter({ hasText: text });
  }

  /** An offer to swap, by one of its slots. */
  swap(slot: string) {
    return this.page.locator("[data-card]").filter({ hasText: slot });
  }

  series(name: string) {
    return this.page.locator("[data-card]").filter({ hasText: name });
  }
}
