import type { Role } from "@/lib/domain/permission";
import { overlaps } from "@/lib/time/range";
import { wallTimeAt } from "@/lib/time/zone";
import type { Client } from "./client";
import { exampleZone, minutesAfter } from "./moments";
import { isOfJourney, newArtifact, newVersion, unique } from "./names";

export type Release = { id: string; service: string; version: string; name: string };
export type Opening = { id: string; windowId: string; windowName: string; start: Date; end: Date };

type OpeningWish = { start: Date; minutes?: number; lanes?: number; gridMinutes?: number };
type BuildWish = {
  version?: string;
  note?: string;
  summary?: string;
  changes?: { title: string }[];
  changedLines?: number;
};

/** Sets up what a journey starts from, each step done by somebody whose job it is. */
export class Plan {
  constructor(private readonly as: (role: Role) => Promise<Client>) {}

  async environment(name = "Production") {
    const { environments } = await (await this.as("developer")).services.listEnvironments({});
    const found = environments.find((environment) => environment.name === name);
    if (!found) throw new Error(`the example organisation has no ${name}`);
    return found;
  }

  /** A window of its own that opens once. */
  async opening({ start, minutes = 60, lanes = 1, gridMinutes = 1 }: OpeningWish): Promise<Opening> {
    const manager = await this.as("release_manager");
    const environment = await this.environment();
    const windowName = unique("Opening");
    const { windowId } = await manager.windows.create({
      environmentId: environment.id,
      name: windowName,
      localStart: wallTimeAt(start, exampleZone).slice(0, 16),
      zone: exampleZone,
      durationMinutes: minutes,
      lanes,
      granularityMinutes: gridMinutes,
    });
    const end = minutesAfter(start, minutes);
    const range = { from: start.toISOString(), to: end.toISOString() };
    const { occurrences } = await manager.slots.week({ environmentId: environment.id, ...range });
    const occurrence = occurrences.find((each) => each.windowName === windowName);
    if (!occurrence) throw new Error(`${windowName} does not open`);
    return { id: occurrence.id, windowId, windowName, start, end };
  }

  /**
   * Gives up slots of the example's own in which this service is to be deployed within that time: at some hours of some days it has one,
   * and two slots never deploy one service at once. Other journeys' slots stay.
   */
  async clearTheWay(service: string, during: { start: Date; end: Date }): Promise<void> {
    const manager = await this.as("release_manager");
    const { id: environmentId } = await this.environment();
    const range = { from: during.start.toISOString(), to: during.end.toISOString() };
    const { slots } = await manager.slots.week({ environmentId, ...range });
    const inTheWay = slots.filter(({ status, releases, during: taken }) => {
      const ofExample = releases.some((each) => each.serviceName === service && !isOfJourney(each.version));
      return ofExample && status === "booked" && overlaps(taken, during);
    });
    for (const { id: slotId } of inTheWay)
      await manager.slots.cancel({ slotId, reason: "A journey needs the service." });
  }

  /** A build that waits for QA. */
  async handedOver(service: string, { summary, version = newVersion(), ...build }: BuildWish = {}) {
    const developer = await this.as("developer");
    const done = await developer.handoffs.handOver({
      service,
      version,
      ...newArtifact(),
      changes: [{ title: "One more thing" }],
      ...build,
      release: { kind: "feature", summary: summary ?? unique("Change") },
    });
    return {
      id: done.releaseId,
      handoffId: done.handoffId,
      buildId: done.buildId,
      service,
      version,
      name: `${service} ${version}`,
    };
  }

  /** A release whose newest build QA has accepted. */
  async accepted(service: string, wish: BuildWish = {}): Promise<Release> {
    const release = await this.handedOver(service, wish);
    const { handoffId } = release;
    const tester = await this.as("qa");
    await tester.handoffs.claim({ handoffId });
    await this.tested(handoffId);
    await tester.handoffs.accept({ handoffId });
    return release;
  }

  /** Every point of its test plan is ticked off, where its service has one. */
  async tested(handoffId: string): Promise<void> {
    const tester = await this.as("qa");
    const { items } = await tester.handoffs.turn({ handoffId });
    for (const { id, state } of items) {
      if (state !== "passed") await tester.handoffs.decideItem({ itemId: id, state: "passed" });
    }
  }

  /** Booked by the developer, so that release manager and QA may sign it. */
  async booked(
    release: Release,
    opening: Opening,
    start = opening.start,
    end = opening.end,
    lane = 1,
  ): Promise<string> {
    await this.clearTheWay(release.service, { start, end });
    const developer = await this.as("developer");
    const during = { start: start.toISOString(), end: end.toISOString() };
    const { slotId } = await developer.slots.book({ occurrenceId: opening.id, lane, during, releaseIds: [release.id] });
    return slotId;
  }

  /** The slot that somebody has booked for it on screen. */
  async slotOf(release: Pick<Release, "id">) {
    const { slots } = await (await this.as("developer")).releases.detail({ releaseId: release.id });
    const [slot] = slots;
    if (!slot) throw new Error("no slot is booked for this release");
    return slot;
  }

  /** The departure of a train that comes next. */
  async nextDeparture(trainName: string): Promise<string> {
    const { trains } = await (await this.as("developer")).trains.list({});
    const departureId = trains.find(({ name }) => name === trainName)?.next?.id;
    if (departureId === undefined) throw new Error(`${trainName} has no departure to come`);
    return departureId;
  }

  /** Both signatures that Production asks for. */
  async signed(slotId: string): Promise<void> {
    await this.signedBy("release_manager", slotId);
    await this.signedBy("qa", slotId);
  }

  async signedBy(role: Role, slotId: string): Promise<void> {
    const client = await this.as(role);
    const { entries } = await client.approvals.inbox({});
    const entry = entries.find((each) => each.slotId === slotId);
    if (!entry?.digest) throw new Error("nothing is to be signed for this slot");
    await client.approvals.give({ slotId, verdict: "approve", digest: entry.digest });
  }
}
