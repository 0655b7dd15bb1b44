import { expect, test } from "@/e2e/example/journey";
import { minuteIn, minutesAfter, zoneOfTheDay } from "@/e2e/example/moments";
import { unique } from "@/e2e/example/names";
import { DeparturesPage } from "@/e2e/pages/departures-page";
import { TrainPage } from "@/e2e/pages/train-page";
import { wallTimeAt } from "@/lib/time/zone";

test("a train from timetable to arrival: one ticket misses it, a blocker and a hold keep it, then it leaves and arrives", async ({
  enter,
  as,
  plan,
}) => {
  test.setTimeout(600_000);
  const zone = zoneOfTheDay();
  const name = unique("Train");
  const ready = await plan.accepted("cart");
  const late = await plan.handedOver("ledger");
  // The doors close in about two minutes, and it leaves a minute after QA's exit.
  const cutoff = minuteIn(110);
  const qaExit = minutesAfter(cutoff, 1);
  const departs = minutesAfter(cutoff, 2);
  const [day = ""] = wallTimeAt(departs, zone).split("T");
  const time = (at: Date) => wallTimeAt(at, zone).slice(11, 16);
  const managerPage = await enter("release_manager");
  const manager = new TrainPage(managerPage);
  const developer = new TrainPage(await enter("developer"));
  const board = new DeparturesPage(await enter("stakeholder"));

  await test.step("the release manager sets up a timetable; its departures stand beside it while it is written", async () => {
    const times = {
      boarding: time(minutesAfter(cutoff, -20)),
      cutoff: time(cutoff),
      qaExit: time(qaExit),
      goNoGo: time(qaExit),
      departure: time(departs),
    };
    await manager.setUp({ name, zone, day, times });
  });

  const client = await as("release_manager");
  const departureId = await plan.nextDeparture(name);

  await test.step("the departure boards by itself, and the developer puts two releases aboard", async () => {
    await developer.goTo(departureId);
    await expect(developer.state("boarding")).toBeVisible({ timeout: 60_000 });
    await developer.board(ready.name);
    await developer.board(late.name);
    await expect(developer.aboard).toContainText(ready.name);
    await expect(developer.aboard.getByRole("listitem").filter({ hasText: late.name })).toContainText("with QA");
    await board.go();
    await expect(board.row(name).first()).toContainText("Boarding");
  });

  await test.step("somebody raises a blocker; a team says that it is ready", async () => {
    await manager.goTo(departureId);
    await manager.raiseBlocker("The payment provider is down.");
    await expect(developer.blockers).toContainText("The payment provider is down.");
    await developer.sayReady("Storefront");
    await expect(manager.missing).toContainText("The payment provider is down.");
  });

  await test.step("the doors close, and what QA has not accepted moves to the next departure, with its reason", async () => {
    await expect(manager.state("boarding")).toBeHidden({ timeout: 220_000 });
    await expect(manager.movedOn).toContainText(late.name, { timeout: 150_000 });
    await expect(manager.aboard).not.toContainText(late.name);
    const { ticket } = await (await as("developer")).trains.ofRelease({ releaseId: late.id });
    expect(ticket?.status, "its ticket is not lost").toBe("aboard");
    expect(ticket?.departure?.id, "it is on another departure").not.toBe(departureId);
  });

  await test.step("its slot is signed, the blocker holds it past its time, and everybody sees it", async () => {
    const slot = await plan.slotOf(ready);
    await plan.signed(slot.id);
    await expect(manager.state("held")).toBeVisible({ timeout: 150_000 });
    await expect(board.row(name).first()).toContainText("Held");
  });

  await test.step("the blocker is resolved and somebody says go: it leaves, is called, and arrives", async () => {
    await manager.resolveBlocker("The provider is up again.");
    await manager.decide("Go", "All is well now.");
    await expect(manager.decisions).toContainText("Go by");
    await expect(manager.stations).toBeVisible();
    await expect(board.row(name).first()).toContainText(/Under way|Arrived/, { timeout: 60_000 });
    await expect(board.row(name).first()).toContainText("Arrived", { timeout: 90_000 });
    await expect(manager.state("arrived")).toBeVisible();
    const { deployments } = await client.deployments.list({});
    const mine = deployments.find((each) => each.release.version === ready.version);
    expect(mine?.status).toBe("succeeded");
  });
});
