import { expect, type Locator, type Page } from "@playwright/test";
import { exampleZone } from "@/e2e/example/moments";
import { localDate } from "@/lib/time/calendar";

type Room = { start: Date; end: Date };
type Point = { x: number; y: number };

const near = (a: Point, b: Point) => Math.hypot(a.x - b.x, a.y - b.y) < 2;

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

  /** Where a hand takes hold of a slot's upper or lower edge. */
  async edgeOf(name: string, edge: "start" | "end"): Promise<Point> {
    const card = this.card(name);
    await card.scrollIntoViewIfNeeded();
    const box = await card.boundingBox();
    if (!box) throw new Error("the slot is not on the screen");
    return { x: box.x + box.width / 2, y: edge === "start" ? box.y + 2 : box.y + box.height - 2 };
  }

  /**
   * Takes hold of one point and carries to another; `drop` lets go. A banner that comes or goes above the calendar meanwhile moves both
   * of them: then it is let go of, and carried again.
   */
  async carry(from: () => Promise<Point>, to: () => Promise<Point>): Promise<void> {
    const { mouse, keyboard } = this.page;
    await expect(async () => {
      const [start, end] = [await from(), await to()];
      await mouse.move(start.x, start.y);
      await mouse.down();
      await mouse.move(end.x, end.y, { steps: 6 });
      await expect(this.verdict).toBeVisible();
      const isStill = near(start, await from()) && near(end, await to());
      if (!isStill) {
        await keyboard.press("Escape");
        await mouse.up();
      }
      expect(isStill, "nothing has moved meanwhile").toBe(true);
    }).toPass({ timeout: 90_000 });
  }

  async drop(): Promise<void> {
    await this.page.mouse.up();
    await expect(this.verdict).toHaveCount(0);
  }

  /** A finger that rests on a point, and carries what it took up to where the other point is by then. */
  async carryByFinger(findFrom: () => Promise<Point>, findTo: () => Promise<Point>): Promise<void> {
    const session = await this.page.context().newCDPSession(this.page);
    const touch = (type: "touchStart" | "touchMove" | "touchEnd", ...touchPoints: Point[]) =>
      session.send("Input.dispatchTouchEvent", { type, touchPoints });
    const from = await findFrom();
    await touch("touchStart", from);
    await expect(this.verdict, "taken up once the finger has rested").toBeVisible();
    const to = await findTo();
    for (const step of [0.25, 0.5, 0.75, 1]) {
      await touch("touchMove", { x: from.x + (to.x - from.x) * step, y: from.y + (to.y - from.y) * step });
    }
    await expect(this.verdict).toContainText("Free");
    await touch("touchEnd");
    await expect(this.verdict).toHaveCount(0);
  }
}
