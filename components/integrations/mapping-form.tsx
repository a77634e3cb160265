'use client';

import { useTranslations } from 'next-intl';
import { type FormEvent, useEffect, useRef, useState } from 'react';
import { type Errors, ErrorsContext } from '../set-up/fields';
import { Icon } from '../ui/icon';
import styles from './integrations.module.css';
import { MappingPlace } from './mapping-place';
import type { Deeds, Drafts, Integration, Mapping, PlaceName } from './types';

interface Props {
  of: Integration;
  drafts: Drafts;
  deeds: Pick<Deeds, 'addColumns' | 'saveMapping'>;
  onDrafts: (drafts: Drafts) => void;
  onSaved: () => void;
  onLeave: () => void;
}

const places = ['decisions', 'tasks'] as const;
const mappingsOf = ({ decisions, tasks }: Drafts) => ({ decisions: decisions.mapping, tasks: tasks.mapping });
const faultsOf = ({ decisions, tasks }: Drafts): Errors => [...decisions.faults, ...tasks.faults];

/** Which property of Notion holds what of XIO, with how a row would look and what cannot be. */
export function MappingForm({ of, drafts, deeds, onDrafts, onSaved, onLeave }: Props) {
  const t = useTranslations('integrations');
  const [mappings, setMappings] = useState<Record<PlaceName, Mapping>>(() => mappingsOf(drafts));
  const [errors, setErrors] = useState<Errors>(() => faultsOf(drafts));
  const [refused, setRefused] = useState<string | null>(null);
  const [busy, setBusy] = useState<'saving' | 'adding' | null>(null);
  const form = useRef<HTMLFormElement>(null);
  useEffect(() => {
    if (refused) form.current?.querySelector<HTMLElement>('[aria-invalid="true"]')?.focus();
  }, [refused]);

  const put = (place: PlaceName, mapping: Mapping) => {
    setMappings({ ...mappings, [place]: mapping });
    setErrors(errors.filter((one) => !one.path.startsWith(place)));
  };
  const missing = (place: PlaceName) =>
    drafts[place].fields.map((one) => one.field).filter((one) => one !== 'title' && !mappings[place].properties[one]);
  const lacking = places.flatMap((place) => missing(place).map((field) => t(`fields.${place}.${field}`)));

  const add = async () => {
    setBusy('adding');
    setRefused(null);
    const asked = { decisions: drafts.decisions.dataSourceId, tasks: drafts.tasks.dataSourceId };
    const wanted = { decisions: missing('decisions'), tasks: missing('tasks') };
    const done = await deeds.addColumns({ id: of.id, ...asked, add: wanted }).catch(() => null);
    setBusy(null);
    if (!done?.ok) {
      setRefused(done ? done.problem.detail : t('lost'));
      return;
    }
    onDrafts(done.value);
    // What was chosen here stays; what had nothing gets what is there now.
    const merged = (place: PlaceName): Mapping => ({
      properties: { ...done.value[place].mapping.properties, ...mappings[place].properties },
      statuses: { ...done.value[place].mapping.statuses, ...mappings[place].statuses },
    });
    setMappings({ decisions: merged('decisions'), tasks: merged('tasks') });
    setErrors([]);
  };
  const submit = async (event: FormEvent) => {
    event.preventDefault();
    setBusy('saving');
    setRefused(null);
    const given = (place: PlaceName) => ({ ...mappings[place], dataSourceId: drafts[place].dataSourceId });
    const asked = { id: of.id, version: of.settings.version, decisions: given('decisions'), tasks: given('tasks') };
    const done = await deeds.saveMapping(asked).catch(() => null);
    setBusy(null);
    if (done?.ok) return onSaved();
    setErrors(done?.problem.errors ?? []);
    setRefused(done ? done.problem.detail : t('lost'));
  };
  return (
    <ErrorsContext value={errors}>
      <form method="post" ref={form} onSubmit={submit} noValidate className={styles.step} aria-labelledby="map-title">
        <h2 id="map-title">{t('map_title')}</h2>
        <p className="note">
          {drafts.sampleOf === null ? t('sample_example') : t('sample_of', { title: drafts.sampleOf })}
        </p>
        {places.map((place) => (
          <MappingPlace
            key={place}
            place={place}
            draft={drafts[place]}
            mapping={mappings[place]}
            onChange={(mapping) => put(place, mapping)}
          />
        ))}
        {lacking.length > 0 && (
          <div className={styles.lacking}>
            <p className="note">{t('add_hint', { fields: lacking.join(', ') })}</p>
            <button type="button" className="button" data-quiet="" disabled={busy !== null} onClick={add}>
              {busy === 'adding' ? t('adding') : t('add_missing', { count: lacking.length })}
            </button>
          </div>
        )}
        <div className={styles.end}>
          <p role="alert" className="trouble">
            {refused && (
              <>
                <Icon name="trouble" size={14} /> {refused}
              </>
            )}
          </p>
          <button type="button" className="button" data-quiet="" onClick={onLeave}>
            {t('cancel')}
          </button>
          <button type="submit" className="button" disabled={busy !== null}>
            {busy === 'saving' ? t('saving') : t('save_map')}
          </button>
        </div>
      </form>
    </ErrorsContext>
  );
}
