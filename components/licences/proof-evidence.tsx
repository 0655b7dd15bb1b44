import type { Proof } from "@/lib/licences/input";

/** What proves it, in words, with the way to it where there is one. */
export function ProofEvidence({ proof: { summary, evidenceUrl } }: { proof: Pick<Proof, "summary" | "evidenceUrl"> }) {
  if (evidenceUrl === null) return <span className="break-words">{summary}</span>;
  return (
    <a
      href={evidenceUrl}
      target="_blank"
      rel="noreferrer"
      className="hit-area break-words text-accent underline decoration-accent/40 underline-offset-2 hover:decoration-accent"
    >
      {summary}
    </a>
  );
}
