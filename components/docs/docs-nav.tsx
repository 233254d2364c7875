"use client";

import type { Route } from "next";
import Link from "next/link";
import { usePathname } from "next/navigation";
import { classNames } from "@/components/ui/class-names";

export interface DocsLink {
  href: Route;
  title: string;
}

/** The pages of the manual, the current one marked. */
export function DocsNav({ links }: { links: readonly DocsLink[] }) {
  const path = usePathname();
  return (
    <nav aria-label="Manual">
      <ul className="flex flex-col gap-0.5">
        {links.map(({ href, title }) => {
          const isCurrent = path === href || path.startsWith(`${href}/`);
          return (
            <li key={href}>
              <Link
                href={href}
                aria-current={isCurrent ? "page" : undefined}
                className={classNames(
                  "flex min-h-8.5 items-center rounded-control px-2.5 py-1 font-medium text-[13.5px] transition-colors duration-100 max-lg:min-h-11",
                  isCurrent ? "bg-hover text-ink" : "text-ink-soft hover:bg-hover hover:text-ink",
                )}
              >
                {title}
              </Link>
            </li>
          );
        })}
      </ul>
    </nav>
  );
}
