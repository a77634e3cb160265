'use client';

import { useRouter } from 'next/navigation';
import { useTranslations } from 'next-intl';
import { useEffect, useRef, useState } from 'react';
import type { Agenda, Language } from '@/lib/council/agenda.schema';
import { kindOfQuestion } from '@/lib/council/first-reading';
import { type Place, still } from '../exports/export-to';
import type { Send } from '../ui/send';
import { AskForm } from './ask-form';
import {
  agendaOf,
  type Draft,
  filledIn,
  type TeamChoice,
  type TemplateChoice,
  withAgenda,
  withProposal,
} from './draft';
import { Editor } from './editor';
import styles from './editor.module.css';
import { errorsByField, type FieldErrors } from './field';
import { FileForm } from './file-form';
import { forget, kept } from './keep';
import form from './new.module.css';
import { askForAgenda } from './propose';
import { Said } from './said';
import { useDraft } from './use-draft';

interface Props {
  first: Draft;
  userId: string;
  /** Whether the address itself says what to prepare, which then goes before a draft that was left. */
  asked: boolean;
  language: Language;
  templates: TemplateChoice[];
  teams: TeamChoice[];
  places: readonly Place[];
  skeletons: { id: string; title: string; text: string; language?: string }[];
  starts: boolean;
  read: Send<Agenda>;
  hold: Send<{ id: string }>;
}

type Refused = { detail: string; errors: FieldErrors } | null;
const none: FieldErrors = {};

/** From a question, or a file, to an agenda that a person has looked at, and on to the council. */
export function Prepare(props: Props) {
  const { first, userId, asked, language, templates, teams, places, skeletons, starts, read, hold } = props;
  const t = useTranslations('new');
  const router = useRouter();
  const { draft, change, take, unkept } = useDraft(userId, first);
  const [left, setLeft] = useState<Draft | null>(null);
  const [heard, setHeard] = useState<string | null>(null);
  const [refused, setRefused] = useState<Refused>(null);
  const asking = useRef<AbortController | null>(null);
  const sent = useRef({ agenda: '', key: '' });
  const edit = useRef<HTMLDivElement>(null);

  // What this browser kept is known only here. Once, when the page has come alive.
  // biome-ignore lint/correctness/useExhaustiveDependencies: a draft that is found must not be taken twice
  useEffect(() => {
    const [found] = kept(userId);
    const same = found && (!asked || found.asked.question === first.asked.question);
    if (found && same) take(found);
    else {
      setLeft(found ?? null);
      take({ ...first, id: crypto.randomUUID(), zone: Intl.DateTimeFormat().resolvedOptions().timeZone });
    }
    return () => asking.current?.abort();
  }, []);
  useEffect(() => {
    if (heard === null) return;
    const warn = (event: BeforeUnloadEvent) => event.preventDefault();
    window.addEventListener('beforeunload', warn);
    return () => window.removeEventListener('beforeunload', warn);
  }, [heard]);

  const begin = (next: Draft) => {
    change(() => next);
    setRefused(null);
    requestAnimationFrame(() => {
      window.scrollTo({ top: 0 });
      edit.current?.focus({ preventScroll: true });
    });
  };
  const ask = async () => {
    const { question, notes, templateId, teamId } = draft.asked;
    setRefused(null);
    setHeard('');
    asking.current = new AbortController();
    const input = {
      question,
      notes,
      ...(templateId && { templateId }),
      ...(teamId && { teamId }),
      time_zone: draft.zone,
    };
    const answer = await askForAgenda(input, (text) => setHeard((now) => `${now ?? ''}${text}`), asking.current.signal);
    setHeard(null);
    if (asking.current.signal.aborted) return;
    if (answer.ok) begin({ ...withProposal(draft, answer.made), teamId });
    else
      setRefused({
        detail: answer.refusal?.detail ?? t('network'),
        errors: errorsByField(answer.refusal?.errors),
      });
  };
  const alone = () => {
    const kind = draft.asked.templateId || kindOfQuestion(draft.asked.question);
    const template = templates.find((one) => one.id === kind) ?? templates[0];
    if (template) begin({ ...filledIn(draft, template), teamId: draft.asked.teamId });
  };
  const send = async (start: boolean) => {
    const template = templates.find((one) => one.id === draft.templateId);
    const agenda = agendaOf(draft, template?.kind ?? 'general', (question) => t('open_question', { question }));
    // The same agenda sent again is the same meeting; a changed one is another.
    const written = JSON.stringify([agenda, draft.teamId, draft.exportTo]);
    if (sent.current.agenda !== written) sent.current = { agenda: written, key: crypto.randomUUID() };
    const result = await hold({
      agenda,
      key: sent.current.key,
      start,
      openedAt: draft.openedAt,
      ...(draft.teamId ? { teamId: draft.teamId } : {}),
      ...(template?.own ? { templateId: template.id } : {}),
      ...(draft.exportTo ? { exportTo: still(draft.exportTo, places) } : {}),
    }).catch(() => null);
    if (!result?.ok) return result;
    forget(userId, draft.id);
    router.push(`/meetings/${result.value.id}`);
    return undefined;
  };
  const discard = () => {
    forget(userId, draft.id);
    setRefused(null);
    const now = { ...first, id: crypto.randomUUID(), zone: draft.zone };
    take({ ...now, asked: { ...now.asked, question: '', templateId: '' }, by: 'question' });
  };
  const by = (way: Draft['by']) => change((now) => ({ ...now, by: way }));

  return (
    <div ref={edit} tabIndex={-1} className={form.flow}>
      {left && draft.stage === 'ask' && (
        <p className={styles.draft}>
          <span>{t('left', { question: left.question || left.asked.question || t('untitled') })}</span>
          <button
            type="button"
            className="link"
            onClick={() => {
              take(left);
              setLeft(null);
            }}
          >
            {t('go_on')}
          </button>
        </p>
      )}
      {draft.stage === 'edit' ? (
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
              <button type="button" className="link" onClick={discard}>
                {t('discard')}
              </button>
            </p>
          }
        >
          <div className={styles.top}>
            {draft.said && <Said text={draft.said.text} language={draft.language} said={draft.said} />}
            <button type="button" className="link" onClick={() => change((now) => ({ ...now, stage: 'ask' }))}>
              {t(draft.by === 'file' ? 'back_to_file' : 'back_to_question')}
            </button>
          </div>
        </Editor>
      ) : (
        <>
          <nav className={form.tabs} aria-label={t('ways')}>
            {(['question', 'file'] as const).map((way) => (
              <button
                key={way}
                type="button"
                aria-current={draft.by === way ? 'page' : undefined}
                disabled={heard !== null}
                onClick={() => by(way)}
              >
                {t(`by_${way}`)}
              </button>
            ))}
          </nav>
          {draft.by === 'file' ? (
            <FileForm
              text={draft.asked.file}
              onText={(file) => change((now) => ({ ...now, asked: { ...now.asked, file } }))}
              skeletons={skeletons}
              read={read}
              onRead={(agenda) => begin(withAgenda(draft, agenda, templateFor(agenda, draft, templates)))}
            />
          ) : (
            <AskForm
              asked={draft.asked}
              onChange={(part) => change((now) => ({ ...now, asked: { ...now.asked, ...part } }))}
              templates={templates}
              teams={teams}
              language={language}
              errors={refused?.errors ?? none}
              detail={refused?.detail ?? null}
              busy={heard !== null}
              onAsk={ask}
              onStop={() => asking.current?.abort()}
              onAlone={alone}
            />
          )}
          {heard !== null && <Said text={heard} language={language} said={null} />}
        </>
      )}
    </div>
  );
}

/** The organisation's own template that was chosen, where the agenda is of its kind; else the agenda's. */
function templateFor(agenda: Agenda, { asked }: Draft, templates: TemplateChoice[]): string {
  const chosen = templates.find((one) => one.id === asked.templateId);
  return chosen?.own && chosen.kind === agenda.template ? chosen.id : agenda.template;
}
