import type { ReactNode } from "react";
import { Mark } from "@/components/ui/mark";

/** Says on every page that nothing here is real; `roleSwitcher` changes who one is. */
export function DemoBanner({ roleSwitcher }: { roleSwitcher?: ReactNode }) {
  return (
    <aside
      aria-label="Demo"
      className="flex min-h-10 items-center gap-x-2.5 bg-train-ground px-4 py-1.5 text-sm text-train md:px-5 print:hidden"
    >
      <Mark name="play" />
      <p className="min-w-0 grow">
        <strong className="font-semibold">Demo.</strong>{" "}
        <span className="phone:sr-only">An example organisation; deployments go to a receiver that comes with it.</span>
      </p>
      {roleSwitcher && <div className="shrink-0">{roleSwitcher}</div>}
    </aside>
  );
}
