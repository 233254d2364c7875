import type { Metadata } from "next";
import { notFound } from "next/navigation";
import { previewOf } from "@/components/shared-pages/preview";
import { SharedFrame } from "@/components/shared-pages/shared-frame";
import { openSharedPage } from "../open-shared-page";

interface SharedFrameProps {
  params: Promise<{ token: string }>;
  searchParams: Promise<{ theme?: string | string[] }>;
}

export async function generateMetadata({ params }: SharedFrameProps): Promise<Metadata> {
  return previewOf(await openSharedPage((await params).token));
}

export default async function SharedFramePage({ params, searchParams }: SharedFrameProps) {
  const { token } = await params;
  const [page, { theme }] = await Promise.all([openSharedPage(token), searchParams]);
  if (!page) notFound();
  return <SharedFrame page={page} token={token} theme={theme} />;
}
