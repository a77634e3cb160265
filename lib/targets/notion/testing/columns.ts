import type { CreateDatabaseParameters, UpdateDataSourceParameters } from '@notionhq/client';
import { invalid } from './errors';
import { type DataSource, find, newId, type PropertyConfig, type Workspace } from './state';

export type ColumnRequest = NonNullable<
  NonNullable<CreateDatabaseParameters['initial_data_source']>['properties']
>[string];
export type ColumnChange = NonNullable<UpdateDataSourceParameters['properties']>[string];

type OptionRequest = { id?: string; name?: string; color?: Color; description?: string | null };
type Color = NonNullable<Extract<ColumnRequest, { select: unknown }>['select']['options']>[number]['color'] & string;

/** Short, and percent-encoded as Notion's often are. */
const propertyId = (state: Workspace) => {
  state.serial += 1;
  return `p%3A${state.serial.toString(36)}`;
};

const options = (
  state: Workspace,
  asked: readonly OptionRequest[] | undefined,
  before: readonly { id: string; name: string }[] = [],
) =>
  (asked ?? []).map((one) => {
    const old = before.find((known) => (one.id ? known.id === one.id : known.name === one.name));
    const { color = 'default' as const, description = null } = one;
    return { id: old?.id ?? newId(state), name: one.name ?? old?.name ?? '', color, description };
  });

/** A column of a new or a changed data source. `before`: the one of that name, if there is one. @throws Refusal */
export function column(
  state: Workspace,
  source: Pick<DataSource, 'id' | 'title'>,
  name: string,
  asked: ColumnRequest | ColumnChange,
  before?: PropertyConfig,
): PropertyConfig {
  const common = { id: before?.id ?? propertyId(state), name, description: null };
  if (!asked) throw invalid('a column was expected');
  if ('title' in asked) return { ...common, id: 'title', type: 'title', title: {} };
  if ('rich_text' in asked) return { ...common, type: 'rich_text', rich_text: {} };
  if ('url' in asked) return { ...common, type: 'url', url: {} };
  if ('date' in asked) return { ...common, type: 'date', date: {} };
  if ('checkbox' in asked) return { ...common, type: 'checkbox', checkbox: {} };
  if ('people' in asked) return { ...common, type: 'people', people: {} };
  if ('email' in asked) return { ...common, type: 'email', email: {} };
  if ('phone_number' in asked) return { ...common, type: 'phone_number', phone_number: {} };
  if ('files' in asked) return { ...common, type: 'files', files: {} };
  if ('created_time' in asked) return { ...common, type: 'created_time', created_time: {} };
  if ('last_edited_time' in asked) return { ...common, type: 'last_edited_time', last_edited_time: {} };
  if ('number' in asked) return { ...common, type: 'number', number: { format: asked.number.format ?? 'number' } };
  if ('formula' in asked)
    return { ...common, type: 'formula', formula: { expression: asked.formula.expression ?? '' } };
  if ('select' in asked) {
    const old = before?.type === 'select' ? before.select.options : [];
    return { ...common, type: 'select', select: { options: options(state, asked.select.options, old) } };
  }
  if ('multi_select' in asked) {
    const old = before?.type === 'multi_select' ? before.multi_select.options : [];
    return {
      ...common,
      type: 'multi_select',
      multi_select: { options: options(state, asked.multi_select.options, old) },
    };
  }
  if ('status' in asked) {
    const old = before?.type === 'status' ? before.status.options : [];
    const usual = [{ name: 'Not started' }, { name: 'In progress' }, { name: 'Done' }];
    const made = options(state, asked.status.options ?? usual, old);
    const grouped = asked.status.options ? [made.map((one) => one.id), [], []] : made.map((one) => [one.id]);
    const groups = ['To-do', 'In progress', 'Complete'].map((group, i) => ({
      id: newId(state),
      name: group,
      color: 'default' as const,
      option_ids: grouped[i] ?? [],
    }));
    return { ...common, type: 'status', status: { options: made, groups } };
  }
  if ('relation' in asked) return relation(state, source, common, asked.relation);
  throw invalid(`The twin can't make the column ${name}.`);
}

type RelationRequest = Extract<ColumnRequest, { relation: unknown }>['relation'];

function relation(
  state: Workspace,
  source: Pick<DataSource, 'id' | 'title'>,
  common: { id: string; name: string; description: null },
  asked: RelationRequest,
): PropertyConfig {
  const target = find(state, 'source', asked.data_source_id);
  const place = { database_id: target.parent, data_source_id: target.id };
  if (!('dual_property' in asked)) {
    return { ...common, type: 'relation', relation: { ...place, type: 'single_property', single_property: {} } };
  }
  const other = {
    id: propertyId(state),
    name: asked.dual_property.synced_property_name ?? `Related to ${source.title} (${common.name})`,
  };
  const own = state.things[source.id];
  target.properties.push({
    ...other,
    description: null,
    type: 'relation',
    relation: {
      type: 'dual_property',
      dual_property: { synced_property_id: common.id, synced_property_name: common.name },
      data_source_id: source.id,
      database_id: own?.parent ?? '',
    },
  });
  const dual_property = { synced_property_id: other.id, synced_property_name: other.name };
  return { ...common, type: 'relation', relation: { ...place, type: 'dual_property', dual_property } };
}

/** The other end of a relation of two sides knows this one by name. */
function tellOtherEnd(state: Workspace, one: PropertyConfig, change: (other: PropertyConfig, of: DataSource) => void) {
  if (one.type !== 'relation' || !('dual_property' in one.relation)) return;
  const { data_source_id, dual_property } = one.relation;
  const target = state.things[data_source_id];
  if (target?.kind !== 'source') return;
  const other = target.properties.find((found) => found.id === dual_property.synced_property_id);
  if (other) change(other, target);
}

export function rename(state: Workspace, one: PropertyConfig, name: string): void {
  one.name = name;
  tellOtherEnd(state, one, (other) => {
    if (other.type === 'relation' && 'dual_property' in other.relation) {
      other.relation.dual_property.synced_property_name = name;
    }
  });
}

export function remove(state: Workspace, source: DataSource, one: PropertyConfig): void {
  source.properties = source.properties.filter((kept) => kept !== one);
  tellOtherEnd(state, one, (other, of) => {
    of.properties = of.properties.filter((kept) => kept !== other);
  });
}
