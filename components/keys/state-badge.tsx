import { Badge, type Tone } from "@/components/ui/badge";
import type { KeyState } from "@/lib/keys/schema";

const STATES: Record<KeyState, { label: string; tone: Tone }> = {
  active: { label: "Active", tone: "success" },
  rotating: { label: "Grace period", tone: "warning" },
  disabled: { label: "Disabled", tone: "neutral" },
  suspended: { label: "Suspended", tone: "warning" },
  expired: { label: "Expired", tone: "warning" },
  revoked: { label: "Revoked", tone: "danger" },
};

export function StateBadge({ state }: { state: KeyState }) {
  const { label, tone } = STATES[state];
  return (
    <Badge tone={tone} dot>
      {label}
    </Badge>
  );
}
