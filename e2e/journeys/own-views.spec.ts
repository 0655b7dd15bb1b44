import { expect, test } from "@/e2e/example/journey";
import { eveningAlone, minutesAfter, timeOnScreen } from "@/e2e/example/moments";
import { unique } from "@/e2e/example/names";
import { SchedulePage } from "@/e2e/pages/schedule-page";
import { formatInstant } from "@/lib/time/format";

test("what somebody narrowed, in the zone they chose, they share as a view; the other opens it, jumps to a day and prints it", async ({
  enter,
  plan,
}) => {
  const [mine, other] = [await plan.accepted("web"), await plan.accepted("gateway")];
  const opening = await plan.opening({ start: eveningAlone(5), minutes: 180, lanes: 2, gridMinutes: 30 });
  await plan.booked(mine, opening, opening.start, minutesAfter(opening.start, 60), 1);
  await plan.booked(other, opening, opening.start, minutesAfter(opening.start, 60), 2);
  const name = unique("Storefront in Tokyo");
  const page = await enter("developer");
  const schedule = new SchedulePage(page);

  await test.step("narrows the week to a team and reads it by another clock", async () => {
    await schedule.go({ at: opening.start });
    await schedule.narrowTo("Storefront");
    await expect(schedule.card(mine.name)).not.toHaveAccessibleName(/not among/);
    await expect(schedule.card(other.name)).toHaveAccessibleName(/not among what the filter shows/);
    await schedule.showTimesIn("Tokyo");
    await expect(schedule.card(mine.name)).toHaveAccessibleName(
      new RegExp(formatInstant(opening.start, "Asia/Tokyo", "time")),
    );
  });

  await test.step("shares it under a name", async () => {
    await schedule.saveView(name);
  });

  const manager = await enter("release_manager");
  const theirs = new SchedulePage(manager);
  await test.step("somebody else finds it in their list: the same filter, the same clock", async () => {
    await theirs.go();
    await theirs.openView(name);
    await expect(manager).toHaveURL(/zone=Asia/);
    await expect(theirs.card(other.name)).toHaveAccessibleName(/not among what the filter shows/);
  });

  await test.step("jumps to a day as one says it, and back", async () => {
    await manager.keyboard.press("j");
    await theirs.jumpTo("in 3 weeks");
    await expect(theirs.card(mine.name)).toHaveCount(0);
    await manager.goBack();
    await expect(theirs.card(mine.name)).toBeVisible();
  });

  await test.step("on paper stands what is in view, where, and by which clock, and nothing to press", async () => {
    await theirs.go({ at: opening.start });
    await expect(theirs.card(mine.name)).toBeVisible();
    await manager.emulateMedia({ media: "print" });
    await expect(theirs.paperTitle).toContainText("Production");
    await expect(theirs.paperTitle).toContainText("times in CET");
    await expect(theirs.card(mine.name)).toHaveAccessibleName(new RegExp(timeOnScreen(opening.start)));
    await expect(manager.getByRole("navigation", { name: "Main" })).toBeHidden();
    await expect(manager.getByRole("button", { name: "Book a slot" })).toBeHidden();
  });
});
