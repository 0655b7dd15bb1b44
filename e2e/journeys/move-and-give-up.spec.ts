import { expect, test } from "@/e2e/example/journey";
import { openingIn } from "@/e2e/example/moments";
import { ApprovalsPage } from "@/e2e/pages/approvals-page";
import { SchedulePage } from "@/e2e/pages/schedule-page";
import { Shell } from "@/e2e/pages/shell";

test("a slot that moves to another opening loses its signatures, can be put back, and can be given up with a reason", async ({
  enter,
  plan,
}) => {
  const release = await plan.accepted("payouts");
  const early = await plan.opening(openingIn(3 * 3600, 30));
  const late = await plan.opening(openingIn(5 * 3600, 30));
  const slotId = await plan.booked(release, early);
  await plan.signed(slotId);
  const manager = await enter("release_manager");
  const schedule = new SchedulePage(manager);
  const panel = schedule.panel(release.name);

  async function moveLate() {
    await panel.getByRole("button", { name: "Move" }).click();
    await schedule.chooseOpening(schedule.moving, late.windowName, "after");
    await expect(schedule.moving).toContainText("2 signatures go stale");
    await schedule.move();
    await expect(schedule.gate("Approvals")).toContainText("0 of 2");
  }

  await schedule.go({ at: early.start, slotId });
  await expect(schedule.gate("Approvals")).toContainText("2 of 2");
  await moveLate();

  await test.step("undone, it stands where it stood, and the signatures for that place count again", async () => {
    await new Shell(manager).notice("moved").getByRole("button", { name: "Undo" }).click();
    await expect(schedule.gate("Approvals")).toContainText("2 of 2");
  });

  await test.step("moved for good, those who signed are shown what changed", async () => {
    await moveLate();
    const approvals = new ApprovalsPage(manager);
    await approvals.go(`?slot=${slotId}`);
    await expect(approvals.sheet).toContainText("no longer counts");
    await expect(approvals.sheet).toContainText(/Changed since: .*(opening|time|moved)/i);
    await approvals.sign(release.name);
    await approvals.go(`?view=others&slot=${slotId}`);
    await expect(approvals.verdicts).toContainText("stale");
  });

  await test.step("given up, its room is free again", async () => {
    await schedule.go({ at: late.start, slotId });
    await panel.getByRole("button", { name: "Give up" }).click();
    await schedule.givingUp.getByLabel("Reason").fill("The supplier is late.");
    await schedule.givingUp.getByRole("button", { name: "Give up the slot" }).click();
    await expect(panel).toContainText("The supplier is late.");
    await expect(schedule.freeRoom(late.windowName)).toBeAttached();
  });
});
