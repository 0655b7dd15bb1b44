import { clsx } from "clsx";
import { Button } from "@/components/ui/button";
import { Card } from "@/components/ui/card";
import { StatusChip } from "@/components/ui/chip";
import { Row, RowList } from "@/components/ui/row-list";
import { ToneMark } from "@/components/ui/tone-mark";
import { formatInstant } from "@/lib/time/format";
import type { DepartureAct } from "./departure-acts";
import type { DepartureDetail } from "./train-data";
import { goRuleWords } from "./train-words";

type GoCardProps = { detail: DepartureDetail; onAct: (act: DepartureAct) => void };

/** Do we go? What still keeps it, who decided what, and the two buttons for those who may. */
export function GoCard({ detail, onAct }: GoCardProps) {
  const { departure, go, decisions, may } = detail;
  const { train, at } = departure;
  const [last] = decisions;
  const hasLeft = departure.departedAt !== null;
  return (
    <Card
      title={hasLeft ? "The decision" : "Do we go?"}
      aside={
        go.decided ? (
          <StatusChip tone="clear">go</StatusChip>
        ) : last?.decision === "no_go" ? (
          <StatusChip tone="risk">no-go</StatusChip>
        ) : (
          `${goRuleWords[go.rule].short}, ${formatInstant(at.go_no_go, train.zone)}`
        )
      }
    >
      {hasLeft ? null : go.missing.length === 0 ? (
        <p className="flex items-center gap-2">
          <ToneMark tone="clear" /> Nothing stands in its way.
        </p>
      ) : (
        <RowList label="What keeps it from leaving">
          {go.missing.map((reason) => (
            <Row
              key={reason}
              lead={<ToneMark tone="waiting" />}
              title={<span className="font-normal">{reason}</span>}
            />
          ))}
        </RowList>
      )}
      {decisions.length > 0 && (
        <ol
          aria-label="Decisions"
          className={clsx("grid gap-1 text-ink-2 text-sm", !hasLeft && "mt-3 border-line border-t pt-3")}
        >
          {decisions.map(({ decision, by, at: decidedAt, note }) => (
            <li key={decidedAt.toISOString()}>
              <strong className="text-ink">{decision === "go" ? "Go" : "No-go"}</strong> by{" "}
              {by ?? "the policy of the train"}, {formatInstant(decidedAt, train.zone)}
              {note && `: ${note}`}
            </li>
          ))}
        </ol>
      )}
      {may.decide && (
        <div className="mt-4 flex flex-wrap gap-2">
          <Button variant="primary" onClick={() => onAct("go")}>
            Go
          </Button>
          <Button variant="danger" onClick={() => onAct("no_go")}>
            No-go
          </Button>
        </div>
      )}
    </Card>
  );
}
