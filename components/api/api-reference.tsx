import { Wordmark } from "@/components/shell/wordmark";
import { TextLink } from "@/components/ui/text-link";
import { type Operation, OperationRow } from "./operation-row";

type Subject = { name: string; description: string; operations: Operation[] };

const idOf = (name: string) => name.toLowerCase().replaceAll(/[^a-z]+/g, "-");

/** Every operation of the API by subject, for people; programs read the description itself. */
export function ApiReference({ subjects }: { subjects: readonly Subject[] }) {
  return (
    <div className="mx-auto grid max-w-6xl grid-cols-1 gap-8 p-4 md:grid-cols-[11rem_minmax(0,1fr)] md:p-7">
      <header className="grid gap-2 md:col-span-2">
        <Wordmark />
        <h1 className="mt-3 font-semibold text-3xl tracking-tight">The API</h1>
        <p className="max-w-prose text-ink-2">
          Everything the screens can do, with the same checks. Send an API token as{" "}
          <code>Authorization: Bearer sbx_…</code>; instants carry an offset; a field that is not listed here is
          refused. All paths stand below <code>/api/v1</code>. For programs, the same as{" "}
          <TextLink href="/api/v1/openapi.json">OpenAPI 3.1</TextLink>.
        </p>
      </header>
      <nav aria-label="Subjects" className="phone:hidden">
        <ul className="sticky top-4 grid text-sm">
          {subjects.map(({ name }) => (
            <li key={name}>
              <TextLink plain href={`#${idOf(name)}`} className="block py-1">
                {name}
              </TextLink>
            </li>
          ))}
        </ul>
      </nav>
      <main className="grid grid-cols-1 gap-8">
        {subjects.map(({ name, description, operations }) => (
          <section key={name} id={idOf(name)} aria-labelledby={`${idOf(name)}-title`} className="scroll-mt-4">
            <h2 id={`${idOf(name)}-title`} className="font-semibold text-xl">
              {name}
            </h2>
            <p className="mt-0.5 mb-3 text-ink-2 text-sm">{description}</p>
            <div className="overflow-hidden rounded-xl border border-line bg-panel">
              {operations.map((operation) => (
                <OperationRow key={operation.id} operation={operation} />
              ))}
            </div>
          </section>
        ))}
      </main>
    </div>
  );
}
