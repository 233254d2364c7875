// Anything may stand in an address or a body, NUL bytes too, which Postgres refuses.
const CONVERSATION_ID = /^conv_[0-9A-Za-z]{1,59}$/;

/** Whether this can be the id of a conversation at all. */
export function isConversationId(id: string): boolean {
  return CONVERSATION_ID.test(id);
}
