import { redirect } from "next/navigation";
import { MANUAL } from "@/lib/manual/pages";

export default function DocsStart() {
  redirect(`/docs/${MANUAL[0]?.slug ?? "api"}`);
}
