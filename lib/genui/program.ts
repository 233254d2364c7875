import type { Catalogue } from "./catalogue";
import { collectRefs, type Draft, isCall, isFields, isRef } from "./draft";
import type { Statement } from "./read";
import { ReportBuilder } from "./report";
import { repairBlocks } from "./repair";
import { peekOf, type Scope } from "./scope";
import { rootParts, writeRootLine } from "./root";
import { safeNode } from "./safe";
import { salvage } from "./salvage";
import type { UiNode } from "./tree";
import { writeNode } from "./write";

const PROGRAM_CHARS_MAX = 200_000;
const CHILDREN_MAX = 400;
/** A name of no component that only holds others. */
const WRAPPER = "div";
/** What references may multiply: a program that names each thing once needs fewer values than it has characters. */
const NODES_MIN = 2000;

interface Definition {
  value: Draft;
  /** How many of the names it refers to are not complete yet. */
  missing: number;
}

interface Child {
  /** The definition it shows; null for text that is written as it comes. */
  source: string | null;
  names: string[];
  isShown: boolean;
}

/**
 * A program on its way to the client. Statements come in any order; a child of the root is written as soon as everything it refers to is
 * there, checked, safe and complete in itself, so that what was written renders at every moment and is never taken back.
 * `write` gets finished lines of OpenUI Lang.
 */
export class Program {
  private readonly definitions = new Map<string, Definition>();
  private readonly waiting = new Map<string, Set<string>>();
  private readonly used = new Set<string>();
  /** What the children that are shown are made of. */
  private readonly reached = new Set<string>();
  private readonly children: Child[] = [];
  private readonly taken = new Set<string>(["root", "true", "false", "null"]);
  private readonly scope: Scope;
  /** The arguments of the root beside its children. */
  private readonly rest = new Map<string, Draft>();
  private written = "";
  private pending = 0;
  private hasRoot = false;
  private serial = 0;
  private charsLeft = PROGRAM_CHARS_MAX;
  private isCut = false;

  constructor(
    private readonly catalogue: Catalogue,
    private readonly write: (line: string) => void,
    private readonly report: ReportBuilder = new ReportBuilder(),
  ) {
    this.scope = {
      catalogue,
      resolve: (name) => this.definitions.get(name)?.value,
      nodesLeft: NODES_MIN,
      consumed: new Set(),
      isShortened: false,
      report,
    };
  }

  /** The component whose text may be written as it comes; null when there is none. */
  get textComponent(): string | null {
    return this.catalogue.textComponent;
  }

  /** Whether anything can be seen. */
  get isShown(): boolean {
    return this.children.some((child) => child.isShown);
  }

  /** Takes a statement; `chars` is the length of its source. */
  add({ name, value }: Statement, chars: number): void {
    this.scope.nodesLeft += chars;
    if (name?.startsWith("$")) return;
    if (name === "root" || this.isRoot(value)) return this.addRoot(value);
    if (name === null) this.report.add("orphaned", "A component stands alone, without a name.");
    if (name === null) {
      if (isCall(value) || typeof value === "string") this.append(this.define(this.nextName("s"), value));
      return;
    }
    const known = this.definitions.get(name);
    if (!known) return void this.define(name, value);
    if (JSON.stringify(value) === JSON.stringify(known.value)) return;
    if (this.reached.has(name)) {
      if (isCall(value)) this.append(this.define(this.nextName("s"), value));
      else this.define(this.nextName("s"), value);
      return;
    }
    // The later one counts; the earlier comes at the end if nobody else says what it says.
    this.define(this.nextName("s"), known.value);
    this.define(name, value);
  }

  /** A place for text at the end of what is there; returns the name under which the text is to be written. */
  addText(): string {
    const name = this.nextName("t");
    this.children.push({ source: null, names: [name], isShown: true });
    this.writeRoot(true);
    return name;
  }

  /** As much of a text as may still be written; it counts as written. */
  allow(text: string): string {
    const allowed = text.length <= this.charsLeft ? text : text.slice(0, this.charsLeft).replace(/[\ud800-\udbff]$/, "");
    this.charsLeft -= allowed.length;
    this.isCut ||= allowed.length < text.length;
    return allowed;
  }

  /** Words at the end of what is there, as whatever component takes them. */
  addWords(text: string): void {
    if (text.trim() !== "") this.append(this.define(this.nextName("s"), text), true);
  }

  addNode(node: UiNode): void {
    const name = this.nextName("s");
    this.children.push({ source: null, names: [name], isShown: true });
    this.writeRoot(false);
    this.write(`${name} = ${writeNode(node, this.catalogue.order)}`);
  }

  /** Everything there is comes out now: what waits for something that never came, and what nothing refers to. */
  end(): void {
    if (!this.hasRoot) this.report.add("missing-root", "The program has no 'root'.");
    for (const child of this.children.slice()) if (!child.isShown && child.source !== null) this.show(child);
    for (const [name, { value }] of Array.from(this.definitions)) {
      if (this.used.has(name) || !this.isBlock(value) || this.children.some((child) => child.source === name)) continue;
      this.orphaned(name);
    }
    for (const name of Array.from(this.definitions.keys())) {
      const value = this.definitions.get(name)?.value;
      if (value === undefined || this.reached.has(name)) continue;
      if (this.isBlock(value) || salvage(value, [], this.scope).lost.length > 0) this.orphaned(name);
    }
    if (this.isCut) this.addWords("The answer is too large to be shown whole.");
    for (const child of this.children) if (!child.isShown) child.names = [];
    this.writeRoot(true);
  }

  /** Whether something is the root whatever its name: a root that may stand inside itself is only by name. */
  private isRoot(value: Draft): boolean {
    const { root, rootChildren } = this.catalogue;
    return isCall(value) && this.catalogue.find(value.name)?.name === root.name && (root.children === null || !rootChildren.has(root.name));
  }

  private isBlock(value: Draft): boolean {
    return isCall(value) || (isFields(value) && value.entries.some(([key]) => key === "component"));
  }

  private define(name: string, value: Draft): string {
    const refs = new Set<string>();
    collectRefs(value, refs);
    const missing = [...refs].filter((ref) => this.definitions.get(ref)?.missing !== 0);
    for (const ref of refs) this.used.add(ref);
    for (const ref of missing) {
      const waiters = this.waiting.get(ref) ?? new Set();
      this.waiting.set(ref, waiters.add(name));
    }
    this.definitions.set(name, { value, missing: missing.length });
    if (missing.length === 0) this.complete(name);
    return name;
  }

  private complete(first: string): void {
    const queue = [first];
    for (let name = queue.pop(); name !== undefined; name = queue.pop()) {
      for (const child of this.children) if (child.source === name && !child.isShown) this.show(child);
      const waiters = this.waiting.get(name) ?? [];
      this.waiting.delete(name);
      for (const waiter of waiters) {
        const definition = this.definitions.get(waiter);
        if (!definition || definition.missing === 0) continue;
        definition.missing--;
        if (definition.missing === 0) queue.push(waiter);
      }
    }
  }

  /** The children of a root join those that are there already. */
  private addRoot(value: Draft): void {
    this.hasRoot = true;
    const parts = rootParts(value, this.catalogue, peekOf(this.scope));
    for (const [name, draft] of parts.rest) this.rest.set(name, draft);
    if (parts.children.length > CHILDREN_MAX) this.isCut = true;
    for (const part of parts.children.slice(0, CHILDREN_MAX)) {
      const name = isRef(part) ? part.name : this.define(this.nextName("s"), part);
      if (name === "root" || this.children.some((child) => child.source === name)) continue;
      this.used.add(name);
      this.children.push({ source: name, names: [this.outputName(name)], isShown: false });
    }
    this.writeRoot(true);
    for (const child of this.children.slice()) {
      if (!child.isShown && child.source !== null && this.definitions.get(child.source)?.missing === 0) this.show(child);
    }
  }

  private orphaned(name: string): void {
    this.report.statementId = name;
    this.report.add("orphaned", `Nothing that is shown refers to '${name}'.`);
    this.append(name, true);
  }

  private append(name: string, atEnd = false): void {
    if (this.children.length >= CHILDREN_MAX) {
      this.isCut = true;
      return;
    }
    this.used.add(name);
    const child: Child = { source: name, names: [this.outputName(name)], isShown: false };
    this.children.push(child);
    this.writeRoot(false);
    if (atEnd || this.definitions.get(name)?.missing === 0) this.show(child);
  }

  private show(child: Child): void {
    if (child.source === null || child.isShown) return;
    const value = this.definitions.get(child.source)?.value;
    this.report.statementId = child.source;
    if (value === undefined) this.report.add("unresolved", `There is no statement '${child.source}'.`);
    const nodes = value === undefined ? [] : this.nodesOf(value);
    this.reached.add(child.source);
    if (this.scope.nodesLeft <= 0) this.isCut = true;
    const isLeaf = this.catalogue.root.children === null;
    if (isLeaf && this.isShown) return;
    let index = 0;
    for (const node of nodes) {
      const line = writeNode(node, this.catalogue.order);
      if (line.length > this.charsLeft) {
        this.isCut = true;
        break;
      }
      this.charsLeft -= line.length;
      const name = child.names[index] ?? this.nextName("s");
      if (index >= child.names.length) child.names.push(name);
      this.write(`${isLeaf ? "root" : name} = ${line}`);
      index++;
      if (isLeaf) break;
    }
    child.isShown = index > 0;
    if (index > 1) this.writeRoot(false);
  }

  /** What a value shows, and after it as text what it says and no component took. */
  private nodesOf(value: Draft): UiNode[] {
    const { scope } = this;
    const allowed = [...this.catalogue.rootChildren];
    scope.isShortened = false;
    let nodes = repairBlocks(value, allowed, scope);
    let { lost, share, reached } = salvage(value, nodes, scope);
    for (const name of reached) this.reached.add(name);
    if (share >= 0.5 && isCall(value) && !scope.isShortened) {
      // The wrong component around the right parts: the parts by themselves show more.
      const parts = this.report.quietly(() => repairBlocks({ ...value, name: WRAPPER }, allowed, scope));
      const without = salvage(value, parts, scope);
      if (without.share < share) [nodes, lost] = [parts, without.lost];
    }
    if (lost.length > 0 && !scope.isShortened && scope.nodesLeft > 0) nodes.push(...repairBlocks(lost.join("\n\n"), allowed, scope));
    return nodes.flatMap((node) => safeNode(node, allowed));
  }

  /**
   * Writes the root when it has changed. What is not urgent waits until an eighth of the list is new, so that a long list is not written
   * again for each of its items.
   */
  private writeRoot(isUrgent: boolean): void {
    const names = this.children.flatMap((child) => child.names);
    this.pending++;
    if (!isUrgent && this.pending < names.length / 8) return;
    this.pending = 0;
    if (names.length === 0 || this.catalogue.root.children === null) return;
    const line = writeRootLine(names, this.rest, this.scope);
    if (line === this.written) return;
    this.written = line;
    this.write(line);
  }

  private outputName(name: string): string {
    if (!/^[a-z_][A-Za-z0-9_]{0,39}$/.test(name) || this.taken.has(name)) return this.nextName("s");
    this.taken.add(name);
    return name;
  }

  private nextName(prefix: string): string {
    let name = `${prefix}${++this.serial}`;
    while (this.taken.has(name) || this.definitions.has(name)) name = `${prefix}${++this.serial}`;
    this.taken.add(name);
    return name;
  }
}
