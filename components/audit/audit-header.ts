/** Of the page and of its shape while it loads. */
export const AUDIT_HEADER = {
  title: "Audit",
  description: "Who changed what in this workspace, and when. Nothing here can be changed.",
};
