import type { Metadata } from "next";
import { notFound } from "next/navigation";
import { ManualView } from "@/components/docs/manual-view";
import { pageReader } from "@/components/docs/page-reader";
import { findPage } from "@/lib/manual/pages";

type Props = PageProps<"/docs/[slug]">;

export async function generateMetadata({ params }: Props): Promise<Metadata> {
  const page = findPage((await params).slug);
  return page ? { title: page.title, description: page.summary } : { title: "Not found" };
}

export default async function DocsPage({ params }: Props) {
  const page = findPage((await params).slug);
  if (!page) notFound();
  return <ManualView page={page} reader={await pageReader()} />;
}
