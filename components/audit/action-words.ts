/** What actions are about, in the order in which the page offers them. */
export const AREAS: Record<string, string> = {
  api_key: "API keys",
  member: "Members",
  invitation: "Invitations",
  workspace: "Workspace",
  user: "Accounts",
  provider: "Providers",
  model_alias: "Model aliases",
  shared_page: "Shared pages",
  mcp_server: "MCP servers",
  search_service: "Search services",
  setting: "Server settings",
};

const ACTIONS: Record<string, string> = {
  "api_key.created": "created the key",
  "api_key.renamed": "renamed the key",
  "api_key.disabled": "disabled the key",
  "api_key.enabled": "enabled the key",
  "api_key.policy_changed": "changed the limits of the key",
  "api_key.rotated": "rotated the key",
  "api_key.grace_ended": "ended the grace period of the key",
  "api_key.revoked": "revoked the key",
  "member.joined": "joined the workspace",
  "member.left": "left the workspace",
  "member.removed": "removed",
  "member.role_changed": "changed the role of",
  "invitation.created": "made an invitation",
  "invitation.revoked": "revoked an invitation",
  "workspace.renamed": "renamed the workspace",
  "workspace.limits_changed": "changed the limits of the workspace",
  "workspace.log_changed": "changed what the log keeps",
  "user.password_changed": "changed the password of",
  "user.profile_changed": "changed the profile of",
  "user.disabled": "closed the account of",
  "user.enabled": "opened the account of",
  "user.identity_connected": "connected an identity to",
  "user.identity_disconnected": "disconnected an identity from",
  "provider.created": "set up the provider",
  "provider.changed": "changed the provider",
  "provider.removed": "removed the provider",
  "model_alias.saved": "saved the model alias",
  "model_alias.removed": "removed the model alias",
  "shared_page.created": "shared a page",
  "shared_page.deleted": "unshared a page",
  "mcp_server.created": "set up an MCP server",
  "mcp_server.changed": "changed an MCP server",
  "mcp_server.removed": "removed an MCP server",
  "search_service.created": "set up the search service",
  "search_service.changed": "changed the search service",
  "search_service.removed": "removed the search service",
  "setting.changed": "changed the server setting",
};

/** Returns an action as a sentence goes on after who did it; one that has no words yet as it is recorded. */
export function actionInWords(action: string): string {
  return ACTIONS[action] ?? action;
}
