import { X } from "lucide-react";
import { Button } from "@/components/ui/button";
import { Field } from "@/components/ui/field";
import { Select } from "@/components/ui/select";
import { TextInput } from "@/components/ui/text-input";
import { type BuildTrigger, buildTriggers, type SourceKind } from "@/lib/domain/inbound/source-words";
import { placeWords, triggerWords } from "./inbound-words";

export type MappingDraft = {
  key: string;
  place: string;
  serviceId: string;
  buildFrom: BuildTrigger;
  tagPattern: string;
  branchPattern: string;
};

type MappingFieldsProps = {
  number: number;
  kind: SourceKind;
  draft: MappingDraft;
  services: readonly { id: string; name: string }[];
  onChange: (part: Partial<MappingDraft>) => void;
  onRemove: () => void;
  errorOf: (field: string) => string | undefined;
};

/** One place of a source: which service it is, and how its builds and their versions are found. */
export function MappingFields({ number, kind, draft, services, onChange, onRemove, errorOf }: MappingFieldsProps) {
  const place = placeWords[kind];
  const isCommit = draft.buildFrom !== "artifact";
  return (
    <fieldset className="grid gap-3 rounded-lg border border-line p-3">
      <legend className="px-1 font-medium text-sm">Mapping {number}</legend>
      <div className="grid gap-3 sm:grid-cols-2">
        <Field label={place.label} required error={errorOf("place")}>
          <TextInput
            mono
            value={draft.place}
            placeholder={place.example}
            maxLength={200}
            onChange={(event) => onChange({ place: event.currentTarget.value })}
          />
        </Field>
        <Field label="Is the service" required error={errorOf("serviceId")}>
          <Select
            value={draft.serviceId}
            placeholder="Choose a service"
            onChange={(event) => onChange({ serviceId: event.currentTarget.value })}
            options={services.map(({ id, name }) => ({ value: id, label: name }))}
          />
        </Field>
      </div>
      <Field
        label="A build is there when"
        required
        hint={`${triggerWords[draft.buildFrom].hint}${isCommit ? " The commit stands for the artifact: the same commit is the same build." : ""}`}
      >
        <Select
          value={draft.buildFrom}
          onChange={(event) =>
            onChange({ buildFrom: buildTriggers.find((each) => each === event.currentTarget.value) ?? "run" })
          }
          options={buildTriggers.map((value) => ({ value, label: triggerWords[value].label }))}
        />
      </Field>
      <div className="grid gap-3 sm:grid-cols-2">
        <Field label="Tags name versions" error={errorOf("tagPattern")} hint="The * is the version: v*">
          <TextInput
            mono
            value={draft.tagPattern}
            maxLength={120}
            onChange={(event) => onChange({ tagPattern: event.currentTarget.value })}
          />
        </Field>
        <Field label="Branches name versions" error={errorOf("branchPattern")} hint="release/* — empty: they name none">
          <TextInput
            mono
            value={draft.branchPattern}
            maxLength={120}
            onChange={(event) => onChange({ branchPattern: event.currentTarget.value })}
          />
        </Field>
      </div>
      <div>
        <Button
          size="sm"
          variant="quiet"
          icon={<X className="size-4" aria-hidden="true" />}
          onClick={onRemove}
          aria-label={`Remove mapping ${number}`}
        >
          Remove
        </Button>
      </div>
    </fieldset>
  );
}
