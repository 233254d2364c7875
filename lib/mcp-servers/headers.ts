const NAME = /^[!#$%&'*+.^_`|~0-9A-Za-z-]{1,100}$/;
const VALUE = /^[\t\x20-\x7e\x80-\xff]{0,4000}$/;
/** What the connection itself says: whoever could set it would speak to the server in this one's name. */
const OWN =
  /^(?:host|connection|cookie|set-cookie|keep-alive|te|trailer|transfer-encoding|upgrade|expect|accept|origin|user-agent|last-event-id|(?:content|mcp|proxy|sec|x-forwarded)-.*|forwarded)$/i;

/** Why a header may not be sent to a server along with its credentials; null when it may. */
export function findHeaderFault(name: string, value: string): string | null {
  if (!NAME.test(name)) return "A header's name has letters, digits and hyphens.";
  if (OWN.test(name)) return `The header '${name.toLowerCase()}' is the connection's own.`;
  if (!VALUE.test(value)) return `The value of the header '${name.toLowerCase()}' has line ends, or letters that no header has.`;
  return null;
}
