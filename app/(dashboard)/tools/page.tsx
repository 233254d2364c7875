import type { Metadata } from "next";
import * as actions from "@/app/(dashboard)/tools/actions";
import * as searchActions from "@/app/(dashboard)/tools/search-actions";
import { Page } from "@/components/shell/page";
import { McpServers } from "@/components/tools/mcp-servers";
import { SearchServices } from "@/components/tools/search-services";
import { ToolsHeader } from "@/components/tools/tools-header";
import { Card } from "@/components/ui/card";
import { may } from "@/lib/auth/permissions";
import { requireSession } from "@/lib/auth/session";
import { listMcpServers } from "@/lib/mcp-servers/queries";
import { listSearchServices } from "@/lib/search-services/queries";
import { BACKENDS } from "@/lib/tools/web/backends";
import { searchServices } from "@/lib/tools/web/search-services";

export const metadata: Metadata = { title: "Tools" };

export default async function ToolsPage() {
  const { user, workspace } = await requireSession();
  return (
    <Page>
      <ToolsHeader />
      <div className="flex flex-col gap-6">
        {user.role === "owner" ? (
          <>
            <Searching />
            {may(workspace.role, "tools.change") ? <Servers workspaceId={workspace.id} /> : null}
          </>
        ) : (
          <Card title="Tools of this server">
            <p className="text-ink-soft text-sm">The owner of this server sets up which tools models may use.</p>
          </Card>
        )}
      </div>
    </Page>
  );
}

/** For the owner only; the actions check that again. */
async function Servers({ workspaceId }: { workspaceId: string }) {
  const servers = await listMcpServers(workspaceId);
  return (
    <McpServers
      servers={servers}
      actions={{ save: actions.saveMcpServerAction, remove: actions.removeMcpServerAction, test: actions.testMcpServerAction }}
    />
  );
}

/** For the owner only; the actions check that again. */
async function Searching() {
  const services = await listSearchServices();
  const other = searchServices().find(({ backend }) => services.every((service) => service.backend !== backend));
  return (
    <SearchServices
      services={services}
      fromEnvironment={other ? BACKENDS[other.backend].label : null}
      actions={{
        save: searchActions.saveSearchServiceAction,
        remove: searchActions.removeSearchServiceAction,
        test: searchActions.testSearchServiceAction,
      }}
    />
  );
}
