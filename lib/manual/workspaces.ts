import { type ManualPage, text } from "./page";

export const workspaces: ManualPage = {
  slug: "workspaces",
  title: "Workspaces",
  summary: "Working with others: roles, invitations, and what ends when somebody goes.",
  sections: [
    {
      heading: "What a workspace holds",
      blocks: [
        text(
          "Keys, usage, logs, files, conversations, limits and MCP servers belong to a workspace. Every account begins with one of its own; those who are in several choose theirs in the account menu. Threads of the playground are seen by their author alone.",
        ),
      ],
    },
    {
      heading: "Roles",
      blocks: [
        text(
          [
            "| | Owner | Member | Viewer |",
            "|---|:-:|:-:|:-:|",
            "| See keys, usage, logs, files and members | ✓ | ✓ | ✓ |",
            "| Ask models, in the playground and in sessions | ✓ | ✓ | |",
            "| Make, change, rotate and revoke keys; keep files | ✓ | ✓ | |",
            "| Invite, change roles, remove | ✓ | | |",
            "| Set the workspace's name, limits, log and MCP servers | ✓ | | |",
            "| See the audit | ✓ | | |",
          ].join("\n"),
          "Roles are given on the [Members](/members) page. A workspace always has an owner. Whoever runs the server is its *server owner* besides: providers, search services and accounts are theirs.",
        ),
      ],
    },
    {
      heading: "Inviting",
      blocks: [
        text(
          "*Invite* on the [Members](/members) page makes a link, which is shown once. Send it however you like: no mail server is needed. It works once, for 1, 7 or 30 days, and can be revoked. With an e-mail address only an account of that address can accept it. Who has no account makes one on the page of the link, also where sign-up is closed; such an account belongs to your workspace alone.",
        ),
      ],
    },
    {
      heading: "When somebody goes",
      blocks: [
        text(
          "Who is removed, or becomes a viewer, has no access any more at that moment: their streams end with `role_not_allowed`, and keys they made are *suspended* and get **403** `api_key_disabled`. Rotate such a key to make it yours. An account that was in no other workspace is closed, unless anybody may sign up here.",
        ),
      ],
    },
    {
      heading: "The audit",
      blocks: [
        text(
          "The [Audit](/audit) page shows owners every change of keys, members, invitations, limits and settings: who made it, when, from where, and what it changed. What is narrowed down stands in the address, so that it can be sent.",
        ),
      ],
    },
  ],
};
