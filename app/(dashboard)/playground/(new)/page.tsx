import type { Metadata } from "next";
import { sharePageAction, unsharePageAction } from "@/app/(dashboard)/playground/shared-pages/actions";
import { OnlyLooking } from "@/components/playground/only-looking";
import { Playground } from "@/components/playground/playground";
import { Sharing } from "@/components/shared-pages/sharing";
import { pageOrigin } from "@/components/shell/page-origin";
import { may } from "@/lib/auth/permissions";
import { requireSession } from "@/lib/auth/session";
import { listThreads } from "@/lib/conversations/queries";
import { readToolOffer } from "@/lib/tools/offer";
import { listModels } from "@/lib/upstream/models";
import { playgroundActions } from "../playground-actions";

export const metadata: Metadata = { title: "Playground" };

export default async function PlaygroundPage() {
  const { principal, workspace } = await requireSession();
  if (!may(workspace.role, "requests.make")) return <OnlyLooking workspace={workspace.name} />;
  const [threads, models, toolOffer, origin] = await Promise.all([
    listThreads(principal),
    listModels(),
    readToolOffer(principal),
    pageOrigin(),
  ]);
  return (
    <Sharing origin={origin} share={sharePageAction} unshare={unsharePageAction}>
      <Playground thread={null} threads={threads} models={models} toolOffer={toolOffer} origin={origin} actions={playgroundActions} />
    </Sharing>
  );
}
