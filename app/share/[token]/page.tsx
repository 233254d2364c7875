import type { Metadata } from "next";
import { notFound } from "next/navigation";
import { forkSharedPageAction } from "@/app/share/[token]/actions";
import { previewOf } from "@/components/shared-pages/preview";
import { SharedPageView } from "@/components/shared-pages/shared-page-view";
import { openSharedPage } from "./open-shared-page";

interface SharedPageProps {
  params: Promise<{ token: string }>;
}

export async function generateMetadata({ params }: SharedPageProps): Promise<Metadata> {
  return previewOf(await openSharedPage((await params).token));
}

export default async function SharedPage({ params }: SharedPageProps) {
  const { token } = await params;
  const page = await openSharedPage(token);
  if (!page) notFound();
  return <SharedPageView page={page} fork={forkSharedPageAction.bind(null, token)} />;
}
