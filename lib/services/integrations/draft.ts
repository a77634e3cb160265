import type { Language } from '@/lib/council/agenda.schema';
import { columnsOf, faultsOf, type Mapping, mappingOf, typesOf } from '@/lib/targets/notion/mapping';
import { placeWords } from '@/lib/targets/notion/place-words';
import { propose, proposeStatuses } from '@/lib/targets/notion/propose';
import { fieldNames, type NotionSettings, type Place, requiredFields } from '@/lib/targets/notion/settings';
import type { Source } from '@/lib/targets/notion/source';
import { shown } from './check';
import type { Sample } from './sample';
import type { MappingDraft } from './schemas';

interface Asked {
  settings: NotionSettings;
  decisions: string | null;
  sample: Sample;
  language: Language;
}

/** What the screen of a mapping needs of one place. What is kept for it stays, with what is wrong with it by now. */
export function draftOf(place: Place, source: Source, { settings, decisions, sample, language }: Asked): MappingDraft {
  const kept = settings[place];
  const proposed = propose(place, source, decisions, language);
  const mapping = kept?.dataSourceId === source.dataSourceId ? again(mappingOf(kept), proposed, source) : proposed;
  const statuses = Object.keys(placeWords[language][place].statuses);
  const holders = (field: string) => columnsOf(place, field, source, decisions);
  return {
    dataSourceId: source.dataSourceId,
    title: source.title,
    url: source.url,
    columns: source.columns.map(({ id, name, type, options }) => ({
      id,
      name,
      type,
      options: options.map((one) => one.name),
    })),
    fields: fieldNames(place).map((field) => ({
      field,
      required: requiredFields.some((one) => one === field),
      types: [...typesOf(place, field)],
      fit: holders(field).map((one) => one.id),
      sample: sample[place][field] ?? '',
    })),
    statuses,
    options: Object.fromEntries(holders('status').map((one) => [one.id, proposeStatuses(place, one, language)])),
    mapping,
    faults: faultsOf(place, source, mapping, decisions).map((one) => shown(one, language)),
  };
}

/** A column that somebody took away is proposed anew, so that mending is one look and one click. */
function again(kept: Mapping, proposed: Mapping, { columns }: Source): Mapping {
  const there = Object.entries(kept.properties).filter(([, id]) => columns.some((one) => one.id === id));
  const used = new Set(there.map(([, id]) => id));
  const gone = Object.keys(kept.properties).filter((field) => !there.some(([one]) => one === field));
  const mended = gone.flatMap((field) => {
    const id = proposed.properties[field];
    return id && !used.has(id) ? [[field, id] as const] : [];
  });
  const properties = Object.fromEntries([...there, ...mended]);
  const options = columns.find((one) => one.id === properties.status)?.options.map((one) => one.name) ?? [];
  const status = Object.entries(proposed.statuses).map(([one, option]): [string, string] => {
    const old = kept.statuses[one];
    return [one, old && options.includes(old) ? old : option];
  });
  return { properties, statuses: Object.fromEntries(status) };
}
