import type { Exportable, ExportTarget } from '@/lib/ports/export-target';
import type { NotionOptions } from './client';
import { deliver } from './deliver';
import { peopleOfWorkspaces } from './people';
import { readBack } from './read-back';

/** Notion, by an integration's own token: decisions and tasks as pages of the two databases that it is mapped to. */
export function createNotionTarget(options: NotionOptions): ExportTarget {
  const findPerson = peopleOfWorkspaces();
  return {
    name: 'notion',
    subjects: ['decision_log', 'action_item'],
    argumentsOf,
    deliver: (delivery) => deliver(delivery, options, findPerson),
    readBack: (access, externalIds, calls) => readBack(access, externalIds, options, calls),
  };
}

function argumentsOf(exported: Exportable): Record<string, unknown> {
  const { key, version, log } = exported;
  if (exported.kind === 'decision_log') return { key, version, title: log.title, tasks: exported.items.length };
  const { title, owner, due, priority } = exported.item;
  return { key, version, title, owner, due, priority };
}
