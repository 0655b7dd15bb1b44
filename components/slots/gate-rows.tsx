import { AskException } from "@/components/freezes/ask-exception";
import { Link } from "@/components/ui/link";
import { Row, RowList } from "@/components/ui/row-list";
import { TimeText } from "@/components/ui/time-text";
import { ToneMark } from "@/components/ui/tone-mark";
import type { Gate } from "@/lib/domain/gate";
import { formatInstant } from "@/lib/time/format";
import { GateActs } from "./gate-acts";
import type { SlotDetail } from "./slot-data";

const tones = { clear: "clear", waiting: "waiting", failed: "risk" } as const;
const words = { clear: "passes", waiting: "waits", failed: "does not pass" } as const;

/** Where a closed gate is opened; what the panel itself offers (move, hold) needs no link. */
function fixHref(gate: Gate, slot: SlotDetail): string | undefined {
  const release = slot.releases[0]?.releaseId;
  switch (gate.fix?.action) {
    case "hand_over":
      return release && `/releases/${release}`;
    case "judge":
      return "/queue";
    case "approve":
      return `/approvals?slot=${slot.id}`;
    case "set_target":
      return "/settings/services";
    case "answer_exception":
      return "/settings/freezes#exceptions";
    case "prove":
      return slotServiceHref(gate);
    default:
      return undefined;
  }
}

function exceptionQuestion({ environment, releases, during }: SlotDetail, { rules }: SlotDetail["gates"][number]) {
  return {
    freezes: rules.flatMap(({ kind, id, name }) => (kind === "freeze" && id ? [{ id, name }] : [])),
    environment,
    releases: releases.map(({ releaseId, serviceName, version }) => ({
      id: releaseId,
      name: `${serviceName} ${version}`,
    })),
    during,
  };
}

/** The service whose licence has lapsed is what the gate's rule is about. */
function slotServiceHref({ rules }: Gate): string {
  const serviceId = rules.find(({ kind }) => kind === "licence")?.id;
  return serviceId === undefined ? "/settings/services" : `/settings/services/${serviceId}`;
}

/** Every condition of the opening, whether it holds, why, since when, and where to mend it. */
export function GateRows({ slot, zone }: { slot: SlotDetail; zone: string }) {
  return (
    <section>
      <h3 className="mb-1 font-semibold text-ink-2 text-sm">
        Gates <span className="font-normal">for {formatInstant(slot.judgedAt, zone)}</span>
      </h3>
      <RowList label="Gates">
        {slot.gates.map((gate) => {
          const href = fixHref(gate, slot);
          const details = gate.rules.filter(({ reason }) => !gate.reason.includes(reason));
          return (
            <Row
              key={gate.gate}
              lead={<ToneMark tone={tones[gate.state]} className="mt-px" />}
              title={
                <>
                  {gate.title}
                  <span className="sr-only">, {words[gate.state]}</span>
                </>
              }
              detail={
                <>
                  {gate.reason}
                  {gate.since && (
                    <>
                      {" "}
                      Since <TimeText at={gate.since} zone={zone} />.
                    </>
                  )}
                  {gate.nextOpen && (
                    <>
                      {" "}
                      Next opening <TimeText at={gate.nextOpen} zone={zone} />.
                    </>
                  )}
                </>
              }
            >
              {details.map(({ name, reason }) => (
                <p key={`${name} ${reason}`} className="text-ink-2 text-sm">
                  {reason}
                </p>
              ))}
              {gate.fix?.action === "ask_exception" && slot.may.change && (
                <AskException question={exceptionQuestion(slot, gate)} />
              )}
              <GateActs gate={gate} slot={slot} zone={zone} />
              {href && gate.fix && (
                <Link
                  href={href}
                  className="inline-flex min-h-6 items-center text-accent text-sm underline phone:min-h-11"
                >
                  {gate.fix.label}
                </Link>
              )}
            </Row>
          );
        })}
      </RowList>
    </section>
  );
}
