import type { Citations } from "./citations";
import { type Draft, isBlock, isCall, isRef } from "./draft";
import type { Catalogue } from "./library/catalogue";
import { Definitions } from "./read/definitions";
import { WorkedOut } from "./read/worked-out";
import type { Statement } from "./read/statements";
import { ReportBuilder } from "./repair/report";
import { salvage } from "./repair/salvage";
import { createScope, peekOf, type Scope, widen } from "./repair/scope";
import type { UiNode } from "./tree";
import { Allowance, type Measure } from "./write/allowance";
import { blocksOf, withRoom } from "./write/blocks";
import { CHILDREN_MAX, type Child, Children, keyOf } from "./write/children";
import { Later, type Postponed } from "./write/later";
import { rootParts } from "./write/root";
import { writeNode, writeStringPart } from "./write/write";
import type { Writer } from "./write/writer";

/**
 * A program on its way to the client. Statements come in any order; a child of the root is written as soon as everything it refers to is
 * there, checked, safe and complete in itself, so that what was written renders at every moment and is never taken back.
 * `writer` gets what is finished. However often its parts refer to each other, what is written is at most four times what
 * was read, and 64 KB, by `measure`; what then is not shown as it was meant is shown as its words.
 */
export class Program {
  /** The component whose text may be written as it comes; null when there is none. */
  readonly textComponent: string | null;
  private readonly definitions = new Definitions((name) => this.completed(name));
  private readonly workedOut = new WorkedOut(this.definitions, (name) => this.reached.add(name));
  private readonly reached = new Set<string>();
  private readonly children: Children;
  private readonly allowance: Allowance;
  private readonly scope: Scope;
  private readonly ready: Child[] = [];
  private readonly later = new Later();
  private hasRoot = false;
  /** The statement that is read as the root until one of that name comes. */
  private entry: string | null = null;
  private isCut = false;

  constructor(
    private readonly catalogue: Catalogue,
    private readonly writer: Writer,
    private readonly report: ReportBuilder = new ReportBuilder(),
    measure?: Measure,
    private readonly citations: Citations | null = null,
  ) {
    this.textComponent = catalogue.textComponent;
    this.scope = createScope(catalogue, (name) => this.workedOut.of(name), report);
    this.allowance = new Allowance(measure);
    this.children = new Children(this.scope, this.allowance, writer);
  }

  /** Whether nothing more can be added but words. */
  get isFull(): boolean {
    return this.children.isFull;
  }

  /** Whether anything can be seen. */
  get isShown(): boolean {
    return this.children.isShown;
  }

  /** Says that the model wrote as many characters more. */
  read(chars: number): void {
    this.allowance.read(chars);
  }

  /** Takes a statement; `chars` is the length of its source. */
  add({ name, value }: Statement, chars: number): void {
    this.showAll();
    widen(this.scope, chars);
    this.workedOut.widen(chars);
    if (name === "root" || (name === null && this.isRoot(value))) return this.addRoot(value);
    if (name === null) this.report.add("orphaned", "A component stands alone, without a name.");
    if (name === null) {
      if (isCall(value) || typeof value === "string") this.append(this.definitions.define(this.children.freeName("s"), value));
      return;
    }
    const known = this.definitions.valueOf(name);
    if (known === undefined) return this.addFirst(name, value);
    if (JSON.stringify(value) === JSON.stringify(known)) return;
    if (this.reached.has(name)) {
      if (isCall(value)) this.append(this.definitions.define(this.children.freeName("s"), value));
      else this.definitions.define(this.children.freeName("s"), value);
      return;
    }
    // The later one counts; the earlier comes at the end if nobody else says what it says.
    this.definitions.define(this.children.freeName("s"), known);
    this.definitions.define(name, value);
  }

  /** The first statement is the root if it could be one, whatever its name. */
  private addFirst(name: string, value: Draft): void {
    const isEntry = !this.hasRoot && !name.startsWith("$") && this.isRoot(value) && !this.children.isBegun;
    this.definitions.define(name, value);
    if (!isEntry) return;
    this.entry = name;
    this.definitions.use(name);
    this.reached.add(name);
    this.addRoot(value);
  }

  /** Shows one child that is complete; false when there is none. */
  showNext(): boolean {
    const child = this.ready.shift();
    if (child) this.show(child);
    return child !== undefined;
  }

  /** A place for text at the end of what is there; returns the name under which the text is to be written. */
  addText(): string {
    this.showAll();
    const key = keyOf(this.children.add(null, "t"));
    this.children.writeRoot(true);
    return key;
  }

  /** As much of a text as may still be written; it counts as written. */
  allow(text: string): string {
    const allowed = this.allowance.takeWords(text, writeStringPart);
    this.isCut ||= allowed.length < text.length;
    return allowed;
  }

  /** Words at the end of what is there, as whatever component takes them. */
  addWords(text: string): void {
    this.showAll();
    if (text.trim() !== "") this.show(this.child(this.definitions.define(this.children.freeName("s"), text)), true);
  }

  /** Words that are shown when everything else is. */
  addLater(text: string): void {
    this.later.add({ source: null, text });
  }

  addNode(node: UiNode): void {
    this.showAll();
    const key = keyOf(this.children.add(null));
    this.children.writeRoot(false);
    this.writer.node(key, key, writeNode(node, this.catalogue.order), node);
    this.writer.done(key);
  }

  /** Everything there is comes out now, child by child: what waits for something that never came, and what nothing refers to. */
  *ending(): Generator<void> {
    while (this.showNext()) yield;
    if (!this.hasRoot) this.report.add("missing-root", "The program has no 'root'.");
    for (const child of this.children.all().slice()) {
      if (child.isShown || child.source === null) continue;
      this.show(child);
      yield;
    }
    yield* this.endOrphans();
    yield* this.endLater();
    if (this.isCut) this.addWords("The answer is too large to be shown whole.");
  }

  /** Nothing comes any more. */
  close(): void {
    this.children.end();
  }

  private *endOrphans(): Generator<void> {
    for (const name of this.definitions.names()) {
      const value = this.definitions.valueOf(name);
      if (value === undefined || this.definitions.isUsed(name) || !isBlock(value) || this.children.of(name)) continue;
      this.orphaned(name);
      yield;
    }
    const looked = new Set(this.reached);
    for (const name of this.definitions.names()) {
      const value = this.definitions.valueOf(name);
      if (value === undefined || this.reached.has(name)) continue;
      const { lost, reached } = this.wordsOf(value, [], looked);
      // What was looked at and says nothing need not be looked at again.
      for (const part of reached) looked.add(part);
      if (isBlock(value) || lost.length > 0) this.orphaned(name);
      yield;
    }
  }

  private *endLater(): Generator<void> {
    const said = ({ source, text }: Postponed): readonly string[] => {
      const value = source === null ? undefined : this.definitions.valueOf(source);
      const found = value === undefined ? { lost: [text], reached: [] } : this.wordsOf(value, [], this.reached);
      for (const name of found.reached) this.reached.add(name);
      return found.lost;
    };
    for (const words of this.later.words(said)) {
      this.addWords(words);
      yield;
    }
  }

  /** What a value says and `nodes` do not show; what stands in `known` was looked at. */
  private wordsOf(value: Draft, nodes: readonly UiNode[], known: ReadonlySet<string>): ReturnType<typeof salvage> {
    const { consumed, resolve } = this.scope;
    return salvage(value, nodes, { consumed, resolve: (name) => (known.has(name) ? undefined : resolve(name)) });
  }

  private showAll(): void {
    while (this.showNext());
  }

  /** Whether something is the root whatever its name: a root that may stand inside itself is only by name. */
  private isRoot(value: Draft): boolean {
    const { root, rootChildren } = this.catalogue;
    return isCall(value) && this.catalogue.find(value.name)?.name === root.name && (root.children === null || !rootChildren.has(root.name));
  }

  /** The children of a root join those that are there already. */
  private addRoot(value: Draft): void {
    this.hasRoot = true;
    const parts = rootParts(value, this.catalogue, peekOf(this.scope));
    this.children.setRest(parts.rest);
    const added: Child[] = [];
    for (const part of parts.children) {
      const name = isRef(part) ? part.name : this.definitions.define(this.children.freeName("s"), part);
      if (name === "root" || name === this.entry || this.children.of(name)) continue;
      this.definitions.use(name);
      if (this.children.isFull) this.postpone(name);
      else added.push(this.children.add(name));
    }
    this.children.writeRoot(true);
    for (const child of added) if (this.definitions.isComplete(child.source ?? "")) this.ready.push(child);
  }

  private completed(name: string): void {
    const child = this.children.of(name);
    if (child && !child.isShown) this.ready.push(child);
  }

  private orphaned(name: string): void {
    this.report.statementId = name;
    this.report.add("orphaned", `Nothing that is shown refers to '${name}'.`);
    if (this.children.isFull) this.postpone(name);
    else this.show(this.child(name));
  }

  private append(name: string): void {
    if (this.children.isFull) return this.postpone(name);
    const child = this.child(name);
    if (this.definitions.isComplete(name)) this.ready.push(child);
  }

  private child(name: string): Child {
    this.definitions.use(name);
    const child = this.children.add(name);
    this.children.writeRoot(false);
    return child;
  }

  /** There is no room for it as it is meant: it is shown as its words. */
  private postpone(source: string): void {
    if (this.later.length < CHILDREN_MAX) this.isCut = true;
    this.later.add({ source, text: "" });
  }

  private show(child: Child, isWords = false): void {
    if (child.source === null || child.isShown) return;
    const value = this.scope.resolve(child.source);
    this.report.statementId = child.source;
    if (value === undefined) this.report.add("unresolved", `There is no statement '${child.source}'.`);
    const isLeaf = this.catalogue.root.children === null;
    this.reached.add(child.source);
    if (value === undefined || (isLeaf && this.isShown)) return;
    const { nodes: blocks, reached } = blocksOf(value, isWords ? withRoom(this.scope) : this.scope);
    const nodes = this.citations?.inNodes(blocks, this.textComponent) ?? blocks;
    const shown: { node: UiNode; line: string }[] = [];
    for (const node of isLeaf ? nodes.slice(0, 1) : nodes) {
      const line = writeNode(node, this.catalogue.order);
      const isNamed = child.names.length > shown.length;
      if ((!isNamed && this.isFull) || !this.allowance.takesLine(line, isWords)) break;
      if (!isNamed) this.children.addName(child);
      shown.push({ node, line });
    }
    // The root comes before what it lists: parsers that stream pass over one that is said again at the very end.
    if (shown.length > 1) this.children.writeRoot(false);
    for (const [index, { node, line }] of shown.entries())
      this.writer.node(keyOf(child), isLeaf ? "root" : (child.names[index] ?? ""), line, node);
    child.isShown = shown.length > 0;
    this.writer.done(keyOf(child));
    if (shown.length === nodes.length || isLeaf) for (const name of reached) this.reached.add(name);
    else
      this.shorten(
        value,
        shown.map(({ node }) => node),
      );
  }

  /** What did not fit is shown as its words. */
  private shorten(value: Draft, shown: readonly UiNode[]): void {
    this.isCut = true;
    const { lost, reached } = this.wordsOf(value, shown, this.reached);
    for (const name of reached) this.reached.add(name);
    if (lost.length > 0) this.addLater(lost.join("\n\n"));
  }
}
