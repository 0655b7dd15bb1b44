import type { ReactNode } from "react";
import { DepartureOdds } from "@/components/forecasts/departure-odds";
import { Chip } from "@/components/ui/chip";
import { Notice } from "@/components/ui/notice";
import { PageHeader } from "@/components/ui/page-header";
import { formatInstant } from "@/lib/time/format";
import { DepartureChip } from "./departure-chip";
import { aboardInWords, holdOutcomeWords, latenessInWords } from "./departure-words";
import type { DepartureRow } from "./train-data";

/** Which departure, how it stands, when it leaves and how likely that is with everybody aboard; and why it does not. */
export function DepartureHead({ departure, actions }: { departure: DepartureRow; actions: ReactNode }) {
  const { train, at, departedAt, hold, status, cancelReason } = departure;
  const late = latenessInWords(departure);
  return (
    <>
      <PageHeader
        crumbs={[
          { label: "Trains", href: "/trains" },
          { label: train.name, href: `/trains/${train.id}` },
        ]}
        title={formatInstant(departedAt ?? at.departure, train.zone, "full")}
        chips={
          <>
            <DepartureChip departure={departure} />
            {late && <Chip tone="waiting">{late}</Chip>}
          </>
        }
        subtitle={[train.name, aboardInWords(departure)].join(" · ")}
        actions={actions}
      />
      {departedAt === null && <DepartureOdds departureId={departure.id} />}
      {hold && (
        <Notice tone="risk" role="status" title={`Held${hold.by ? ` by ${hold.by}` : ""}: ${hold.reason}`}>
          Since {formatInstant(hold.since, train.zone)}
          {hold.until &&
            `, until ${formatInstant(hold.until, train.zone)} at the latest, ${holdOutcomeWords[hold.outcome]}`}
          . The cut-off stays where it was; only the departure floats.
        </Notice>
      )}
      {(status === "cancelled" || status === "skipped") && (
        <Notice
          tone="neutral"
          title={status === "cancelled" ? "This departure is cancelled" : "This departure is skipped"}
        >
          {cancelReason}
        </Notice>
      )}
    </>
  );
}
