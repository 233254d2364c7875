import type { Metadata } from "next";
import { notFound } from "next/navigation";
import { ApiOperation } from "@/components/docs/api-reference";
import { findOperation } from "@/lib/openapi/reference";

type Props = PageProps<"/docs/api/[operation]">;

export async function generateMetadata({ params }: Props): Promise<Metadata> {
  return { title: findOperation((await params).operation)?.summary ?? "Not found" };
}

export default async function OperationPage({ params }: Props) {
  const operation = findOperation((await params).operation);
  if (!operation) notFound();
  return <ApiOperation operation={operation} />;
}
