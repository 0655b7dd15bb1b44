"use client";

import { useQuery } from "@tanstack/react-query";
import { Combobox } from "@/components/ui/combobox";
import { Field } from "@/components/ui/field";
import { Notice } from "@/components/ui/notice";
import { api } from "@/lib/rpc/client";
import { formatInstant } from "@/lib/time/format";

type ReleasePickerProps = {
  environmentId: string;
  zone: string;
  value: string;
  onChange: (releaseId: string) => void;
  error?: string;
};

const statusWords: Readonly<Record<string, string>> = {
  draft: "draft",
  with_qa: "with QA",
  with_dev: "sent back to development",
  accepted: "accepted",
  failed: "failed, may try again",
};

/** What to ship: the reader's own releases that are on their way out, found by service, version or team. */
export function ReleasePicker({ environmentId, zone, value, onChange, error }: ReleasePickerProps) {
  const { data, isPending } = useQuery(api.slots.bookableReleases.queryOptions({ input: { environmentId } }));
  const releases = data?.releases ?? [];
  const chosen = releases.find(({ releaseId }) => releaseId === value);
  const booked = chosen?.bookedFor[0];
  if (!isPending && releases.length === 0) {
    return (
      <Notice tone="waiting" title="There is no release to book">
        A slot ships a release of your teams that is not out yet. Hand a build over first; it may be booked while QA
        tests it.
      </Notice>
    );
  }
  return (
    <div className="grid gap-2">
      <Field
        label="Release"
        required
        error={error}
        hint="It may still be with QA: whether it leaves is decided at the opening."
      >
        <Combobox
          placeholder={isPending ? "Loading…" : "Service or version"}
          options={releases.map(({ releaseId, serviceName, version, team, status }) => ({
            value: releaseId,
            label: `${serviceName} ${version}`,
            hint: `${team.name} · ${statusWords[status] ?? status}`,
          }))}
          value={value}
          onChange={onChange}
        />
      </Field>
      {booked && (
        <Notice tone="waiting">
          It has a slot already, {formatInstant(booked.start, zone)}. This would be another one.
        </Notice>
      )}
    </div>
  );
}
