import { Chip } from "@/components/ui/chip";
import type { Tone } from "@/components/ui/tone";
import { FieldList, type FieldRow } from "./field-list";

export type Operation = {
  id: string;
  method: string;
  path: string;
  summary: string;
  access: string;
  fields: FieldRow[];
  example?: string;
  status: string;
};

/** Reading is quiet; what changes something stands out, what takes something away most. */
const tones: Record<string, Tone> = { GET: "neutral", DELETE: "risk" };

/** One operation: closed it says what it does, opened what it takes and who may. */
export function OperationRow({ operation }: { operation: Operation }) {
  const { id, method, path, summary, access, fields, example, status } = operation;
  return (
    <details id={id} className="group scroll-mt-4 border-line border-t first:border-t-0">
      <summary className="grid cursor-pointer grid-cols-1 gap-x-3 gap-y-1 px-4 py-2.5 hover:bg-sunken md:grid-cols-[4.5rem_minmax(0,1fr)_minmax(0,1.2fr)] md:items-baseline">
        <span>
          <Chip tone={tones[method] ?? "accent"} className="font-mono">
            {method}
          </Chip>
        </span>
        <code className="break-words text-sm">{path}</code>
        <span className="text-ink-2 text-sm">{summary}</span>
      </summary>
      <div className="grid grid-cols-1 gap-4 px-4 pt-1 pb-4 text-sm md:pl-[6.5rem]">
        <p>
          <Sentence text={access} /> A success answers with {status}.
        </p>
        {fields.length > 0 && <FieldList fields={fields} />}
        {example && (
          <figure className="grid grid-cols-1 gap-1">
            <figcaption className="font-semibold text-xs">A body may look like this</figcaption>
            <pre className="whitespace-pre-wrap break-words rounded-lg border border-line bg-sunken p-3 font-mono text-xs">
              {example}
            </pre>
          </figure>
        )}
      </div>
    </details>
  );
}

/** A sentence with `words` of code in it. */
function Sentence({ text }: { text: string }) {
  return text.split("`").map((part, index) =>
    index % 2 === 0 ? (
      part
    ) : (
      // biome-ignore lint/suspicious/noArrayIndexKey: the parts of a sentence never change their order.
      <code key={index}>{part}</code>
    ),
  );
}
