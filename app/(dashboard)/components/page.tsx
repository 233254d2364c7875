import type { Metadata } from "next";
import { Choosing } from "@/components/library/choosing";
import { ComponentsView } from "@/components/library/components-view";
import { LibraryHeader } from "@/components/library/library-header";
import { Page } from "@/components/shell/page";
import { requireSession } from "@/lib/auth/session";
import { libraryReference } from "@/lib/genui/reference";

export const metadata: Metadata = { title: "Components" };

export default async function ComponentsPage() {
  await requireSession();
  const library = libraryReference();
  return (
    <Page>
      <LibraryHeader version={library.version} />
      <ComponentsView library={library} />
      <Choosing />
    </Page>
  );
}
