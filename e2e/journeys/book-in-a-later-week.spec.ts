import { expect, test } from "@/e2e/example/journey";
import { exampleZone } from "@/e2e/example/moments";
import { SchedulePage } from "@/e2e/pages/schedule-page";
import { addDaysInZone, weekOf } from "@/lib/time/calendar";
import { formatDay } from "@/lib/time/format";

test("who books while they look at a later week is offered places of that week, and of this one where they look at this one", async ({
  enter,
}) => {
  const page = await enter("developer");
  const schedule = new SchedulePage(page);
  const now = new Date();
  const later = weekOf(addDaysInZone(now, 21, exampleZone), exampleZone);

  await schedule.go({ at: later.start });
  await schedule.openBooking();
  const monday = formatDay(later.start, exampleZone);
  const proposed = schedule.booking.getByRole("group", { name: `Next free from ${monday} on` }).getByRole("button");
  await expect(proposed).toHaveCount(3);
  await expect(schedule.held).toBeVisible();
  const start = new Date(await schedule.booking.getByLabel("Start").inputValue());
  expect(start.getTime(), "not before that week").toBeGreaterThanOrEqual(later.start.getTime());
  await schedule.booking.getByRole("button", { name: "Cancel" }).click();
  await expect(schedule.booking).toHaveCount(0);

  await schedule.go();
  await schedule.openBooking();
  await expect(schedule.booking.getByRole("group", { name: "Next free", exact: true })).toBeVisible();
  await expect(schedule.held).toBeVisible();
  const soon = new Date(await schedule.booking.getByLabel("Start").inputValue());
  expect(soon.getTime(), "before that week").toBeLessThan(later.start.getTime());
  await schedule.booking.getByRole("button", { name: "Cancel" }).click();
  await expect(schedule.booking).toHaveCount(0);
});
