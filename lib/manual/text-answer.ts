/** A text for anyone and from any origin; the address in it is that of who asks, so that nothing between may keep it for others. */
export function textAnswer(text: string): Response {
  return new Response(text, {
    headers: {
      "content-type": "text/plain; charset=utf-8",
      "cache-control": "private, max-age=300",
      "access-control-allow-origin": "*",
      "x-content-type-options": "nosniff",
    },
  });
}
