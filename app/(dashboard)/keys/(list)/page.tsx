import type { Metadata } from "next";
import { keyActions } from "@/app/(dashboard)/keys/key-actions";
import { KeysView } from "@/components/keys/keys-view";
import { Page } from "@/components/shell/page";
import { pageOrigin } from "@/components/shell/page-origin";
import { may } from "@/lib/auth/permissions";
import { requireSession } from "@/lib/auth/session";
import { ENDPOINTS } from "@/lib/http/endpoint-access";
import { CONFIRM_USED_WITHIN_MS } from "@/lib/keys/schema";
import { listKeys } from "@/lib/keys/queries";
import { listModels } from "@/lib/upstream/models";

export const metadata: Metadata = { title: "API keys" };

export default async function KeysPage({ searchParams }: { searchParams: Promise<{ revoked?: string }> }) {
  const { principal, workspace } = await requireSession();
  const [keys, models, origin, { revoked }] = await Promise.all([listKeys(principal), listModels(), pageOrigin(), searchParams]);
  return (
    <Page>
      <KeysView
        keys={keys}
        models={models.map(({ id, name, ready }) => ({ id, name, ready }))}
        endpoints={Object.entries(ENDPOINTS).map(([id, label]) => ({ id, label }))}
        baseUrl={`${origin}/v1/embed`}
        mayChange={may(workspace.role, "keys.change")}
        showRevoked={revoked === "1"}
        confirmUsedWithinMs={CONFIRM_USED_WITHIN_MS}
        actions={keyActions}
      />
    </Page>
  );
}
