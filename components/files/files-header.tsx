import { PageHeader } from "@/components/ui/page-header";

export function FilesHeader() {
  return (
    <PageHeader
      title="Files"
      description="Documents that you and models search. A request names the store they are in: {&quot;type&quot;: &quot;file_search&quot;, &quot;vector_store_ids&quot;: […]}."
    />
  );
}
