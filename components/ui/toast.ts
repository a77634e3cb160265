import type { IconName } from './icon';

/** What happened to the reader. What concerns a run is a banner; what waits for them is in the bell. */
export interface Toast {
  /** The same thing said again replaces what was said. */
  id: string;
  title: string;
  text?: string;
  tone: 'done' | 'waiting' | 'trouble';
  mark?: IconName;
  link?: { href: string; label: string };
}

let waiting: readonly Toast[] = [];
let wanted = false;
const listeners = new Set<() => void>();

function say(): void {
  for (const listener of listeners) listener();
}

/** Says it in a corner, politely; it goes by itself. */
export function toast(one: Toast): void {
  waiting = [...waiting, one];
  wanted = true;
  say();
}

/** What nobody has been shown yet; it is taken once. */
export function takeToasts(): readonly Toast[] {
  const all = waiting;
  waiting = [];
  return all;
}

export function onToast(listener: () => void): () => void {
  listeners.add(listener);
  return () => listeners.delete(listener);
}

/** Whether anything was ever said. */
export const anyToast = (): boolean => wanted;

export interface ToastWords {
  /** Name of the region. */
  label: string;
  close: string;
}
