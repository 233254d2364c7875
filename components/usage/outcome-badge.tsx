import { Badge } from "@/components/ui/badge";

/** The HTTP status of a request; 499 is a client that left before the end. */
export function OutcomeBadge({ status }: { status: number }) {
  if (status === 499) return <Badge tone="neutral">499 left</Badge>;
  const tone = status >= 500 ? "danger" : status >= 400 ? "warning" : "success";
  return <Badge tone={tone}>{status}</Badge>;
}
