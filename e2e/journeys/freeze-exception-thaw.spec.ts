import { expect, test } from "@/e2e/example/journey";
import { exampleZone, minuteIn, minutesAfter } from "@/e2e/example/moments";
import { unique } from "@/e2e/example/names";
import { FreezePage } from "@/e2e/pages/freeze-page";
import { SlotPage } from "@/e2e/pages/slot-page";
import { wallTimeAt } from "@/lib/time/zone";

test("of two slots in a freeze one is let through by an exception that is looked back at, the other is planned again by itself when the freeze is lifted", async ({
  enter,
  plan,
}) => {
  test.setTimeout(480_000);
  const urgent = await plan.accepted("gateway");
  const patient = await plan.accepted("catalog");
  const [developer, manager] = [await enter("developer"), await enter("release_manager")];
  // Setting the freeze and asking must be done before it: the slot then waits for the answer.
  const start = minuteIn(75);
  const end = minutesAfter(start, 10);
  const opening = await plan.opening({ start, lanes: 2 });
  const urgentSlot = new SlotPage(developer, await plan.booked(urgent, opening, start, end));
  const patientSlot = new SlotPage(manager, await plan.booked(patient, opening, start, end, 2));
  const [seen, freezes] = [new FreezePage(developer), new FreezePage(manager)];
  const name = unique("Fire drill");

  await test.step("a release manager sets the freeze, and reads whom it hits", async () => {
    const wall = (at: Date) => wallTimeAt(at, exampleZone).slice(0, 16);
    await freezes.fillIn({
      name,
      reason: "The alarm is tried out.",
      from: wall(minutesAfter(start, -3)),
      until: wall(minutesAfter(start, 60)),
      environment: "Production",
      services: [urgent.service, patient.service],
    });
    await expect(freezes.whoIsHit).toContainText(urgent.name);
    await expect(freezes.whoIsHit).toContainText(patient.name);
    await freezes.set();
  });
  await test.step("whoever booked asks for an exception, at the gate", async () => {
    await urgentSlot.go();
    await urgentSlot.askForException("Nobody reaches the shop.");
    await expect(seen.banner(name)).toContainText("slots affected");
    expect(Date.now(), "asked in time").toBeLessThan(start.getTime());
  });
  await test.step("somebody else grants it, and the other slot is left to the freeze", async () => {
    await plan.signed(urgentSlot.id);
    await freezes.goToAll();
    await freezes.grant(urgent.name);
    await expect(urgentSlot.gate("Exception granted").or(urgentSlot.deployments)).toBeVisible();
  });
  await test.step("at its second the one opens, and the other is missed", async () => {
    await patientSlot.go();
    const main = manager.getByRole("main");
    await expect(main).toContainText("Postponed by a freeze", { timeout: start.getTime() - Date.now() + 60_000 });
    await expect(urgentSlot.deployments).toContainText(urgent.name);
  });
  await test.step("the exception is revoked when it has done its work, and looked back at", async () => {
    await freezes.goTo(name);
    await freezes.revoke(urgent.name);
    await expect(freezes.exception(urgent.name)).toContainText("revoked, to be reviewed");
    await freezes.review(urgent.name, "Needed. The alarm will be tried out at night from now on.");
    await expect(freezes.exception(urgent.name)).toContainText("The alarm will be tried out at night");
  });
  await test.step("lifted, the other is planned again by itself", async () => {
    await freezes.lift(name);
    await expect(seen.banner(name)).toHaveCount(0);
    const main = manager.getByRole("main");
    await patientSlot.go();
    await expect(main).toContainText("Planned again");
    await patientSlot.planned.click();
    await expect(main).toContainText(`Planned again after ${name}`);
    await expect(main).toContainText("Production");
  });
});
