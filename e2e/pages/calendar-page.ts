import { expect, type Locator, type Page } from "@playwright/test";
import { exampleZone } from "@/e2e/example/moments";
import { localDate } from "@/lib/time/calendar";

type Room = { start: Date; end: Date };
type Point = { x: number; y: number };

/** Days as columns in which slots are carried: by mouse, by finger, by key. */
export class CalendarPage {
  constructor(private readonly page: Page) {}

  /** The day of an instant by itself. */
  async goToDay(at: Date): Promise<void> {
    await this.page.goto(`/schedule?view=day&day=${localDate(at, exampleZone)}`);
  }

  /** The slot's card: its name says all that the card shows. */
  card(name: string): Locator {
    return this.page.getByRole("application").getByRole("button", { name });
  }

  /** The free room of a lane, the first of it. */
  free(windowName: string, lane: number): Locator {
    return this.page.getByRole("button", { name: `Book in ${windowName}, lane ${lane}, free` }).first();
  }

  /** Where what is carried would stand, and what the rules say to that. */
  get verdict(): Locator {
    return this.page.locator("[data-verdict]");
  }

  /** The same, as it is read to whoever does not see it. */
  get announced(): Locator {
    return this.page.getByRole("application").getByRole("status");
  }

  /** Why something did not stay where it was put. */
  refusal(text: string | RegExp): Locator {
    return this.page.getByRole("alert").filter({ hasText: text });
  }

  /** The point of a lane at a time of its opening, told from a cell that reaches over a known stretch of it. */
  async pointAt(cell: Locator, { start, end }: Room, at: Date): Promise<Point> {
    await cell.scrollIntoViewIfNeeded();
    const box = await cell.boundingBox();
    if (!box) throw new Error("the cell is not on the screen");
    const share = (at.getTime() - start.getTime()) / (end.getTime() - start.getTime());
    return { x: box.x + box.width / 2, y: box.y + share * box.height };
  }

  /** Where a hand takes hold of a slot's upper and of its lower edge. */
  async edgesOf(name: string): Promise<[top: Point, bottom: Point]> {
    const card = this.card(name);
    await card.scrollIntoViewIfNeeded();
    const box = await card.boundingBox();
    if (!box) throw new Error("the slot is not on the screen");
    const x = box.x + box.width / 2;
    return [
      { x, y: box.y + 2 },
      { x, y: box.y + box.height - 2 },
    ];
  }

  /** Takes hold where the mouse is, and carries to a point; `drop` lets go. */
  async carry(from: Point, to: Point): Promise<void> {
    await this.page.mouse.move(from.x, from.y);
    await this.page.mouse.down();
    await this.page.mouse.move(to.x, to.y, { steps: 6 });
    await expect(this.verdict).toBeVisible();
  }

  async drop(): Promise<void> {
    await this.page.mouse.up();
    await expect(this.verdict).toHaveCount(0);
  }

  /** A finger that rests on a point, and carries what it took up. */
  async carryByFinger(from: Point, to: Point): Promise<void> {
    const session = await this.page.context().newCDPSession(this.page);
    const touch = (type: "touchStart" | "touchMove" | "touchEnd", ...touchPoints: Point[]) =>
      session.send("Input.dispatchTouchEvent", { type, touchPoints });
    await touch("touchStart", from);
    await expect(this.verdict, "taken up once the finger has rested").toBeVisible();
    for (const step of [0.25, 0.5, 0.75, 1]) {
      await touch("touchMove", { x: from.x + (to.x - from.x) * step, y: from.y + (to.y - from.y) * step });
    }
    await expect(this.verdict).toContainText("Free");
    await touch("touchEnd");
    await expect(this.verdict).toHaveCount(0);
  }
}
