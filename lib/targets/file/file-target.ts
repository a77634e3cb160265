import { type Delivery, type ExportedDecision, ExportFailure, type ExportTarget } from '@/lib/ports/export-target';
import { decisionToCalendar } from './decision-calendar';
import { decisionFileName, decisionToMarkdown } from './decision-markdown';

/** A decision with its tasks as three files, kept here: to read (Markdown), to go on with (JSON), and its dates (ICS). */
export function createFileTarget(): ExportTarget {
  return {
    name: 'file',
    subjects: ['decision_log'],
    argumentsOf: (exported) => ({
      key: exported.key,
      title: exported.log.title,
      tasks: exported.kind === 'decision_log' ? exported.items.length : 0,
      formats: ['md', 'json', 'ics'],
    }),
    deliver: async ({ exported, memory, now }: Delivery) => {
      if (exported.kind !== 'decision_log') throw new ExportFailure({ code: 'export.not_a_decision' }, 'item');
      return { externalId: exported.key, url: null, files: filesOf(exported, now()), memory };
    },
  };
}

function filesOf(exported: ExportedDecision, now: number) {
  const { log, items, summary, language } = exported;
  const name = (format: 'md' | 'json' | 'ics') => decisionFileName(log.title, format);
  const written = { log, items, summary, status: log.status };
  return [
    {
      format: 'md' as const,
      name: name('md'),
      mediaType: 'text/markdown; charset=utf-8',
      body: decisionToMarkdown(written, { language }),
    },
    {
      format: 'json' as const,
      name: name('json'),
      mediaType: 'application/json',
      body: `${JSON.stringify({ log, items, summary }, null, 2)}\n`,
    },
    {
      format: 'ics' as const,
      name: name('ics'),
      mediaType: 'text/calendar; charset=utf-8',
      body: decisionToCalendar(exported, now),
    },
  ];
}
