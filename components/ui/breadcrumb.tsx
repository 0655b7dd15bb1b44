import { Link } from "./link";

export type Crumb = { label: string; href?: string };

export function Breadcrumb({ crumbs }: { crumbs: readonly Crumb[] }) {
  return (
    <nav aria-label="Breadcrumb">
      <ol className="flex flex-wrap items-center gap-x-1.5 text-ink-2 text-sm">
        {crumbs.map((crumb, place) => (
          <li key={crumb.label} className="flex items-center gap-x-1.5">
            {place > 0 && <span aria-hidden="true">›</span>}
            {crumb.href ? (
              <Link
                href={crumb.href}
                className="hit-area inline-flex min-h-6 items-center hover:text-ink hover:underline"
              >
                {crumb.label}
              </Link>
            ) : (
              <span aria-current={place === crumbs.length - 1 ? "page" : undefined}>{crumb.label}</span>
            )}
          </li>
        ))}
      </ol>
    </nav>
  );
}
