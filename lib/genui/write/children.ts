import type { Draft } from "../draft";
import type { Scope } from "../repair/scope";
import type { Allowance } from "./allowance";
import { rootNode, writeRootLine } from "./root";
import type { Writer } from "./writer";

export interface Child {
  /** The definition it shows; null for text that is written as it comes. */
  source: string | null;
  names: string[];
  isShown: boolean;
}

/** What a child is called for its writer, whatever becomes of its names. */
export function keyOf({ names: [key = ""] }: Child): string {
  return key;
}

export const CHILDREN_MAX = 400;
/** After as many roots the next ones list names that nothing has yet, so that few more are needed. */
const PLAIN_ROOTS = 8;

/** The children of a root, in order, and the statement that lists them. */
export class Children {
  /** The arguments of the root beside its children. */
  readonly rest = new Map<string, Draft>();
  private readonly list: Child[] = [];
  private readonly bySource = new Map<string, Child>();
  private readonly taken = new Set<string>(["root", "true", "false", "null"]);
  /** Names that stand in the written root and belong to nothing yet. */
  private reserved: string[] = [];
  private written = "";
  private roots = 0;
  private pending = 0;
  private size = 0;
  private serial = 0;
  private isDirty = false;

  constructor(
    private readonly scope: Scope,
    private readonly allowance: Allowance,
    private readonly writer: Writer,
  ) {}

  get isFull(): boolean {
    return this.size >= CHILDREN_MAX;
  }

  get isShown(): boolean {
    return this.list.some((child) => child.isShown);
  }

  /** Whether a root was written. */
  get isBegun(): boolean {
    return this.roots > 0;
  }

  all(): readonly Child[] {
    return this.list;
  }

  of(source: string): Child | undefined {
    return this.bySource.get(source);
  }

  /** A new child at the end, under the name of what it shows where that is possible. */
  add(source: string | null, prefix = "s"): Child {
    const child: Child = { source, names: [this.reserved.shift() ?? this.named(source, prefix)], isShown: source === null };
    this.list.push(child);
    this.writer.place(keyOf(child));
    if (source !== null) this.bySource.set(source, child);
    this.size++;
    return child;
  }

  /** One more name for a child that turned out to be several components. */
  addName(child: Child): void {
    this.size++;
    this.isDirty = true;
    child.names.push(this.freeName("s"));
  }

  setRest(rest: ReadonlyMap<string, Draft>): void {
    for (const [name, draft] of rest) this.rest.set(name, draft);
    if (rest.size > 0) this.isDirty = true;
  }

  freeName(prefix: string): string {
    let name = `${prefix}${++this.serial}`;
    while (this.taken.has(name) || this.scope.resolve(name) !== undefined) name = `${prefix}${++this.serial}`;
    this.taken.add(name);
    return name;
  }

  /**
   * Writes the root when it has changed. What is not urgent waits until an eighth of the list is new, so that a long list is not written
   * again for each of its items; and nothing is written again that would cost more than its share.
   */
  writeRoot(isUrgent: boolean): void {
    this.pending++;
    if (!this.isDirty || this.size === 0 || this.scope.catalogue.root.children === null) return;
    if (!isUrgent && this.pending < this.size / 8) return;
    if (!this.allowance.hasRoomForRoot(4 * this.size)) return;
    if (this.roots >= PLAIN_ROOTS) this.reserve();
    this.writeNow(false);
  }

  /** Nothing comes any more. */
  end(): void {
    this.writeLastRoot();
    this.writer.end(this.scope.catalogue.root.children === null ? null : rootNode(this.rest, this.scope));
  }

  /** The root as it stays: with every name that is shown and no other. */
  private writeLastRoot(): void {
    this.reserved = [];
    for (const child of this.list) if (!child.isShown) child.names = [];
    if (this.scope.catalogue.root.children === null || !this.list.some((child) => child.names.length > 0)) return;
    this.writeNow(true);
  }

  private writeNow(isLast: boolean): void {
    const names = this.list.flatMap((child) => child.names).concat(this.reserved);
    let line = writeRootLine(names, this.rest, this.scope);
    if (line === this.written) return;
    if (!this.allowance.takesRoot(line, isLast)) {
      if (!isLast) return;
      line = writeRootLine(names, new Map(), this.scope);
    }
    this.pending = 0;
    this.isDirty = false;
    this.roots++;
    this.written = line;
    this.writer.root(line);
  }

  private reserve(): void {
    const count = Math.min(Math.max(8, this.size >> 1), CHILDREN_MAX - this.size);
    while (this.reserved.length < count) this.reserved.push(this.freeName("s"));
  }

  private named(source: string | null, prefix: string): string {
    this.isDirty = true;
    if (source === null || !/^[a-z_][A-Za-z0-9_]{0,39}$/.test(source) || this.taken.has(source)) return this.freeName(prefix);
    this.taken.add(source);
    return source;
  }
}
