"use client";

import { useViewer } from "@/components/shell/viewer-context";
import { Notice } from "@/components/ui/notice";
import { TextLink } from "@/components/ui/text-link";
import { TimeText } from "@/components/ui/time-text";
import type { ImportDetail } from "./history-data";

type AlsoIn = ImportDetail["alsoIn"][number];

/** Which imported files tell of the same items, and in which of them those count: nothing counts twice. */
export function AlsoInNotice({ found: { alsoIn, status } }: { found: Pick<ImportDetail, "alsoIn" | "status"> }) {
  if (alsoIn.length === 0) return null;
  const title = status === "ready" ? "Some of it is in the history already" : "Other files tell of the same items";
  return (
    <Notice title={title}>
      <ul className="grid gap-1">
        {alsoIn.map((other) => (
          <li key={`${other.importId} ${other.countThere}`}>
            <Line {...other} isToCome={status === "ready"} />
          </li>
        ))}
      </ul>
    </Notice>
  );
}

function Line({ importId, fileName, importedAt, items, countThere, isToCome }: AlsoIn & { isToCome: boolean }) {
  const { zone } = useViewer();
  const file = (
    <>
      <TextLink href={`/settings/history/${importId}`}>{fileName}</TextLink> (imported{" "}
      <TimeText at={importedAt} zone={zone} style="short" />)
    </>
  );
  const those = items === 1 ? "1 item" : `${items} items`;
  const counts = items === 1 ? "it counts" : "they count";
  if (countThere)
    return (
      <>
        {file} was imported later and has {those} of this file, too: {counts} once, as there.
      </>
    );
  return (
    <>
      {file} has {those} of this file, too: {counts} once, as here{isToCome && ", when this file is imported"}.
    </>
  );
}
