'use client';

import { useRouter } from 'next/navigation';
import { useTranslations } from 'next-intl';
import { useEffect, useRef } from 'react';
import { type Place, still } from '../exports/export-to';
import type { Send } from '../ui/send';
import { agendaOf, type Draft, type TeamChoice, type TemplateChoice } from './draft';
import { Editor } from './editor';
import { forget, kept } from './keep';
import { useDraft } from './use-draft';

interface Props {
  meetingId: string;
  version: number;
  first: Draft;
  userId: string;
  templates: TemplateChoice[];
  teams: TeamChoice[];
  places: readonly Place[];
  starts: boolean;
  change: Send<{ id: string }>;
}

/** The agenda of a meeting that nobody has started, in the same editor. */
export function ChangeAgenda(props: Props) {
  const { meetingId, version, first, userId, templates, teams, places, starts, change: save } = props;
  const t = useTranslations('new');
  const router = useRouter();
  // Drafts of meetings lie apart from those of new ones, which the page for new ones offers.
  const owner = `${userId}/${meetingId}`;
  const { draft, change, take, unkept } = useDraft(owner, first);
  const looked = useRef(false);
  useEffect(() => {
    if (looked.current) return;
    looked.current = true;
    const found = kept(owner).find((one) => one.id === first.id);
    if (found) take(found);
  });
  const send = async (start: boolean) => {
    const kind = templates.find((one) => one.id === draft.templateId)?.kind ?? 'general';
    const agenda = agendaOf(draft, kind, (question) => t('open_question', { question }));
    const team = draft.teamId ? { teamId: draft.teamId } : {};
    const exportTo = draft.exportTo ? still(draft.exportTo, places) : null;
    const result = await save({ meetingId, version, agenda, start, exportTo, ...team }).catch(() => null);
    if (!result?.ok) return result;
    forget(owner, draft.id);
    router.push(`/meetings/${meetingId}`);
    router.refresh();
    return undefined;
  };
  return (
    <Editor
      draft={draft}
      onChange={change}
      templates={templates}
      teams={teams}
      places={places}
      starts={starts}
      send={send}
      footer={
        <p className="note">
          {unkept ? t('unkept') : t('kept')}{' '}
          <button
            type="button"
            className="link"
            onClick={() => {
              forget(owner, draft.id);
              take(first);
            }}
          >
            {t('as_saved')}
          </button>
        </p>
      }
    />
  );
}
