import { SlotSwaps } from "@/components/swaps/slot-swaps";
import { DescriptionList, type Fact } from "@/components/ui/description-list";
import { Link } from "@/components/ui/link";
import { Notice } from "@/components/ui/notice";
import { Row, RowList } from "@/components/ui/row-list";
import { TimeText } from "@/components/ui/time-text";
import type { Tone } from "@/components/ui/tone";
import { ToneMark } from "@/components/ui/tone-mark";
import { formatRange } from "@/lib/time/format";
import { GateRows } from "./gate-rows";
import { SlotChip } from "./slot-chip";
import type { SlotDetail } from "./slot-data";
import { SlotRelations } from "./slot-relations";
import { databaseRisk } from "./slot-words";
import { WhereItWent } from "./where-it-went";

const deploymentTones: Readonly<Record<string, Tone>> = { succeeded: "clear", failed: "risk", timed_out: "risk" };

/** All that a slot has to say: facts, gates with their reasons, what was deployed, why it was missed. */
export function SlotDetails({ slot, zone }: { slot: SlotDetail; zone: string }) {
  return (
    <>
      <div>
        <SlotChip summary={slot.summary} />
      </div>
      {slot.missedGates && (
        <Notice
          tone="risk"
          title="It could not open"
          rules={slot.missedGates.map(({ title, reason }) => ({ name: title, reason }))}
        />
      )}
      <WhereItWent slot={slot} zone={zone} />
      {slot.overran && (
        <Notice tone="waiting" title={`It went on after ${slot.overran.windowName} closed`}>
          Closed <TimeText at={slot.overran.closedAt} zone={zone} />. The window lets deployments finish and tells
          people.
        </Notice>
      )}
      {slot.status === "cancelled" && (
        <Notice title={`Given up${slot.cancelledBy ? ` by ${slot.cancelledBy}` : ""}`}>{slot.cancelReason}</Notice>
      )}
      {slot.releases.map((release) => (
        <DescriptionList key={release.releaseId} facts={releaseFacts(release, slot.releases.length > 1)} />
      ))}
      <DescriptionList facts={slotFacts(slot, zone)} />
      {slot.gates.length > 0 && <GateRows slot={slot} zone={zone} />}
      <SlotRelations slot={slot} zone={zone} />
      <SlotSwaps slotId={slot.id} zone={zone} />
      <Deployments slot={slot} zone={zone} />
    </>
  );
}

function releaseFacts(release: SlotDetail["releases"][number], severalAboard: boolean): Fact[] {
  const { releaseId, serviceName, version, newestBuild, strategy, rollbackPlan } = release;
  const risk = databaseRisk([release]);
  return [
    {
      term: "Release",
      value: (
        <Link href={`/releases/${releaseId}`} className="text-accent underline">
          {serviceName} {version}
        </Link>
      ),
    },
    {
      term: "Build",
      value: newestBuild ? (
        <>
          <code>{newestBuild.commitSha.slice(0, 7)}</code> · rc {newestBuild.number}
        </>
      ) : (
        "none yet"
      ),
    },
    ...(severalAboard ? [] : [{ term: "Strategy", value: strategy ?? "no target yet" }]),
    ...(risk ? [{ term: "Database", value: risk }] : []),
    ...(rollbackPlan ? [{ term: "Rollback", value: rollbackPlan }] : []),
  ];
}

function slotFacts(slot: SlotDetail, zone: string): Fact[] {
  const by = (who: string | null, at: Date | null) =>
    at && (
      <>
        {who && `${who}, `}
        <TimeText at={at} zone={zone} />
      </>
    );
  const facts: { term: string; value: Fact["value"] }[] = [
    { term: "Booked", value: by(slot.bookedBy, slot.bookedAt) },
    { term: "Moved from", value: slot.movedFrom && formatRange(slot.movedFrom, zone) },
    { term: "Opened", value: by(slot.openedBy, slot.openedAt) },
    { term: "Closed", value: slot.status === "closed" && by(null, slot.closedAt) },
    { term: "Note", value: slot.note && <span className="whitespace-pre-wrap">{slot.note}</span> },
  ];
  return facts.filter(({ value }) => Boolean(value));
}

function Deployments({ slot, zone }: { slot: SlotDetail; zone: string }) {
  const started = slot.releases.flatMap(({ deployment, serviceName, version }) =>
    deployment ? [{ ...deployment, name: `${serviceName} ${version}` }] : [],
  );
  if (started.length === 0) return null;
  return (
    <section>
      <h3 className="mb-1 font-semibold text-ink-2 text-sm">Deployments</h3>
      <RowList label="Deployments">
        {started.map(({ id, name, status, message, finishedAt }) => (
          <Row
            key={id}
            lead={<ToneMark tone={deploymentTones[status] ?? "accent"} className="mt-px" />}
            title={
              <Link href={`/deployments/${id}`} className="underline">
                {name}
              </Link>
            }
            detail={
              <>
                {status.replace("_", " ")}
                {finishedAt && (
                  <>
                    {" "}
                    <TimeText at={finishedAt} zone={zone} />
                  </>
                )}
                {message && `: ${message}`}
              </>
            }
          />
        ))}
      </RowList>
    </section>
  );
}
