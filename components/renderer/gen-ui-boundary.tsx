"use client";

import { Component, type ReactNode } from "react";

interface BoundaryProps {
  /** Shown instead of what threw. */
  fallback: ReactNode;
  /** A new value tries again. */
  resetKey: unknown;
  children: ReactNode;
}

/** Keeps a throw of the renderer, or of loading it, inside the answer. React offers this only to classes. */
export class GenUIBoundary extends Component<BoundaryProps, { failedKey: unknown; failed: boolean }> {
  override state = { failed: false, failedKey: undefined as unknown };

  static getDerivedStateFromError() {
    return { failed: true };
  }

  override componentDidUpdate(previous: BoundaryProps): void {
    if (this.state.failed && previous.resetKey !== this.props.resetKey) this.setState({ failed: false });
  }

  override render(): ReactNode {
    return this.state.failed ? this.props.fallback : this.props.children;
  }
}
