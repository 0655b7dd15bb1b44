import { expect, test } from "@/e2e/example/journey";
import { eveningAlone, minutesAfter } from "@/e2e/example/moments";
import { CalendarPage } from "@/e2e/pages/calendar-page";

test("what one points at in the calendar stays under the hand when somebody opens a window in the night before", async ({
  enter,
  plan,
}) => {
  const opening = await plan.opening({ start: eveningAlone(9), minutes: 60 });
  const page = await enter("developer");
  const calendar = new CalendarPage(page);
  await calendar.goToDay(opening.start);
  const room = calendar.free(opening.windowName, 1);
  const night = page.getByText("02:00", { exact: true });
  await room.hover();
  await expect(night).toHaveCount(0);
  const before = await room.boundingBox();
  await plan.opening({ start: minutesAfter(opening.start, -15 * 60), minutes: 60 });
  await expect(night).toHaveCount(1);
  const after = await room.boundingBox();
  expect(Math.abs((after?.y ?? 0) - (before?.y ?? 0))).toBeLessThan(3);
});
