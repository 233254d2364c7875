/** Who makes a change, for the audit: a signed-in user, whoever runs the command line, or the server itself. */
export interface Actor {
  type: "user" | "cli" | "system";
  userId: string | null;
  workspaceId: string;
  /** The trusted client address. */
  ip: string | null;
  userAgent: string | null;
  requestId: string | null;
}
