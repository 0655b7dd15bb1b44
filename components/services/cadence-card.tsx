"use client";

import { Card } from "@/components/ui/card";
import { Chip } from "@/components/ui/chip";
import { RowList } from "@/components/ui/row-list";
import { TextLink } from "@/components/ui/text-link";
import { TimeText } from "@/components/ui/time-text";
import type { Licence } from "@/lib/licences/input";
import { describeRule } from "@/lib/time/describe-rule";
import { cadenceWords } from "./cadence-words";

/** How a service ships: what its cadence means, what follows from it, and which windows serve it. */
export function CadenceCard({ licence: { service, windows, licensed } }: { licence: Licence }) {
  const { name, hint, follows } = cadenceWords[service.cadence];
  const isContinuous = service.cadence === "continuous";
  return (
    <Card title={`How it ships: ${name.toLowerCase()}`}>
      <p className="max-w-prose">{hint}</p>
      <ul className="mt-2 grid max-w-prose list-disc gap-1 pl-4.5 text-ink-2 text-sm">
        {follows.map((sentence) => (
          <li key={sentence}>{sentence}</li>
        ))}
      </ul>
      <h3 className="mt-4 mb-1.5 font-semibold text-ink-2 text-sm">
        {isContinuous
          ? licensed
            ? "Windows it would fall back to"
            : "Windows it ships through until then"
          : "Windows that serve it"}
      </h3>
      {windows.length === 0 ? (
        <p className="text-ink-2 text-sm">
          None opens where it has a target. Set one up under <TextLink href="/settings/windows">Windows</TextLink>.
        </p>
      ) : (
        <RowList label="Windows">
          {windows.map((window) => (
            <li key={window.id} className="flex flex-wrap items-baseline gap-x-3 gap-y-0.5 py-2 first:pt-0 last:pb-0">
              <div className="min-w-0 grow basis-64">
                <TextLink plain href={`/settings/windows/${window.id}`} className="font-semibold">
                  {window.name}
                </TextLink>{" "}
                <Chip>{window.environmentName}</Chip>
                {window.cadence === service.cadence && <Chip tone="accent">made for {name.toLowerCase()}</Chip>}
                <p className="text-ink-2 text-sm">
                  <span className="inline-block first-letter:uppercase">{describeRule(window)}</span>
                </p>
              </div>
              <p className="text-ink-2 text-sm">
                next <TimeText at={window.opensAt} zone={window.zone} />
              </p>
            </li>
          ))}
        </RowList>
      )}
    </Card>
  );
}
