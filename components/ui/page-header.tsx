import type { ReactNode } from "react";
import { Breadcrumb, type Crumb } from "./breadcrumb";

type PageHeaderProps = {
  title: ReactNode;
  crumbs?: readonly Crumb[];
  /** Chips beside the title. */
  chips?: ReactNode;
  /** One quiet line under the title. */
  subtitle?: ReactNode;
  actions?: ReactNode;
};

/** The head of a page about one thing: where it stands, its name and state, what can be done. */
export function PageHeader({ title, crumbs, chips, subtitle, actions }: PageHeaderProps) {
  return (
    <header className="flex flex-wrap items-start justify-between gap-x-6 gap-y-3">
      <div className="min-w-0 md:flex-1 md:basis-96">
        {crumbs && <Breadcrumb crumbs={crumbs} />}
        <div className="flex flex-wrap items-center gap-x-3 gap-y-1.5">
          <h1 className="font-semibold text-2xl md:text-3xl md:tracking-tight">{title}</h1>
          {chips}
        </div>
        {subtitle && <p className="mt-1 text-ink-2 text-sm">{subtitle}</p>}
      </div>
      {actions && <div className="flex flex-wrap items-center gap-2 phone:w-full phone:[&>*]:grow">{actions}</div>}
    </header>
  );
}

/** The bar on top of a working screen (schedule, queue): stays in sight while the rest scrolls. */
export function PageBar({
  title,
  subtitle,
  children,
}: {
  title: ReactNode;
  subtitle?: ReactNode;
  children?: ReactNode;
}) {
  return (
    <header className="z-20 flex min-h-14 flex-wrap items-center gap-x-2.5 gap-y-2 border-line border-b bg-panel px-4 py-2 md:sticky md:top-0 md:px-5 print:static">
      <h1 className="mr-1.5 font-semibold text-xl">{title}</h1>
      {subtitle && <p className="text-ink-2">{subtitle}</p>}
      {children}
    </header>
  );
}

/** The room for a page's content. */
export function PageBody({ children, narrow }: { children: ReactNode; narrow?: boolean }) {
  return (
    <div className={narrow ? "mx-auto grid w-full max-w-3xl gap-4 p-4 md:p-7" : "grid gap-4 p-4 md:p-7 md:pt-5"}>
      {children}
    </div>
  );
}
