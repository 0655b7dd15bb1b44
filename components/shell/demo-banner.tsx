import type { ReactNode } from "react";

/** Says on every page that nothing here is real; `roleSwitcher` changes who one is. */
export function DemoBanner({ roleSwitcher }: { roleSwitcher?: ReactNode }) {
  return (
    <aside
      aria-label="Demo"
      className="flex flex-wrap items-center gap-x-4 gap-y-1.5 bg-train-ground px-4 py-1.5 text-sm text-train md:px-5 print:hidden"
    >
      <p>
        <span aria-hidden="true">▶ </span>
        <strong className="font-semibold">Demo.</strong> An example organisation; deployments go to a receiver that
        comes with it.
      </p>
      {roleSwitcher && <div className="ml-auto phone:ml-0 phone:w-full">{roleSwitcher}</div>}
    </aside>
  );
}
