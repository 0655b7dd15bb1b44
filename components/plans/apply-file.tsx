"use client";

import { useQueryClient } from "@tanstack/react-query";
import { FileDiff, ScrollText } from "lucide-react";
import { type FormEvent, useRef, useState } from "react";
import { useFormAction } from "@/components/people/use-form-action";
import { Button } from "@/components/ui/button";
import { Card } from "@/components/ui/card";
import { Checkbox } from "@/components/ui/checkbox";
import { EmptyState } from "@/components/ui/empty-state";
import { OpenFileButton } from "@/components/ui/open-file-button";
import { notify } from "@/components/ui/toaster";
import { applyPlan, comparePlan } from "@/lib/plans/actions";
import { ComparisonCard } from "./comparison-card";
import { countInWords } from "./comparison-words";
import { FaultList, faultyLines } from "./fault-list";
import { FileField } from "./file-field";
import { goToLine } from "./go-to-line";
import type { Comparison } from "./plan-data";

type Compared = { comparison: Comparison; text: string; prune: boolean; isApplied?: boolean };

/** Takes a file, shows what it would change, and applies exactly that. */
export function ApplyFile({ standing }: { standing: string }) {
  const queryClient = useQueryClient();
  const comparing = useFormAction();
  const applying = useFormAction();
  const control = useRef<HTMLTextAreaElement>(null);
  const result = useRef<HTMLDivElement>(null);
  const [text, setText] = useState("");
  const [prune, setPrune] = useState(false);
  const [compared, setCompared] = useState<Compared>();
  const isStale = compared !== undefined && (compared.text !== text || compared.prune !== prune);

  async function compare(event?: FormEvent) {
    event?.preventDefault();
    applying.forget();
    setCompared(undefined);
    const done = await comparing.run(() => comparePlan({ text, prune }));
    if (done) setCompared({ comparison: done.value, text, prune });
    // On a phone it stands below the file, out of sight.
    requestAnimationFrame(() => result.current?.scrollIntoView({ block: "nearest" }));
  }
  async function apply() {
    if (compared === undefined) return false;
    const { comparison, ...file } = compared;
    const done = await applying.run(() => applyPlan({ ...file, digest: comparison.digest }));
    if (!done) return true;
    setCompared({ ...file, comparison: done.value, isApplied: true });
    notify({ title: "The plan is applied", text: countInWords(done.value.changes) });
    void queryClient.invalidateQueries();
    return true;
  }
  const goTo = (line: number) => goToLine(control.current, text, line);

  return (
    <div className="grid items-start gap-4 xl:grid-cols-2">
      <form onSubmit={compare} className="grid min-w-0">
        <Card
          title="The file"
          aside={
            <span className="-my-1 flex flex-wrap gap-2">
              <Button
                size="sm"
                icon={<ScrollText className="size-4" aria-hidden="true" />}
                onClick={() => setText(standing)}
              >
                Start from what stands
              </Button>
              <OpenFileButton
                size="sm"
                accept=".yaml,.yml,application/yaml,text/yaml,text/plain"
                label="Plan file to open"
                onFile={async (file) => setText(await file.text())}
              >
                Open a file
              </OpenFileButton>
            </span>
          }
        >
          <div className="grid gap-3">
            <FileField text={text} onChange={setText} faulty={faultyLines(comparing.refusal)} control={control} />
            <Checkbox
              label="Also remove what the file does not name"
              hint="Only in sections that it declares: windows and services are archived, freezes lifted, what was never used is deleted."
              checked={prune}
              onChange={(event) => setPrune(event.currentTarget.checked)}
            />
            <div className="flex flex-wrap items-center gap-3 phone:[&>*]:grow">
              <Button type="submit" variant="primary" pending={comparing.pending} disabled={text.trim() === ""}>
                Compare
              </Button>
              <p className="text-ink-2 text-sm">Nothing is changed before you have seen what it would do.</p>
            </div>
          </div>
        </Card>
      </form>
      <div ref={result} className="grid min-w-0 scroll-my-4 gap-4" aria-live="polite">
        {!compared && !comparing.refusal && (
          <EmptyState icon={<FileDiff />} title="Nothing compared yet">
            Put a file in, or start from what stands and edit it. Compare shows, field by field, what it would add,
            change and remove, and which booked slots would feel it.
          </EmptyState>
        )}
        {comparing.refusal && <FaultList refusal={comparing.refusal} onGo={goTo} />}
        {compared && (
          <ComparisonCard
            comparison={compared.comparison}
            isStale={isStale}
            isApplied={compared.isApplied ?? false}
            refusal={applying.refusal}
            onApply={apply}
            onCompare={compare}
            onGo={goTo}
          />
        )}
      </div>
    </div>
  );
}
