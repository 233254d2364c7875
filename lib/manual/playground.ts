import { type ManualPage, text } from "./page";

export const playground: ManualPage = {
  slug: "playground",
  title: "The playground",
  summary: "Trying models and keeping, sharing and comparing what they answer.",
  sections: [
    {
      heading: "Sharing",
      blocks: [
        text(
          "A thread is shared from its header, one answer from the icon beside its views. What is shared is a copy, as it is at that moment, on a page of its own that everybody can read who has the link, without signing in: questions, answers and the model's name. Your name, the system prompt, calls of tools and their results, thoughts and what was typed into forms stay out, and what looks like a key is made unreadable.",
          "A link works for as long as you say, and until you unshare it under [Shared pages](/playground/shared-pages) or delete the thread. The page can stand in a frame of your own pages: the dialog shows the `<iframe>` to copy, and `?theme=light` or `?theme=dark` at the end of its address chooses its colours.",
        ),
      ],
    },
  ],
};
