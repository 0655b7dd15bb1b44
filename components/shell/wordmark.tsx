/** The signal and the name; under it the organisation whose plan this is. */
export function Wordmark({ organisationName }: { organisationName?: string }) {
  return (
    <span className="flex items-center gap-2.5">
      <span aria-hidden="true" className="size-2.5 shrink-0 rounded-full bg-clear ring-3 ring-clear-ground" />
      <span className="min-w-0">
        <span className="block font-bold text-lg leading-5 tracking-tight">Signalbox</span>
        {organisationName && <span className="block truncate text-ink-2 text-xs">{organisationName}</span>}
      </span>
    </span>
  );
}
