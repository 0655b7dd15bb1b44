import { expect, test } from "@/e2e/example/journey";
import { exampleZone, minuteIn, minutesAfter } from "@/e2e/example/moments";
import { unique } from "@/e2e/example/names";
import { DeparturesPage } from "@/e2e/pages/departures-page";
import { FreezePage } from "@/e2e/pages/freeze-page";
import { ReleasePage } from "@/e2e/pages/release-page";
import { SchedulePage } from "@/e2e/pages/schedule-page";
import { wallTimeAt } from "@/lib/time/zone";

test("a freeze that is set after the booking makes the slot missed, and everybody reads that it was the freeze", async ({
  enter,
  plan,
}) => {
  test.setTimeout(480_000);
  const start = minuteIn(75);
  const release = await plan.accepted("campaigns");
  const opening = await plan.opening({ start });
  const slotId = await plan.booked(release, opening);
  await plan.signed(slotId);

  const watcher = await enter("stakeholder");
  const board = new DeparturesPage(watcher);
  await board.go();
  await expect(board.row(release.name)).toContainText("Boarding");

  const manager = await enter("release_manager");
  const freezes = new FreezePage(manager);
  const name = unique("Fire drill");
  const wall = (at: Date) => wallTimeAt(at, exampleZone).slice(0, 16);
  await freezes.fillIn({
    name,
    reason: "The data centre is being tested.",
    from: wall(minutesAfter(start, -2)),
    until: wall(minutesAfter(start, 120)),
    environment: "Production",
    services: ["campaigns"],
  });
  await expect(freezes.whoIsHit).toContainText(release.name);
  await freezes.set();
  await expect(board.row(release.name)).toContainText("Frozen");

  await test.step("at its second it is missed, with the reason", async () => {
    await expect(board.row(release.name)).toContainText("Missed", { timeout: start.getTime() - Date.now() + 60_000 });
    await expect(board.row(release.name)).toContainText(name);
  });
  await test.step("the slot says so in the schedule", async () => {
    const schedule = new SchedulePage(manager);
    await schedule.go({ at: start, slotId });
    await expect(schedule.panel(release.name)).toContainText("It could not open");
    await expect(schedule.panel(release.name)).toContainText(name);
  });
  await test.step("and so does the page of the release", async () => {
    const page = new ReleasePage(manager);
    await page.go(release.id);
    await expect(manager.getByRole("main")).toContainText("missed");
    await expect(manager.getByRole("main")).toContainText(name);
  });
});
