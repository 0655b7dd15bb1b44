export type FieldRow = {
  name: string;
  in: "path" | "query" | "body";
  type: string;
  required: boolean;
  description?: string;
};

const places = { path: "In the path", query: "In the query", body: "In the body" } as const;

/** What an operation takes, by where it stands. */
export function FieldList({ fields }: { fields: readonly FieldRow[] }) {
  return (["path", "query", "body"] as const)
    .map((place) => ({ place, here: fields.filter((field) => field.in === place) }))
    .filter(({ here }) => here.length > 0)
    .map(({ place, here }) => (
      <section key={place} className="grid grid-cols-1 gap-1">
        <h3 className="font-semibold text-xs">{places[place]}</h3>
        <dl className="divide-y divide-line rounded-lg border border-line">
          {here.map(({ name, type, required, description }) => (
            <div key={name} className="grid grid-cols-1 gap-x-4 px-3 py-1.5 md:grid-cols-[minmax(0,1fr)_minmax(0,2fr)]">
              <dt>
                <code className="break-words">{name}</code>
                {required && <span className="ml-2 text-ink-2 text-xs">required</span>}
              </dt>
              <dd className="text-ink-2">
                <span className="break-words">{type}</span>
                {description && <span className="block text-xs">{description}</span>}
              </dd>
            </div>
          ))}
        </dl>
      </section>
    ));
}
