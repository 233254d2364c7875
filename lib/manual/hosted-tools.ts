import { baseUrl, type ManualPage, program, text } from "./page";

export const hostedTools: ManualPage = {
  slug: "hosted-tools",
  title: "Tools that run here",
  summary: "Search, files and MCP servers for every model, over Responses.",
  sections: [
    {
      heading: "How they run",
      blocks: [
        text(
          "A tool of one of these types in `tools` of a response is called by the model and run by this server, in as many rounds as it takes, before the answer: you get the answer with an item for each call. `max_tool_calls`, `tool_choice`, `parallel_tool_calls` and `include` count. Functions of yours may stand beside them.",
          "Numbers such as `[1]` in an answer become links to their sources, told as annotations (`url_citation`, `file_citation`). What tools return is given to the model as data, never as instructions.",
          "A tool that is not set up here is refused with `tool_not_configured`; beside functions it is left out, and the header `x-vitrine-tools-left-out` names it.",
        ),
      ],
    },
    {
      heading: "In the playground",
      blocks: [
        text(
          "*Tools* below the message turns on web search, MCP servers and stores of files for a thread; files dropped on the message are read and searched. Each call is a step that opens: what was asked, how long it took, what came of it. Numbers in the answer lead to pages, and open passages of files. The offline engine searches as well, and quotes what it found.",
        ),
      ],
    },
    {
      heading: "Files",
      blocks: [
        text(
          'Files are uploaded, read (PDF, Word, HTML, Markdown, CSV, JSON, text, code) and searched as the official clients do it, or dropped on the [Files](/files) page. A model searches them with `{"type": "file_search", "vector_store_ids": ["vs_…"]}`.',
        ),
        program(
          "js",
          "search-files.mjs",
          (reader) => `import OpenAI, { toFile } from "openai";

const client = new OpenAI({ baseURL: "${baseUrl(reader)}", apiKey: "${reader.secret}" });

const words = "Parcels leave on Mondays.\\n\\nA refund takes five days.";
const file = await client.files.create({ file: await toFile(Buffer.from(words), "shop.txt"), purpose: "assistants" });
const store = await client.vectorStores.create({ name: "Shop" });
await client.vectorStores.files.createAndPoll(store.id, { file_id: file.id });

const found = await client.vectorStores.search(store.id, { query: "How long does a refund take?" });
console.log(found.data[0].filename, found.data[0].content[0].text);`,
        ),
      ],
    },
    {
      heading: "The web",
      blocks: [
        text(
          "`web_search` asks the service that the owner chose on the [Tools](/tools) page: SearXNG, Brave, Tavily, Exa or Serper. The model may open pages that were found and look for words in them; private addresses are never asked. In chat completions `web_search_options` does the same.",
        ),
      ],
    },
    {
      heading: "Code",
      blocks: [
        text(
          '`{"type": "code_interpreter", "container": {"type": "auto"}}` lets the model run Python (the standard library, no network, 30 seconds a call) in a container that the dialogue keeps. Ask for `code_interpreter_call.outputs` to see what was printed and the pictures that were written; other files are had by `containers.files`. A container expires when nobody used it for 20 minutes.',
          "It is off until the owner sets `CODE_INTERPRETER=pyodide`. The code runs in a process of its own without the server's environment, files and network, bounded in time and memory, and is killed at the bounds. That is meant for people you know: no process of one machine keeps out everybody. Where the system can't take the network away (anything but Linux with user namespaces), it stays off unless `CODE_INTERPRETER_UNSAFE=1` says otherwise.",
        ),
      ],
    },
    {
      heading: "MCP servers",
      blocks: [
        text(
          'Servers of the Model Context Protocol are set up on the [Tools](/tools) page and used by their label: `{"type": "mcp", "server_label": "…"}`. A call that may change something asks first: the response ends with an `mcp_approval_request`, and the next one brings an `mcp_approval_response`.',
          "Answers of models with an id of the C1 family (`c1/…`) end with a card then: what would be called, with what, and *Approve* and *Deny*. Send the message of the pressed button on with the same `tools`, and the server reads it as the approval. It counts once, for this workspace, within a day; typed words approve nothing.",
        ),
      ],
    },
  ],
};
