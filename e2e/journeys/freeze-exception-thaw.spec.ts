import { expect, test } from "@/e2e/example/journey";
import { exampleZone, minuteIn, minutesAfter } from "@/e2e/example/moments";
import { unique } from "@/e2e/example/names";
import { FreezePage } from "@/e2e/pages/freeze-page";
import { SlotPage } from "@/e2e/pages/slot-page";
import { wallTimeAt } from "@/lib/time/zone";

test("of two slots in a freeze one is let through by an exception, the other is planned again by itself when the freeze is lifted", async ({
  as,
  enter,
  plan,
}) => {
  test.setTimeout(150_000);
  const urgent = await plan.accepted("mailer");
  const patient = await plan.accepted("catalog");
  const [developer, manager] = [await enter("developer"), await enter("release_manager")];
  // Only asking must be done before it: the slot then waits for the answer.
  const start = minuteIn(16);
  const end = minutesAfter(start, 10);
  const opening = await plan.opening({ start, lanes: 2 });
  const urgentSlot = new SlotPage(developer, await plan.booked(urgent, opening, start, end));
  const patientSlot = new SlotPage(manager, await plan.booked(patient, opening, start, end, 2));
  const freezes = new FreezePage(developer);
  const name = unique("Fire drill");
  const { environments, freezeId } = await setFreeze();

  await test.step("whoever booked asks for an exception, at the gate", async () => {
    await urgentSlot.go();
    await urgentSlot.askForException("Customers get no mail at all.");
    await expect(freezes.banner(name)).toContainText("slots affected");
  });
  await test.step("somebody else grants it, and the other slot is left to the freeze", async () => {
    await plan.signed(urgentSlot.id);
    const inbox = new FreezePage(manager);
    await inbox.goToAll();
    await inbox.grant(urgent.name);
    await expect(urgentSlot.gate("Exception granted").or(urgentSlot.deployments)).toBeVisible();
  });
  await test.step("at its second the one opens, and the other is missed", async () => {
    await patientSlot.go();
    const main = manager.getByRole("main");
    await expect(main).toContainText("Postponed by a freeze", { timeout: start.getTime() - Date.now() + 15_000 });
    await expect(urgentSlot.deployments).toContainText(urgent.name, { timeout: 15_000 });
  });
  await test.step("lifted, it is planned again by itself", async () => {
    const lifting = new FreezePage(developer);
    await (await as("release_manager")).freezes.lift({ freezeId });
    await expect(lifting.banner(name)).toHaveCount(0);
    await expect(manager.getByRole("main")).toContainText("Planned again", { timeout: 20_000 });
    await patientSlot.planned.click();
    await expect(manager.getByRole("main")).toContainText(`Planned again after ${name}`);
    await expect(manager.getByRole("main")).toContainText(environments);
  });

  async function setFreeze() {
    const client = await as("release_manager");
    const production = await plan.environment();
    const { services } = await client.services.list({});
    const hit = services.filter((service) => ["mailer", "catalog"].includes(service.name));
    const made = await client.freezes.create({
      name,
      grade: "closed",
      zone: exampleZone,
      localStart: wallTimeAt(minutesAfter(start, -2), exampleZone).slice(0, 16),
      durationMinutes: 120,
      environmentIds: [production.id],
      serviceIds: hit.map(({ id }) => id),
    });
    return { ...made, environments: production.name };
  }
});
