import type { Metadata } from "next";
import { ApiIndex } from "@/components/docs/api-reference";
import { pageOrigin } from "@/components/shell/page-origin";
import { apiReference } from "@/lib/openapi/reference";

export const metadata: Metadata = { title: "API reference" };

export default async function ApiReferencePage() {
  return <ApiIndex operations={apiReference()} origin={await pageOrigin()} />;
}
