/** How much may be used; null where there is no limit. */
export interface Limits {
  /** Requests that ask a model, in any 60 seconds. */
  requestsPerMinute: number | null;
  /** Read and written, in any 60 seconds. */
  tokensPerMinute: number | null;
  /** Requests at work at a time. */
  parallelRequests: number | null;
  /** Millionths of a US dollar a day and a month of UTC. */
  dayMicros: number | null;
  monthMicros: number | null;
}

/** Who is limited: a key, under the id that its use is counted for, or its workspace. */
export interface LimitedSubject {
  id: string;
  type: "key" | "workspace";
  limits: Limits;
}

/** What a key may call: null for every endpoint and model, an empty list for none. */
interface KeyAccess {
  type: "key";
  keyId: string;
  models: string[] | null;
  /** Absent as null: the names of `lib/http/endpoint-access.ts`. */
  endpoints?: string[];
}

/** What somebody is in a workspace; what that allows, `lib/auth/permissions.ts` says. */
export type MemberRole = "owner" | "member" | "viewer";

/** A user of a program that a browser speaks for with a frontend token: what the program calls them, and its app. */
export interface EndUser {
  id: string;
  appId: string | null;
}

/** Who calls: the owner of an API key, or of a session in the browser. */
export interface Principal {
  workspaceId: string;
  userId: string;
  via: KeyAccess | { type: "session"; sessionId: string; role: MemberRole };
  /** Only what is theirs may be seen and changed; absent for the workspace itself. */
  endUser?: EndUser;
  /** Those whose limits hold for the request; absent where there are none. */
  limits?: readonly LimitedSubject[];
}

/** A signed-in person, as pages and actions see them. */
export interface SessionUser {
  principal: Principal;
  /** `role` is theirs on this server, not in the workspace. */
  user: { id: string; email: string | null; name: string | null; role: "owner" | "member"; hasPassword: boolean };
  /** The workspace they are at work in. */
  workspace: { id: string; name: string; role: MemberRole };
  sessionId: string;
}
