import type { Tone } from "@/components/ui/tone";
import type { BuildTrigger, EventOutcome, SourceKind } from "@/lib/domain/inbound/source-words";

export const kindNames: Record<SourceKind, string> = { github: "GitHub", gitlab: "GitLab", cdevents: "CDEvents" };

export const triggerWords: Record<BuildTrigger, { label: string; hint: string }> = {
  run: {
    label: "Its pipeline has passed",
    hint: "A workflow run or pipeline of a branch or tag that names a version.",
  },
  tag: { label: "A tag is pushed", hint: "The commit of the tag is the build." },
  release: { label: "A release is published", hint: "Published on GitHub or GitLab, not a draft." },
  push: { label: "A branch is pushed", hint: "Every push to a branch that names a version is a new build." },
  artifact: {
    label: "An artifact is told by its digest",
    hint: "Exact: QA judges this very artifact. What CDEvents send.",
  },
};

/** What a place is called where it comes from. */
export const placeWords: Record<SourceKind, { label: string; example: string }> = {
  github: { label: "Repository", example: "organisation/repository" },
  gitlab: { label: "Project", example: "group/project" },
  cdevents: { label: "Package or source", example: "pkg:oci/ledger" },
};

export const outcomeWords: Record<EventOutcome, { label: string; tone: Tone }> = {
  applied: { label: "applied", tone: "clear" },
  ignored: { label: "ignored", tone: "neutral" },
  duplicate: { label: "duplicate", tone: "neutral" },
  late: { label: "late", tone: "waiting" },
  refused: { label: "refused", tone: "risk" },
};
