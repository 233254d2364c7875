import { PageHeader } from "@/components/ui/page-header";

/** The heading of the page, also while it loads. */
export function ToolsHeader() {
  return <PageHeader title="Tools" description="What models can do beside answering." />;
}
