import { ProgressBar } from "@/components/ui/progress-bar";
import type { ImportDetail } from "./history-data";

/** How far it is, while something runs. */
export function ImportProgress({ found }: { found: ImportDetail }) {
  const { status, bytes, receivedBytes, readBytes, fileName } = found;
  if (status === "uploading") return <Bar text={`Receiving ${fileName}`} value={receivedBytes} max={bytes} />;
  if (status === "reading") return <Bar text={`Reading ${fileName}`} value={readBytes} max={receivedBytes} />;
  // One transaction at the end: there is no half of it.
  if (status === "importing") return <Bar text={`Importing ${fileName}, all of it or nothing`} value={95} max={100} />;
  return null;
}

function Bar({ text, value, max }: { text: string; value: number; max: number }) {
  return (
    <div className="grid gap-2" role="status">
      <p className="text-sm">
        {text} … {Math.min(100, Math.round((100 * value) / Math.max(1, max)))} %
      </p>
      <ProgressBar label={text} value={value} max={max} />
    </div>
  );
}
