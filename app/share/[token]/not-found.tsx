import type { Metadata } from "next";
import { GonePage } from "@/components/shared-pages/shared-page-view";

export const metadata: Metadata = { title: "Not shared" };

export default function NotShared() {
  return <GonePage />;
}
