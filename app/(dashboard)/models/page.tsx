import type { Metadata } from "next";
import * as actions from "@/app/(dashboard)/models/actions";
import { ModelList } from "@/components/models/model-list";
import { ModelsView } from "@/components/models/models-view";
import { toEntries } from "@/components/models/provider-entries";
import { Page } from "@/components/shell/page";
import { PageHeader } from "@/components/ui/page-header";
import { requireSession } from "@/lib/auth/session";
import { listAliases, listProviders } from "@/lib/providers/queries";
import { listModels } from "@/lib/upstream/models";
import { upstreamSettings } from "@/lib/upstream/settings";

export const metadata: Metadata = { title: "Models" };

export default async function ModelsPage() {
  const { user } = await requireSession();
  const models = await listModels();
  return (
    <Page>
      <PageHeader title="Models" description="Which models answer here, and where they come from." />
      <div className="flex flex-col gap-6">
        {user.role === "owner" ? <Sources /> : null}
        <ModelList models={models.map(({ id, name, description, facts, ready }) => ({ id, name, description, facts, ready }))} />
      </div>
    </Page>
  );
}

/** For the owner only; the actions check that again. */
async function Sources() {
  const [providers, aliases] = await Promise.all([listProviders(), listAliases()]);
  return (
    <ModelsView
      providers={toEntries(providers, upstreamSettings())}
      aliases={aliases}
      actions={{
        save: actions.saveProviderAction,
        remove: actions.removeProviderAction,
        test: actions.testConnectionAction,
        saveAlias: actions.saveAliasAction,
        removeAlias: actions.removeAliasAction,
      }}
    />
  );
}
