/** Who calls: the owner of an API key, or of a session in the browser. */
export interface Principal {
  workspaceId: string;
  userId: string;
  via: { type: "key"; keyId: string; models: string[] } | { type: "session"; sessionId: string };
}
