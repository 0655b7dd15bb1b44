import { Chip } from "@/components/ui/chip";
import type { MarkName } from "@/components/ui/mark";
import type { Tone } from "@/components/ui/tone";
import type { PreviewOpening } from "./window-row";

type MarkKind = PreviewOpening["marks"][number]["kind"];

const looks: Record<MarkKind, { tone: Tone; mark: MarkName }> = {
  gap: { tone: "waiting", mark: "triangle" },
  overlap: { tone: "waiting", mark: "triangle" },
  length: { tone: "waiting", mark: "triangle" },
  holiday: { tone: "accent", mark: "dot" },
  freeze: { tone: "risk", mark: "square" },
};

/** What an opening meets, in a few words each; the sentence is there for whoever points at it, and for screen readers. */
export function OpeningMarks({ marks }: { marks: PreviewOpening["marks"] }) {
  return marks.map(({ kind, name, detail }) => (
    <Chip key={`${kind} ${name}`} tone={looks[kind].tone} mark={looks[kind].mark} title={detail}>
      {name}
      <span className="sr-only">: {detail}</span>
    </Chip>
  ));
}
