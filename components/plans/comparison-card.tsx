"use client";

import { useState } from "react";
import { FormRefusal } from "@/components/people/form-refusal";
import { Button } from "@/components/ui/button";
import { Card } from "@/components/ui/card";
import { StatusChip } from "@/components/ui/chip";
import { ConfirmDialog } from "@/components/ui/confirm-dialog";
import { Notice } from "@/components/ui/notice";
import { planWords } from "@/lib/domain/plan-words";
import type { ShownRefusal } from "@/lib/rpc/refusal-of-error";
import { ChangeItem } from "./change-item";
import { actionLooks, bySection, countInWords } from "./comparison-words";
import type { Comparison } from "./plan-data";

type ComparisonCardProps = {
  comparison: Comparison;
  /** The file has been edited since. */
  isStale: boolean;
  isApplied: boolean;
  /** Why applying was refused. */
  refusal: ShownRefusal | undefined;
  onApply: () => Promise<boolean>;
  onCompare: () => Promise<void>;
  onGo: (line: number) => void;
};

/** What a file changes, thing by thing, and the button that does it. */
export function ComparisonCard(props: ComparisonCardProps) {
  const { comparison, isStale, isApplied, refusal, onApply, onCompare, onGo } = props;
  const { changes, undeclared, notes } = comparison;
  const [asking, setAsking] = useState(false);
  const impossible = changes.filter(({ problem }) => problem !== undefined);
  const removed = changes.filter(({ action }) => action === "remove").length;
  const missed = changes
    .flatMap(({ effects }) => effects)
    .filter(({ kind }) => kind === "missed" || kind === "orphaned");
  return (
    <Card
      title={isApplied ? "What was changed" : "What it would change"}
      aside={<ChangeCounts changes={changes} />}
      aria-busy={isStale}
    >
      <div className="grid gap-4">
        {changes.length === 0 && (
          <p className="flex items-center gap-2">
            <StatusChip tone="clear">as it stands</StatusChip> The plan says what the file says already.
          </p>
        )}
        {bySection(changes).map(({ section, title, changes: own }) => (
          <section key={section} aria-label={title}>
            <h3 className="mb-1.5 font-semibold text-ink-2 text-sm">{title}</h3>
            <ul className="divide-y divide-line rounded-lg border border-line">
              {own.map((change) => (
                <ChangeItem key={`${change.action} ${change.name} ${change.line}`} change={change} onGo={onGo} />
              ))}
            </ul>
          </section>
        ))}
        {notes.map(({ line, text }) => (
          <p key={text} className="text-ink-2 text-sm">
            {line !== undefined && `Line ${line}: `}
            {text}
          </p>
        ))}
        {undeclared.length > 0 && (
          <Notice title="Not in the file, and kept">
            {undeclared.map(({ section, name }) => `${name} (${planWords[section].one})`).join(", ")}.
          </Notice>
        )}
        <FormRefusal refusal={refusal} />
        {!isApplied && impossible.length > 0 && (
          <Notice tone="risk" title="It cannot be applied">
            {impossible.length === 1 ? "One change is" : `${impossible.length} changes are`} refused, so none would be
            made.
          </Notice>
        )}
        {isStale && (
          <Notice
            tone="waiting"
            title="The file was edited since"
            action={
              <Button size="sm" onClick={() => void onCompare()}>
                Compare again
              </Button>
            }
          />
        )}
        {!isApplied && changes.length > 0 && (
          <div className="flex flex-wrap gap-2 phone:[&>*]:grow">
            <Button variant="primary" disabled={isStale || impossible.length > 0} onClick={() => setAsking(true)}>
              Apply the plan
            </Button>
          </div>
        )}
        {isApplied && changes.length > 0 && <Afterwards comparison={comparison} />}
      </div>
      <ConfirmDialog
        open={asking}
        onOpenChange={setAsking}
        title="Apply the plan?"
        description={`${countInWords(changes)}. All of it or nothing; each change is written to the audit log.`}
        confirmLabel="Apply the plan"
        cancelLabel="Not yet"
        tone={removed > 0 || missed.length > 0 ? "danger" : "primary"}
        onConfirm={onApply}
      >
        {missed.map(({ words }) => (
          <Notice key={words} tone="risk" title={words} />
        ))}
        {removed > 0 && (
          <Notice tone="waiting" title={removed === 1 ? "1 thing is removed" : `${removed} things are removed`}>
            Windows and services are archived, freezes lifted: they can be brought back by hand.
          </Notice>
        )}
      </ConfirmDialog>
    </Card>
  );
}

function ChangeCounts({ changes }: Pick<Comparison, "changes">) {
  const looks = Object.entries(actionLooks) as [keyof typeof actionLooks, (typeof actionLooks)["add"]][];
  return (
    <span className="flex flex-wrap gap-1.5">
      {looks.map(([action, { word, tone, mark }]) => {
        const count = changes.filter((change) => change.action === action).length;
        return count > 0 && <StatusChip key={action} tone={tone} mark={mark}>{`${count} ${word}`}</StatusChip>;
      })}
    </span>
  );
}

/** What is left to do by hand: a file holds no secrets. */
function Afterwards({ comparison: { changes } }: { comparison: Comparison }) {
  const targets = changes.filter(({ section, action }) => section === "targets" && action === "add");
  return (
    <div className="grid gap-3">
      <p className="flex items-center gap-2">
        <StatusChip tone="clear">applied</StatusChip> {countInWords(changes)}.
      </p>
      {targets.length > 0 && (
        <Notice tone="waiting" title="New targets need their secret at the receiver">
          {targets.map(({ name }) => name).join(", ")}: open the service, choose “Rotate secret”, and give the new one
          to the receiver.
        </Notice>
      )}
    </div>
  );
}
