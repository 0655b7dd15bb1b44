"use client";

import { Check, Copy, Download } from "lucide-react";
import { useState } from "react";
import { Button } from "@/components/ui/button";
import { Card } from "@/components/ui/card";
import { Notice } from "@/components/ui/notice";
import { VisuallyHidden } from "@/components/ui/visually-hidden";
import { CodeLines } from "./code-lines";

/** The file that says what stands now, to copy or to keep. */
export function StandingPlan({ text, notes }: { text: string; notes: readonly string[] }) {
  const [copied, setCopied] = useState(false);
  async function copy() {
    await navigator.clipboard.writeText(text);
    setCopied(true);
  }
  function download() {
    const address = URL.createObjectURL(new Blob([text], { type: "application/yaml" }));
    const link = Object.assign(document.createElement("a"), { href: address, download: "plan.yaml" });
    link.click();
    URL.revokeObjectURL(address);
  }
  return (
    <Card
      title="plan.yaml"
      aside={
        <span className="-my-1 flex flex-wrap gap-2">
          <Button
            size="sm"
            onClick={copy}
            onBlur={() => setCopied(false)}
            icon={
              copied ? (
                <Check className="size-4 text-clear" aria-hidden="true" />
              ) : (
                <Copy className="size-4" aria-hidden="true" />
              )
            }
          >
            {copied ? "Copied" : "Copy"}
          </Button>
          <Button size="sm" onClick={download} icon={<Download className="size-4" aria-hidden="true" />}>
            Download
          </Button>
          <VisuallyHidden live>{copied ? "The plan is copied" : ""}</VisuallyHidden>
        </span>
      }
    >
      <div className="grid gap-3">
        <CodeLines label="The plan as it stands" text={text} />
        {notes.map((note) => (
          <Notice key={note} tone="waiting">
            {note}
          </Notice>
        ))}
        <p className="max-w-prose text-ink-2 text-sm">
          The same plan is always the same file, to the byte. Secrets of targets are never in it, nor is what people do
          from day to day: slots, single openings, exceptions, a stopped line.
        </p>
      </div>
    </Card>
  );
}
