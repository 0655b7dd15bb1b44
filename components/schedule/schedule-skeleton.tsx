import { Skeleton } from "@/components/ui/skeleton";

/** The room the week will take. */
export function ScheduleSkeleton() {
  return (
    <div role="status" aria-label="The schedule is loading" className="grow bg-panel p-4">
      <div className="grid gap-3 md:grid-cols-5">
        {["Mon", "Tue", "Wed", "Thu", "Fri"].map((day) => (
          <div key={day} className="grid content-start gap-3 phone:[&:nth-child(n+3)]:hidden">
            <Skeleton className="h-5! w-1/2" />
            <Skeleton className="h-72!" />
          </div>
        ))}
      </div>
    </div>
  );
}
