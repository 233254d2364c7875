import type { Route } from "next";
import type { ReactNode } from "react";
import type { DocsLink } from "@/components/docs/docs-nav";
import { DocsFrame } from "@/components/docs/docs-frame";
import { MANUAL } from "@/lib/manual/pages";

const LINKS: DocsLink[] = [
  ...MANUAL.map(({ slug, title }) => ({ href: `/docs/${slug}` as Route, title })),
  { href: "/docs/api", title: "API reference" },
];

export default function DocsLayout({ children }: { children: ReactNode }) {
  return <DocsFrame links={LINKS}>{children}</DocsFrame>;
}
