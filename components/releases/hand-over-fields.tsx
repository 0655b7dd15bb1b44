"use client";

import { Field } from "@/components/ui/field";
import { TextArea } from "@/components/ui/text-area";
import { TextInput } from "@/components/ui/text-input";

/** As typed. */
export type BuildDraft = {
  commitSha: string;
  artifactDigest: string;
  /** One change a line. */
  changes: string;
  changedLines: string;
  changedFiles: string;
  authorEmail: string;
  runUrl: string;
  note: string;
};

export const emptyBuild: BuildDraft = {
  commitSha: "",
  artifactDigest: "",
  changes: "",
  changedLines: "",
  changedFiles: "",
  authorEmail: "",
  runUrl: "",
  note: "",
};

export const handOverFieldNames = Object.keys(emptyBuild);

/** What the server is sent: empty fields are left out, a bare digest gets the name of its algorithm. */
export function buildOf(draft: BuildDraft) {
  const digest = draft.artifactDigest.trim().toLowerCase();
  const numberOf = (text: string) => (text.trim() === "" ? undefined : Number(text));
  return {
    commitSha: draft.commitSha.trim().toLowerCase(),
    artifactDigest: /^[0-9a-f]{64}$/.test(digest) ? `sha256:${digest}` : digest,
    changes: draft.changes
      .split("\n")
      .map((line) => line.trim())
      .filter((title) => title !== "")
      .map((title) => ({ title })),
    changedLines: numberOf(draft.changedLines),
    changedFiles: numberOf(draft.changedFiles),
    authorEmail: draft.authorEmail.trim() || undefined,
    runUrl: draft.runUrl.trim() || undefined,
    note: draft.note,
  };
}

type HandOverFieldsProps = {
  draft: BuildDraft;
  onChange: (draft: BuildDraft) => void;
  errorOf: (field: string) => string | undefined;
};

export function HandOverFields({ draft, onChange, errorOf }: HandOverFieldsProps) {
  const bind = (field: keyof BuildDraft) => ({
    value: draft[field],
    onChange: (event: { currentTarget: { value: string } }) =>
      onChange({ ...draft, [field]: event.currentTarget.value }),
  });
  return (
    <>
      <Field label="Commit" required hint="7 to 64 hexadecimal digits." error={errorOf("commitSha")}>
        <TextInput autoFocus mono maxLength={64} autoComplete="off" {...bind("commitSha")} />
      </Field>
      <Field
        label="Artifact digest"
        required
        hint="sha256: and 64 hexadecimal digits, as your registry shows it. QA accepts exactly this."
        error={errorOf("artifactDigest")}
      >
        <TextInput mono maxLength={80} autoComplete="off" {...bind("artifactDigest")} />
      </Field>
      <Field label="What changed" hint="One change a line." error={errorOf("changes")}>
        <TextArea {...bind("changes")} />
      </Field>
      <div className="grid grid-cols-2 gap-3">
        <Field label="Lines changed" hint="Since the build before." error={errorOf("changedLines")}>
          <TextInput inputMode="numeric" {...bind("changedLines")} />
        </Field>
        <Field label="Files changed" error={errorOf("changedFiles")}>
          <TextInput inputMode="numeric" {...bind("changedFiles")} />
        </Field>
      </div>
      <Field
        label="E-mail of the commit's author"
        hint="They can neither judge nor approve it."
        error={errorOf("authorEmail")}
      >
        <TextInput type="email" autoComplete="off" {...bind("authorEmail")} />
      </Field>
      <Field label="Address of the pipeline run" error={errorOf("runUrl")}>
        <TextInput type="url" autoComplete="off" {...bind("runUrl")} />
      </Field>
      <Field label="Note for the tester" hint="What to look at." error={errorOf("note")}>
        <TextArea maxLength={2_000} {...bind("note")} />
      </Field>
    </>
  );
}
