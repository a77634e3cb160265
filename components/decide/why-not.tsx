import { useTranslations } from 'next-intl';
import type { DecisionStatus } from '@/lib/council/decision-log.schema';

interface Props {
  record: {
    meetingId: string;
    runId: string;
    status: DecisionStatus;
    children: { status: string }[];
    reader: { addTask: boolean };
  };
  decider: string;
  /** The council still writes its record. */
  sitting: boolean;
  /** Whether the reader's role could decide at all. */
  may: boolean;
}

/** Why the reader can't decide here, and who can. */
export function WhyNot({ record, decider, sitting, may }: Props) {
  const t = useTranslations('decide');
  const { meetingId, runId, status, children, reader } = record;
  const round = children.some((one) => one.status !== 'finished');
  const closed = status === 'accepted' || status === 'rejected' || status === 'superseded';
  const why = closed ? status : round ? 'sent_back' : 'other';
  return (
    <>
      <p>
        {closed || round || sitting
          ? t('why_not.closed', { status: t(`why_not.${why}`) })
          : !may || !reader.addTask
            ? t('why_not.role', { decider })
            : t('why_not.closed', { status: t('why_not.other') })}
      </p>
      <p>
        <a className="link" href={`/meetings/${meetingId}/decision?run=${runId}`}>
          {t('all')}
        </a>
      </p>
    </>
  );
}
