import type { InferClientOutputs } from "@orpc/client";
import type { FreezeGrade } from "@/lib/domain/freeze-grade";
import type { rpc } from "@/lib/rpc/client";

type Answers = InferClientOutputs<typeof rpc>["plans"];
export type ImportPreview = Answers["previewWindows"]["windows"][number];
export type Imported = Answers["importWindows"];

/** What becomes of one window of another program. */
export type ImportChoice = {
  index: number;
  isChosen: boolean;
  name: string;
  environmentIds: string[];
  grade: FreezeGrade;
};

/** Everything that can be taken over, for the last environment of the path: that is the one that people guard. */
export function firstChoices(
  windows: readonly ImportPreview[],
  environments: readonly { id: string }[],
): ImportChoice[] {
  const last = environments.at(-1);
  return windows
    .filter(({ problem }) => problem === null)
    .map(({ index, name }) => ({
      index,
      isChosen: true,
      name,
      environmentIds: last ? [last.id] : [],
      grade: "closed",
    }));
}

/** "2 windows and 1 freeze". */
export function countImported({ windows, freezes }: Imported): string {
  const parts = [
    ...(windows.length > 0 ? [windows.length === 1 ? "1 window" : `${windows.length} windows`] : []),
    ...(freezes.length > 0 ? [freezes.length === 1 ? "1 freeze" : `${freezes.length} freezes`] : []),
  ];
  return parts.join(" and ") || "Nothing";
}
