import type { Metadata } from "next";
import { sharePageAction, unsharePageAction } from "@/app/(dashboard)/playground/shared-pages/actions";
import { Playground } from "@/components/playground/playground";
import { Sharing } from "@/components/shared-pages/sharing";
import { pageOrigin } from "@/components/shell/page-origin";
import { requireSession } from "@/lib/auth/session";
import { listThreads } from "@/lib/conversations/queries";
import { listModels } from "@/lib/upstream/models";
import { playgroundActions } from "../playground-actions";

export const metadata: Metadata = { title: "Playground" };

export default async function PlaygroundPage() {
  const { principal } = await requireSession();
  const [threads, models, origin] = await Promise.all([listThreads(principal), listModels(), pageOrigin()]);
  return (
    <Sharing origin={origin} share={sharePageAction} unshare={unsharePageAction}>
      <Playground thread={null} threads={threads} models={models} origin={origin} actions={playgroundActions} />
    </Sharing>
  );
}
