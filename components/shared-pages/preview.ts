import type { Metadata } from "next";
import type { SharedPageContent } from "@/lib/shared-pages/schema";

const DESCRIPTION_CHARS = 200;

/** What other places show of a link: the title and the first question. No search engine lists it. */
export function previewOf(page: SharedPageContent | null): Metadata {
  const robots = { index: false, follow: false, nocache: true };
  if (!page) return { title: "Not shared", robots };
  const asked = (page.turns.find(({ type }) => type === "user")?.text ?? page.title).replace(/\s+/g, " ");
  const letters = [...asked];
  const description = letters.length > DESCRIPTION_CHARS ? `${letters.slice(0, DESCRIPTION_CHARS - 1).join("")}…` : asked;
  return {
    title: page.title,
    description,
    robots,
    openGraph: { type: "article", title: page.title, description, siteName: "Vitrine" },
    twitter: { card: "summary", title: page.title, description },
  };
}
