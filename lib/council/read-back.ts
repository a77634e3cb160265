import { mayBecome } from './change-task';
import type { ActionItem } from './decision-log.schema';
import type { LoggedEvent } from './events';

type Status = ActionItem['status'];

/** What a person means who set a word that stands for several of ours, likeliest first. */
const likeliest: readonly Status[] = ['done', 'confirmed', 'dropped'];
const far: Record<Status, number> = { proposed: 0, confirmed: 1, done: 2, dropped: 2 };

/**
 * The steps that a task takes because of what stands at a target; none where nothing is new there. `agreed`: the status
 * when both were the same last, `means`: what the target's word may stand for now. Where both have moved since, ours
 * stays, unless theirs is further on; nothing there makes a task a mere proposal again.
 */
export function stepsBack(ours: Status, agreed: Status | null, means: readonly Status[]): Status[] {
  if (means.includes(ours) || (agreed !== null && means.includes(agreed))) return [];
  const theirs = likeliest.find((one) => means.includes(one));
  if (!theirs || (ours !== agreed && far[theirs] <= far[ours])) return [];
  return mayBecome(ours, theirs) ? [theirs] : ['confirmed', theirs];
}

/** A run's tasks as they stand, and what each was when its page at a target was the same last, by export. */
export function tasksAndAgreed(events: readonly LoggedEvent[]) {
  const items = new Map<string, ActionItem>();
  const versions = new Map<string, Status>();
  const agreed = new Map<string, Status>();
  const keep = (item: ActionItem) => {
    items.set(item.id, item);
    versions.set(`${item.id} ${item.version}`, item.status);
  };
  const subjects = new Map<string, string>();
  for (const event of events) {
    if (event.name === 'artifact-recorded' && event.artifact.kind === 'action_items')
      event.artifact.items.forEach(keep);
    else if (event.name === 'task-changed') keep(event.item);
    else if (event.name === 'export-requested') subjects.set(event.export, event.subject.id);
    else if (event.name === 'export-delivered' || event.name === 'export-read') {
      const id = subjects.get(event.export) ?? '';
      const status = event.name === 'export-delivered' ? versions.get(`${id} ${event.version}`) : items.get(id)?.status;
      if (status) agreed.set(event.export, status);
    }
  }
  return { items, agreed };
}
