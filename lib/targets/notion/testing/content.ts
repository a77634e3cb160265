import type { BlockObjectRequest } from '@notionhq/client';
import { asked, checkHolds, checkNoRows, checkRows } from './block-content';
import { invalid } from './errors';
import { plainText } from './rich-text';
import {
  type Anything,
  type Block,
  childrenOf,
  type Database,
  type DataSource,
  isTrashed,
  newId,
  type Page,
  stamp,
  uuid,
  type Workspace,
} from './state';

/** Where new blocks go among the ones that are there. */
export type Position = { type: 'start' } | { type: 'end' } | { type: 'after_block'; after_block: { id: string } };

/** Puts blocks into a page or block. @returns the new ones of the first level, in order. @throws Refusal */
export function append(
  state: Workspace,
  into: Page | Block,
  blocks: readonly BlockObjectRequest[],
  position: Position,
  now: number,
): Block[] {
  const wanted = blocks.map(asked);
  if (into.kind === 'block' && blocks.length > 0) checkHolds(into.type, into.content);
  if (into.kind === 'block' && into.type === 'table') checkRows(into.content.table_width, wanted);
  else checkNoRows(wanted);
  const siblings = childrenOf(state, into.id);
  const at = placeOf(siblings, position);
  const made = wanted.map((one) => {
    const block: Block = {
      kind: 'block',
      id: newId(state),
      parent: into.id,
      createdAt: now,
      editedAt: now,
      trashed: false,
      type: one.type,
      content: one.content,
    };
    state.things[block.id] = block;
    append(state, block, one.children, { type: 'end' }, now);
    return block;
  });
  if (made.length > 0) touch(state, into, now);
  siblings.splice(at, 0, ...made.map((one) => one.id));
  return made;
}

function placeOf(siblings: readonly string[], position: Position): number {
  if (position.type === 'start') return 0;
  if (position.type === 'end') return siblings.length;
  const after = siblings.indexOf(uuid(position.after_block.id));
  if (after < 0) throw invalid('body failed validation: the block to append after is no child of this parent.');
  return after + 1;
}

/** A page is edited when anything in it is. */
function touch(state: Workspace, one: Anything, now: number): void {
  for (let at: Anything | undefined = one; at; at = at.parent === null ? undefined : state.things[at.parent]) {
    at.editedAt = now;
    if (at.kind === 'page') return;
  }
}

/** Into the trash: it goes from its parent's content; a data source keeps it for queries of the trash. */
export function trash(state: Workspace, one: Anything, now: number): void {
  one.trashed = true;
  if (one.parent !== null && state.things[one.parent]?.kind !== 'source') {
    const siblings = childrenOf(state, one.parent);
    const at = siblings.indexOf(one.id);
    if (at >= 0) siblings.splice(at, 1);
    const parent = state.things[one.parent];
    if (parent) touch(state, parent, now);
  }
}

export function restore(state: Workspace, one: Anything, now: number): void {
  one.trashed = false;
  one.editedAt = now;
  if (one.parent !== null && state.things[one.parent]?.kind !== 'source') childrenOf(state, one.parent).push(one.id);
}

export function parentOf(state: Workspace, one: Anything): Record<string, unknown> {
  const parent = one.parent === null ? undefined : state.things[one.parent];
  if (!parent) return { type: 'workspace', workspace: true };
  if (parent.kind === 'source')
    return { type: 'data_source_id', data_source_id: parent.id, database_id: parent.parent };
  if (parent.kind === 'database') return { type: 'database_id', database_id: parent.id };
  return parent.kind === 'page' ? { type: 'page_id', page_id: parent.id } : { type: 'block_id', block_id: parent.id };
}

export const titleOf = (one: Page | Database | DataSource): string => {
  if (one.kind !== 'page') return one.title;
  const title = Object.values(one.values).find((value) => value.type === 'title');
  return title ? plainText(title.title) : '';
};

/** A block as Notion gives it back; pages and databases are blocks in what holds them, too. */
export function blockAnswer(state: Workspace, one: Page | Block | Database): Record<string, unknown> {
  const by = { object: 'user', id: (one.kind === 'block' && one.by) || state.bot };
  const trashed = isTrashed(state, one.id);
  const type = one.kind === 'block' ? one.type : `child_${one.kind}`;
  return {
    object: 'block',
    id: one.id,
    parent: parentOf(state, one),
    created_time: stamp(one.createdAt),
    created_by: by,
    last_edited_time: stamp(one.editedAt),
    last_edited_by: by,
    has_children: childrenOf(state, one.id).length > 0,
    in_trash: trashed,
    archived: trashed,
    type,
    [type]: one.kind === 'block' ? one.content : { title: titleOf(one) },
  };
}
