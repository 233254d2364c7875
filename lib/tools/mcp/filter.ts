/** Which tools are meant: all that are named, and that only read where that is asked for. */
export interface ToolFilter {
  names: readonly string[] | null;
  readOnly: boolean | null;
}

/** When a person is asked before a tool runs. */
export type ApprovalPolicy = "always" | "never" | { always: ToolFilter | null; never: ToolFilter | null };

interface Judged {
  name: string;
  annotations?: Record<string, unknown>;
}

/** Whether a tool only reads, as its server claims. */
export function isReadOnly({ annotations }: Judged): boolean {
  return annotations?.readOnlyHint === true;
}

/** Whether a filter means a tool: what it says of names and of reading must both hold. */
export function isMeant(tool: Judged, { names, readOnly }: ToolFilter): boolean {
  return (names === null || names.includes(tool.name)) && (readOnly === null || isReadOnly(tool) === readOnly);
}

/** Whether a person must approve a call. What a policy says nothing about is asked. */
export function needsApproval(tool: Judged, policy: ApprovalPolicy): boolean {
  if (typeof policy === "string") return policy === "always";
  return !(policy.never !== null && isMeant(tool, policy.never));
}

/** The stricter of two policies: what one of them wants asked is asked. */
export function isAskedBy(tool: Judged, policies: readonly ApprovalPolicy[]): boolean {
  return policies.some((policy) => needsApproval(tool, policy));
}
