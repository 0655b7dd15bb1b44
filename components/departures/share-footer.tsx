import { clsx } from "clsx";
import { Link } from "@/components/ui/link";

type ShareFooterProps = { token: string; here: "schedule" | "departures" };

/** What else the link opens. */
export function ShareFooter({ token, here }: ShareFooterProps) {
  const base = `/share/${token}`;
  return (
    <nav
      aria-label="More of this plan"
      className={clsx(
        "flex w-full flex-wrap gap-x-6 gap-y-2 text-ink-2 text-sm [&_a]:underline [&_a]:underline-offset-2",
        here === "schedule" && "px-4 pt-2 pb-8 md:px-7 print:hidden",
      )}
    >
      {here === "departures" ? (
        <Link href={base}>The week as a list</Link>
      ) : (
        <Link href={`${base}/departures`}>Departures board</Link>
      )}
      <a href={`/api/feeds/${token}/schedule.ics`}>Subscribe: calendar</a>
    </nav>
  );
}
