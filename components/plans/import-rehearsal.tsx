"use client";

import { useState } from "react";
import type { ImportChoice, ImportPreview } from "./import-choices";
import { FreezeRehearsal, WindowRehearsal } from "./rehearsals";

type ImportRehearsalProps = {
  window: ImportPreview;
  choice: ImportChoice;
  environments: readonly { id: string; name: string }[];
  /** Shown at once, where there are few; each of many is asked for when it is unfolded. */
  isOpen: boolean;
};

/** What a window of another program would have meant here, by what is chosen for it: each of its rules is saved by itself. */
export function ImportRehearsal({ window, choice, environments, isOpen: isOpenAtFirst }: ImportRehearsalProps) {
  const [isOpen, setOpen] = useState(isOpenAtFirst);
  return (
    <details open={isOpen} onToggle={(event) => setOpen(event.currentTarget.open)}>
      <summary className="min-h-6 text-ink-2 text-sm phone:min-h-11 phone:content-center">
        What it would have done: past year, next quarter
      </summary>
      {isOpen && (
        <div className="mt-2 grid gap-4">
          {window.rules.map((rule, place) => {
            const words = window.rules.length > 1 ? window.words[place] : undefined;
            const own = { ...choice, rule, words };
            return window.does === "opens" ? (
              <Opens key={words ?? ""} {...own} environments={environments} />
            ) : (
              <Closes key={words ?? ""} {...own} />
            );
          })}
        </div>
      )}
    </details>
  );
}

type RuleProps = ImportChoice & { rule: ImportPreview["rules"][number]; words: string | undefined };

function Opens({
  rule,
  words,
  name,
  environmentIds,
  environments,
}: RuleProps & Pick<ImportRehearsalProps, "environments">) {
  const chosen = environments.filter(({ id }) => environmentIds.includes(id));
  if (chosen.length === 0) return <p className="text-ink-2">Choose an environment to see it.</p>;
  return chosen.map(({ id, name: place }) => (
    <WindowRehearsal
      bare
      key={id}
      title={titleOf(words, chosen.length > 1 ? place : undefined)}
      input={{ environmentId: id, after: { ...rule, name } }}
    />
  ));
}

function Closes({ rule, words, name, grade, environmentIds }: RuleProps) {
  return <FreezeRehearsal bare title={titleOf(words)} input={{ after: { ...rule, name, grade, environmentIds } }} />;
}

const titleOf = (...parts: (string | undefined)[]) => ["Rehearsal", ...parts.filter(Boolean)].join(", ");
