import { Notice } from "@/components/ui/notice";
import { TextLink } from "@/components/ui/text-link";
import type { WindowRow } from "./window-row";

/** A window that was split: which one goes on from its end, or which one it goes on from. */
export function SeriesNotice({ window: { succeededBy, continues } }: { window: WindowRow }) {
  if (succeededBy === null && continues === null) return null;
  return (
    <Notice>
      {continues && (
        <p>
          It goes on from an{" "}
          <TextLink href={`/settings/windows/${continues}`}>earlier rule of the same window</TextLink>.
        </p>
      )}
      {succeededBy && (
        <p>
          Its rule ends; from there on <TextLink href={`/settings/windows/${succeededBy}`}>another rule</TextLink> goes
          on.
        </p>
      )}
    </Notice>
  );
}
