const MODEL = "c1/custom/crash/v-20261122";
const TERMINAL = new Set(["response.completed", "response.failed", "response.incomplete"]);

/**
 * What a client knows for sure of one of its requests: what it was told before the connection broke.
 * @typedef {object} Told
 * @property {string | null} id that a response exists
 * @property {object | null} final how it ended
 * @property {number} lastSequence of the last event it saw
 * @property {boolean} background
 * @property {string | null} refused an answer that is an error: its status and code
 */

/**
 * One request, of the kind that its number says: six of ten streams, two plain answers, two in the background.
 * @param {number} number
 * @returns {Told & { number: number, stream: boolean }} with nothing told yet
 */
export function newRequest(number) {
  const kind = number % 10;
  return { number, background: kind >= 8, stream: kind < 6 || kind === 8, id: null, final: null, lastSequence: -1, refused: null };
}

/**
 * Sends the request and notes what is told, until the answer or the connection ends. Never throws.
 * @param {{ url: string, secret: string }} server
 * @param {ReturnType<typeof newRequest>} told
 * @param {string | null} conversation that no other request uses
 */
export async function ask({ url, secret }, told, conversation) {
  const { number, background, stream } = told;
  const body = { model: MODEL, input: `Request ${number}`, text: { format: { type: "json_object" } }, stream, background };
  try {
    const response = await fetch(`${url}/v1/embed/responses`, {
      method: "POST",
      headers: { authorization: `Bearer ${secret}`, "content-type": "application/json" },
      body: JSON.stringify({ ...body, ...(conversation && !background && { conversation }) }),
    });
    if (response.status !== 200) {
      const { error } = await response.json();
      told.refused = `${response.status} ${error.code}`;
    } else if (stream) {
      await read(response, told);
    } else {
      const answer = await response.json();
      told.id = answer.id;
      if (answer.status !== "in_progress") told.final = answer;
    }
  } catch {
    // The connection broke: what was told until then holds.
  }
}

/** Takes the stream of a response up where it broke off; gives its last event, or null when it has none. */
export async function resume({ url, secret }, { id, lastSequence }) {
  const after = lastSequence >= 0 ? `&starting_after=${lastSequence}` : "";
  const response = await fetch(`${url}/v1/embed/responses/${id}?stream=true${after}`, { headers: { authorization: `Bearer ${secret}` } });
  const told = { id, final: null, lastSequence };
  await read(response, told);
  return told.final;
}

async function read(response, told) {
  let rest = "";
  for await (const bytes of response.body) {
    const frames = (rest + Buffer.from(bytes).toString()).split("\n\n");
    rest = frames.pop() ?? "";
    for (const frame of frames) {
      const data = /^data: (\{.*\})$/m.exec(frame)?.[1];
      if (!data) continue;
      const event = JSON.parse(data);
      told.lastSequence = event.sequence_number;
      if (event.type === "response.created") told.id = event.response.id;
      if (TERMINAL.has(event.type)) told.final = event.response;
    }
  }
}
