import { Button } from "@/components/ui/button";
import { Card } from "@/components/ui/card";
import { Checkbox } from "@/components/ui/checkbox";
import { EmptyState } from "@/components/ui/empty-state";
import { Notice } from "@/components/ui/notice";
import { Row, RowList } from "@/components/ui/row-list";
import { formatDay } from "@/lib/time/format";
import type { ImportPreviewData } from "./train-data";

type ImportPreviewProps = {
  preview: ImportPreviewData | undefined;
  zone: string;
  /** The file was changed since. */
  isStale: boolean;
  leaveOutFaulty: boolean;
  onLeaveOut: (leaveOut: boolean) => void;
  pending: boolean;
  onImport: () => void;
};

const formats: Readonly<Record<ImportPreviewData["format"], string>> = {
  csv: "CSV",
  json: "JSON",
  node: "the schedule of Node.js",
  chromium: "the schedule of Chromium",
  endoflife: "products of endoflife.date",
};

/** What a file would make, row by row what makes no sense in it, and the button that takes all of it or nothing. */
export function ImportPreview(props: ImportPreviewProps) {
  const { preview, zone, isStale, leaveOutFaulty, onLeaveOut, pending, onImport } = props;
  if (preview === undefined)
    return (
      <Card title="What it would make">
        <EmptyState title="Nothing yet">Paste or open a file, and look at what it would make.</EmptyState>
      </Card>
    );
  const { trains, departures, past, faults, shown, shownFaults, format } = preview;
  const isBlocked = trains === 0 || (faults > 0 && !leaveOutFaulty);
  return (
    <Card title="What it would make" aside={`read as ${formats[format]}`} aria-live="polite">
      <div className="grid gap-4">
        {isStale && <Notice tone="waiting" title="The file has changed since: look again." />}
        <p>
          {count(trains, "train")}, {count(departures, "departure")}
          {past > 0 && `, ${past} of them in the past: they are written down as history`}.
        </p>
        {faults > 0 && (
          <Notice tone="risk" title={`${count(faults, "row")} ${faults === 1 ? "makes" : "make"} no sense`}>
            <ul aria-label="Rows that make no sense" className="grid max-h-60 gap-1 overflow-y-auto">
              {shownFaults.map(({ where, message }) => (
                <li key={`${where} ${message}`}>
                  <strong>{where}</strong>: {message}
                </li>
              ))}
            </ul>
            {faults > shownFaults.length && <p>and {faults - shownFaults.length} more.</p>}
          </Notice>
        )}
        {shown.length > 0 && (
          <RowList label="Trains of the file" className="max-h-80 overflow-y-auto">
            {shown.map(({ name, departures: each, first, last }) => (
              <Row
                key={name}
                title={name}
                detail={`${count(each, "departure")}, ${formatDay(first, zone, "full")}${each > 1 ? ` to ${formatDay(last, zone, "full")}` : ""}`}
              />
            ))}
          </RowList>
        )}
        {trains > shown.length && <p className="text-ink-2 text-sm">and {trains - shown.length} more.</p>}
        {faults > 0 && trains > 0 && (
          <Checkbox
            label="Leave those rows out, and take the rest"
            hint="Without it one row keeps everything out: mend it in the file."
            checked={leaveOutFaulty}
            onChange={(event) => onLeaveOut(event.currentTarget.checked)}
          />
        )}
        <Button
          variant="primary"
          pending={pending}
          disabled={isBlocked || isStale}
          onClick={onImport}
          className="justify-self-start"
        >
          Import {count(trains, "train")}
        </Button>
      </div>
    </Card>
  );
}

const count = (number: number, thing: string) => `${number} ${number === 1 ? thing : `${thing}s`}`;
