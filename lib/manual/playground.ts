import { type ManualPage, text } from "./page";

export const playground: ManualPage = {
  slug: "playground",
  title: "The playground",
  summary: "Trying models and keeping, sharing and comparing what they answer.",
  sections: [
    {
      heading: "Versions and forks",
      blocks: [
        text(
          "*Regenerate* and *Edit and rerun* lose nothing: what was said before stays as a version with everything that followed it, and ‹ 1/3 › beside the answer or the message goes from one to the next. *Fork a thread from here*, in the menu of an answer, begins a thread of its own with what was said until then.",
        ),
      ],
    },
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
