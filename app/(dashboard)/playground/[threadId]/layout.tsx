import { notFound } from "next/navigation";
import type { ReactNode } from "react";
import { requireSession } from "@/lib/auth/session";
import { hasThread } from "@/lib/conversations/queries";

interface ThreadLayoutProps {
  params: Promise<{ threadId: string }>;
  children: ReactNode;
}

/** Decides that a thread is missing before anything is sent: inside the loading boundary the status would already be 200. */
export default async function ThreadLayout({ params, children }: ThreadLayoutProps) {
  const { principal } = await requireSession();
  const { threadId } = await params;
  if (!(await hasThread(principal, threadId))) notFound();
  return children;
}
