"use client";

import { Card } from "@/components/ui/card";
import { Chip, StatusChip } from "@/components/ui/chip";
import { hueColour } from "@/components/ui/hue-colour";
import { Notice } from "@/components/ui/notice";
import type { Tone } from "@/components/ui/tone";
import type { InboxEntry } from "@/lib/approvals/input/inbox-output";
import type { Gate } from "@/lib/domain/gate";
import { formatInstant, formatRange } from "@/lib/time/format";
import { entryTitle, stageWords } from "./approval-words";
import { BeforehandList } from "./beforehand-list";
import { DueChip } from "./due-chip";
import { ReleaseWords } from "./release-words";
import { SignActs } from "./sign-acts";
import { SignedContent } from "./signed-content";
import { VerdictList } from "./verdict-list";

const gateTones: Readonly<Record<Gate["state"], Tone>> = { clear: "clear", waiting: "waiting", failed: "risk" };

/** One slot to sign: what it is, exactly what would be signed, what others said, what else must hold. */
export function SignSheet({ entry }: { entry: InboxEntry }) {
  const { environment, team, during, windowName, lane, stages, policy, own, bookedBy } = entry;
  const place = [
    environment.name,
    ...(windowName === null ? ["a slot of its own"] : [windowName, `lane ${lane}`]),
  ].join(", ");
  return (
    <div className="grid content-start gap-4 [&>*]:min-w-0">
      <Card edge={team === null ? undefined : hueColour(team.hue)}>
        <h2 className="font-semibold text-xl">{entryTitle(entry)}</h2>
        <p className="text-ink-2">
          {team?.name} · {formatRange(during, environment.zone)} · {place}
        </p>
        <ul aria-label="Signatures" className="mt-2 flex flex-wrap gap-1.5">
          <li>
            <DueChip entry={entry} />
          </li>
          {stages.map((stage) => (
            <li key={stage.role}>
              <StatusChip tone={stage.signedBy.length >= stage.required ? "clear" : "waiting"}>
                {stageWords(stage)}
              </StatusChip>
            </li>
          ))}
          {!policy.authorExcluded && (
            <li>
              <Chip tone="waiting">authors may approve</Chip>
            </li>
          )}
        </ul>
        <p className="mt-2 text-ink-2 text-sm">Booked by {bookedBy}.</p>
      </Card>
      {own?.stale && (
        <Notice
          tone="waiting"
          title={`Your ${own.verdict === "approve" ? "signature" : "no"} of ${formatInstant(own.at, environment.zone)} no longer counts`}
        >
          It was for something else. Changed since: {own.changes.join("; ")}.
        </Notice>
      )}
      <Card title="You sign exactly this">
        <SignedContent entry={entry} />
      </Card>
      <Card title="What its developers say">
        <div className="grid gap-4">
          {entry.releases.map((release) => (
            <ReleaseWords key={release.id} release={release} named={entry.releases.length > 1} />
          ))}
        </div>
      </Card>
      <Card title="Gates">
        <ul aria-label="Gates" className="flex flex-wrap gap-1.5">
          {entry.gates.map((gate) => (
            <li key={gate.gate}>
              <StatusChip tone={gateTones[gate.state]} title={gate.reason}>
                {gate.title}
              </StatusChip>
            </li>
          ))}
        </ul>
        <Reasons gates={entry.gates} />
      </Card>
      <Card title="Verdicts so far">
        <VerdictList verdicts={entry.verdicts} zone={environment.zone} />
        <BeforehandList standing={entry.standing} zone={environment.zone} />
      </Card>
      {/* A change of content is a new sheet: what was typed belonged to the old one. */}
      <SignActs key={`${entry.slotId} ${entry.digest}`} entry={entry} />
    </div>
  );
}

/** Why the other gates are closed. That signatures are missing, the sheet says already. */
function Reasons({ gates }: { gates: InboxEntry["gates"] }) {
  const closed = gates.filter((gate) => !gate.passed && gate.gate !== "approvals");
  if (closed.length === 0) return null;
  return (
    <ul className="mt-2.5 grid gap-1 text-ink-2 text-sm">
      {closed.map((gate) => (
        <li key={gate.gate}>{gate.reason}</li>
      ))}
    </ul>
  );
}
