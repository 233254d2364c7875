/** What a handler answers with where the client prefers Markdown to JSON: the words alone. */
export class MarkdownBody {
  constructor(readonly text: string) {}
}
