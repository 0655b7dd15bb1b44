import { expect, test } from "@/e2e/example/journey";
import { minuteIn, minutesAfter } from "@/e2e/example/moments";
import { DeparturesPage } from "@/e2e/pages/departures-page";
import { SchedulePage } from "@/e2e/pages/schedule-page";

test("a release manager holds a slot back, lets it go again, and sends it off before its time", async ({
  enter,
  plan,
}) => {
  const release = await plan.accepted("ledger");
  const opening = await plan.opening({ start: minuteIn(-120), minutes: 300 });
  const later = minutesAfter(opening.start, 120);
  const slotId = await plan.booked(release, opening, later, minutesAfter(later, 60));
  await plan.signed(slotId);
  const board = new DeparturesPage(await enter("stakeholder"));
  await board.go();
  await expect(board.row(release.name)).toContainText("Ready");

  const manager = await enter("release_manager");
  const schedule = new SchedulePage(manager);
  const panel = schedule.panel(release.name);
  await schedule.go({ at: later, slotId });

  await test.step("held back, everybody sees it, and it cannot go", async () => {
    await panel.getByRole("button", { name: "Hold back" }).click();
    const asked = manager.getByRole("alertdialog");
    await asked.getByLabel("Reason").fill("Support is short of people.");
    await asked.getByRole("button", { name: "Hold back" }).click();
    await expect(panel).toContainText("Support is short of people.");
    await expect(board.row(release.name)).toContainText("Held");
    await expect(panel.getByRole("button", { name: "Go now" })).toHaveCount(0);
  });

  await test.step("let go, it stands as before", async () => {
    await panel.getByRole("button", { name: "Let go" }).click();
    const asked = manager.getByRole("alertdialog");
    await asked.getByRole("button", { name: "Let go" }).click();
    await expect(board.row(release.name)).toContainText("Ready");
  });

  await test.step("sent off now, it is called and released", async () => {
    await panel.getByRole("button", { name: "Go now" }).click();
    await manager.getByRole("alertdialog").getByRole("button", { name: "Go now" }).click();
    await expect(board.row(release.name)).toContainText("Departing now");
    await expect(board.row(release.name)).toContainText("Released");
    await expect(panel).toContainText("released");
  });
});
