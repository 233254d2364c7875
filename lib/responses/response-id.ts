// Anything may stand in an address or a body, NUL bytes too, which Postgres refuses.
const RESPONSE_ID = /^resp_[0-9A-Za-z]{1,59}$/;

/** Whether this can be the id of a response at all. */
export function isResponseId(id: string): boolean {
  return RESPONSE_ID.test(id);
}
